"""Passages as bags of weighted character n-grams and Latin words."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from coder.language.fold import fold

# Weights are whole numbers of this part of one, so that sums don't depend on their order and what is taken back
# leaves nothing behind.
UNIT = 1 << 20
_LONGEST = 3
# Rare n-grams tell more than their idf says: measured on interviews, between 1 (plain) and 2.
_IDF_POWER = 1.25
# Letters of Latin words say nothing alone: parts of English words met by chance in Chinese speech suggested codes.
_PIECE = re.compile(r"(([a-z0-9]+)|[^a-z0-9\s]+)")
_STEM = 5
"""So many letters at the beginning of a longer word stand for its other forms."""

Bag = Mapping[str, int]
Hashes = np.ndarray[Any, np.dtype[np.int64]]

_AT_ONCE = 500_000  # n-grams of passages that wait to be counted


def grams(text: str) -> Counter[str]:
    """Return how often each run of one to three characters and each Latin word stands in `text`, folded."""
    found: Counter[str] = Counter()
    for piece, word in _PIECE.findall(fold(text)):
        if word:
            found.update((word, _stem(word)) if len(word) > _STEM else (word,))
            continue
        found.update(piece)
        found.update(map("".join, pairwise(piece)))
        found.update(map("".join, zip(piece, piece[1:], piece[2:], strict=False)))
    return found


def gram_places(text: str) -> Iterable[tuple[str, int, int]]:
    """Yield each n-gram and each Latin word of `text`, folded, with the code points it stands on."""
    for match in _PIECE.finditer(fold(text)):
        piece, start = match[0], match.start()
        if match[2]:
            yield piece, start, match.end()
            if len(piece) > _STEM:
                yield _stem(piece), start, match.end()
            continue
        for length in range(1, _LONGEST + 1):
            for at in range(len(piece) - length + 1):
                yield piece[at : at + length], start + at, start + at + length


def _stem(word: str) -> str:
    """Return the beginning of a word, marked so that it is no word itself."""
    return word[:_STEM] + "~"


class Vocabulary:
    """How many of a study's passages each n-gram stands in; what stands in few says more.

    N-grams are kept as hashes: of two hundred interviews there are hundreds of thousands, and as text each takes ten
    times the memory. Two that share a hash are counted together; of 70,000 that is one pair.
    """

    def __init__(self, passages: Iterable[str] = ()) -> None:
        self._known: Hashes = np.zeros(0, np.int64)
        self._in: Hashes = np.zeros(0, np.int64)
        self._passages = 0
        waiting = array("q")
        for passage in passages:
            waiting.extend(map(hash, grams(passage)))
            self._passages += 1
            if len(waiting) > _AT_ONCE:
                self._count(waiting)
                waiting = array("q")
        self._count(waiting)

    def __len__(self) -> int:
        return max(1, len(self._known))

    def bag(self, text: str) -> dict[str, int]:
        """Return the n-grams of `text` with weight (1 + ln tf) × idf^1.25, its Euclidean length one `UNIT`."""
        found = grams(text)
        if not found:
            return {}
        times = np.fromiter(found.values(), np.float64, len(found))
        idf = np.log((1 + self._passages) / (1 + self._standing(found))) + 1
        weights = (1 + np.log(times)) * idf**_IDF_POWER
        scaled = np.rint(weights * (UNIT / np.sqrt(weights @ weights)))
        return dict(zip(found, scaled.astype(np.int64).tolist(), strict=True))

    def _standing(self, found: Counter[str]) -> Hashes:
        """Return in how many passages each of these n-grams stands."""
        hashes = np.fromiter(map(hash, found), np.int64, len(found))
        if not len(self._known):
            return np.zeros(len(found), np.int64)
        places = np.minimum(np.searchsorted(self._known, hashes), len(self._known) - 1)
        return np.where(self._known[places] == hashes, self._in[places], 0)

    def _count(self, hashes: array[int]) -> None:
        """Add the n-grams of more passages, each as often as it stood in one of them."""
        fresh, times = np.unique(np.frombuffer(hashes, np.int64), return_counts=True)
        known, where = np.unique(np.concatenate([self._known, fresh]), return_inverse=True)
        counts = np.bincount(where, np.concatenate([self._in, times]), len(known))
        self._known, self._in = known, counts.astype(np.int64)
