"""Which units carry which code for which coder, summed up so that every coefficient is a product of tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coder.agreement.coefficients import Floats
from coder.agreement.units import Ints, Masks, Rule, Run, Units

_NO_CELLS: Masks = np.zeros((0, 2), dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Units that carry a code for a coder, each once, ordered by code and unit."""

    units: Ints
    coders: Ints
    codes: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How much text each transcript has in each cell: `weights[code, transcript, cell]`.

    A cell is who was there (`present`) and who put the code (`marked`), both as bits.
    """

    weights: Floats
    present: Masks
    marked: Masks

    def only(self, chosen: Ints) -> Table:
        """Return the table of some transcripts."""
        return Table(weights=self.weights[:, chosen], present=self.present, marked=self.marked)

    def both(self, coders: Sequence[int]) -> Table:
        """Return the cells where all of the coders were: what one of two coded alone tells nothing of the other."""
        mask = np.uint64(sum(1 << coder for coder in coders))
        there = (self.present & mask) == mask
        return Table(weights=self.weights[:, :, there], present=self.present[there], marked=self.marked[there])


def marks_of(units: Units, run: Run, rule: Rule) -> Marks:
    """Return which units carry which code: by half of the unit or of the coding, or by any character.

    Codings are to be merged before. A unit counts only for the coders who were there.
    """
    at, which = meetings(units, run)
    there = (units.present[at] >> run.coders[which].astype(np.uint64)) & np.uint64(1) > 0
    at, which = at[there], which[there]
    covered = np.minimum(units.ends[at], run.ends[which]) - np.maximum(units.starts[at], run.starts[which])
    codes, coders = run.codes[which], run.coders[which]
    order = np.lexsort((coders, at, codes))
    at, codes, coders, covered, which = at[order], codes[order], coders[order], covered[order], which[order]
    first = np.flatnonzero(_changes(codes, at, coders))
    if not len(at):
        return Marks(units=at, coders=coders, codes=codes)
    carried = np.ones(len(first), dtype=bool)
    if rule == "half":
        of_unit = 2 * np.add.reduceat(covered, first) >= (units.ends - units.starts)[at[first]]
        of_coding = np.logical_or.reduceat(2 * covered >= (run.ends - run.starts)[which], first)
        carried = of_unit | of_coding
    kept = first[carried]
    return Marks(units=at[kept], coders=coders[kept], codes=codes[kept])


def meetings(units: Units, run: Run) -> tuple[Ints, Ints]:
    """Return the pairs of a unit and a coding that share a character, as two arrays of indexes."""
    low = np.searchsorted(units.ends, run.starts, side="right")
    high = np.searchsorted(units.starts, run.ends, side="left")
    number = np.maximum(high - low, 0)
    which = np.repeat(np.arange(len(run.starts)), number)
    within = np.arange(len(which)) - np.repeat(np.cumsum(number) - number, number)
    return low[which] + within, which


def _changes(*keys: Ints) -> Ints:
    """Return where any of several sorted keys differs from the one before."""
    new = np.ones(len(keys[0]), dtype=bool)
    if len(new):
        new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return new.astype(np.int64)


def table_of(units: Units, marks: Marks, codes: int, transcripts: int) -> Table:
    """Sum up the marks by code, transcript and cell; units without a mark are the rest of their transcript."""
    first = np.flatnonzero(_changes(marks.codes, marks.units))
    bits = np.uint64(1) << marks.coders.astype(np.uint64)
    marked = np.bitwise_or.reduceat(bits, first) if len(first) else bits
    at, code = marks.units[first], marks.codes[first]
    here = units.present[at]
    nobody = np.zeros_like(units.present)
    cells = _distinct(np.concatenate([here, units.present]), np.concatenate([marked, nobody]))
    number = len(cells)
    place = _lookup(cells, here, marked)
    empty = _lookup(cells, units.present, nobody)
    weights = _summed(
        (code * transcripts + units.transcripts[at]) * number + place, units.weights[at], (codes, transcripts, number)
    )
    whole = _summed(units.transcripts * number + empty, units.weights, (transcripts, number))
    by_present = (cells[:, :1] == cells[None, :, 0]) & (cells[None, :, 1] == 0)
    weights += whole - weights @ by_present.astype(np.float64)
    return Table(weights=weights, present=cells[:, 0], marked=cells[:, 1])


def _summed(places: Ints, weights: Floats, shape: tuple[int, ...]) -> Floats:
    summed = np.bincount(places, weights=weights, minlength=math.prod(shape))
    return summed.astype(np.float64).reshape(shape)


def _distinct(present: Masks, marked: Masks) -> Masks:
    """Return each pair once, in order."""
    kinds, sets = np.unique(present), np.unique(marked)
    keys = np.unique(np.searchsorted(kinds, present) * len(sets) + np.searchsorted(sets, marked))
    return np.stack([kinds[keys // len(sets)], sets[keys % len(sets)]], axis=1) if len(keys) else _NO_CELLS


def _lookup(cells: Masks, present: Masks, marked: Masks) -> Ints:
    """Return the place of each pair among the sorted cells."""
    kinds = np.unique(cells[:, 0])
    sets = np.unique(cells[:, 1])
    keys = np.searchsorted(kinds, cells[:, 0]) * len(sets) + np.searchsorted(sets, cells[:, 1])
    wanted = np.searchsorted(kinds, present) * len(sets) + np.searchsorted(sets, marked)
    return np.searchsorted(keys, wanted)
