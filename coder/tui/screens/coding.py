"""The coding screen: the transcript is the page, everything else is margin."""

from __future__ import annotations

import json
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from coder.domain.coding import Suggestion
from coder.domain.project import OpenTranscript
from coder.i18n import _
from coder.tui.commands import DESK, EVERYWHERE, TEXT, Command
from coder.tui.screens.acting import Acting
from coder.tui.screens.seeking import Seeking
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.transcript import TranscriptView

_NARROW = 100


class CodingScreen(Acting, Seeking):
    """One transcript, its codings, and everything that can be done to them."""

    COMMANDS_HERE: tuple[Command, ...] = DESK
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*DESK, *EVERYWHERE[:1])]

    def compose(self) -> ComposeResult:
        """Lay out title, margins, text and foot."""
        yield Pane(id="title")
        with Horizontal(id="body"):
            yield Pane(id="codebook")
            yield TranscriptView(id="text")
            yield Overview(id="overview")
            yield Pane(id="passage")
        with Vertical(id="foot"):
            yield Pane(id="fold")
            yield Pane(id="status")
            yield Pane(id="keys")
        yield Picker(id="picker")
        yield Input(id="find", compact=True)

    def on_mount(self) -> None:
        """Open the transcript where the coder left it."""
        study = self.coder_app.study
        self._recent = json.loads(study.recall("recent") or "[]")
        if self._start is None:
            self._start = int(study.recall(f"caret:{self.document.info.id}") or 0)
        self.set_class(self.size.width < _NARROW, "narrow")
        self.query_one("#find", Input).placeholder = _("find in this transcript; Enter next, Esc close")
        if study.recall("codebook") == "hidden":
            self.query_one("#codebook").add_class("hidden")
        colors = {c.id: c.color for c in study.project().codes}
        self.view.load(self.document, colors, self._start)
        self.view.focus()
        self.show_keys()
        if self.document.info.synthetic:
            self.say(_("This transcript is synthetic: people, firms and words are invented."))
        self._find_suggestions(self.document)

    def on_screen_resume(self) -> None:
        """Take over what another screen wrote meanwhile."""
        if self.view.document is not None:
            self.follow()

    def on_resize(self, event: events.Resize) -> None:
        """Fold the right margin on a narrow screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.show_keys()
        self.call_after_refresh(self.refresh_margins)

    @work(thread=True, exclusive=True, group="suggestions", exit_on_error=False)
    def _find_suggestions(self, document: OpenTranscript) -> None:
        """Match the keywords beside the screen's own thread."""
        from coder.language.suggest import suggest

        matcher = self.coder_app.desk.matcher()
        found = suggest(document.info.id, document.text, document.turns, matcher)
        self.app.call_from_thread(self._suggestions_found, document.info.id, found)

    def _suggestions_found(self, transcript: str, found: list[Suggestion]) -> None:
        if transcript == self.document.info.id and self.is_attached:
            self._all = found
            self._take_over(self.document)

    @on(TranscriptView.CaretMoved)
    def _caret_moved(self) -> None:
        self._show_passage()
        self._show_window()

    @on(TranscriptView.Wrapped)
    def _wrapped(self) -> None:
        self.refresh_margins()
        self._show_window()

    @on(Overview.Chosen)
    def _place_chosen(self, event: Overview.Chosen) -> None:
        self.view.go_to(int(event.share * len(self.document.text)), center=True)

    @on(Pane.Pressed, "#codebook")
    def _code_clicked(self, event: Pane.Pressed) -> None:
        row = self._codebook_top + event.row
        code = self._codebook_ids[row] if row < len(self._codebook_ids) else ""
        entry = self.coder_app.study.project().code_by_id.get(code)
        if entry and entry.level == "code":
            self._code([code])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the codebook under the mouse."""
        self._scroll_codebook(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the codebook under the mouse."""
        self._scroll_codebook(event, -3)

    def _scroll_codebook(self, event: events.MouseEvent, step: int) -> None:
        if self.query_one("#codebook").region.contains(event.screen_x, event.screen_y):
            self._codebook_top += step
            self._show_codebook()
            event.stop()

    def palette_commands(self) -> tuple[Command, ...]:
        """Return the commands of the screen and of the text."""
        return (*DESK, *TEXT)

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        pane = self.query_one("#codebook")
        pane.toggle_class("hidden")
        self.coder_app.study.remember("codebook", "hidden" if pane.has_class("hidden") else "shown")

    def action_leave(self) -> None:
        """Close the find line or forget the marking, else go back to the list."""
        field = self.query_one("#find", Input)
        if field.display:
            field.display = False
            self._hits = []
            self.view.show_hits([])
            self.view.focus()
        elif self.view.marked_from is not None:
            self.view.clear_marking()
        else:
            self.remember_place()
            self.coder_app.show_home()

    def remember_place(self) -> None:
        """Keep where the caret is, for the next time."""
        self.coder_app.study.remember(f"caret:{self.document.info.id}", str(self.view.caret))

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._take_over(self.coder_app.study.overlaid(self.document))

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self.view.repaint()
        self.refresh_margins()
        self.show_keys()
