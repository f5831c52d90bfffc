"""The coefficients that are offered, on tables of marks: with intervals, or with the reason why they are undefined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from coder.agreement import coefficients as of
from coder.agreement.coefficients import Floats
from coder.agreement.marks import Table
from coder.agreement.unitizing import alpha_2016
from coder.agreement.units import Ints
from coder.i18n import _

_PAIR = 2
RESAMPLES = 1000
ENOUGH_TRANSCRIPTS = 15
"""With fewer transcripts an interval by resampling them is too narrow."""

_TAILS = (2.5, 97.5)
_KEPT = 100
"""An interval needs as many resamples on which the coefficient is defined."""


class Figure(NamedTuple):
    """A coefficient with the bounds of its 95 % interval; without a value the reason why it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Sums:
    """A table of some coders: `weights[..., cell]`; of free spans also `squares[..., coder]`, their squared lengths."""

    table: Table
    coders: tuple[int, ...]
    weights: Floats
    squares: Floats | None = None

    @cached_property
    def counts(self) -> Floats:
        """How many of the coders did not put the code and how many did, by cell."""
        present = self._held(self.table.present).sum(axis=1, dtype=np.float64)
        marked = self._held(self.table.marked).sum(axis=1, dtype=np.float64)
        return np.stack([present - marked, marked], axis=1)

    def _held(self, masks: object) -> Floats:
        bits = np.array([1 << coder for coder in self.coders], dtype=np.uint64)
        return ((np.asarray(masks)[:, None] & bits) > 0).astype(np.float64)

    @cached_property
    def valued(self) -> Floats:
        """How much each coder left without and with the code: `[..., coder, value]`."""
        present, marked = self._held(self.table.present), self._held(self.table.marked)
        return np.stack([self.weights @ (present - marked), self.weights @ marked], axis=-1)

    @cached_property
    def crossed(self) -> Floats:
        """The table of the first two coders, of what both coded: `[..., value, value]`."""
        present, marked = self._held(self.table.present), self._held(self.table.marked)
        both = present[:, 0] * present[:, 1]
        first = [1 - marked[:, 0], marked[:, 0]]
        second = [1 - marked[:, 1], marked[:, 1]]
        rows = [np.stack([self.weights @ (both * a * b) for b in second], axis=-1) for a in first]
        return np.stack(rows, axis=-2)


def _kappa(sums: Sums) -> Floats:
    if len(sums.coders) == _PAIR:
        return of.cohen(sums.crossed).value
    return of.conger(sums.counts, sums.weights, sums.valued).value


def _u_alpha(sums: Sums) -> Floats:
    counts = sums.counts
    total = counts.sum(axis=1)
    paired = total >= _PAIR
    alike = np.zeros_like(counts)
    np.divide(counts * (counts - 1), total[:, None] - 1, out=alike, where=paired[:, None])
    lengths = sums.weights @ (counts * paired[:, None])
    spans = np.zeros(lengths.shape[:-1]) if sums.squares is None else sums.squares[..., list(sums.coders)].sum(axis=-1)
    return alpha_2016(sums.weights @ alike, lengths, np.stack([lengths[..., 0], spans], axis=-1)).value


MEASURES: Mapping[str, Callable[[Sums], Floats]] = {
    "percent": lambda sums: of.percent(sums.counts, sums.weights),
    "kappa": _kappa,
    "fleiss": lambda sums: of.fleiss(sums.counts, sums.weights).value,
    "ac1": lambda sums: of.ac1(sums.counts, sums.weights).value,
    "pabak": lambda sums: of.pabak(sums.counts, sums.weights).value,
    "alpha": lambda sums: of.alpha(sums.counts, sums.weights).value,
    "u_alpha": _u_alpha,
}
"""Each coefficient on the two values of a code: put or not."""


