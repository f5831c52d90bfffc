"""How often each keyword was right so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from coder.language.fold import fold

_PRIOR_HITS, _PRIOR_SEEN = 4, 10
_FIRM = 3
_LEAST, _MOST = 0.2, 1.5

Word = tuple[int, str]


class KeywordRecord:
    """For each keyword of a code: in how many coded or refused passages it stood, and how often the code was given."""

    def __init__(self) -> None:
        self._seen: Counter[Word] = Counter()
        self._hits: Counter[Word] = Counter()
        self._all_seen = 0
        self._all_hits = 0

    def seen(self, words: Iterable[Word], times: int) -> None:
        """Count keywords (index of the code, word) that stood in a passage."""
        for code, word in words:
            self._seen[code, fold(word)] += times
            self._all_seen += times

    def hit(self, words: Iterable[Word], code: int, times: int) -> None:
        """Count those of one code, which was given."""
        for other, word in words:
            if other == code:
                self._hits[code, fold(word)] += times
                self._all_hits += times

    def factor(self, code: int, word: str) -> float:
        """Return what a keyword's weight is to be multiplied with: 1 for one that is right as often as keywords are."""
        key = code, fold(word)
        usual = (self._all_hits + _PRIOR_HITS) / (self._all_seen + _PRIOR_SEEN)
        share = (self._hits[key] + _FIRM * usual) / (self._seen[key] + _FIRM)
        return min(_MOST, max(_LEAST, share / usual))
