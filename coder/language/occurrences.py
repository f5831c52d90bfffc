"""How often words stand inside some stretches of speech and outside of them.

Words are counted as characters in all their spellings, as keywords are matched: a count says how often a keyword would
be found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from coder.language.fold import fold
from coder.language.spellings import spellings

_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")


class Stretch(NamedTuple):
    """A stretch of speech in a text; `inside` where the words of interest are."""

    start: int
    end: int
    inside: bool


class Place(NamedTuple):
    """Where a word stands: the text by its key, and the code points."""

    text: str
    start: int
    end: int


class Counted:
    """What is known of one word."""

    __slots__ = ("first", "inside", "left", "outside", "right", "spellings", "texts")

    def __init__(self) -> None:
        self.inside = 0
        self.outside = 0
        self.texts = 0
        self.first: Place | None = None
        self.spellings: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    @property
    def spelling(self) -> str:
        """How it is written most often."""
        return min(self.spellings, key=lambda form: (-self.spellings[form], form)) if self.spellings else ""


class WordCounter:
    """Counts words of folded spelling, text by text; the `branched` ones with what stands beside them."""

    def __init__(self, words: Sequence[str], branched: Iterable[str] = ()) -> None:
        self.words = list(words)
        self.counts = [Counted() for _word in self.words]
        self.inside = 0
        self.outside = 0
        chosen = set(branched)
        self._branched = [word in chosen for word in self.words]
        self._latin = [(word[:1] in _LATIN, word[-1:] in _LATIN) for word in self.words]
        forms = {fold(form): index for index, word in enumerate(self.words) for form in spellings(word)}
        self._users = list(forms.values())
        self._find = AhoCorasick(list(forms)).find_matches_as_indexes if forms else None

    def add(self, key: str, text: str, stretches: Iterable[Stretch]) -> None:
        """Count the words in the stretches of one text."""
        folded = fold(text)
        seen: set[int] = set()
        for start, end, inside in stretches:
            if inside:
                self.inside += end - start
            else:
                self.outside += end - start
            if self._find is not None:
                self._count(self._find(folded[start:end], overlapping=True), key, text, folded, start, inside, seen)
        for index in seen:
            self.counts[index].texts += 1

    def _count(
        self,
        found: Iterable[tuple[int, int, int]],
        key: str,
        text: str,
        folded: str,
        begin: int,
        inside: bool,
        seen: set[int],
    ) -> None:
        for form, start, end in found:
            index = self._users[form]
            first, last = begin + start, begin + end
            before, after = folded[first - 1 : first], folded[last : last + 1]
            opens, closes = self._latin[index]
            if (opens and before in _LATIN) or (closes and after in _LATIN):
                continue
            counted = self.counts[index]
            if inside:
                counted.inside += 1
                counted.spellings[text[first:last]] += 1
                if counted.first is None:
                    counted.first = Place(key, first, last)
                seen.add(index)
            else:
                counted.outside += 1
            if self._branched[index]:
                counted.left[_beside(before, first)] += 1
                counted.right[_beside(after, last)] += 1


def _beside(char: str, place: int) -> str:
    """Return what stands beside a word; where that is no letter, each place is another neighbour."""
    return char if char.isalnum() else f" {place}"
