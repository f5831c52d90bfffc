"""The coding screen: the transcript is the page, everything else is margin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from time import sleep
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from coder.domain.codebook import Code
from coder.domain.coding import Coding, Suggestion
from coder.domain.project import OpenTranscript
from coder.domain.text import Span
from coder.errors import CoderError
from coder.i18n import _
from coder.language.borders import WordBorders
from coder.session.borders import keep_borders, kept_borders
from coder.session.proposals import Proposals, open_suggestions
from coder.tui.commands import DESK, DESK_HELP, EVERYWHERE, PLACES, TEXT, Command
from coder.tui.screens.acting import Acting
from coder.tui.screens.ask import ChooseScreen
from coder.tui.screens.seeking import Seeking
from coder.tui.why import why_rows
from coder.tui.widgets.find_field import FindField
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.transcript import TranscriptView

_NARROW, _WIDE = 100, 150
_ADVICE_SECONDS = 1.0
# A caret that has rested so long is asked for again, if the model has learnt since the list was made.
_REST_SECONDS = 0.03
# After the last act for so long, the whole transcript is asked for again.
_AFTER_ACTS_SECONDS = 3.0


class CodingScreen(Acting, Seeking):
    """One transcript, its codings, and everything that can be done to them."""

    COMMANDS_HERE: tuple[Command, ...] = DESK
    _codes: tuple[Code, ...] = ()
    _borders: WordBorders | None = None
    _learnt = 0
    _asked_at: Span | None = None
    _resting: Timer | None = None
    _asking: Timer | None = None
    _advising: Timer | None = None
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*DESK, *DESK_HELP, *EVERYWHERE[:1])]

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
        self.query_one("#find", Input).placeholder = _("find in this transcript; Enter next, Esc close")
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

    def on_resize(self, event: events.Resize) -> None:
        """Fold the right margin on a narrow screen."""
        self._take_width(event.size.width)
        self.show_keys()
        self.call_after_refresh(self.refresh_margins)

    def _take_width(self, width: int) -> None:
        self.set_class(width < _NARROW, "narrow")
        self.set_class(width >= _WIDE, "wide")

    def _find_suggestions(self, document: OpenTranscript) -> None:
        """Look for suggestions in the whole transcript; what is known stays until they are found."""
        if self._borders is None:
            self._borders = kept_borders(self.coder_app.study, document.info.text_hash, document.text)
        self._find_beside(document, self._borders)

    @work(thread=True, exclusive=True, group="suggestions", exit_on_error=False)
    def _find_beside(self, document: OpenTranscript, kept: WordBorders | None) -> None:
        """Look for suggestions beside the screen's own thread, which goes first after each part."""
        worker, coder = get_current_worker(), self.coder_app.study.coder
        learnt = self.coder_app.adviser.acts
        borders = kept or self.coder_app.segmenter.borders(document.text)
        found: list[Suggestion] = []
        for part in self._parts(document, borders):
            found += part
            sleep(0)
            if worker.is_cancelled:
                return
        if kept is None and borders is not None:
            self.app.call_from_thread(self._keep_borders, document, borders)
        self.app.call_from_thread(self._suggestions_found, document, Proposals(document, found, coder), learnt)

    def _keep_borders(self, document: OpenTranscript, borders: WordBorders) -> None:
        self._borders = borders
        keep_borders(self.coder_app.study, document.info.text_hash, borders)

    def _parts(self, document: OpenTranscript, borders: WordBorders | None) -> Iterator[list[Suggestion]]:
        """Yield suggestions by the model; by keywords alone while there is none."""
        model = self.coder_app.adviser.model
        if model is None:
            from coder.language.suggest import suggest_by_parts

            matcher = self.coder_app.desk.matcher()
            return suggest_by_parts(document.info.id, document.text, document.turns, matcher, borders)
        from coder.session.suggesting import offers

        return offers(model, document, borders)

    def _suggestions_found(self, asked: OpenTranscript, proposals: Proposals, learnt: int) -> None:
        if asked.info.id != self.document.info.id or not self.is_attached:
            return
        if asked is not self.document:
            proposals.look_again(self.document)
        self._proposals, self._learnt = proposals, learnt
        if learnt == self.coder_app.adviser.acts:
            self._fresh = None
        self.view.overlay_changed(self.document, proposals.open)
        self.refresh_margins()

    def advised(self) -> None:
        """Suggest by the new model."""
        self._find_suggestions(self.document)

    def learnt(self) -> None:
        """Ask again for the sentence at the caret at once, for the whole transcript when the coder pauses."""
        self._rest()
        if self._asking is not None:
            self._asking.stop()
        self._asking = self.set_timer(_AFTER_ACTS_SECONDS, self._ask_again)

    def _advise_soon(self) -> None:
        """Build another model when others have paused as well."""
        if self._advising is not None:
            self._advising.stop()
        self._advising = self.set_timer(_AFTER_ACTS_SECONDS, self.coder_app.advise)

    def _ask_again(self) -> None:
        self._asking = None
        if self.coder_app.adviser.model is not None and self.is_attached:
            self._find_suggestions(self.document)

    def _rest(self) -> None:
        """Look at the caret's sentence again when the caret rests, if the model has learnt since the list was made."""
        adviser = self.coder_app.adviser
        if adviser.model is not None and adviser.acts != self._learnt and self._resting is None:
            self._resting = self.set_timer(_REST_SECONDS, self._rested)

    def _rested(self) -> None:
        self._resting = None
        model, target = self.coder_app.adviser.model, self.view.target
        if target != self._asked_at:
            self._asked_at = target
            self._rest()
            return
        if model is None or not self.is_attached:
            return
        from coder.session.suggesting import offers_at

        found = offers_at(model, self.document, target, self._borders)
        open_now = open_suggestions(self.document, found, self.coder_app.study.coder)
        old = self.suggestions_here()
        self._fresh = (target, open_now)
        if self.suggestions_here() != old:
            self.show_passage()

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

    def action_why(self) -> None:
        """Show why each suggestion here is made; a coding most like it can be gone to."""
        here = self.suggestions_here()
        if not here:
            self.say(_("no suggestion here"), bad=True)
            return
        app = self.coder_app
        rows = why_rows(app.study, self.document, [self._with_similar(s) for s in here])

        def chosen(key: str | None) -> None:
            coding = app.study.coding(key) if key else None
            if coding is not None and coding.transcript == self.document.info.id:
                self.view.go_to(coding.start, coding.span, center=True)
            elif coding is not None:
                app.open_transcript(coding.transcript, coding.start)

        self.app.push_screen(ChooseScreen(_("Why; Enter goes to a coding"), rows), chosen)

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

    def palette_commands(self) -> tuple[Command, ...]:
        """Return the commands of the screen and of the text."""
        return (*DESK, *DESK_HELP, *TEXT, *PLACES)

    def action_more_like_this(self) -> None:
        """Show the passages of the study most like the marked words or the sentence at the caret."""
        from coder.session.likeness import original_at
        from coder.tui.screens.like import LikeScreen

        try:
            original = original_at(self.document, self.view.target)
        except CoderError as error:
            self._failed(error)
            return
        self.remember_place()
        self.app.push_screen(LikeScreen(original))

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        pane = self.query_one("#codebook")
        pane.toggle_class("hidden")
        self.coder_app.study.remember("codebook", "hidden" if pane.has_class("hidden") else "shown")

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
        codes_changed = self.project_changed()
        self.take_over(self.coder_app.study.overlaid(self.document))
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
