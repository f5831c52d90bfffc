"""jieba with its dictionary in folded spelling and the words of Taiwan.

jieba knows simplified characters, our texts are traditional: both are folded to one spelling, character by character,
so borders found in the one hold in the other. jieba's own tokenizer would keep its counts in a dict of 57 MB, and in a
cache at a known path that is read with `marshal`: what it does is done here over a smaller table.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files
from itertools import islice
from math import log, prod
from pathlib import Path
from threading import Lock
from time import sleep

from coder.language.fold import fold
from coder.language.word_counts import WordCounts
from coder.language.word_repairs import mend

_KNOWN_TO_JIEBA = re.compile(r"([\u4e00-\u9fd5]+)")
_TAIWAN = Path(__file__).parent / "data" / "taiwan.txt"
# A word that was entered by hand is no rarer than this in jieba's counts (60 million).
_LEAST = 100
# Loading is work for a thread beside the screen: it steps back after each portion of lines, so that no key waits long.
_PORTION = 1_000
_PAUSE_SECONDS = 0.0005
_pause = partial(sleep, _PAUSE_SECONDS)


def taiwan_words() -> list[str]:
    """Return the words of Taiwan's workplaces and schools that ship with the program."""
    lines = _TAIWAN.read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


_loading = Lock()
_loaded: list[Dictionary] = []


def shared(breathe: Callable[[], None] = _pause) -> Dictionary:
    """Return the process's one dictionary, loading it at the first call; `breathe` is called every few milliseconds."""
    with _loading:
        if not _loaded:
            _loaded.append(Dictionary(breathe))
        return _loaded[0]


class Dictionary:
    """Cuts folded Chinese into words, in every study alike; loading takes about a second."""

    def __init__(self, breathe: Callable[[], None] = _pause) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what jieba warns of at import would be written over the screen
            from jieba.finalseg import cut
        self._guess: Callable[[str], Iterable[str]] = cut
        self._counts, self._total = _counts(breathe)
        self._log_total = log(self._total)
        self._enter(taiwan_words())

    def cut(self, folded: str) -> list[str]:
        """Return the words of a run of folded Chinese characters; joined they are the run."""
        return mend(self._cut(folded), self.share)

    def share(self, word: str) -> float:
        """Return a folded word's share of general language, 0 where the dictionary doesn't have it."""
        return self._counts.get(word) / self._total

    def _cut(self, folded: str) -> Iterator[str]:
        """Yield the words that jieba finds: the likeliest ones, and a guess where only single characters are left."""
        for number, run in enumerate(_KNOWN_TO_JIEBA.split(folded)):
            if number % 2 == 0:
                yield from run
                continue
            single = ""
            for word in self._likeliest(run):
                if len(word) == 1:
                    single += word
                    continue
                yield from self._guessed(single)
                single = ""
                yield word
            yield from self._guessed(single)

    def _guessed(self, single: str) -> Iterable[str]:
        """Return the words in a run of characters that no word holds together."""
        return self._guess(single) if len(single) > 1 and not self._counts.get(single) else single

    def _likeliest(self, run: str) -> Iterator[str]:
        """Yield the words of the likeliest way to cut a run; of two that are equal, longer words first."""
        size = len(run)
        likely, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            words = self._counts.beginning(run, start) or [(start + 1, 1)]
            likely[start], ends[start] = max((log(n) - self._log_total + likely[end], end) for end, n in words)
        at = 0
        while at < size:
            yield run[at : ends[at]]
            at = ends[at]

    def _enter(self, words: Iterable[str]) -> None:
        """Count each word often enough for it to stay in one piece.

        All counts are taken before the first is entered, so the order of the words doesn't matter.
        """
        for word, count in {word: self._enough(word) for word in map(fold, words)}.items():
            self._counts.enter(word, count)

    def _enough(self, word: str) -> int:
        parts = prod(max(self._counts.get(part), 1) / self._total for part in self._likeliest(word))
        return max(self._counts.get(word), int(parts * self._total) + 1, _LEAST)


def _counts(breathe: Callable[[], None]) -> tuple[WordCounts, int]:
    """Return how often each word of jieba's dictionary was counted, and the sum."""
    counts = WordCounts()
    total = 0
    for line in _folded_lines(breathe):
        word, count, _tag = line.split(" ")
        number = int(count)
        total += number
        counts.add(word, number)
    return counts, total


def _folded_lines(breathe: Callable[[], None]) -> Iterator[str]:
    with (files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        while portion := "".join(islice(lines, _PORTION)):
            yield from fold(portion).splitlines()
            breathe()
