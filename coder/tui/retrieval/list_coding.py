"""Coding from a list of passages, without leaving it."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from coder.coding.undo_place import UndoPlace, done_here
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.text import Span
from coder.retrieval.word_search import CodingsOnText, codings_on, sentence_of
from coder.tui.frame.asking.choice import NarrowScreen, Option
from coder.tui.frame.list_detail import ListScreen
from coder.tui.widgets.code_choices import choices
from coder.tui.widgets.wrap import fit

Item = TypeVar("Item")
_RECENT = 9


class ListCoding(ListScreen[Item]):
    """A screen with a list of words, each in its sentence; the codes on them are read anew after each act."""

    def __init__(self) -> None:
        super().__init__()
        self._codings: dict[str, CodingsOnText] = {}
        self._texts_read: dict[str, str] = {}

    def reload(self, at: str = "") -> None:
        """Show the codings of now; words of a text that is gone or changed leave the list, and are looked for anew."""
        self._codings.clear()
        before, now = self._texts_read, self._texts_now()
        if before == now:
            self.repaint()
            return
        self.texts_changed()
        same = {key for key, text in now.items() if before.get(key) == text}
        self.take([item for item in self.items if self.words_of(item)[0] in same], at)
        self.look_again()

    def reads_texts(self) -> None:
        """Keep which texts there are while they are looked through."""
        self._texts_read = self._texts_now()

    def _texts_now(self) -> dict[str, str]:
        return {t.id: t.text_hash for t in self.project.transcripts}

    def texts_changed(self) -> None:
        """Forget what was read of texts."""

    @abstractmethod
    def look_again(self) -> None:
        """Look through the texts of now, with the focus on the same words."""

    def key_of(self, item: Item) -> str:
        """Return transcript and place of the words of an item."""
        transcript, span = self.words_of(item)
        return f"{transcript} {span.start}"

    def codes_on(self, transcript: str, spans: Sequence[Span]) -> list[Code]:
        """Return the codes that stand on words now."""
        if transcript not in self._codings:
            self._codings[transcript] = codings_on(self.study.reader, transcript)
        known = self.project.code_by_id
        keys = dict.fromkeys(code for code, _coder in self._codings[transcript].at(spans))
        return [known[key] for key in keys if key in known]

    def undo_place(self) -> UndoPlace:
        """Return the place: only what was done in this list lies here."""
        return done_here(self.own_acts)

    @abstractmethod
    def words_of(self, item: Item) -> tuple[str, Span]:
        """Return transcript and place of the words of an item."""

    def action_code_hit(self) -> None:
        """Ask for a code and put it on the sentence, or sentences, of the words in focus."""
        if self.here is None:
            self.say(_("nothing found"), bad=True)
            return
        words = self.words_of(self.here)
        document = self.study.transcript(words[0])
        span = sentence_of(document, words[1])
        recent: list[str] = json.loads(self.study.recall("recent") or "[]")

        def find(typed: str) -> list[Option]:
            found = choices(self.project.codes, typed, (), recent)
            return [(c.code.id, f"{c.code.title}  {c.theme} | {c.code.id}", c.code.color) for c in found]

        def take(code: str) -> None:
            if self.attempt(lambda: self.coder_app.desk.code(document, span, [code])):
                self.study.remember("recent", json.dumps(list(dict.fromkeys((code, *recent)))[:_RECENT]))

        quote = fit(document.text[span.start : span.end].replace("\n", " "), 56)
        self.ask(NarrowScreen(_("Code: {quote}").format(quote=quote), find), take)
