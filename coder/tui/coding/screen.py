"""The coding screen: the transcript is the page, everything else is margin."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.outcome import Outcome
from coder.transcripts.revision import Mapping
from coder.tui.codebook.help_commands import DESK_HELP
from coder.tui.coding import acts, jumps
from coder.tui.coding.advice import SuggestionsBeside
from coder.tui.coding.commands import DESK, FIND, TEXT
from coder.tui.coding.find_line import FindLine
from coder.tui.coding.lost_anchor import propose_lost
from coder.tui.coding.memo_choice import write_memo_here, write_memo_on_transcript
from coder.tui.coding.state import CodingState, first_words
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.coding.why_rows import ask_why
from coder.tui.widgets.overview import Overview
from coder.tui.widgets.pane import Pane
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.transcript import TranscriptView

_NARROW, _ROOMY, _WIDE = 100, 140, 170
_ADVICE_SECONDS = 1.0


class CodingScreen(TranscriptScreen):
    """One transcript, its codings, and everything that can be done to them.

    Keys and clicks come here and go to the acts, to `suggesting` or to the find line, which leave a new `state`.
    """

    COMMANDS_HERE = (*DESK, *DESK_HELP)
    PARTS = (TEXT,)
    FIELDS = FIND

    action_pick = acts.pick
    action_repeat = acts.repeat
    action_in_vivo = acts.in_vivo
    action_accept = acts.accept
    action_reject = acts.reject
    action_remove = acts.remove
    action_respan = acts.respan
    action_redact = acts.redact
    action_undo = acts.undo
    action_redo = acts.redo
    action_memo = write_memo_here
    action_memo_transcript = write_memo_on_transcript
    action_why = ask_why
    action_suggestion = jumps.to_suggestion
    action_next_uncoded = jumps.to_uncoded
    action_next_coding = jumps.to_coding
    action_more_like_this = jumps.to_similar

    def __init__(self, state: CodingState, caret: int | None = None, hits: Sequence[Span] = ()) -> None:
        super().__init__(state)
        self.suggesting = SuggestionsBeside(self)
        self._start = caret
        self._carried = hits
        self._codes: tuple[Code, ...] = ()
        self._seen_head = 0

    def compose(self) -> ComposeResult:
        """Lay out title, margins, text and foot.

        What opens over the others comes first: a widget that appears changes the paint order of all before it,
        and the whole screen would be painted again.
        """
        yield Picker(id="picker")
        yield FindLine(self, id="find")
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
        recent, folded = (json.loads(self.study.recall(name) or "[]") for name in ("recent", "folded"))
        self.state = replace(self.state, recent=tuple(recent), folded=frozenset(folded))
        start = self._start
        if start is None:
            start = int(self.study.recall(f"caret:{self.document.info.id}") or first_words(self.document))
        self.view.plain = self.coder_app.settings.view == "plain"
        self._take_width(self.size.width)
        self.find_line.placeholder = self.with_keys(_("find in this transcript; Enter next, {find_leave} close"))
        self.view.moved, self.view.wrapped = self._caret_moved, self._wrapped
        self.view.words = self.coder_app.segmenter.words
        self.set_timer(_ADVICE_SECONDS, self.coder_app.advise)
        self._codes = self.project.codes
        self.view.load(self.document, {c.id: c.color for c in self._codes}, start)
        self.view.focus()
        self.show_keys()
        if self.document.info.synthetic:
            self.say(_("This transcript is synthetic: people, firms and words are invented."))
        self.suggesting.find()
        propose_lost(self)
        self.show_redacted()

    @property
    def find_line(self) -> FindLine:
        """The line in which one types what to find."""
        return self.query_one(FindLine)

    def on_resize(self, event: events.Resize) -> None:
        """Fold the right margin on a narrow screen."""
        self._take_width(event.size.width)
        self.show_keys()
        self.call_after_refresh(self.refresh_margins)

    def _take_width(self, width: int) -> None:
        self.set_class(width < _NARROW, "narrow")
        self.set_class(width >= _WIDE, "wide")
        # Where both margins would leave too little to read in, the codebook stands there only when asked for.
        wanted = self.study.recall("codebook") or ("shown" if width >= _ROOMY else "hidden")
        self.query_one("#codebook").set_class(wanted == "hidden", "hidden")

    def _caret_moved(self) -> None:
        chosen = self.view.focus_coding
        if chosen is not None and chosen not in self.state.firsts_at(self.view.target):
            self.view.show_focus(None)
        self.forget_refusal()
        self.show_passage()
        self.show_window()
        self.suggesting.moved()

    def _wrapped(self) -> None:
        self.refresh_margins()
        self.show_window()
        if self._carried:
            self.find_line.show_carried(self._carried)
            self._carried = ()

    @on(Overview.Chosen)
    def _place_chosen(self, event: Overview.Chosen) -> None:
        self.view.go_to(int(event.share * len(self.document.text)), center=True)

    @on(Pane.Pressed, "#codebook")
    def _code_clicked(self, event: Pane.Pressed) -> None:
        code = self.margins.code_at(event.row)
        entry = self.project.code_by_id.get(code)
        if entry and entry.level == "code":
            acts.code(self, [code])
        elif entry:
            self._fold({code} ^ self.state.folded)

    @on(Pane.Pressed, "#passage")
    def _passage_clicked(self, event: Pane.Pressed) -> None:
        """Put the coding that was clicked into focus; accept the suggestion that was clicked."""
        target = self.margins.target_at(event.row)
        if isinstance(target, Coding):
            self.choose(target)
        elif target is not None:
            acts.accept(self, self.suggestions_here().index(target) + 1)

    @on(Picker.Chosen)
    def _picked(self, event: Picker.Chosen) -> None:
        self.view.focus()
        acts.picked(self, event.codes)

    @on(Picker.Wanted)
    def _code_wanted(self, event: Picker.Wanted) -> None:
        self.view.focus()
        acts.make_picked(self, event.name)

    @on(Picker.Closed)
    def _picker_closed(self) -> None:
        self.view.focus()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the codebook under the mouse."""
        self._scroll_codebook(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the codebook under the mouse."""
        self._scroll_codebook(event, -3)

    def _scroll_codebook(self, event: events.MouseEvent, step: int) -> None:
        if self.query_one("#codebook").region.contains(event.screen_x, event.screen_y):
            self.margins.show_codebook(self.state, step)
            event.stop()

    def action_find(self) -> None:
        """Open the find line."""
        self.find_line.open()

    def action_hit(self, step: int) -> None:
        """Go to the next hit or to the one before."""
        self.find_line.go(step)

    def action_fold(self) -> None:
        """Fold all themes of the codebook beside the text, or open them."""
        themes = {c.id for c in self.project.codes if c.level != "code"}
        self._fold(set() if self.state.folded >= themes else themes)

    def _fold(self, folded: Collection[str]) -> None:
        self.state = replace(self.state, folded=frozenset(folded))
        self.study.remember("folded", json.dumps(sorted(folded)))
        self.margins.show_codebook(self.state)

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        pane = self.query_one("#codebook")
        pane.toggle_class("hidden")
        self.study.remember("codebook", "hidden" if pane.has_class("hidden") else "shown")
        self.call_after_refresh(self.refresh_margins)

    def action_plain(self) -> None:
        """Show the text as it stands in the file, or as one reads it."""
        self.coder_app.change_view()

    def action_finish(self) -> None:
        """Mark the transcript as finished, or take the mark back."""
        from coder.agreement.assignments import finish, is_finished

        transcript = self.document.info.id
        outcome = self.tried(lambda: finish(self.study, transcript, done=not is_finished(self.study, transcript)))
        if outcome is not None:
            self.say_saved(outcome)

    def action_leave(self) -> None:
        """Close the find line or forget the marking, else go back to the list."""
        if acts.leave_moving(self):
            return
        if self.find_line.display:
            self.find_line.close()
        elif self.view.marked_from is not None and self.state.lost is None:
            self.view.clear_marking()
        else:
            self.remember_place()
            self.coder_app.show_home()

    def remember_place(self) -> None:
        """Keep where the caret is, for the next time."""
        self.study.remember(f"caret:{self.document.info.id}", str(self.view.caret))

    def done(self, outcome: Outcome) -> None:
        """Show what an act did, and let the suggestions follow what the model learnt."""
        codes_changed = self._project_changed()
        super().done(outcome)
        self.suggesting.learnt()
        if codes_changed:
            self.view.repaint()

    def wait_for_suggestions(self, step: int) -> bool:
        """Go on that way when suggestions are found; tell whether any are still looked for."""
        return self.suggesting.wait(step)

    def is_unseen(self, number: int) -> bool:
        """Tell, once, whether the suggestion of a number came so shortly ago that nobody can have seen it."""
        return self.suggesting.is_unseen(number)

    def advised(self) -> None:
        """Suggest by the new model."""
        self.suggesting.find()

    def follow(self) -> None:
        """Take over what another window wrote."""
        codes_changed = self._project_changed()
        if self._take_text():
            return
        self.take(*self.state.changed(self.study.overlaid(self.document)))
        self.show_redacted()
        if self.coder_app.adviser.model is not None:
            self.suggesting.advise_soon()
        if codes_changed:
            self.view.repaint()

    def _take_text(self) -> bool:
        """Take over the transcript's text if it was revised meanwhile; tell whether it was."""
        old = self.document
        info = self.project.transcript_by_id.get(old.info.id)
        if info is None or info.text_hash == old.info.text_hash:
            return False
        try:
            document = self.study.transcript(old.info.id)
        except CoderError as error:
            self.say_error(error)
            return False
        picker = self.query_one(Picker)
        if picker.is_open:
            picker.action_close()
        self.state = self.state.revised(document)
        self.find_line.forget()
        self.suggesting.text_taken()
        self.view.load(document, self.view.code_colors, Mapping(old.text, document.text).near(self.view.caret))
        self.refresh_margins()
        self.say(_("The text was revised meanwhile: this is revision {number}.").format(number=info.revision), bad=True)
        return True

    def on_screen_resume(self) -> None:
        """Take over what was done on another screen in the meantime."""
        head = self.study.journal.head()[0]
        if self._seen_head and head != self._seen_head:
            self.follow()

    def on_screen_suspend(self) -> None:
        """Note what is known, for coming back."""
        self._seen_head = self.study.journal.head()[0]

    def _project_changed(self) -> bool:
        """Take over another codebook: colours at once, its words' suggestions when they are found."""
        codes = self.project.codes
        if codes == self._codes:
            return False
        self._codes = codes
        self.view.code_colors = {c.id: c.color for c in codes}
        self.suggesting.find()
        self.coder_app.read_names()
        self.suggesting.advise_soon()
        return True

    def repaint(self) -> None:
        """Draw everything in the theme, language and view of now."""
        plain = self.coder_app.settings.view == "plain"
        if self.view.plain != plain:
            self.view.show_plain(plain=plain)
        self.view.repaint()
        self.refresh_margins()
        self.show_keys()
