"""The coding screen: the transcript is the page, everything else is margin."""

from __future__ import annotations

import json

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.tui.coding.advice import Advising
from coder.tui.coding.jumps import Seeking
from coder.tui.frame.command_table import DESK, DESK_HELP, FIND, TEXT
from coder.tui.transcripts.placement_screen import Placing
from coder.tui.widgets.find_field import FindField
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.transcript import TranscriptView

_NARROW, _WIDE = 100, 150
_ADVICE_SECONDS = 1.0


class CodingScreen(Advising, Placing, Seeking):
    """One transcript, its codings, and everything that can be done to them."""

    COMMANDS_HERE = (*DESK, *DESK_HELP)
    PARTS = (TEXT,)
    FIELDS = FIND
    _codes: tuple[Code, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out title, margins, text and foot.

        What opens over the others comes first: a widget that appears changes the paint order of all before it,
        and the whole screen would be painted again.
        """
        yield Picker(id="picker")
        yield FindField(id="find", compact=True)
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

    def on_mount(self) -> None:
        """Open the transcript where the coder left it."""
        study = self.coder_app.study
        self._recent = json.loads(study.recall("recent") or "[]")
        if self._start is None:
            self._start = int(study.recall(f"caret:{self.document.info.id}") or 0)
        self._take_width(self.size.width)
        self.query_one("#find", Input).placeholder = self.with_keys(
            _("find in this transcript; Enter next, {find_leave} close")
        )
        if study.recall("codebook") == "hidden":
            self.query_one("#codebook").add_class("hidden")
        self._folded = set(json.loads(study.recall("folded") or "[]"))
        self.view.moved, self.view.wrapped = self._caret_moved, self._wrapped
        self.view.words = self.coder_app.segmenter.words
        self.set_timer(_ADVICE_SECONDS, self.coder_app.advise)
        self._codes = study.project().codes
        self.view.load(self.document, {c.id: c.color for c in self._codes}, self._start)
        self.view.focus()
        self.show_keys()
        if self.document.info.synthetic:
            self.say(_("This transcript is synthetic: people, firms and words are invented."))
        self._find_suggestions(self.document)
        self.propose_lost()
        self.show_redacted()

    def on_resize(self, event: events.Resize) -> None:
        """Fold the right margin on a narrow screen."""
        self._take_width(event.size.width)
        self.show_keys()
        self.call_after_refresh(self.refresh_margins)

    def _take_width(self, width: int) -> None:
        self.set_class(width < _NARROW, "narrow")
        self.set_class(width >= _WIDE, "wide")

    def _caret_moved(self) -> None:
        chosen = self.view.focus_coding
        if chosen is not None and chosen not in [g[0] for g in self.groups_here()]:
            self.view.show_focus(None)
        self.show_passage()
        self.show_window()
        self._asked_at = self.view.target
        self._rest()

    def _wrapped(self) -> None:
        self.refresh_margins()
        self.show_window()
        self.show_carried()

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
        elif entry:
            self._fold({code} ^ self._folded)

    @on(Pane.Pressed, "#passage")
    def _passage_clicked(self, event: Pane.Pressed) -> None:
        """Put the coding that was clicked into focus; accept the suggestion that was clicked."""
        target = self._targets[event.row] if event.row < len(self._targets) else None
        if isinstance(target, Coding):
            self.view.show_focus(target)
            self.show_passage()
        elif target is not None:
            self.action_accept(self.suggestions_here().index(target) + 1)

    def action_fold(self) -> None:
        """Fold all themes of the codebook beside the text, or open them."""
        themes = {c.id for c in self.coder_app.study.project().codes if c.level != "code"}
        self._fold(set() if self._folded >= themes else themes)

    def _fold(self, folded: set[str]) -> None:
        self._folded = folded
        self.coder_app.study.remember("folded", json.dumps(sorted(folded)))
        self._show_codebook()

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

    def action_more_like_this(self) -> None:
        """Show the passages of the study most like the marked words or the sentence at the caret."""
        from coder.retrieval.similarity import original_at
        from coder.tui.retrieval.similar_screen import LikeScreen

        try:
            original = original_at(self.document, self.view.target)
        except CoderError as error:
            self.say_error(error)
            return
        self.remember_place()
        self.app.push_screen(LikeScreen(original))

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        pane = self.query_one("#codebook")
        pane.toggle_class("hidden")
        self.coder_app.study.remember("codebook", "hidden" if pane.has_class("hidden") else "shown")

    def action_finish(self) -> None:
        """Mark the transcript as finished, or take the mark back."""
        from coder.agreement.assignments import finish, is_finished

        study, transcript = self.coder_app.study, self.document.info.id
        outcome = self.tried(lambda: finish(study, transcript, done=not is_finished(study, transcript)))
        if outcome is not None:
            self.say_saved(outcome)

    def action_leave(self) -> None:
        """Close the find line or forget the marking, else go back to the list."""
        field = self.query_one("#find", Input)
        if self.leave_moving():
            return
        if field.display:
            field.display = False
            self._hits = []
            self.view.show_hits([])
            self.view.focus()
        elif self.view.marked_from is not None and not self.leave_lost():
            self.view.clear_marking()
        else:
            self.remember_place()
            self.coder_app.show_home()

    def remember_place(self) -> None:
        """Keep where the caret is, for the next time."""
        self.coder_app.study.remember(f"caret:{self.document.info.id}", str(self.view.caret))

    def follow(self) -> None:
        """Take over what another window wrote."""
        codes_changed = self.project_changed()
        if self.take_text():
            return
        self.take_over(self.coder_app.study.overlaid(self.document))
        self.show_redacted()
        if self.coder_app.adviser.model is not None:
            self._advise_soon()
        if codes_changed:
            self.view.repaint()

    def on_screen_resume(self) -> None:
        """Take over what was done on another screen in the meantime."""
        head = self.coder_app.study.journal.head()[0]
        if self._seen_head and head != self._seen_head:
            self.follow()

    def on_screen_suspend(self) -> None:
        """Note what is known, for coming back."""
        self._seen_head = self.coder_app.study.journal.head()[0]

    def project_changed(self) -> bool:
        """Take over another codebook: colours at once, its words' suggestions when they are found."""
        codes = self.coder_app.study.project().codes
        if codes == self._codes:
            return False
        self._codes = codes
        self.view.code_colors = {c.id: c.color for c in codes}
        self._find_suggestions(self.document)
        self.coder_app.read_names()
        self._advise_soon()
        return True

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self.view.repaint()
        self.refresh_margins()
        self.show_keys()
