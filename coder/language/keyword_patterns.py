"""Keyword patterns compiled: found where their words occur, with work that is bounded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from coder.language.spellings import spellings
from coder.model.codebook import Variant
from coder.model.keyword import Choice, Gap, Part, literals, parts

_CLAUSE_ENDS = r"\n，。！？；：、…,!?;:「」『』"
_LATIN = "0-9A-Za-z"


class Gapped:
    """A pattern in the one spelling that texts are brought to.

    From each place the words that stand nearest are taken: gaps, from the first to the last, are as short as can be.
    """

    def __init__(self, keyword: str, variants: Sequence[Variant], spell: Callable[[str], str]) -> None:
        found = parts(keyword)
        self.characters = literals(found)
        self._must = [
            tuple(spell(form) for form in spellings(part, variants)) for part in found if isinstance(part, str)
        ]
        inside = "".join(_source(part, variants, spell) for part in found)
        self._pattern = re.compile(f"(?=({_before(found[0])}{inside}{_behind(found[-1])}))")

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each match in a text in the one spelling, one for each place where one begins."""
        if all(any(form in text for form in forms) for forms in self._must):
            for found in self._pattern.finditer(text):
                yield found.span(1)

    def fits(self, words: str) -> bool:
        """Tell whether words in the one spelling are a match."""
        return any((start, end) == (0, len(words)) for start, end in self.matches(words))


def words_of(keyword: str, variants: Sequence[Variant]) -> Iterator[str]:
    """Yield all words that a pattern can be written with."""
    for part in parts(keyword):
        if isinstance(part, str):
            yield from spellings(part, variants)
        elif isinstance(part, Choice):
            for piece in part.pieces:
                yield from spellings(piece, variants)


def _source(part: Part, variants: Sequence[Variant], spell: Callable[[str], str]) -> str:
    if isinstance(part, Gap):
        return f"[^{_CLAUSE_ENDS}]{{{part.least},{part.most}}}?"
    pieces = (part,) if isinstance(part, str) else part.pieces
    forms = dict.fromkeys(spell(form) for piece in pieces for form in (spellings(piece, variants) if piece else ("",)))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _before(part: Part) -> str:
    """Return what must not stand before a pattern that begins with Latin letters."""
    return f"(?<![{_LATIN}])" if _first(part).isascii() and _first(part).isalnum() else ""


def _behind(part: Part) -> str:
    last = _first(part, -1)
    return f"(?![{_LATIN}])" if last.isascii() and last.isalnum() else ""


def _first(part: Part, at: int = 0) -> str:
    if isinstance(part, Gap):
        return ""
    piece = part if isinstance(part, str) else next(filter(None, part.pieces), "")
    return piece[at] if piece else ""
