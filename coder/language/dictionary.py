"""jieba with its dictionary in folded spelling and the words of Taiwan.

jieba knows simplified characters, our texts are traditional: both are folded to one spelling, character by character,
so borders found in the one hold in the other. The tokenizer is our own and is filled here: jieba's cache would be a
file at a known path that is read with `marshal`, and saves no time.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from math import prod
from pathlib import Path
from threading import Lock
from time import sleep
from typing import Any

from coder.language.fold import fold
from coder.language.word_repairs import mend

_TAIWAN = Path(__file__).parent / "data" / "taiwan.txt"
# A word that was entered by hand is no rarer than this in jieba's counts (60 million).
_LEAST = 100
# Loading is work for a thread beside the screen: it steps back after each portion of lines, so that no key waits long.
_PORTION = 1_000
_PAUSE_SECONDS = 0.0005


def taiwan_words() -> list[str]:
    """Return the words of Taiwan's workplaces and schools that ship with the program."""
    lines = _TAIWAN.read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


_loading = Lock()
_loaded: list[Dictionary] = []


def shared() -> Dictionary:
    """Return the process's one dictionary, loading it at the first call."""
    with _loading:
        if not _loaded:
            _loaded.append(Dictionary())
        return _loaded[0]


class Dictionary:
    """Cuts folded Chinese into words, in every study alike; loading takes about a second."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what jieba warns of at import would be written over the screen
            import jieba
        jieba.setLogLevel(logging.CRITICAL)
        self._tokenizer: Any = jieba.Tokenizer()
        self._counts, self._total = _counts()
        self._tokenizer.FREQ, self._tokenizer.total, self._tokenizer.initialized = self._counts, self._total, True
        self._enter(taiwan_words())

    def cut(self, folded: str) -> list[str]:
        """Return the words of a run of folded Chinese characters; joined they are the run."""
        return mend(self._tokenizer.cut(folded), self.share)

    def share(self, word: str) -> float:
        """Return a folded word's share of general language, 0 where the dictionary doesn't have it."""
        return self._counts.get(word, 0) / self._total

    def _enter(self, words: Iterable[str]) -> None:
        """Count each word often enough for it to stay in one piece.

        All counts are taken before the first is entered, so the order of the words doesn't matter.
        """
        fresh = {word: self._enough(word) for word in map(fold, words)}
        for word, count in fresh.items():
            for end in range(1, len(word)):
                self._counts.setdefault(word[:end], 0)
            self._counts[word] = count

    def _enough(self, word: str) -> int:
        parts = prod(max(self._counts.get(part, 0), 1) / self._total for part in self._tokenizer.cut(word, HMM=False))
        return max(self._counts.get(word, 0), int(parts * self._total) + 1, _LEAST)


def _counts() -> tuple[dict[str, int], int]:
    """Return how often each word of jieba's dictionary was counted, 0 for what only begins a word, and the sum."""
    counts: dict[str, int] = {}
    total = 0
    for line in _folded_lines():
        word, count, _tag = line.split(" ")
        number = int(count)
        total += number
        counts[word] = counts.get(word, 0) + number
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    return counts, total


def _folded_lines() -> Iterator[str]:
    with (files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        while portion := "".join(islice(lines, _PORTION)):
            yield from fold(portion).splitlines()
            sleep(_PAUSE_SECONDS)
