"""Finding words over the whole study: hits in their context, coded without leaving the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from coder.i18n import N_, _
from coder.model.text import Span
from coder.record.veil.blindness import people
from coder.retrieval.word_search import Hit, passage_of
from coder.tui.retrieval.commands import SEARCH, SEARCH_FIELD
from coder.tui.retrieval.kwic import codes_line, hit_row, passage_rows
from coder.tui.retrieval.list_coding import ListCoding
from coder.tui.retrieval.search_filters import Filtering
from coder.tui.retrieval.search_state import read, written
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row


class HitList(Listing):
    """The hits; going up from the first one leads back to the field."""

    class Above(Message):
        """Up was pressed on the first hit."""

    def action_move(self, step: int) -> None:
        """Go up or down."""
        if step < 0 and self.at == 0:
            self.post_message(self.Above())
        else:
            super().action_move(step)


class QueryField(LineField):
    """The line in which one types what to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in SEARCH_FIELD]


class SearchScreen(ListCoding[Hit], Filtering):
    """A field, the hits around their word, and the passage of the one in focus."""

    COMMANDS_HERE = SEARCH
    SCREEN_TITLE = N_("Search the study")
    FIELDS = SEARCH_FIELD
    LIST, DETAIL, SHORT = "hits", "hit", 32

    def body(self) -> ComposeResult:
        """Yield field, filters, hits and passage."""
        yield QueryField(id="query", compact=True)
        yield Pane(id="filters")
        yield HitList(id=self.LIST)
        yield Pane(id=self.DETAIL)

    def begin(self) -> None:
        """Look for what was looked for last, and put the focus on the same hit."""
        self.state = read(self.study.recall("search"), self.project)
        if self.state.filters.coder not in {"", *people(self.study)}:
            self.state = self.state.filtered("coder", "")
        self._goal = (self.state.transcript, self.state.start)
        field = self.query_one("#query", Input)
        field.value = self.state.typed
        field.focus()
        self.repaint()
        self.search_now()

    def repaint(self, at: int | None = None) -> None:
        """Draw everything in the theme and language of now."""
        placeholder = _("words | A NEAR/10 (B OR C) NOT D | /regular expression/")
        self.query_one("#query", Input).placeholder = placeholder
        self.show_filters()
        super().repaint(at)

    def row(self, item: Hit, *, here: bool) -> Row:
        """Return the row of a hit."""
        colors = [code.color for code in self.codes_on(item.transcript, item.spans)]
        return hit_row(item, self._citation(item), colors, self.size.width, self.paints, here=here)

    def _citation(self, hit: Hit) -> str:
        return f"{self.project.case_by_id[self.project.transcript_by_id[hit.transcript].case].title} {hit.line}"

    def detail(self, width: int, height: int) -> Sequence[Row]:
        """Return the passage of the hit in focus, its place and its codes."""
        rows, hit = [self.rule()], self.here
        if hit is not None:
            codes = self.codes_on(hit.transcript, hit.spans)
            place = f"{self._citation(hit)}  {hit.speaker}"
            rows.append(codes_line(place, [(c.title, c.color) for c in codes], width, self.paints))
            text = passage_of(self.study.reader, self.project, hit)
            rows += passage_rows(text, hit, width, max(1, height - 2), self.paints)
        return rows

    def moved(self) -> None:
        """Follow the focus to another hit."""
        self._goal = None
        super().moved()

    @on(HitList.Above)
    def _above(self) -> None:
        self.action_field()

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self.state.typed:
            self.state = replace(self.state, typed=event.value)
            self._goal = None
            self.show_filters()
            self.search_soon()

    @on(Input.Submitted, "#query")
    def _entered(self) -> None:
        if self.waits:
            self.search_now()
        self.action_into_list()

    def action_field(self) -> None:
        """Go to the field."""
        self.query_one("#query", Input).focus()

    def action_into_list(self) -> None:
        """Go to the hits."""
        self.listing.focus()

    def change(self, **parts: object) -> None:
        """Change what is looked for and look again; the hit in focus stays so if it still is one."""
        if self.here is not None:
            self._goal = (self.here.transcript, self.here.start)
        super().change(**parts)
        self.show_filters()

    def open_item(self, item: Hit) -> None:
        """Open the transcript at the hit, all hits in it marked."""
        self.remember_place()
        marked = sorted({span for h in self.items if h.transcript == item.transcript for span in h.spans})
        self.coder_app.open_transcript(item.transcript, item.start, marked)

    def words_of(self, item: Hit) -> tuple[str, Span]:
        """Return the words of a hit, which stand for their sentence."""
        return item.transcript, item.spans[0]

    def search_now(self) -> None:
        """Begin to look for what stands in the field; what runs is given up."""
        self.reads_texts()
        super().search_now()

    def look_again(self) -> None:
        """Look through the texts of now; the hit in focus stays so if it still is one."""
        self.change()

    def action_leave(self) -> None:
        """From the field go to the hits if there are some; from there go back."""
        if self.focused is not self.listing and self.items:
            self.listing.focus()
            return
        super().action_leave()

    def remember_place(self) -> None:
        """Keep what is looked for, through which filters, and the hit in focus."""
        hit = self.here
        if hit is not None:
            self.state = replace(self.state, transcript=hit.transcript, start=hit.start)
        self.study.remember("search", written(self.state))
