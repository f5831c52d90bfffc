"""Passages as bags of weighted character n-grams and Latin words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

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
    """How many of a study's passages each n-gram stands in; what stands in few says more."""

    def __init__(self, passages: Iterable[str] = ()) -> None:
        self._in: Counter[str] = Counter()
        self._passages = 0
        for passage in passages:
            self._in.update(grams(passage).keys())
            self._passages += 1
        # Weights by count: n-grams that stand in as many passages share one.
        self._weights: dict[int, float] = {}

    def __len__(self) -> int:
        return max(1, len(self._in))

    def bag(self, text: str) -> dict[str, int]:
        """Return the n-grams of `text` with weight (1 + ln tf) × idf^1.25, its Euclidean length one `UNIT`."""
        known, weights = self._in, self._weights
        raw: dict[str, float] = {}
        for gram, times in grams(text).items():
            passages = known.get(gram, 0)
            weight = weights.get(passages)
            if weight is None:
                weight = weights[passages] = self._idf(passages) ** _IDF_POWER
            raw[gram] = weight if times == 1 else (1 + math.log(times)) * weight
        scale = UNIT / (math.sqrt(sum(weight * weight for weight in raw.values())) or 1)
        return {gram: round(weight * scale) for gram, weight in raw.items()}

    def _idf(self, passages: int) -> float:
        return math.log((1 + self._passages) / (1 + passages)) + 1
