"""Finding words over the whole study: hits in their context, coded without leaving the list."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from coder.i18n import _
from coder.model.text import Span
from coder.record.blindness import people
from coder.retrieval.word_search import CodingsOnText, Hit, codings_on, passage_of
from coder.tui.frame.command_table import EVERYWHERE, SEARCH, Command
from coder.tui.retrieval.kwic import codes_line, hit_row, passage_rows
from coder.tui.retrieval.list_coding import ListCoding
from coder.tui.retrieval.search_filters import Filtering
from coder.tui.retrieval.search_state import read, written
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row

_SHORT = 32


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


class SearchScreen(ListCoding, Filtering):
    """A field, the hits around their word, and the passage of the one in focus."""

    COMMANDS_HERE: tuple[Command, ...] = SEARCH
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*SEARCH[1:], *EVERYWHERE[:1])]

    def __init__(self) -> None:
        super().__init__()
        self._codings: dict[str, CodingsOnText] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, field, filters, hits, passage and foot."""
        yield Pane(id="title")
        yield Input(id="query", compact=True)
        yield Pane(id="filters")
        yield HitList(id="hits")
        yield Pane(id="hit")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Look for what was looked for last, and put the focus on the same hit."""
        study = self.coder_app.study
        self.state = read(study.recall("search"), study.project())
        if self.state.filters.coder not in {"", *people(study)}:
            self.state = self.state.filtered("coder", "")
        self._goal = (self.state.transcript, self.state.start)
        field = self.query_one("#query", Input)
        field.value = self.state.typed
        field.focus()
        self.set_class(self.size.height < _SHORT, "short")
        self.repaint()
        self.search_now()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again."""
        self.set_class(event.size.height < _SHORT, "short")
        self.call_after_refresh(self.repaint)

    def on_screen_resume(self) -> None:
        """Show the codings that were made meanwhile."""
        self.follow()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._codings.clear()
        self._listing.redraw()
        self._show_passage()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        placeholder = _("words | A NEAR/10 (B OR C) NOT D | /regular expression/")
        self.query_one("#query", Input).placeholder = placeholder
        notice = " | " + _("SYNTHETIC SAMPLE") if self.coder_app.study.project().synthetic else ""
        self.show_title(_("Search the study") + notice, self.who)
        self.show_filters()
        self.show_hits(at=None)
        self.show_keys()

    @property
    def _listing(self) -> HitList:
        return self.query_one(HitList)

    @property
    def hit(self) -> Hit | None:
        """The hit in focus."""
        return self.hits[self._listing.at] if self.hits else None

    def tell(self, message: str) -> None:
        """Say something that is neither done nor wrong."""
        self.query_one("#status", Pane).show([((" " + message, self.paints.quiet),)], self.paints.text)

    def show_hits(self, at: int | None) -> None:
        """Show the hits there are now."""
        self._listing.fill(len(self.hits), self._row, at=at)
        self._show_passage()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        hit = self.hits[index]
        project = self.coder_app.study.project()
        colors = [project.code_by_id[code].color for code in self._codes_on(hit) if code in project.code_by_id]
        return (hit_row(hit, self._citation(hit), colors, self.size.width, self.paints, here=here),)

    def _citation(self, hit: Hit) -> str:
        project = self.coder_app.study.project()
        return f"{project.case_by_id[project.transcript_by_id[hit.transcript].case].name} {hit.line}"

    def _codes_on(self, hit: Hit) -> list[str]:
        """Return the codes that stand on a hit now."""
        if hit.transcript not in self._codings:
            self._codings[hit.transcript] = codings_on(self.coder_app.study.reader, hit.transcript)
        return list(dict.fromkeys(code for code, _coder in self._codings[hit.transcript].at(hit.spans)))

    def _show_passage(self) -> None:
        pane, hit, paints = self.query_one("#hit", Pane), self.hit, self.paints
        rows: list[Row] = [(("─" * self.size.width, paints.faint),)]
        if hit is not None:
            study = self.coder_app.study
            project = study.project()
            codes = [project.code_by_id[c] for c in self._codes_on(hit) if c in project.code_by_id]
            place = f"{self._citation(hit)}  {hit.speaker}"
            rows.append(codes_line(place, [(c.title, c.color) for c in codes], self.size.width, paints))
            text = passage_of(study.reader, project, hit)
            rows += passage_rows(text, hit, self.size.width, max(1, pane.size.height - 2), paints)
        pane.show(rows, paints.text)

    @on(Listing.Moved, "#hits")
    def _moved(self) -> None:
        self._goal = None
        self._show_passage()

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
        self._listing.focus()

    def change(self, **parts: object) -> None:
        """Change what is looked for and look again; the hit in focus stays so if it still is one."""
        if self.hit is not None:
            self._goal = (self.hit.transcript, self.hit.start)
        super().change(**parts)

    @on(Listing.Opened, "#hits")
    def _opened(self) -> None:
        """Open the transcript at the hit, all hits in it marked."""
        hit = self.hit
        if hit is not None:
            self.remember_place()
            marked = sorted({span for h in self.hits if h.transcript == hit.transcript for span in h.spans})
            self.coder_app.open_transcript(hit.transcript, hit.start, marked)

    def words_here(self) -> tuple[str, Span] | None:
        """Return the words of the hit, which stand for their sentence."""
        return (self.hit.transcript, self.hit.spans[0]) if self.hit is not None else None

    def action_leave(self) -> None:
        """From the field go to the hits if there are some; from there go back."""
        if self.focused is not self._listing and self.hits:
            self._listing.focus()
            return
        self.remember_place()
        self.workers.cancel_group(self, "search")
        self.app.pop_screen()

    def remember_place(self) -> None:
        """Keep what is looked for, through which filters, and the hit in focus."""
        hit = self.hit
        if hit is not None:
            self.state = replace(self.state, transcript=hit.transcript, start=hit.start)
        self.coder_app.study.remember("search", written(self.state))
