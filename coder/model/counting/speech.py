"""Where respondents speak in a transcript: the characters that are counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from coder.model.counting.merged_passages import Span


class Speech:
    """The stretches of respondents' words in a transcript, speakers' names left out; they share no character."""

    def __init__(self, stretches: Iterable[Span]) -> None:
        known = sorted(stretches)
        self._starts = [start for start, _end in known]
        self._ends = [end for _start, end in known]
        self._before = [0, *accumulate(end - start for start, end in known)]

    def within(self, start: int, end: int) -> int:
        """Return how many characters between two places are respondents' words."""
        return self._until(end) - self._until(start)

    def _until(self, place: int) -> int:
        at = bisect_left(self._starts, place)
        beyond = max(0, self._ends[at - 1] - place) if at else 0
        return self._before[at] - beyond
