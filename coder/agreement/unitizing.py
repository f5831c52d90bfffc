"""The two published α for free spans, whose borders the coders choose themselves.

`alpha_1995` compares the borders of one code's spans by squared lengths; `alpha_2016` compares lengths of text that
coders cover alike. They are different measures with different values and are never printed under one name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from coder.agreement.coefficients import Agreement, Floats

Spans = Sequence[tuple[int, int]]
_PAIR = 2


class Apart(NamedTuple):
    """Observed and expected disagreement on one code; α is 1 − observed / expected."""

    observed: float
    expected: float


def alpha_1995(apart: Sequence[Apart]) -> float | None:
    """Return αU over codes: Krippendorff (1995; 2004, section 12.4); None where nothing is expected to differ."""
    expected = sum(one.expected for one in apart)
    return 1 - sum(one.observed for one in apart) / expected if expected > 0 else None


def apart_1995(coders: Sequence[Spans], begin: int, end: int) -> Apart:
    """Return how far the coders' spans of one code are apart: Krippendorff (2004, section 12.4).

    Each coder's spans come in order and do not overlap; all lie in `begin:end`. Work is that of sorting.
    """
    length, number = end - begin, len(coders)
    if number < _PAIR or not length:
        return Apart(0.0, 0.0)
    gaps = [_gaps(spans, begin, end) for spans in coders]
    observed = sum(
        _unlike(coders[i], coders[j], gaps[j]) + _inside(coders[j], gaps[i])
        for i in range(number)
        for j in range(number)
        if i != j
    )
    observed /= number * (number - 1) * length**2
    lengths = [e - s for spans in coders for s, e in spans]
    if not lengths:
        return Apart(0.0, 0.0)
    free = sorted(e - s for spans in gaps for s, e in spans)
    behind = [0, *accumulate(free)]
    expected = 0.0
    for one in lengths:
        at = bisect_left(free, one)
        room = behind[-1] - behind[at] - (len(free) - at) * (one - 1)
        expected += (len(lengths) - 1) / 3 * (2 * one**3 - 3 * one**2 + one) + one**2 * room
    whole = number * length
    rest = whole * (whole - 1) - sum(one * (one - 1) for one in lengths)
    return Apart(observed, 2 / length * expected / rest)


def _gaps(spans: Spans, begin: int, end: int) -> list[tuple[int, int]]:
    starts = [begin, *(e for _s, e in spans)]
    ends = [*(s for s, _e in spans), end]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if s < e]


def _unlike(first: Spans, second: Spans, gaps: Spans) -> float:
    """Return the squared differences of borders where two spans meet, and the squares of spans inside a gap."""
    total, j = 0.0, 0
    for start, end in first:
        while j < len(second) and second[j][1] <= start:
            j += 1
        k = j
        while k < len(second) and second[k][0] < end:
            total += (second[k][0] - start) ** 2 + (second[k][1] - end) ** 2
            k += 1
    return total + _inside(first, gaps)


def _inside(spans: Spans, gaps: Spans) -> float:
    """Return the squares of the lengths of spans that lie wholly inside a gap."""
    total, j = 0.0, 0
    for start, end in spans:
        while j < len(gaps) and gaps[j][1] < end:
            j += 1
        if j < len(gaps) and gaps[j][0] <= start:
            total += (end - start) ** 2
    return total


def alpha_2016(alike: Floats, lengths: Floats, squares: Floats) -> Agreement:
    """Return uα: Krippendorff, Mathet, Bouvry and Widlöcher (2016, eq. 1, 4 and 5).

    On a last axis of values, gaps first: `alike[..., c]` is the length that pairs of coders both give c (for each
    part of the text, pairs in order divided by one less than its coders), `lengths[..., c]` what all coders give c,
    `squares[..., c]` the sum of the squared lengths of its units, for gaps the sum of their lengths.
    Of gaps and one value it is |uα of that value (eq. 6).
    """
    total = lengths.sum(axis=-1)
    self_pairs = squares.sum(axis=-1)
    rest = total**2 - self_pairs
    some = (total > 0) & (rest > 0)
    chance = (lengths**2 - squares).sum(axis=-1) / np.where(some, rest, 1)
    observed = alike.sum(axis=-1) / np.where(some, total, 1)
    return Agreement(np.where(some, observed, np.nan), np.where(some, chance, np.nan))
