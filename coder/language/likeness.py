"""Passages like another one: cosine of TF-IDF vectors of character n-grams; and texts that are nearly the same.

A study is scanned text by text. A first look asks how much of the passage's weight stands in a piece at all, by its
n-grams of two and three characters, found by one automaton; whole vectors are made for the best pieces alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappush, heapreplace
from math import ceil, sqrt
from typing import NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick

from coder.language.alphabet import Alphabet
from coder.language.fold import fold
from coder.language.learning.grams import UNIT, Vocabulary

_KEPT = 400
_SHINGLE = 3
_SHORTEST = 8  # characters: 對啊對啊 is nobody's quote
_NEARLY = 0.7

Bounds: TypeAlias = Sequence[tuple[int, int]]


class Like(NamedTuple):
    """A piece of a text, by its key, and how like the passage it is: 1 the same words, 0 not at all."""

    text: str
    start: int
    end: int
    score: float


class Likeness:
    """Finds the pieces most like one passage, in any number of texts, in little memory."""

    def __init__(self, vocabulary: Vocabulary, passage: str) -> None:
        self._vocabulary = vocabulary
        self._bag = vocabulary.bag(passage)
        self._length = max(1, len(passage))
        grams = [gram for gram in self._bag if len(gram) > 1]
        alphabet = Alphabet(grams)
        whole = sum(self._bag[gram] ** 2 for gram in grams) or 1
        self._weights = [self._bag[gram] ** 2 / whole for gram in grams]
        self._respell = alphabet.respell
        self._find = AhoCorasick([alphabet.spell(g) for g in grams]).find_matches_as_indexes if grams else None
        self._best: list[tuple[float, int, str, int, int, str]] = []
        self._number = 0

    def add(self, key: str, text: str, turns: Bounds, pieces: Callable[[int, int], Iterable[tuple[int, int]]]) -> None:
        """Look at one text: at the speech of `turns`, parted by `pieces`; ascending, without overlap."""
        if self._find is None or not turns:
            return
        starts = [start for start, _end in turns]
        found: dict[int, list[tuple[int, int]]] = {}
        for gram, start, end in self._find(self._respell(text), overlapping=True):
            turn = bisect_right(starts, start) - 1
            if turn >= 0 and end <= turns[turn][1]:
                found.setdefault(turn, []).append((start, gram))
        for turn, places in found.items():
            # No piece of a turn can hold more of the passage than the turn.
            if len(self._best) < _KEPT or self._share(g for _at, g in places) > self._best[0][0]:
                self._look(key, text, places, pieces(*turns[turn]))

    def _share(self, grams: Iterable[int]) -> float:
        weights = self._weights
        return sum(weights[gram] for gram in set(grams))

    def _look(self, key: str, text: str, places: list[tuple[int, int]], pieces: Iterable[tuple[int, int]]) -> None:
        at, places = 0, sorted(places)
        for start, end in pieces:
            first = at
            while at < len(places) and places[at][0] < end:
                at += 1
            share = self._share(gram for place, gram in places[first:at] if place >= start)
            share /= sqrt(max(1.0, (end - start) / self._length))
            if not share:
                continue
            # The number keeps the order of the texts where shares are equal.
            entry = (share, -self._number, key, start, end, text[start:end])
            self._number += 1
            if len(self._best) < _KEPT:
                heappush(self._best, entry)
            elif entry > self._best[0]:
                heapreplace(self._best, entry)

    def best(self, most: int) -> list[Like]:
        """Return the pieces most like the passage, the most alike first."""
        scored = [
            (-cosine(self._bag, self._vocabulary.bag(words)), -number, Like(key, start, end, 0.0))
            for _share, number, key, start, end, words in self._best
        ]
        return [like._replace(score=min(1.0, -score)) for score, _number, like in sorted(scored)[:most]]


def cosine(one: dict[str, int], other: dict[str, int]) -> float:
    """Return the cosine of two bags of a vocabulary."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(gram, 0) for gram, weight in one.items()) / (UNIT * UNIT)


def nearly_same(quotes: Sequence[str], least: float = _NEARLY) -> list[list[int]]:
    """Return groups of quotes, by their indexes, that are the same but for a few characters.

    Two belong together if of their shingles (three characters, punctuation left out) at least the share `least` is in
    both (Jaccard). Only pairs that share one of their rarest shingles are compared, which no such pair escapes.
    """
    bare = [re.sub(r"\W+", "", fold(quote)) for quote in quotes]
    same: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(bare):
        if len(words) >= _SHORTEST:
            same[words].append(index)
    texts = list(same)
    leader = list(range(len(texts)))

    def top(index: int) -> int:
        while leader[index] != index:
            leader[index] = index = leader[leader[index]]
        return index

    for one, other in _pairs([_shingles(words) for words in texts], least):
        leader[top(max(one, other))] = top(min(one, other))
    groups: dict[int, list[int]] = defaultdict(list)
    for index, words in enumerate(texts):
        groups[top(index)] += same[words]
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _shingles(words: str) -> frozenset[str]:
    return frozenset(words[i : i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1))


def _pairs(sets: Sequence[frozenset[str]], least: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose Jaccard is at least `least`: they share one of their first `n - ceil(n × least) + 1`."""
    often = Counter(shingle for one in sets for shingle in one)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(sets):
        rarest = sorted(one, key=lambda shingle: (often[shingle], shingle))
        near: set[int] = set()
        for shingle in rarest[: len(one) - ceil(len(one) * least) + 1]:
            near.update(holders[shingle])
            holders[shingle].append(index)
        for other in sorted(near):
            both = len(one & sets[other])
            if both >= least * (len(one) + len(sets[other]) - both):
                yield other, index
