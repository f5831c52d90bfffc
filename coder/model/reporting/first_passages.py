"""The passages of a cell that are printed: one of each case before a second of any."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable

from coder.model.quotation import Quotation

KEPT_IN_CELL = 20
"""How many passages of a cell a report has at hand; further ones are counted."""


class FirstOfEach:
    """Takes passages in their order and keeps the first of each case, then the second of each, up to so many."""

    def __init__(self, most: int = KEPT_IN_CELL) -> None:
        self._most, self._taken = most, 0
        self._heard: Counter[str] = Counter()
        self._kept: list[tuple[int, int, Quotation]] = []

    def add(self, quotations: Iterable[Quotation]) -> None:
        """Take passages."""
        for quotation in quotations:
            self._heard[quotation.case] += 1
            insort(self._kept, (self._heard[quotation.case], self._taken, quotation))
            del self._kept[self._most :]
            self._taken += 1

    @property
    def quotations(self) -> list[Quotation]:
        """What was kept, in its order."""
        return [quotation for _at, quotation in sorted((at, quotation) for _turn, at, quotation in self._kept)]
