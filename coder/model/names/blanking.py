"""Taking a person's words out of other texts: what only they said becomes blocks, one for each code point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

BLOCK = "█"
RUN = 12
"""So many characters in a row are taken for a person's words if nobody else said them."""
_HALF = RUN // 2


def blocks(text: str) -> str:
    """Return a text of equal length with equal line ends and nothing else of it."""
    return "".join(c if c == "\n" else BLOCK for c in text)


class Blanker:
    """Finds the runs of characters that stand in some words and in no other, and blanks them wherever they are.

    Words are compared as they stand, and once more by letters and digits alone, in lower case, for files wrap,
    punctuate and escape them differently. `names` are blanked at any length.
    """

    def __init__(self, words: Iterable[str], others: Iterable[str], names: Iterable[str] = ()) -> None:
        spoken = list(words)
        raw = {run for text in spoken for run in _runs(text) if any(map(str.isalnum, run))}
        bare = {run for text in spoken for run in _runs(_bare(text)[0])}
        for text in others:
            raw.difference_update(_runs(text))
            bare.difference_update(_runs(_bare(text)[0]))
        self._found_raw, self._found_bare = _Runs(raw), _Runs(bare)
        self.names = tuple(sorted({n for n in names if n.strip(BLOCK)}, key=len, reverse=True))
        self._names = re.compile("|".join(map(_whole, self.names))) if self.names else None

    def found(self, text: str) -> bool:
        """Tell whether any of the words or names stands in a text."""
        return self.blank(text) != text

    def blank(self, text: str) -> str:
        """Return the text with each of the words and names as blocks."""
        return self.blank_names(self.blank_runs(text))

    def blank_names(self, text: str) -> str:
        """Return the text with the names as blocks."""
        return self._names.sub(lambda m: blocks(m[0]), text) if self._names else text

    def blank_runs(self, text: str) -> str:
        """Return the text with the runs that only this person said as blocks."""
        bare, places = _bare(text)
        hidden: set[int] = set()
        for start in self._found_raw(text):
            hidden.update(range(start, start + RUN))
        for start in self._found_bare(bare):
            hidden.update(range(places[start], places[start + RUN - 1] + 1))
        return "".join(blocks(c) if i in hidden else c for i, c in enumerate(text)) if hidden else text


class _Runs:
    """Finds runs in a text by looking at each half of a run's length: every run holds one of these whole."""

    def __init__(self, runs: set[str]) -> None:
        self._runs = runs
        self._pieces = {run[at : at + _HALF] for run in runs for at in range(_HALF + 1)}

    def __call__(self, text: str) -> Iterator[int]:
        """Yield where runs start in a text; one may come twice."""
        last = len(text) - RUN
        for at in range(0, len(text) - _HALF + 1, _HALF):
            if text[at : at + _HALF] in self._pieces:
                starts = range(max(at - _HALF, 0), min(at, last) + 1)
                yield from (start for start in starts if text[start : start + RUN] in self._runs)


def _runs(text: str) -> Iterator[str]:
    return (text[i : i + RUN] for i in range(len(text) - RUN + 1))


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """Return letters and digits in lower case, with the place of each."""
    places = list(compress(range(len(text)), map(str.isalnum, text)))
    kept = "".join(filter(str.isalnum, text))
    lower = "".join(map(str.lower, kept))
    if len(lower) != len(kept):
        # A few letters have two in lower case: these stay as they are, for each has one place.
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in kept)
    return lower, places


def _whole(name: str) -> str:
    """Return the pattern of a name; one that begins or ends in Latin letters is no part of a longer word."""
    before = r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{before}{re.escape(name)}{after}"
