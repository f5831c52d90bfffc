"""Which codes fall together: how often, and on how many of their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from coder.model.counting.code_expression import Found, Mark, evaluate
from coder.model.intervals import meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes that fall together.

    `passages` is what `A AND B` finds; `characters` are coded with both; `jaccard` is their share of the characters
    coded with either, `share` of those coded with the code that has fewer.
    """

    code: str
    other: str
    passages: int
    characters: int
    jaccard: float
    share: float


class Together(NamedTuple):
    """Which codes fall together in a transcript: each pair's passages and characters, and the characters of a code."""

    pairs: Sequence[tuple[str, str, int, int]]
    covered: Mapping[str, int]


def together_in(codings: Iterable[Mark], over: Mapping[str, Sequence[str]] | None = None) -> Together:
    """Return the codes that share words in one transcript; one sweep.

    With `over`, the codes that stand over each code, a code counts with those below it, merged. It shares all its words
    with these, so the two are no pair.
    """
    over = over or {}
    marks = list(codings)
    marks += [mark._replace(code=code) for mark in marks for code in over.get(mark.code, ())]
    shared: Counter[tuple[str, str]] = Counter()
    covered: Counter[str] = Counter()
    found = evaluate(None, {}, marks)
    for codes, length in _stretches(found):
        for code in codes:
            covered[code] += length
        for pair in combinations(codes, 2):
            shared[pair] += length
    passages = Counter((a, b) for a, b in _places(found) if a not in over.get(b, ()) and b not in over.get(a, ()))
    return Together([(a, b, count, shared[a, b]) for (a, b), count in passages.items()], covered)


def fallen_together(transcripts: Iterable[Together]) -> list[Pair]:
    """Return the pairs of codes that share words, those with the most passages first."""
    passages: Counter[tuple[str, str]] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    covered: Counter[str] = Counter()
    for here in transcripts:
        for a, b, count, characters in here.pairs:
            passages[a, b] += count
            shared[a, b] += characters
        for code, characters in here.covered.items():
            covered[code] += characters
    pairs = [
        Pair(
            code=a,
            other=b,
            passages=count,
            characters=shared[a, b],
            jaccard=shared[a, b] / (covered[a] + covered[b] - shared[a, b]),
            share=shared[a, b] / min(covered[a], covered[b]),
        )
        for (a, b), count in passages.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.passages, -pair.jaccard, pair.code, pair.other))


def _places(found: list[Found]) -> list[tuple[str, str]]:
    """Return the two codes of each place that passages of both share."""
    places = {
        (max(a.start, b.start), min(a.end, b.end), a.codes[0], b.codes[0])
        for a, b in meetings(found, found)
        if a.codes < b.codes
    }
    return [(a, b) for _start, _end, a, b in places]


def _stretches(found: list[Found]) -> list[tuple[tuple[str, ...], int]]:
    """Return the text cut where a passage begins or ends: the codes on each stretch, and its length."""
    borders = sorted([(f.start, 1, f.codes[0]) for f in found] + [(f.end, -1, f.codes[0]) for f in found])
    stretches: list[tuple[tuple[str, ...], int]] = []
    here: Counter[str] = Counter()
    last = 0
    for at, step, code in borders:
        if at > last and here:
            stretches.append((tuple(sorted(here)), at - last))
        last = at
        here[code] += step
        if not here[code]:
            del here[code]
    return stretches
