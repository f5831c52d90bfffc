"""Suggestions beside the text: found beside the screen's own thread, asked again when the caret rests, explained."""

from __future__ import annotations

from collections.abc import Iterator
from time import sleep

from textual import work
from textual.timer import Timer
from textual.worker import get_current_worker

from coder.agreement.assignments import withheld_in
from coder.i18n import _
from coder.language.borders import WordBorders
from coder.model.coding import Suggestion
from coder.model.intervals import Cover
from coder.model.project import OpenTranscript
from coder.model.teamwork import Place
from coder.model.text import Span
from coder.suggestions.undecided import Proposals, open_suggestions
from coder.suggestions.word_borders import keep_borders, kept_borders
from coder.tui.coding.document import TranscriptScreen
from coder.tui.coding.why_rows import why_rows
from coder.tui.frame.questions import ChooseScreen

# A caret that has rested so long is asked for again, if the model has learnt since the list was made.
_REST_SECONDS = 0.03
# After the last act for so long, the whole transcript is asked for again.
_AFTER_ACTS_SECONDS = 3.0


def _step_back() -> None:
    """Let the screen's own thread go first."""
    sleep(0)


class Advising(TranscriptScreen):
    """Keeps the suggestions of a transcript up with what was learnt."""

    _borders: WordBorders | None = None
    # At how many acts of learning the list was made; below zero, there is none by the model yet.
    _learnt = -1
    _asked_at: Span | None = None
    # The turns that are to be coded without suggestions.
    _withheld: tuple[Place, ...] = ()
    _resting: Timer | None = None
    _asking: Timer | None = None
    _advising: Timer | None = None

    def _find_suggestions(self, document: OpenTranscript) -> None:
        """Look for suggestions in the whole transcript; what is known stays until they are found."""
        if self._borders is None:
            self._borders = kept_borders(self.coder_app.study.reader, document.info.text_hash, document.text)
        study = self.coder_app.study
        self._withheld = withheld_in(study, document.info.id, study.coder)
        self._find_beside(document, self._borders)
        self._rest()

    @work(thread=True, exclusive=True, group="suggestions", exit_on_error=False)
    def _find_beside(self, document: OpenTranscript, kept: WordBorders | None) -> None:
        """Look for suggestions beside the screen's own thread, which goes first after each part."""
        worker, coder = get_current_worker(), self.coder_app.study.coder
        learnt = self.coder_app.adviser.acts
        borders = kept or self.coder_app.segmenter.borders(document.text, self.coder_app.give_way)
        found: list[Suggestion] = []
        # Keywords alone are quick and wanted at once; the model waits until nobody types.
        breathe = self.coder_app.give_way if self.coder_app.adviser.model else _step_back
        for part in self._parts(document, borders):
            found += part
            breathe()
            if worker.is_cancelled:
                return
        if kept is None and borders is not None:
            self.app.call_from_thread(self._keep_borders, document, borders)
        self.app.call_from_thread(
            self._suggestions_found, document, Proposals(document, self._allowed(found), coder), learnt
        )

    def _allowed(self, found: list[Suggestion]) -> list[Suggestion]:
        """Leave out what stands in turns that are to be coded without suggestions."""
        if not self._withheld:
            return found
        cover = Cover(Span(*place) for place in self._withheld)
        return [s for s in found if not cover.meets(s.start, s.end)]

    def text_taken(self) -> None:
        """Look for suggestions on another text."""
        self._borders, self._asked_at = None, None
        self._find_suggestions(self.document)

    def _keep_borders(self, document: OpenTranscript, borders: WordBorders) -> None:
        if document.info.text_hash == self.document.info.text_hash:
            self._borders = borders
        keep_borders(self.coder_app.study.reader, document.info.text_hash, borders)

    def _parts(self, document: OpenTranscript, borders: WordBorders | None) -> Iterator[list[Suggestion]]:
        """Yield suggestions by the model; by keywords alone while there is none."""
        model = self.coder_app.adviser.model
        if model is None:
            from coder.language.keyword_suggestions import suggest_by_parts

            matcher = self.coder_app.desk.matcher()
            return suggest_by_parts(document.info.id, document.text, document.turns, matcher, borders)
        from coder.suggestions.study_model import offers

        return offers(model, document, borders)

    def _suggestions_found(self, asked: OpenTranscript, proposals: Proposals, learnt: int) -> None:
        if asked.info.text_hash != self.document.info.text_hash or not self.is_attached:
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
        from coder.suggestions.study_model import offers_at

        found = offers_at(model, self.document, target, self._borders)
        open_now = open_suggestions(self.document, self._allowed(list(found)), self.coder_app.study.coder)
        old = self.suggestions_here()
        self._fresh = (target, open_now)
        if self.suggestions_here() != old:
            self.show_passage()

    def action_why(self) -> None:
        """Show why each suggestion here is made; a coding most like it can be gone to."""
        here = self.suggestions_here()
        if not here:
            self.say(_("no suggestion here"), bad=True)
            return
        app = self.coder_app
        rows = why_rows(app.study, self.document, [self.with_similar(s) for s in here])

        def chosen(key: str | None) -> None:
            coding = app.study.coding(key) if key else None
            if coding is not None and coding.transcript == self.document.info.id:
                self.view.go_to(coding.start, coding.span, center=True)
            elif coding is not None:
                app.open_transcript(coding.transcript, coding.start)

        self.app.push_screen(ChooseScreen(_("Why; a coding that is chosen is gone to"), rows), chosen)
