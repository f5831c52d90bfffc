"""Suggestions beside the text: found beside the screen's own thread, asked again when the caret rests, explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic, sleep

from textual.timer import Timer
from textual.worker import get_current_worker

from coder.agreement.assignments import withheld_in
from coder.language.borders import WordBorders
from coder.model.coding import Suggestion
from coder.model.intervals import Cover
from coder.model.project import OpenTranscript
from coder.model.teamwork import Place
from coder.model.text import Span
from coder.suggestions.undecided import Proposals, open_suggestions
from coder.suggestions.word_borders import keep_borders, kept_borders
from coder.tui.coding.jumps import to_suggestion
from coder.tui.coding.state import Fresh
from coder.tui.coding.transcript_screen import TranscriptScreen

# A caret that has rested so long is asked for again, if the model has learnt since the list was made.
_REST_SECONDS = 0.03
# After the last act for so long, the whole transcript is asked for again.
_AFTER_ACTS_SECONDS = 3.0
# What came into the list so shortly ago, nobody who presses its number can have seen.
_UNSEEN_SECONDS = 0.35


def _step_back() -> None:
    """Let the screen's own thread go first."""
    sleep(0)


class SuggestionsBeside:
    """Keeps the suggestions of a transcript's screen up with what was learnt."""

    def __init__(self, screen: TranscriptScreen) -> None:
        self._screen = screen
        self._borders: WordBorders | None = None
        self._looking = False
        # The way that the person wants to go as soon as there is a suggestion that way; nowhere: 0.
        self._wanted = 0
        # At how many acts of learning the list was made; below zero, there is none by the model yet.
        self._learnt = -1
        self._asked_at: Span | None = None
        # The turns that are to be coded without suggestions.
        self._withheld: tuple[Place, ...] = ()
        self._resting: Timer | None = None
        self._asking: Timer | None = None
        self._advising: Timer | None = None
        # The codes that were offered at the caret before the list changed by itself, and when that was.
        self._before: list[str] = []
        self._changed = 0.0

    def find(self) -> None:
        """Look for suggestions in the whole transcript; what is known stays until they are found."""
        document, study = self._screen.document, self._screen.study
        if self._borders is None:
            self._borders = kept_borders(study.reader, document.info.text_hash, document.text)
        self._withheld = withheld_in(study, document.info.id, study.coder)
        look = partial(self._find_beside, document, self._borders)
        self._looking = True
        self._screen.run_worker(look, thread=True, exclusive=True, group="suggestions", exit_on_error=False)
        self._rest()

    def wait(self, step: int) -> bool:
        """Go to the next suggestion that way once the looking has found it; tell whether any looking goes on."""
        if self._looking or not self._screen.coder_app.adviser.is_ready:
            self._wanted = step
        return self._wanted != 0

    def _arrived(self) -> None:
        """Go where the person wanted to go, or say that there is nothing, when all has been looked at."""
        step, self._wanted = self._wanted, 0
        if step:
            to_suggestion(self._screen, step)

    def _find_beside(self, document: OpenTranscript, kept: WordBorders | None) -> None:
        """Look for suggestions beside the screen's own thread, which goes first after each part."""
        worker, app = get_current_worker(), self._screen.coder_app
        learnt = app.adviser.acts
        borders = kept or app.segmenter.borders(document.text, app.give_way)
        found: list[Suggestion] = []
        # Keywords alone are quick and wanted at once; the model waits until nobody types.
        breathe = app.give_way if app.adviser.model else _step_back
        for part in self._parts(document, borders):
            found += part
            breathe()
            if worker.is_cancelled:
                return
        call = self._screen.app.call_from_thread
        if kept is None and borders is not None:
            call(self._keep_borders, document, borders)
        call(self._found, Proposals.of(document, self._allowed(found), app.study.coder), document, learnt)

    def _allowed(self, found: Iterable[Suggestion]) -> list[Suggestion]:
        """Leave out what stands in turns that are to be coded without suggestions."""
        cover = Cover(Span(*place) for place in self._withheld)
        return [s for s in found if not (self._withheld and cover.meets(s.start, s.end))]

    def text_taken(self) -> None:
        """Look for suggestions on another text."""
        self._borders, self._asked_at = None, None
        self.find()

    def _keep_borders(self, document: OpenTranscript, borders: WordBorders) -> None:
        if document.info.text_hash == self._screen.document.info.text_hash:
            self._borders = borders
        keep_borders(self._screen.study.reader, document.info.text_hash, borders)

    def _parts(self, document: OpenTranscript, borders: WordBorders | None) -> Iterator[list[Suggestion]]:
        """Yield suggestions by the model; by keywords alone while there is none."""
        app = self._screen.coder_app
        model = app.adviser.model
        if model is None:
            from coder.language.keyword_suggestions import suggest_by_parts

            return suggest_by_parts(document.info.id, document.text, document.turns, app.desk.matcher(), borders)
        from coder.suggestions.study_model import offers

        return offers(model, document, borders)

    def _found(self, proposals: Proposals, asked: OpenTranscript, learnt: int) -> None:
        screen, state = self._screen, self._screen.state
        if asked.info.text_hash != state.document.info.text_hash or not screen.is_there:
            return
        self._looking = False
        if asked is not state.document:
            proposals, _moved = proposals.after(state.document)
        self._learnt = learnt
        is_newest = learnt == screen.coder_app.adviser.acts
        before = screen.suggestions_here()
        screen.take(replace(state, proposals=proposals, fresh=None if is_newest else state.fresh))
        self._note_change(before)
        if self._wanted:
            self._arrived()

    def learnt(self) -> None:
        """Ask again for the sentence at the caret at once, for the whole transcript when the coder pauses."""
        self._rest()
        if self._asking is not None:
            self._asking.stop()
        self._asking = self._screen.set_timer(_AFTER_ACTS_SECONDS, self._ask_again)

    def advise_soon(self) -> None:
        """Build another model when others have paused as well."""
        if self._advising is not None:
            self._advising.stop()
        self._advising = self._screen.set_timer(_AFTER_ACTS_SECONDS, self._screen.coder_app.advise)

    def _ask_again(self) -> None:
        self._asking = None
        if self._screen.coder_app.adviser.model is not None:
            self.find()

    @property
    def is_resting(self) -> bool:
        """Whether the sentence at the caret is about to be asked for again."""
        return self._resting is not None

    def moved(self) -> None:
        """Take note that the caret moved: the person no longer waits."""
        self._wanted = 0
        self._note_place()

    def _note_place(self) -> None:
        self._asked_at = self._screen.view.target
        self._rest()

    def _rest(self) -> None:
        """Look at the caret's sentence again when the caret rests, if the model has learnt since the list was made."""
        adviser = self._screen.coder_app.adviser
        if adviser.model is not None and adviser.acts != self._learnt and self._resting is None:
            self._resting = self._screen.set_timer(_REST_SECONDS, self._rested)

    def _rested(self) -> None:
        self._resting = None
        screen, state = self._screen, self._screen.state
        model, target = screen.coder_app.adviser.model, screen.view.target
        if target != self._asked_at:
            self._note_place()
            return
        if model is None:
            return
        from coder.suggestions.study_model import offers_at

        offered = self._allowed(offers_at(model, state.document, target, self._borders))
        fresh = Fresh(target, tuple(open_suggestions(state.document, offered, state.coder)))
        screen.state = replace(state, fresh=fresh)
        if screen.state.suggestions_at(target) != state.suggestions_at(target):
            self._note_change(state.suggestions_at(target))
            screen.show_passage()

    def _note_change(self, before: Sequence[Suggestion]) -> None:
        codes = [one.code for one in before]
        if codes != [one.code for one in self._screen.suggestions_here()]:
            self._before, self._changed = codes, monotonic()

    def is_unseen(self, number: int) -> bool:
        """Tell, once, whether another code came under a number so shortly ago that its key was meant for the first."""
        before, self._before = self._before, []
        if number > len(before) or monotonic() - self._changed > _UNSEEN_SECONDS:
            return False
        here = self._screen.suggestions_here()
        return number > len(here) or here[number - 1].code != before[number - 1]
