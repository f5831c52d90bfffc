"""What is counted: codings that overlap are one passage.

A coding is one coder's code on one stretch of words. Codings of one code that share at least a character, whoever
made them, are one passage; codings that only touch are two. The words of a passage are those of all its codings; it
is cited by the first of them, by start, then the longer, then the coder. Of a theme, of a code with codes below it
and of a finding the codings of all its codes are merged, so there may be fewer passages than in the sum of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

C = TypeVar("C")
Span = tuple[int, int]
Place = tuple[int, int, str]


def gathered(codings: Iterable[C], place: Callable[[C], Place]) -> list[list[C]]:
    """Return the codings of one transcript as passages, those of a passage with the cited one first.

    `place` tells start, end and coder of a coding.
    """
    ranked: list[tuple[int, int, str, int, C]] = []  # numbered, so that codings themselves are never compared
    for at, coding in enumerate(codings):
        start, end, coder = place(coding)
        ranked.append((start, -end, coder, at, coding))
    ranked.sort()
    passages: list[list[C]] = []
    last = -1
    for start, before, _coder, _at, coding in ranked:
        end = -before
        if start < last:
            passages[-1].append(coding)
            last = max(last, end)
        else:
            passages.append([coding])
            last = end
    return passages


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the stretches of words that spans of one transcript make up, by place."""
    found: list[Span] = []
    begin, last = -1, -1
    for start, end in sorted(spans):
        if start < last:
            last = max(last, end)
            continue
        if last >= 0:
            found.append((begin, last))
        begin, last = start, end
    return [*found, (begin, last)] if last >= 0 else found


def shared(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """Return the words that merged spans have in common, stretch by stretch."""
    found: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return found
