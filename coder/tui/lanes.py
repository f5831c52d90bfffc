"""Columns for brackets in the margin: codings that overlap stand beside each other and never change places."""

from __future__ import annotations

from collections.abc import Sequence

from coder.domain.coding import Coding


class Lanes:
    """Gives each coding the first column free over its span; adding one moves no other."""

    def __init__(self) -> None:
        self._lane_of: dict[str, int] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._by_lane: list[dict[str, tuple[int, int]]] = []

    def update(self, codings: Sequence[Coding]) -> None:
        """Take over the codings of a transcript; those that stay keep their column."""
        now = {c.id: (c.start, c.end) for c in codings}
        for key in [k for k, span in self._spans.items() if now.get(k) != span]:
            self._by_lane[self._lane_of.pop(key)].pop(key)
            del self._spans[key]
        fresh = [c for c in codings if c.id not in self._spans]
        if len(fresh) > 1:
            self._sweep(sorted(fresh, key=lambda c: (c.start, -c.end, c.id)), first=not self._spans)
            return
        for coding in fresh:
            self._place(coding.id, coding.start, coding.end)

    def _sweep(self, ordered: Sequence[Coding], *, first: bool) -> None:
        """Place many at once; on an empty margin by each column's last end, without looking back."""
        if not first:
            for coding in ordered:
                self._place(coding.id, coding.start, coding.end)
            return
        ends: list[int] = []
        for coding in ordered:
            lane = next((i for i, end in enumerate(ends) if end <= coding.start), len(ends))
            if lane == len(ends):
                ends.append(0)
            ends[lane] = coding.end
            self._put(coding.id, lane, coding.start, coding.end)

    def _place(self, key: str, start: int, end: int) -> None:
        lane = 0
        while lane < len(self._by_lane) and any(s < end and start < e for s, e in self._by_lane[lane].values()):
            lane += 1
        self._put(key, lane, start, end)

    def _put(self, key: str, lane: int, start: int, end: int) -> None:
        while lane >= len(self._by_lane):
            self._by_lane.append({})
        self._by_lane[lane][key] = (start, end)
        self._lane_of[key] = lane
        self._spans[key] = (start, end)

    def of(self, coding: str) -> int:
        """Return a coding's column, 0 being the first."""
        return self._lane_of.get(coding, 0)
