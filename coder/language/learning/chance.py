"""From likeness to a chance: how probable it is that a coder puts a code on a passage, by how it went so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.intp]]

# Weights of one, of keywords in the passage, of likeness, of the cosine, of shortness: before anything is coded, and
# when much is. What shortness tells is learnt from the study alone.
_COLD = np.array([-4.7, 2.7, 0.3, 1.7, 0.0])
_WARM = np.array([-5.4, 1.9, 0.5, 6.0, 0.0])
# Measured: words of assent are shorter, and what is longer is coded no more often in a study of longer sentences.
_LONG = 20
FEATURES = len(_COLD)
"""How many numbers a chance is made of."""
_HALFWAY = 300
# How firmly the weights are held to those above: as a Gaussian prior with this precision on each weight of a feature
# that was scaled to a standard deviation of one. On bare features it would hold those down whose values lie close.
_FIRMNESS = 1.0
_ROUNDS, _STEP = 100, 1e-6
# Below this chance a suggestion is not shown: without and with a keyword of the code in the passage.
_LEAST, _LEAST_WITH_KEYWORD = 0.17, 0.05
# The same on passages that a gate opens for; where it is shut, a keyword that is often right may pass all the same.
# Measured by turns and by sentences.
_OPEN, _OPEN_WITH_KEYWORD = 0.13, 0.1
_SHUT_WITH_KEYWORD = 0.2
_ENOUGH = 20
_NOTHING_REACHES_IT = 1.01
_SUREST = 1 - 1e-6


class Bin(NamedTuple):
    """Suggestions whose chance was said to lie in one tenth: how many, the mean chance, the share that was right."""

    low: float
    number: int
    said: float
    right: float


@dataclass(frozen=True)
class Chances:
    """The weights of a logistic regression over keywords, likeness, cosine and the passage's shortness."""

    weights: Array

    def of_rows(self, rows: Array) -> Array:
        """Return the chance of each row of `features`."""
        chances: Array = 1 / (1 + np.exp(-np.clip(rows @ self.weights, -30, 30)))
        return chances

    def of(self, keywords: Array, score: Array, cosine: Array, length: int) -> Array:
        """Return the chance of each code on a passage of so many characters; 0 where nothing is known of a code."""
        chances: Array = np.zeros(len(score))
        chances[np.isfinite(score)] = self.of_rows(features(keywords, score, cosine, length))
        return chances


def expected(passages: int) -> Chances:
    """Return the weights to begin with, by how many coded passages were learnt."""
    share = _HALFWAY / (_HALFWAY + passages)
    return Chances(share * _COLD + (1 - share) * _WARM)


def features(keywords: Array, score: Array, cosine: Array, length: int) -> Array:
    """Return a row for each code that something is known of: one, keywords, likeness, cosine, shortness.

    Shortness is the logarithm of the passage's length, as a share of what is long enough to be coded; 0 beyond it.
    """
    known = np.isfinite(score)
    number = int(known.sum())
    short = min(log(max(length, 1) / _LONG), 0.0)
    return np.stack([np.ones(number), keywords[known], score[known], cosine[known], np.full(number, short)], axis=1)


def any_of(chances: Array, passages: Numbers, number: int) -> Array:
    """Return the chance of at least one code on each of the passages, as if codes came independently."""
    none = np.bincount(passages, weights=np.log1p(-np.minimum(chances, _SUREST)), minlength=number)
    together: Array = 1 - np.exp(none)
    return together


def least_shown(with_keyword: Mask, opened: Mask | None) -> Array:
    """Return the chances below which codes are not suggested, by whether a keyword of the code stands in the passage.

    `opened` says whether the gate opens for the passage; None if there is no gate.
    """
    if opened is None:
        return np.where(with_keyword, _LEAST_WITH_KEYWORD, _LEAST).astype(np.float64)
    shut = np.where(with_keyword, _SHUT_WITH_KEYWORD, _NOTHING_REACHES_IT)
    return np.where(opened, np.where(with_keyword, _OPEN_WITH_KEYWORD, _OPEN), shut).astype(np.float64)


def fit(rows: Array, right: Array, beginning: Chances) -> Chances:
    """Return the weights under which what happened is the most probable, by Newton's method.

    A whole step from far away can overshoot, and each further one then goes farther: it is halved while it does harm.
    """
    weights = beginning.weights.copy()
    firmness = _FIRMNESS * np.where(np.ptp(rows, axis=0) > 0, rows.var(axis=0), 1.0)

    def unlikely(at: Array) -> float:
        scores, moved = rows @ at, at - beginning.weights
        return float((np.logaddexp(0, scores) - right * scores).sum() + (firmness * moved * moved).sum() / 2)

    for _round in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (chances - right) + firmness * (weights - beginning.weights)
        curvature = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(firmness)
        step = _harmless(weights, np.linalg.solve(curvature, gradient).astype(np.float64), unlikely)
        weights -= step
        if np.abs(step).max() < _STEP:
            break
    return Chances(weights)


def _harmless(weights: Array, step: Array, unlikely: Callable[[Array], float]) -> Array:
    """Return the step, halved until what happened is no less probable after it; none where only rounding is left."""
    now = unlikely(weights)
    while np.abs(step).max() >= _STEP:
        if unlikely(weights - step) <= now:
            return step
        step = step / 2
    return np.zeros_like(step)


def cut_off(said: Sequence[float], right: Sequence[bool], wished: float) -> float:
    """Return the least chance from which on the share of right suggestions is as wished.

    What was said and what came of it are weighed together, as if five more had gone as said; without at least
    twenty suggestions to look at, the wish itself is the cut-off. Above 1 where no chance is good enough.
    """
    if len(said) < _ENOUGH:
        return wished
    best, number, hits, promised = _NOTHING_REACHES_IT, 0, 0, 0.0
    ranked = sorted(zip(said, right, strict=True), reverse=True)
    for chance, alike in groupby(ranked, key=itemgetter(0)):
        outcomes = [was_right for _chance, was_right in alike]
        number, hits, promised = number + len(outcomes), hits + sum(outcomes), promised + chance * len(outcomes)
        if (hits + 5 * promised / number) / (number + 5) >= wished:
            best = chance
    return best


def reliability(said: Array, right: Array) -> list[Bin]:
    """Return what was said beside what happened, by tenths (a reliability diagram's points)."""
    bins = []
    for tenth in range(10):
        low = tenth / 10
        inside = (said >= low) & (said < low + 0.1 + (tenth == 9))  # noqa: PLR2004  the last tenth holds 1
        if inside.any():
            bins.append(Bin(low, int(inside.sum()), float(said[inside].mean()), float(right[inside].mean())))
    return bins


def brier(said: Array, right: Array) -> float:
    """Return the mean squared difference between chance and outcome (Brier 1950)."""
    return float(((said - right) ** 2).mean()) if len(said) else 0.0
