"""A screen with an open transcript: what its acts, its suggestions and its find line know of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coder.i18n import _
from coder.model.coding import Coding, Decision, Memo, Suggestion
from coder.model.project import OpenTranscript
from coder.model.text import Span
from coder.privacy.name_list import redacted
from coder.record.outcome import Outcome
from coder.tui.coding.margin_panes import MarginPanes
from coder.tui.coding.state import CodingState
from coder.tui.frame.base import DeskScreen
from coder.tui.widgets.transcript import TranscriptView


class TranscriptScreen(DeskScreen):
    """The codebook on the left, the transcript, and the passage at the caret on the right.

    All that it knows is `state`; whoever changes something gives it another.
    """

    def __init__(self, state: CodingState) -> None:
        super().__init__()
        self.state = state
        self.margins = MarginPanes(self)

    @property
    def view(self) -> TranscriptView:
        """The text."""
        return self.query_one(TranscriptView)

    @property
    def document(self) -> OpenTranscript:
        """The open transcript."""
        return self.state.document

    def take(self, state: CodingState, touched: Sequence[Span] | None = None) -> None:
        """Show another state of the same text; `touched` are the words on which they differ, if that is known."""
        self.state = state
        self.view.overlay_changed(state.document, state.proposals.open, touched)
        self.refresh_margins()

    def refresh_margins(self) -> None:
        """Show title, codebook, passage and overview as they are now."""
        self.margins.show(self.state, self.view)

    def show_passage(self) -> None:
        """Show what is to say about the words at the caret."""
        self.margins.show_passage(self.state, self.view)

    def show_window(self) -> None:
        """Show in the overview which part of the transcript is on the screen."""
        self.margins.show_window(self.view, len(self.document.text))

    def show_redacted(self) -> None:
        """Strike out the words that no report prints."""
        self.view.show_redacted(redacted(self.study).places(self.document.text))

    def suggestions_here(self) -> list[Suggestion]:
        """Return the open suggestions on the words at the caret, the surest first."""
        return self.state.suggestions_at(self.view.target)

    def is_unseen(self, number: int) -> bool:  # noqa: ARG002  where nothing changes by itself
        """Tell, once, whether the suggestion of a number came so shortly ago that nobody can have seen it."""
        return False

    def suggestion_here(self, number: int) -> Suggestion | None:
        """Return the suggestion of that number at the caret, with the codings most like it; say when there is none."""
        here, model = self.suggestions_here(), self.coder_app.adviser.model
        if number > len(here):
            self.say(
                _("no suggestion {number} here").format(number=number) if here else _("no suggestion here"), bad=True
            )
            return None
        suggestion = here[number - 1]
        return model.with_similar(suggestion, self.document.text) if model else suggestion

    def wait_for_suggestions(self, step: int) -> bool:  # noqa: ARG002  for those that look for them
        """Go on that way when suggestions are found; tell whether any are still looked for."""
        return False

    def coding_in_focus(self) -> Coding | None:
        """Return the coding that acts on a coding take."""
        return self.state.in_focus(self.view.target, self.view.focus_coding)

    def choose(self, coding: Coding) -> None:
        """Put a coding of the passage into focus."""
        self.view.show_focus(coding)
        self.show_passage()

    def trace_target(self) -> str:
        """Return the coding in focus."""
        coding = self.coding_in_focus()
        return coding.id if coding else ""

    def words_at(self) -> Span | None:
        """Return the marked words or the sentence at the caret; where nobody speaks, say so."""
        span = self.view.target
        if span.end > span.start:
            return span
        self.say(_("no speaker here: mark some words first"), bad=True)
        return None

    def do(self, act: Callable[[], Outcome]) -> Outcome | None:
        """Do an act and show what it did, or why it could not be done."""
        outcome = self.tried(act)
        if outcome is not None:
            self.done(outcome)
        return outcome

    def done(self, outcome: Outcome) -> None:
        """Show what an act did; it is on disk by now."""
        if not outcome.is_whole:
            self.follow()
            self.say_saved(outcome)
            return
        laid = [v for pair in outcome.changes for v in pair if isinstance(v, Coding | Decision | Memo)]
        spans = [Span(v.start, v.end) for v in laid if v.start is not None and v.end is not None]
        self.coder_app.learn(self.document, outcome.changes)
        self.take(*self.state.changed(self.document.changed(outcome.changes), spans))
        self.show_redacted()
        self.say_saved(outcome)
