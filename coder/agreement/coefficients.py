"""Coefficients of agreement on nominal values: percent, Cohen's, Conger's and Fleiss' κ, AC1, PABAK, Krippendorff's α.

All but κ of two coders take `counts[i, c]`, how many coders gave unit i the value c, and `weights[..., i]`, how
often such a unit stands there; leading axes of the weights are as many tables at once (codes, resamples). What no
coder valued is no unit, what one coder alone valued has no pair.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_NOTHING = 1e-12
_PAIR = 2


class Agreement(NamedTuple):
    """Observed and expected agreement of one or many tables; NaN where no unit was valued by two coders."""

    observed: Floats
    expected: Floats

    @property
    def value(self) -> Floats:
        """Agreement beyond chance, (observed − expected) / (1 − expected); NaN where chance alone agrees fully."""
        room = 1 - self.expected
        return np.where(room > _NOTHING, (self.observed - self.expected) / np.where(room > _NOTHING, room, 1), np.nan)


def _share(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, NaN where there is no whole."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)


def _totals(counts: Floats) -> Floats:
    return np.asarray(counts.sum(axis=1), dtype=np.float64)


def _pairs(counts: Floats, weights: Floats) -> Floats:
    """Return the mean share of agreeing pairs of coders over the units with two coders or more."""
    totals = _totals(counts)
    paired = totals >= _PAIR
    agreeing = np.zeros(len(counts))
    np.divide((counts * (counts - 1)).sum(axis=1), totals * (totals - 1), out=agreeing, where=paired)
    return _share(weights @ agreeing, weights @ paired.astype(np.float64))


def _prevalence(counts: Floats, weights: Floats) -> Floats:
    """Return the mean share of each value over the units that any coder valued, on a last axis of its own."""
    totals = _totals(counts)
    shares = np.zeros(counts.shape)
    np.divide(counts, totals[:, None], out=shares, where=totals[:, None] > 0)
    return _share(weights @ shares, (weights @ (totals > 0).astype(np.float64))[..., None])


def percent(counts: Floats, weights: Floats) -> Floats:
    """Return percent agreement, 0 … 1: P of Fleiss (1971, p. 379), pa of Gwet (2014, chapter 2)."""
    return _pairs(counts, weights)


def fleiss(counts: Floats, weights: Floats) -> Agreement:
    """Return Fleiss' κ: Fleiss (1971, p. 379), (P − Pe) / (1 − Pe); with missing values as Gwet (2014, chapter 2)."""
    prevalence = _prevalence(counts, weights)
    return Agreement(_pairs(counts, weights), (prevalence**2).sum(axis=-1))


def ac1(counts: Floats, weights: Floats) -> Agreement:
    """Return Gwet's AC1: Gwet (2008, section 3), pe = Σ π(1 − π) / (q − 1); missing as Gwet (2014, chapter 2)."""
    prevalence = _prevalence(counts, weights)
    others = max(1, counts.shape[1] - 1)
    return Agreement(_pairs(counts, weights), (prevalence * (1 - prevalence)).sum(axis=-1) / others)


def pabak(counts: Floats, weights: Floats) -> Agreement:
    """Return PABAK: Byrt, Bishop and Carlin (1993), 2·Po − 1.

    For more than two values it is S of Bennett, Alpert and Goldstein (1954), for more coders κ of Randolph (2005).
    """
    observed = _pairs(counts, weights)
    return Agreement(observed, np.full(observed.shape, 1 / max(1, counts.shape[1])))


def alpha(counts: Floats, weights: Floats) -> Agreement:
    """Return Krippendorff's α for nominal values: Krippendorff (2011, section C; 2004, chapter 11).

    Observed and expected agreement are 1 − Do and 1 − De. Weights are frequencies, so that n counts pairable values.
    """
    totals = _totals(counts)
    paired = totals >= _PAIR
    pairable = counts * paired[:, None]
    alike = np.zeros(len(counts))
    np.divide((counts * (counts - 1)).sum(axis=1), totals - 1, out=alike, where=paired)
    values = weights @ pairable
    number = values.sum(axis=-1)
    observed = _share(weights @ alike, number)
    expected = _share((values * (values - 1)).sum(axis=-1), number * (number - 1))
    return Agreement(observed, expected)


def cohen(table: Floats) -> Agreement:
    """Return Cohen's κ of two coders: Cohen (1960, eq. 1); `table[..., a, b]` counts units both of them valued."""
    number = table.sum(axis=(-2, -1))
    observed = _share(np.trace(table, axis1=-2, axis2=-1), number)
    first, second = table.sum(axis=-1), table.sum(axis=-2)
    return Agreement(observed, _share((first * second).sum(axis=-1), number**2))


def conger(counts: Floats, weights: Floats, valued: Floats) -> Agreement:
    """Return Conger's κ, Cohen's for more than two coders: Conger (1980); missing as Gwet (2014, chapter 2).

    `valued[..., g, c]` is how many units coder g gave the value c. A coder who valued nothing is left out.
    """
    each = valued.sum(axis=-1)
    shares = np.where(each[..., None] > 0, valued / np.where(each > 0, each, 1)[..., None], 0.0)
    coders = (each > 0).sum(axis=-1).astype(np.float64)
    unlike = (shares.sum(axis=-2) ** 2 - (shares**2).sum(axis=-2)).sum(axis=-1)
    return Agreement(_pairs(counts, weights), _share(unlike, coders * (coders - 1)))
