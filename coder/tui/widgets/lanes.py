"""Columns for brackets in the margin: codings that overlap stand beside each other and never change places."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from coder.model.coding import Coding

Bracket: TypeAlias = tuple[int, int, str]


def bracket_of(coding: Coding) -> Bracket:
    """Return the bracket of a coding: coders who put one code on the same words share it."""
    return coding.start, coding.end, coding.code


class Lanes:
    """Gives each bracket the first column free over its span; adding one moves no other."""

    def __init__(self) -> None:
        self._lane_of: dict[Bracket, int] = {}
        self._codings: Counter[Bracket] = Counter()
        self._lanes: list[list[Bracket]] = []

    @property
    def depth(self) -> int:
        """How many columns are in use."""
        return len(self._lanes)

    def update(self, codings: Iterable[Coding]) -> None:
        """Take over all codings of a transcript; brackets that stay keep their column."""
        now = Counter(map(bracket_of, codings))
        gone = [b for b in self._lane_of if b not in now]
        fresh = sorted((b for b in now if b not in self._lane_of), key=lambda b: (b[0], -b[1], b[2]))
        self._codings = now
        for bracket in gone:
            self._free(bracket)
        for bracket in fresh:
            self._place(bracket)

    def change(self, gone: Iterable[Coding], come: Iterable[Coding]) -> None:
        """Take over what an act changed."""
        for coding in gone:
            bracket = bracket_of(coding)
            self._codings[bracket] -= 1
            if self._codings[bracket] <= 0:
                del self._codings[bracket]
                self._free(bracket)
        for coding in come:
            bracket = bracket_of(coding)
            self._codings[bracket] += 1
            if bracket not in self._lane_of:
                self._place(bracket)

    def of(self, coding: Coding) -> int:
        """Return a coding's column, 0 being the first."""
        return self._lane_of.get(bracket_of(coding), 0)

    def _free(self, bracket: Bracket) -> None:
        lane = self._lanes[self._lane_of.pop(bracket)]
        del lane[bisect_left(lane, bracket)]

    def _place(self, bracket: Bracket) -> None:
        start, end, _code = bracket
        for number, lane in enumerate(self._lanes):
            # Brackets of one column never overlap, so only its neighbours can stand in the way.
            at = bisect_left(lane, bracket)
            if (at == 0 or lane[at - 1][1] <= start) and (at == len(lane) or lane[at][0] >= end):
                lane.insert(at, bracket)
                self._lane_of[bracket] = number
                return
        self._lanes.append([bracket])
        self._lane_of[bracket] = len(self._lanes) - 1
