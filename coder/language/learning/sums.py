"""What was learnt, as sums of bags by code, and how like them a passage is."""

from __future__ import annotations

from itertools import count
from typing import Any

import numpy as np

from coder.language.learning.grams import UNIT, Bag

# The weight that an n-gram not seen with a code has for it all the same.
_SMOOTHING = 0.03
_FIRST_ROWS = 1 << 12

Vector = np.ndarray[Any, np.dtype[np.float64]]


class Sums:
    """Sums of bags, one by code and one over all passages; exact, since weights are whole numbers.

    What was known before (`add_prior`) is kept apart, so that it can count less the more was learnt.
    """

    def __init__(self, codes: int, vocabulary: int) -> None:
        self.prior_scale = 1.0
        self._floor = _SMOOTHING * UNIT * vocabulary
        self._rows: dict[str, int] = {}
        self._learnt = _Matrix(codes)
        self._prior = _Matrix(codes)
        self._products = np.zeros((3, codes))
        self._stale: set[int] = set()

    @property
    def known(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which codes have anything to be like."""
        return self._weights > 0

    def add(self, bag: Bag, code: int, times: float = 1.0, *, passage: bool = False) -> None:
        """Add a bag to a code's sum, and to that over all if it is a passage not added yet; `times` may be negative."""
        self._add(self._learnt, bag, code, times, passage=passage)

    def add_prior(self, bag: Bag, code: int, times: float) -> None:
        """Add a bag that is known of a code beforehand."""
        self._add(self._prior, bag, code, times, passage=True)

    def cosines(self, bag: Bag) -> Vector:
        """Return the cosine of the angle between the bag and each code's sum (Rocchio's centroids)."""
        rows, values = self._places(bag)
        lengths = self._lengths()
        likeness: Vector = values @ self._by_code(rows) / UNIT
        return np.divide(likeness, lengths, out=np.zeros_like(likeness), where=lengths > 0)

    def odds(self, bag: Bag) -> Vector:
        """Return how much more the bag is like each code than like all others together.

        Complement naive Bayes: Rennie, Shih, Teevan, Karger 2003, eq. 6, without the weight normalisation.
        """
        rows, values = self._places(bag)
        unseen = (sum(bag.values()) - float(values.sum())) / UNIT
        inside, outside = self._log_totals()
        return (values / UNIT) @ self._log_odds(rows) + unseen * (outside - inside)

    def shares(self, bag: Bag, code: int, cosine_scale: float, odds_scale: float) -> dict[str, float]:
        """Return what each n-gram of the bag adds to the code's scores, each score on its scale."""
        grams = [gram for gram in bag if gram in self._rows]
        rows, values = self._places(bag)
        length = float(self._lengths()[code]) or 1.0
        odds = self._log_odds(rows)
        added = (values / UNIT) * (
            cosine_scale * self._by_code(rows)[:, code] / length + odds_scale * (odds[:, code] - odds.mean(axis=1))
        )
        return dict(zip(grams, added.tolist(), strict=True))

    @property
    def _weights(self) -> Vector:
        return self._learnt.weights + self.prior_scale * self._prior.weights

    def _by_code(self, rows: Any) -> Vector:
        return self._learnt.of(rows) + self.prior_scale * self._prior.of(rows)

    def _log_odds(self, rows: Any) -> Vector:
        smooth = _SMOOTHING * UNIT
        within = self._by_code(rows)
        over_all = self._learnt.all_of(rows) + self.prior_scale * self._prior.all_of(rows)
        inside, outside = self._log_totals()
        odds: Vector = np.log(np.maximum(within, 0) + smooth) - inside
        odds -= np.log(np.maximum(over_all[:, None] - within, 0) + smooth) - outside
        return odds

    def _log_totals(self) -> tuple[Vector, Vector]:
        weights = self._weights
        total = self._learnt.total + self.prior_scale * self._prior.total
        inside: Vector = np.log(np.maximum(weights, 0) + self._floor)
        outside: Vector = np.log(np.maximum(total - weights, 0) + self._floor)
        return inside, outside

    def _lengths(self) -> Vector:
        for code in self._stale:
            learnt, prior = self._learnt.column(code), self._prior.column(code)
            self._products[:, code] = learnt @ learnt, learnt[: len(prior)] @ prior[: len(learnt)], prior @ prior
        self._stale.clear()
        scale = self.prior_scale
        learnt_twice, both, prior_twice = self._products
        lengths: Vector = np.sqrt(np.maximum(learnt_twice + 2 * scale * both + scale * scale * prior_twice, 0))
        return lengths

    def _add(self, matrix: _Matrix, bag: Bag, code: int, times: float, *, passage: bool) -> None:
        rows = self._rows
        fresh = count(len(rows))
        rows.update(zip([gram for gram in bag if gram not in rows], fresh, strict=False))
        places, values = self._places(bag)
        matrix.add(places, times * values, code, passage=passage)
        self._stale.add(code)

    def _places(self, bag: Bag) -> tuple[Any, Vector]:
        rows = self._rows
        found = [(rows[gram], weight) for gram, weight in bag.items() if gram in rows]
        if not found:
            return np.zeros(0, dtype=np.intp), np.zeros(0)
        places, values = zip(*found, strict=True)
        return np.array(places, dtype=np.intp), np.array(values, dtype=np.float64)


class _Matrix:
    """Sums by n-gram and code that grow by rows; rows that they never had are zero."""

    def __init__(self, codes: int) -> None:
        self._cells = np.zeros((_FIRST_ROWS, codes))
        self._all = np.zeros(_FIRST_ROWS)
        self.weights: Vector = np.zeros(codes)
        self.total = 0.0

    def add(self, rows: Any, values: Vector, code: int, *, passage: bool) -> None:
        if not len(rows):
            return
        self._grow(int(rows.max()) + 1)
        self._cells[rows, code] += values
        self.weights[code] += values.sum()
        if passage:
            self._all[rows] += values
            self.total += float(values.sum())

    def of(self, rows: Any) -> Vector:
        inside = rows < len(self._all)
        if inside.all():
            found: Vector = self._cells[rows]
            return found
        cells: Vector = np.zeros((len(rows), self._cells.shape[1]))
        cells[inside] = self._cells[rows[inside]]
        return cells

    def all_of(self, rows: Any) -> Vector:
        inside = rows < len(self._all)
        found: Vector = np.zeros(len(rows))
        found[inside] = self._all[rows[inside]]
        return found

    def column(self, code: int) -> Vector:
        return self._cells[:, code]

    def _grow(self, rows: int) -> None:
        size = len(self._all)
        if rows > size:
            size = max(rows, 2 * size)
            cells, everything = np.zeros((size, self._cells.shape[1])), np.zeros(size)
            cells[: len(self._all)], everything[: len(self._all)] = self._cells, self._all
            self._cells, self._all = cells, everything
