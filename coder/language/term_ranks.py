"""TF-IDF and TextRank by jieba.analyse, over words that were cut by our own tokenizer.

jieba knows simplified words: ours are folded, and so are the keys of its table. Importing `jieba.analyse` takes a
second, so it is imported where it is asked for.
"""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from coder.language.fold import fold

_ANY = "x"


class _Tagged(NamedTuple):
    """A word as TextRank wants it."""

    word: str
    flag: str = _ANY


class _Cut:
    """Hands words that were cut before to jieba's rankings, in place of a tokenizer."""

    def __init__(self, words: Sequence[Any]) -> None:
        self._words = words

    def cut(self, _sentence: str) -> Iterator[Any]:
        return iter(self._words)


def tfidf(words: Iterable[str], says: Callable[[str], bool]) -> dict[str, float]:
    """Return the TF-IDF of each folded word that says something, by jieba's own table of frequencies."""
    ranking = copy.copy(_rankings()[0])
    ranking.tokenizer = _Cut([word for word in words if says(word)])
    return dict(ranking.extract_tags("", topK=None, withWeight=True))


def textrank(words: Iterable[str], says: Callable[[str], bool]) -> dict[str, float]:
    """Return the TextRank of each folded word that says something; an empty word parts stretches."""
    ranking = copy.copy(_rankings()[1])
    sequence: list[_Tagged] = []
    for gap, stretch in groupby(words, lambda word: not word):
        # Words of two stretches are no neighbours: as many blanks stand between them as TextRank looks ahead.
        sequence += [_Tagged("")] * ranking.span if gap else [_Tagged(w if says(w) else "") for w in stretch]
    ranking.tokenizer = _Cut(sequence)
    return dict(ranking.textrank("", topK=None, withWeight=True, allowPOS=(_ANY,)))


@cache
def _rankings() -> tuple[Any, Any]:
    """Return jieba's two rankings, the first with the keys of its table folded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what jieba warns of at import would be written over the screen
        import jieba.analyse
    frequency = jieba.analyse.default_tfidf
    folded = copy.copy(frequency)
    words = fold("\n".join(frequency.idf_freq)).split("\n")
    folded.idf_freq = dict(zip(words, frequency.idf_freq.values(), strict=True))
    return folded, jieba.analyse.default_textrank


def joined_up(words: Iterable[str], terms: frozenset[str], most: int = 3) -> Iterator[str]:
    """Yield the words with those that make a term put together, the longest term first; never over an empty one."""
    waiting = list(words)
    at = 0
    while at < len(waiting):
        size = next((n for n in range(most, 1, -1) if _is_term(waiting[at : at + n], n, terms)), 1)
        yield "".join(waiting[at : at + size])
        at += size


def _is_term(parts: Sequence[str], size: int, terms: frozenset[str]) -> bool:
    return len(parts) == size and all(parts) and "".join(parts) in terms
