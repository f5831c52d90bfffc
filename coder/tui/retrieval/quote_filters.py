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

_Listed = Literal["case", "coder", "origin"]
FilterName = Literal["attribute", "role"] | _Listed
_ALL = ""
Options = list[tuple[str, str]]


class Filtering(QuoteList):
    """The filters of the query."""

    def action_filter(self, name: FilterName) -> None:
        """Choose the value of a filter, or all."""
        filters = self.query_now.filters
        if name == "attribute":
            self.ask(any_case(self.project), lambda key: self._filtered(replace(filters, where=conditions_of(key))))
        elif name == "role":
            now, options = voice_key(filters), voice_options(self.study)
            self._choose(_("Whose words?"), options, now, partial(by_voice, filters))
        else:
            title, options = self._options(name)
            now = next(iter(self._now(f"{name}s")), _ALL)
            self._choose(title, options, now, lambda key: _with(filters, f"{name}s", key))

    def _choose(self, title: str, options: Options, now: str, change: Callable[[str], Filters]) -> None:
        self.choose_one(title, [(_ALL, _("all")), *options], lambda key: self._filtered(change(key)), now)

    def _options(self, name: _Listed) -> tuple[str, Options]:
        """Return the question for a filter, and what the study holds of it."""
        match name:
            case "case":
                return _("Quotes of which case?"), [(c.id, c.title + bracketed(c.id)) for c in self.project.cases]
            case "coder":
                return _("Codings of which coder?"), list(people(self.study).items())
            case "origin":
                return _("Coded how?"), [(origin, origin_name(origin)) for origin in ORIGINS]

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


def _with(filters: Filters, field: str, key: str) -> Filters:
    """Return filters with one value in a field; without any for an empty key."""
    return replace(filters, **{field: (key,) if key else ()})  # type: ignore[arg-type]
