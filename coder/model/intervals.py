"""Which spans lie over a place, and which of two kinds meet: neither may look at all of them for each one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

_BLOCK = 32


class Spanned(Protocol):
    """Anything with a half-open range of code points."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point behind the last."""
        ...


T = TypeVar("T", bound=Spanned)
U = TypeVar("U", bound=Spanned)


class SpanIndex(Generic[T]):
    """Items in the order of their starts, asked for those that share code points with a span.

    A question costs a binary search, the items found, and one comparison for every 32 items before
    the place that some item still reaches over.
    """

    def __init__(self, items: Sequence[T]) -> None:
        self.items: Sequence[T] = items
        self._starts = [item.start for item in items]
        ends = [item.end for item in items]
        self._highest = [max(ends[i : i + _BLOCK]) for i in range(0, len(ends), _BLOCK)]
        self._reach = list(accumulate(self._highest, max))

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def over(self, start: int, end: int) -> list[T]:
        """Return the items that share a code point with `start:end`, in the order of their starts."""
        return [self.items[i] for i in self.indexes_over(start, end)]

    def indexes_over(self, start: int, end: int) -> list[int]:
        """Return where in `items` those stand that share a code point with `start:end`, ascending."""
        items, last = self.items, bisect_left(self._starts, end)
        block = (last - 1) // _BLOCK
        found: list[int] = []
        while block >= 0 and self._reach[block] > start:
            if self._highest[block] > start:
                first = block * _BLOCK
                found += [i for i in range(min(last, first + _BLOCK) - 1, first - 1, -1) if items[i].end > start]
            block -= 1
        found.reverse()
        return found

    def first_from(self, offset: int) -> T | None:
        """Return the first item that begins at `offset` or behind it."""
        at = bisect_left(self._starts, offset)
        return self.items[at] if at < len(self.items) else None

    def last_before(self, offset: int) -> T | None:
        """Return the last item that begins before `offset`."""
        at = bisect_left(self._starts, offset)
        return self.items[at - 1] if at else None

    def place(self, item: T) -> int:
        """Return where in `items` an item with this start may stand without breaking the order."""
        return bisect_right(self._starts, item.start)


class Cover:
    """Spans in the order of their starts, asked whether any of them meets or holds a range; two binary searches."""

    def __init__(self, spans: Iterable[Spanned]) -> None:
        both = [(span.start, span.end) for span in spans]
        self._starts = [start for start, _end in both]
        self._reach = list(accumulate((end for _start, end in both), max))

    def meets(self, start: int, end: int) -> bool:
        """Tell whether some span shares a code point with `start:end`."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._reach[at - 1] > start

    def holds(self, start: int, end: int) -> bool:
        """Tell whether `start:end` lies inside some span."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._reach[at - 1] >= end


def meetings(left: Sequence[T], right: Sequence[U], reach: int = 0) -> Iterator[tuple[T, U]]:
    """Yield each pair that shares a code point, or has fewer than `reach` code points between the two.

    Both come in the order of their starts. One sweep: a span is kept while those that follow may still meet it,
    so the work is that of the spans and the pairs.
    """
    open_left: list[T] = []
    open_right: list[U] = []
    i = j = 0
    while (i < len(left) and (j < len(right) or open_right)) or (j < len(right) and open_left):
        if i < len(left) and (j == len(right) or left[i].start <= right[j].start):
            one, i = left[i], i + 1
            open_right = [other for other in open_right if other.end + reach > one.start]
            yield from ((one, other) for other in open_right)
            open_left.append(one)
        else:
            two, j = right[j], j + 1
            open_left = [other for other in open_left if other.end + reach > two.start]
            yield from ((other, two) for other in open_left)
            open_right.append(two)
