"""Krippendorff's α for sets of codes: how far two coders' sets on one unit are apart, not only whether they differ."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from coder.agreement.coefficients import Agreement, Floats

Bools = npt.NDArray[np.bool_]
Distance = Callable[[Floats, Floats, Floats], Floats]
"""A distance of sets from the size of their intersection and their sizes, 0 (equal) … 1 (nothing in common)."""

_ROWS = 512


def jaccard(common: Floats, first: Floats, second: Floats) -> Floats:
    """Return Jaccard's distance, 1 − |A ∩ B| / |A ∪ B| (Jaccard 1912); two empty sets are equal."""
    union = first + second - common
    apart: Floats = np.where(union > 0, 1 - common / np.where(union > 0, union, 1), 0.0)
    return apart


def masi(common: Floats, first: Floats, second: Floats) -> Floats:
    """Return the MASI distance, 1 − Jaccard · monotonicity (Passonneau 2006, section 4).

    Monotonicity is 1 for equal sets, 2/3 where one holds the other, 1/3 where they meet, 0 where they do not.
    """
    nested = common == np.minimum(first, second)
    monotonic: Floats = np.select([(first == second) & nested, nested, common > 0], [1.0, 2 / 3, 1 / 3], 0.0)
    return 1 - (1 - jaccard(common, first, second)) * monotonic


def between(left: Bools, right: Bools, distance: Distance) -> Floats:
    """Return the distances of sets, `left[i, c]` telling whether set i holds code c, to each other: rows × columns."""
    one, two = left.astype(np.float64), right.astype(np.float64)
    return distance(one @ two.T, one.sum(axis=1)[:, None], two.sum(axis=1)[None, :])


def pairwise(left: Bools, right: Bools, distance: Distance) -> Floats:
    """Return the distance of each set of `left` to the one in the same place of `right`."""
    common, first, second = (held.sum(axis=1, dtype=np.float64) for held in (left & right, left, right))
    return distance(common, first, second)


def alpha_of_sets(sets: Bools, disagreement: Floats, numbers: Floats, distance: Distance) -> Agreement:
    """Return α for sets: Krippendorff (2011, section C) with a distance of sets as δ (Passonneau 2004).

    `sets` are the distinct sets; `numbers[..., v]` how many pairable values are set v; `disagreement[...]` the sum
    over units of the distances of all ordered pairs, divided by one less than the unit's coders.
    """
    total = numbers.sum(axis=-1)
    apart = np.zeros(total.shape)
    for at in range(0, len(sets), _ROWS):
        rows = between(sets[at : at + _ROWS], sets, distance)
        apart = apart + (numbers[..., at : at + _ROWS] * (numbers @ rows.T)).sum(axis=-1)
    some = total > 1
    observed = np.where(total > 0, 1 - disagreement / np.where(total > 0, total, 1), np.nan)
    return Agreement(observed, np.where(some, 1 - apart / np.where(some, total * (total - 1), 1), np.nan))