def measure_title(name: str, coders: int) -> str:
    """Return the printed name of a coefficient for so many coders."""
    titles = {
        "percent": _("Percent agreement"),
        "kappa": _("Cohen's κ") if coders == _PAIR else _("Conger's κ"),
        "fleiss": _("Fleiss' κ"),
        "ac1": _("Gwet's AC1"),
        "pabak": "PABAK",
        "alpha": _("Krippendorff's α"),
        "u_alpha": _("|uα (2016)"),
        "masi": _("α of sets (MASI)"),
        "jaccard": _("α of sets (Jaccard)"),
        "alpha_u": _("αU (1995)"),
    }
    return titles[name]


def resamples(transcripts: int, seed: int, number: int = RESAMPLES) -> Floats:
    """Return how often each transcript is drawn in each resample: `[resample, transcript]`."""
    drawn = np.random.default_rng(seed).multinomial(transcripts, np.full(transcripts, 1 / transcripts), size=number)
    return drawn.astype(np.float64)


def figures(
    table: Table,
    coders: Sequence[int],
    names: Sequence[str],
    drawn: Floats | None = None,
    squares: Floats | None = None,
) -> list[dict[str, Figure]]:
    """Return the coefficients of each code among some coders; with resamples drawn, their intervals."""
    whole = Sums(table, tuple(coders), table.weights.sum(axis=1), None if squares is None else squares.sum(axis=1))
    values = {name: MEASURES[name](whole) for name in names}
    found: list[dict[str, Figure]] = []
    for code in range(len(table.weights)):
        reason = why_undefined(whole, code)
        bounds: Mapping[str, tuple[float | None, float | None]] = {}
        if drawn is not None and not reason:
            bounds = _bounds(whole, code, names, drawn, squares)
        found.append({name: _figure(values[name][code], reason, bounds.get(name, (None, None))) for name in names})
    return found


def _figure(value: float, reason: str, bounds: tuple[float | None, float | None]) -> Figure:
    if reason or not np.isfinite(value):
        return Figure(None, reason=reason or one_value())
    return Figure(float(value), *bounds)


def _bounds(
    whole: Sums, code: int, names: Sequence[str], drawn: Floats, squares: Floats | None
) -> dict[str, tuple[float | None, float | None]]:
    again = replace(
        whole,
        weights=drawn @ whole.table.weights[code],
        squares=None if squares is None else drawn @ squares[code],
    )
    return {name: interval(MEASURES[name](again)) for name in names}


def interval(values: Floats) -> tuple[float | None, float | None]:
    """Return the bounds of the middle 95 % of the resamples on which a coefficient is defined."""
    defined = values[np.isfinite(values)]
    if len(defined) < _KEPT:
        return None, None
    low, high = np.percentile(defined, _TAILS)
    return float(low), float(high)


def one_value() -> str:
    """Return the reason where chance alone would agree fully."""
    return _("not defined: every unit has the same value, so chance alone agrees fully")


def why_undefined(sums: Sums, code: int) -> str:
    """Return why nothing can be said of a code among some coders, or nothing."""
    counts, weights = sums.counts, sums.weights[code]
    paired = counts.sum(axis=1) >= _PAIR
    if not (weights * paired).sum():
        return _("not defined: no unit that two of them were assigned and finished")
    if not (weights * counts[:, 1] * paired).sum():
        return _("not defined: no coder used the code")
    return ""


def prevalence(table: Table, coders: Sequence[int]) -> Floats:
    """Return the share of units that carry each code, the mean of the coders, among units with two or more."""
    sums = Sums(table, tuple(coders), table.weights.sum(axis=1))
    paired = (sums.counts.sum(axis=1) >= _PAIR)[:, None]
    both = sums.weights @ (sums.counts * paired)
    total = both.sum(axis=1)
    return np.where(total > 0, both[:, 1] / np.where(total > 0, total, 1), np.nan)


def common_units(table: Table, coders: Sequence[int]) -> tuple[float, Ints]:
    """Return how many units (characters, their length) two coders or more share, and which transcripts have any."""
    sums = Sums(table, tuple(coders), table.weights[:1].sum(axis=1))
    paired = (sums.counts.sum(axis=1) >= _PAIR).astype(np.float64)
    each = table.weights[0] @ paired if len(table.weights) else np.zeros(0)
    return float(each.sum()), np.flatnonzero(each)
