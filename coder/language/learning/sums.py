"""What was learnt, as sums of bags by code, and how like them a passage is."""

from __future__ import annotations

from itertools import count
from typing import Any

import numpy as np

from coder.language.learning.grams import UNIT, Bag
from coder.language.learning.sparse import Places, SparseSums, Vector

# The weight that an n-gram not seen with a code has for it all the same.
_SMOOTHING = 0.03


class Sums:
    """Sums of bags, one by code and one over all passages; exact, since weights are whole numbers.

    What was known before (`add_prior`) is kept apart, so that it can count less the more was learnt.
    Several sums can share the `rows` of their n-grams.
    """

    def __init__(self, codes: int, vocabulary: int, rows: dict[str, int]) -> None:
        self.prior_scale = 1.0
        self._floor = _SMOOTHING * UNIT * vocabulary
        self._rows = rows
        self._learnt = SparseSums(codes)
        self._prior = SparseSums(codes)
        self._products = np.zeros((3, codes))
        self._stale: set[int] = set()

    def __len__(self) -> int:
        """Return how many n-grams were learnt."""
        return len(self._rows)

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

    def close_up(self) -> None:
        """Take no more memory than what was learnt needs."""
        self._learnt.close_up()
        self._prior.close_up()

    def cosines(self, bag: Bag) -> Vector:
        """Return the cosine of the angle between the bag and each code's sum (Rocchio's centroids)."""
        rows, values = self.places(bag)
        lengths = self._lengths()
        likeness: Vector = values @ self._by_code(rows) / UNIT
        return np.divide(likeness, lengths, out=np.zeros_like(likeness), where=lengths > 0)

    def odds(self, bag: Bag) -> Vector:
        """Return how much more the bag is like each code than like all others together.

        Complement naive Bayes: Rennie, Shih, Teevan, Karger 2003, eq. 6, without the weight normalisation.
        """
        rows, values = self.places(bag)
        unseen = (sum(bag.values()) - float(values.sum())) / UNIT
        inside, outside = self._log_totals()
        return (values / UNIT) @ self._log_odds(rows) + unseen * (outside - inside)

    def shares(self, bag: Bag, code: int, cosine_scale: float, odds_scale: float) -> dict[str, float]:
        """Return what each n-gram of the bag adds to the code's scores, each score on its scale."""
        grams = [gram for gram in bag if gram in self._rows]
        rows, values = self.places(bag)
        length = float(self._lengths()[code]) or 1.0
        odds = self._log_odds(rows)
        added = (values / UNIT) * (
            cosine_scale * self._by_code(rows)[:, code] / length + odds_scale * (odds[:, code] - odds.mean(axis=1))
        )
        return dict(zip(grams, added.tolist(), strict=True))

    def places(self, bag: Bag) -> tuple[Places, Vector]:
        """Return the rows of the bag's n-grams that were learnt, and their weights."""
        rows = self._rows
        found = [(rows[gram], weight) for gram, weight in bag.items() if gram in rows]
        if not found:
            return np.zeros(0, dtype=np.intp), np.zeros(0)
        places, values = zip(*found, strict=True)
        return np.array(places, dtype=np.intp), np.array(values, dtype=np.float64)

    @property
    def _weights(self) -> Vector:
        return self._learnt.weights + self.prior_scale * self._prior.weights

    def _by_code(self, rows: Places) -> Vector:
        return self._learnt.of(rows) + self.prior_scale * self._prior.of(rows)

    def _log_odds(self, rows: Places) -> Vector:
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
        known = np.zeros(len(self))
        for code in self._stale:
            (rows, learnt), (prior_rows, prior) = self._learnt.column(code), self._prior.column(code)
            known[prior_rows] = prior
            self._products[:, code] = learnt @ learnt, learnt @ known[rows], prior @ prior
            known[prior_rows] = 0
        self._stale.clear()
        scale = self.prior_scale
        learnt_twice, both, prior_twice = self._products
        lengths: Vector = np.sqrt(np.maximum(learnt_twice + 2 * scale * both + scale * scale * prior_twice, 0))
        return lengths

    def _add(self, matrix: SparseSums, bag: Bag, code: int, times: float, *, passage: bool) -> None:
        rows = self._rows
        fresh = count(len(rows))
        rows.update(zip([gram for gram in bag if gram not in rows], fresh, strict=False))
        places, values = self.places(bag)
        matrix.add(places, times * values, code, passage=passage)
        self._stale.add(code)
