"""A screen that counts, narrowed down by case, attribute, speaker and role, all of them in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from coder.i18n import _, bracketed, listed
from coder.model.case_condition import where_text
from coder.model.counting.narrowed import Narrowed
from coder.model.counting.passage_filters import Filters
from coder.record.study import Study
from coder.retrieval.attribute_choices import conditions_of
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.filtering.filter_bar import Filter, any_case, any_of, filter_bar
from coder.tui.frame.filtering.filter_questions import by_voice, voice_options, voice_words
from coder.tui.widgets.pane import Row


class FilteredScreen(DeskScreen):
    """A screen whose counts the filters narrow down; they hold for every such screen until others are chosen.

    `FILTERS` is the name that the ids of its filter commands begin with.
    """

    FILTERS: ClassVar[str] = ""

    @property
    def filters(self) -> Filters:
        """The filters in force."""
        return self.coder_app.filters

    @property
    def is_narrowed(self) -> bool:
        """Whether some filter is in force."""
        return self.filters != Filters()

    def recount(self) -> None:
        """Count again."""
        raise NotImplementedError

    def narrowed(self, study: Study) -> Narrowed:
        """Return what the filters leave of a study, which another thread may have opened."""
        from coder.retrieval.filtered_study import narrowed

        return narrowed(study.reader, study.project(), self.filters)

    def filters_row(self) -> Row:
        """Return the line of filters."""
        filters, cases, name = self.filters, self.project.case_by_id, self.FILTERS
        called = listed(cases[c].title if c in cases else c for c in filters.cases)
        shown = [
            Filter(f"{name}_case_filter", _("case"), called),
            Filter(f"{name}_attribute_filter", _("attribute"), listed(map(where_text, filters.where))),
            Filter(f"{name}_voice_filter", _("whose words"), voice_words(filters)),
        ]
        clear = [Filter(f"{name}_no_filters", _("no filters"), "")] if self.is_narrowed else []
        return filter_bar([*shown, *clear], self.key_for, self.paints)

    def action_filter(self, name: Literal["case", "where", "voice"]) -> None:
        """Ask for a filter; the first option clears it."""
        filters = self.filters
        if name == "where":
            question = any_case(self.project)
            self.ask(question, lambda key: self._narrow(replace(filters, where=conditions_of(key))))
        elif name == "case":
            options = [(c.id, c.title + bracketed(c.id), "") for c in self.project.cases]
            question = any_of(_("Only in the case"), options)
            self.ask(question, lambda key: self._narrow(replace(filters, cases=(key,) if key else ())))
        else:
            options = [(key, label, "") for key, label in voice_options(self.study)]
            self.ask(any_of(_("Whose words?"), options), lambda key: self._narrow(by_voice(filters, key)))

    def action_clear_filters(self) -> None:
        """Count everything again."""
        self._narrow(Filters())

    def _narrow(self, filters: Filters) -> None:
        self.coder_app.filters = filters
        self.recount()
