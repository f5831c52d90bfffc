"""Completing the names of codes while an expression is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coder.model.codebook import Code
from coder.retrieval.code_terms import spell

_BORDERS = frozenset(" \u3000()（）")
_QUOTES = {'"': '"', "“": "”", "「": "」"}
MOST = 20


@dataclass(frozen=True, slots=True)
class Completion:
    """The part of a text that is being written, and the codes it may become, one of them put in."""

    text: str
    start: int
    end: int
    codes: tuple[Code, ...]
    spelt: tuple[str, ...]
    at: int = -1

    def next(self) -> Completion:
        """Return the completion with its next code put in, round to the first."""
        at = (self.at + 1) % len(self.codes)
        name = self.spelt[at]
        text = self.text[: self.start] + name + self.text[self.end :]
        return Completion(text, self.start, self.start + len(name), self.codes, self.spelt, at)


def complete(text: str, cursor: int, codes: Sequence[Code]) -> Completion | None:
    """Return what the word before the cursor may become, None where it is nobody's beginning or a whole name."""
    start = _begin(text[:cursor])
    word = text[start:cursor].strip('"“”「」').casefold()
    if not word:
        return None
    ranked = [(rank, code.position, code) for code in codes if (rank := _rank(code, word)) is not None]
    found = tuple(code for _rank, _position, code in sorted(ranked, key=lambda item: item[:2]))[:MOST]
    spelt = tuple(spell(code, codes) for code in found)
    if not found or text[start:cursor] in spelt or word in {found[0].id.casefold(), found[0].name_en.casefold()}:
        return None
    return Completion(text, start, cursor, found, spelt)


def _begin(before: str) -> int:
    """Return where the last word begins: behind a space or bracket, or at a quotation mark that is still open."""
    closes, opened, start = "", 0, 0
    for at, char in enumerate(before):
        if closes:
            closes = "" if char == closes else closes
        elif char in _QUOTES:
            closes, opened = _QUOTES[char], at
        elif char in _BORDERS:
            start = at + 1
    return opened if closes else start


def _rank(code: Code, word: str) -> int | None:
    """Return 0 for a name that begins so, 1 for one that holds the word, None for none."""
    if code.archived:
        return None
    names = (code.name.casefold(), code.name_en.casefold(), code.id.casefold())
    if any(name.startswith(word) for name in names):
        return 0
    return 1 if any(word in name for name in names) else None
