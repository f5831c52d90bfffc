"""Narrowing the quotes down: each filter is chosen from what the study holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from coder.i18n import _, bracketed
from coder.model.coding import ORIGINS
from coder.model.counting.code_expression import SORTS, Sort
from coder.model.counting.passage_filters import Filters
from coder.model.values.value_names import origin_name
from coder.record.veil.blindness import people
from coder.retrieval.attribute_choices import conditions_of
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.filtering.filter_bar import any_case
from coder.tui.frame.filtering.filter_questions import by_voice, voice_key, voice_options
from coder.tui.retrieval.quote_list import QuoteList
from coder.tui.retrieval.rows import sort_name

_Listed = Literal["case", "coder", "role", "origin"]
FilterName = Literal["attribute"] | _Listed
_ALL = ""
Options = list[tuple[str, str]]


class Filtering(QuoteList):
    """The filters of the query."""

    def action_filter(self, name: FilterName) -> None:
        """Choose the value of a filter, or all."""
        filters = self.query_now.filters
        if name == "attribute":
            question = any_case(self.project)
            self.ask(question, lambda key: self._filtered(replace(filters, where=conditions_of(key))))
            return
        title, options, now, change = self._filter(name, filters)

        self.choose_one(title, [(_ALL, _("all")), *options], lambda key: self._filtered(change(key)), now)

    def _filter(self, name: _Listed, filters: Filters) -> tuple[str, Options, str, Callable[[str], Filters]]:
        """Return what to ask for a filter: title, options, the one in force, and what a choice makes of the filters."""

        def one(key: str) -> tuple[str, ...]:
            return (key,) if key else ()

        match name:
            case "case":
                cases = [(c.id, c.title + bracketed(c.id)) for c in self.project.cases]
                return (
                    _("Quotes of which case?"),
                    cases,
                    _first(filters.cases),
                    lambda key: replace(filters, cases=one(key)),
                )
            case "coder":
                who = list(people(self.study).items())
                return (
                    _("Codings of which coder?"),
                    who,
                    _first(filters.coders),
                    lambda key: replace(filters, coders=one(key)),
                )
            case "role":
                options = voice_options(self.study)
                return _("Whose words?"), options, voice_key(filters), partial(by_voice, filters)
            case "origin":
                origins: Options = [(origin, origin_name(origin)) for origin in ORIGINS]
                return _("Coded how?"), origins, _first(filters.origins), lambda key: replace(filters, origins=one(key))

    def action_contains(self) -> None:
        """Ask for a word that the quotes must hold."""
        question = AskScreen(_("Quotes that hold which word? (empty: all)"), self._now("contains"))
        self.ask(question, lambda text: self._filtered(replace(self.query_now.filters, contains=text)))

    def _now(self, field: str) -> Any:
        return getattr(self.query_now.filters, field)

    def action_toggle_memo(self) -> None:
        """Show quotes with a memo alone, or all."""
        self._filtered(replace(self.query_now.filters, with_memo=not self._now("with_memo")))

    def action_toggle_same(self) -> None:
        """Ask that the same coder put all codes of an expression, or leave it open."""
        self.query_now = replace(self.query_now, same_coder=not self.query_now.same_coder)
        self.run_query()

    def action_clear(self) -> None:
        """Take all filters away."""
        self.query_now = replace(self.query_now, same_coder=False)
        self._filtered(Filters())

    def _filtered(self, filters: Filters) -> None:
        self.query_now = replace(self.query_now, filters=filters)
        self.run_query()

    def action_sort(self) -> None:
        """Choose the order of the quotes."""

        def chosen(key: str) -> None:
            known: dict[str, Sort] = {sort: sort for sort in SORTS}
            if key in known:
                self.query_now = replace(self.query_now, sort=known[key])
                self.run_query()

        options = [(str(sort), sort_name(sort)) for sort in SORTS]
        self.choose_one(_("In which order?"), options, chosen, self.query_now.sort)


def _first(values: tuple[str, ...]) -> str:
    return values[0] if values else _ALL
