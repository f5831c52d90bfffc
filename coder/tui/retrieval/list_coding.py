"""Coding from a list of passages, without leaving it."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable

from coder.coding.acts import Outcome
from coder.errors import CoderError
from coder.i18n import _
from coder.model.text import Span
from coder.retrieval.word_search import sentence_of
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.choice import NarrowScreen, Option
from coder.tui.widgets.code_choices import choices
from coder.tui.widgets.wrap import fit

_RECENT = 9


class ListCoding(DeskScreen):
    """A screen with a list of words, each in its sentence; undo and redo."""

    @abstractmethod
    def words_here(self) -> tuple[str, Span] | None:
        """Return transcript and place of the words in focus."""

    def action_code_hit(self) -> None:
        """Ask for a code and put it on the sentence, or sentences, of the words in focus."""
        words, study = self.words_here(), self.coder_app.study
        if words is None:
            self.say(_("nothing found"), bad=True)
            return
        document = study.transcript(words[0])
        try:
            span = sentence_of(document, words[1])
        except CoderError as error:
            self.say_error(error)
            return
        recent: list[str] = json.loads(study.recall("recent") or "[]")

        def find(typed: str) -> list[Option]:
            found = choices(study.project().codes, typed, (), recent)
            return [(c.code.id, f"{c.code.title}  {c.theme} | {c.code.id}", c.code.color) for c in found]

        def take(code: str | None) -> None:
            if code is not None and self._act(lambda: self.coder_app.desk.code(document, span, [code])):
                study.remember("recent", json.dumps(list(dict.fromkeys((code, *recent)))[:_RECENT]))

        quote = fit(document.text[span.start : span.end].replace("\n", " "), 56)
        self.app.push_screen(NarrowScreen(_("Code: {quote}").format(quote=quote), find), take)

    def action_undo(self) -> None:
        """Take back the last act."""
        self._act(self.coder_app.desk.undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._act(self.coder_app.desk.redo)

    def _act(self, act: Callable[[], Outcome]) -> bool:
        """Do an act, say what it did or why it could not be done, and show the codings of now."""
        outcome = self.tried(act)
        if outcome is None:
            return False
        self.follow()
        self.say_saved(outcome)
        return True
