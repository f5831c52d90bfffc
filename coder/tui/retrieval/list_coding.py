"""Coding from a list of passages, without leaving it."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Sequence

from coder.coding.undo_place import UndoPlace, done_here
from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.text import Span
from coder.retrieval.word_search import CodingsOnText, codings_on, sentence_of
from coder.tui.frame.asking.choice import NarrowScreen, Option
from coder.tui.frame.standard import StandardScreen
from coder.tui.widgets.code_choices import choices
from coder.tui.widgets.wrap import fit

_RECENT = 9


class ListCoding(StandardScreen):
    """A screen with a list of words, each in its sentence; the codes on them are read anew after each act."""

    def __init__(self) -> None:
        super().__init__()
        self._codings: dict[str, CodingsOnText] = {}

    def reload(self, at: str = "") -> None:  # noqa: ARG002  the list stays as it is
        """Show the codings of now."""
        self._codings.clear()
        self.repaint()

    def codes_on(self, transcript: str, spans: Sequence[Span]) -> list[Code]:
        """Return the codes that stand on words now."""
        study = self.coder_app.study
        if transcript not in self._codings:
            self._codings[transcript] = codings_on(study.reader, transcript)
        known = study.project().code_by_id
        keys = dict.fromkeys(code for code, _coder in self._codings[transcript].at(spans))
        return [known[key] for key in keys if key in known]

    def undo_place(self) -> UndoPlace:
        """Return the place: only what was done in this list lies here."""
        return done_here(self.own_acts)

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

        def take(code: str) -> None:
            if self.attempt(lambda: self.coder_app.desk.code(document, span, [code])):
                study.remember("recent", json.dumps(list(dict.fromkeys((code, *recent)))[:_RECENT]))

        quote = fit(document.text[span.start : span.end].replace("\n", " "), 56)
        self.ask(NarrowScreen(_("Code: {quote}").format(quote=quote), find), take)
