"""The sets of codes on each unit, summed up for α of sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from coder.agreement.coefficients import Floats
from coder.agreement.marks import Marks
from coder.agreement.measures import Figure, interval, one_value
from coder.agreement.set_alpha import Bools, Distance, alpha_of_sets, jaccard, masi, pairwise
from coder.agreement.units import Ints, Units
from coder.i18n import _

DISTANCES: Mapping[str, Distance] = {"masi": masi, "jaccard": jaccard}
_PAIR = 2
_BYTES = 8
Packed = npt.NDArray[np.uint8]
_MOST_SETS = 2000
"""With more distinct sets than this no interval is drawn: each resample weighs every set against every other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """The distinct sets (`held[set, code]`), and which each coder gave each unit (−1: was not there)."""

    held: Bools
    given: Ints
    units: Units


def sets_of(units: Units, marks: Marks, coders: int, codes: int) -> Sets:
    """Return the sets of codes on the units; the empty set is a value like others."""
    owner = marks.units * coders + marks.coders
    rows, at = np.unique(owner, return_inverse=True)
    packed = np.zeros((len(rows) + 1, (codes + 63) // 64 * _BYTES), dtype=np.uint8)
    np.bitwise_or.at(packed, (at, marks.codes // 8), (128 >> (marks.codes % 8)).astype(np.uint8))
    distinct, number = _distinct(packed)
    given = np.full(len(units.starts) * coders, number[-1], dtype=np.int64)
    given[rows] = number[:-1]
    bits = np.uint64(1) << np.arange(coders, dtype=np.uint64)
    there = (units.present[:, None] & bits) > 0
    held = np.unpackbits(distinct, axis=1)[:, :codes].astype(bool)
    return Sets(held=held, given=np.where(there, given.reshape(-1, coders), -1), units=units)


def _distinct(packed: Packed) -> tuple[Packed, Ints]:
    """Return the distinct rows and which each row is; rows of one word are sorted as numbers, which is far faster."""
    words = packed.view(np.uint64)
    if words.shape[1] == 1:
        found, number = np.unique(words[:, 0], return_inverse=True)
        return found[:, None].view(np.uint8), number
    distinct, number = np.unique(packed, axis=0, return_inverse=True)
    return distinct, number.reshape(-1)


def set_figure(sets: Sets, coders: Sequence[int], name: str, transcripts: int, drawn: Floats | None) -> Figure:
    """Return α of sets among some coders with its interval."""
    given = sets.given[:, list(coders)]
    there = (given >= 0).sum(axis=1)
    paired = there >= _PAIR
    if not paired.any():
        return Figure(None, reason=_("not defined: no unit that two of them were assigned and finished"))
    size = len(sets.held)
    weights, place = sets.units.weights, sets.units.transcripts
    numbers, apart = np.zeros(transcripts * size), np.zeros(transcripts)
    for column in given.T:
        kept = paired & (column >= 0)
        numbers += np.bincount(place[kept] * size + column[kept], weights=weights[kept], minlength=transcripts * size)
    for one, two in combinations(given.T, 2):
        kept = (one >= 0) & (two >= 0)
        pairs, which = np.unique(one[kept] * size + two[kept], return_inverse=True)
        far = pairwise(sets.held[pairs // size], sets.held[pairs % size], DISTANCES[name])[which]
        apart += np.bincount(
            place[kept], weights=2 * far * weights[kept] / (there[kept] - 1), minlength=transcripts
        )  # fmt: skip
    table = numbers.reshape(transcripts, size)
    value = float(alpha_of_sets(sets.held, apart.sum(), table.sum(axis=0), DISTANCES[name]).value)
    if not np.isfinite(value):
        return Figure(None, reason=one_value())
    bounds: tuple[float | None, float | None] = (None, None)
    if drawn is not None and size <= _MOST_SETS:
        bounds = interval(alpha_of_sets(sets.held, drawn @ apart, drawn @ table, DISTANCES[name]).value)
    return Figure(value, *bounds)
