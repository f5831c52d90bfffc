"""Sums by row and code of which most are zero: what is not zero stands in one pool, row by row."""

from __future__ import annotations

from typing import Any

import numpy as np

Vector = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.intp]]

_FIRST = 1 << 12
_GONE = -1


class SparseSums:
    """Sums by n-gram and code that grow by rows; rows that they never had are zero.

    A row has room for so many codes; when that is full, it moves to the pool's end with twice the room. What rows left
    behind is closed up before the pool grows, where it is a third of it, and when the learning is done (`close_up`).
    """

    def __init__(self, codes: int) -> None:
        self._codes = codes
        self._code, self._row = np.full(_FIRST, _GONE, np.int32), np.zeros(_FIRST, np.int32)
        self._value: Vector = np.zeros(_FIRST)
        self._end = 0
        self._start, self._count, self._room = (np.zeros(_FIRST, np.int32) for _ in range(3))
        self._all: Vector = np.zeros(_FIRST)
        self.weights: Vector = np.zeros(codes)
        self.total = 0.0

    def add(self, rows: Places, values: Vector, code: int, *, passage: bool) -> None:
        """Add values to a code's sums in different rows, and to those over all where they are a passage's."""
        if not len(rows):
            return
        self._know(int(rows.max()) + 1)
        which, places = self._entries(rows)
        hit = self._code[places] == code
        self._value[places[hit]] += values[which[hit]]
        fresh = np.ones(len(rows), dtype=np.bool_)
        fresh[which[hit]] = False
        self._put(rows[fresh], values[fresh], code)
        self.weights[code] += values.sum()
        if passage:
            self._all[rows] += values
            self.total += float(values.sum())

    def of(self, rows: Places) -> Vector:
        """Return the sums of these rows, a column for each code."""
        found: Vector = np.zeros((len(rows), self._codes))
        inside = np.flatnonzero(rows < len(self._all))
        which, places = self._entries(rows[inside])
        found[inside[which], self._code[places]] = self._value[places]
        return found

    def all_of(self, rows: Places) -> Vector:
        """Return the sums over all passages of these rows."""
        inside = rows < len(self._all)
        found: Vector = np.zeros(len(rows))
        found[inside] = self._all[rows[inside]]
        return found

    def column(self, code: int) -> tuple[Places, Vector]:
        """Return the rows in which a code has a sum, and the sums."""
        places = np.flatnonzero(self._code[: self._end] == code)
        return self._row[places].astype(np.intp), self._value[places]

    def _entries(self, rows: Places) -> tuple[Places, Places]:
        """Return each place in the pool that belongs to one of the rows, and to which."""
        counts = self._count[rows]
        which = np.repeat(np.arange(len(rows)), counts)
        before = np.cumsum(counts) - counts
        return which, np.arange(len(which)) + (self._start[rows] - before)[which]

    def _put(self, rows: Places, values: Vector, code: int) -> None:
        """Give rows a code that they don't have yet."""
        full = rows[self._count[rows] == self._room[rows]]
        if self._end + self._needed(full) > len(self._code):
            if 3 * int(self._count.sum()) < 2 * self._end:
                self.close_up()
                full = rows
            self._resize(max(self._end + self._needed(full), self._end * 3 // 2))
        self._make_room(full)
        places = self._start[rows] + self._count[rows]
        self._code[places], self._row[places], self._value[places] = code, rows, values
        self._count[rows] += 1

    def _needed(self, full: Places) -> int:
        """Return how many places full rows will take at the pool's end."""
        return int(np.maximum(1, 2 * self._room[full]).sum())

    def _make_room(self, rows: Places) -> None:
        """Move full rows to the pool's end, each with twice the room."""
        which, places = self._entries(rows)
        room = np.maximum(1, 2 * self._room[rows])
        starts = self._end + np.cumsum(room) - room
        kept = starts[which] + places - self._start[rows][which]
        self._end += int(room.sum())
        self._code[kept], self._row[kept], self._value[kept] = self._code[places], rows[which], self._value[places]
        self._code[places] = _GONE
        self._start[rows], self._room[rows] = starts, room

    def close_up(self) -> None:
        """Lay the rows one behind the other, with little room behind them all."""
        _which, places = self._entries(np.arange(len(self._count)))
        self._end = len(places)
        self._code, self._row, self._value = self._code[places], self._row[places], self._value[places]
        self._start = (np.cumsum(self._count) - self._count).astype(np.int32)
        self._room = self._count.copy()
        self._resize(self._end + self._end // 8)

    def _resize(self, size: int) -> None:
        self._code, self._row = _longer(self._code, size, _GONE), _longer(self._row, size)
        self._value = _longer(self._value, size)

    def _know(self, rows: int) -> None:
        if rows > len(self._all):
            size = max(rows, len(self._all) * 3 // 2)
            self._start, self._count = _longer(self._start, size), _longer(self._count, size)
            self._room, self._all = _longer(self._room, size), _longer(self._all, size)


def _longer(values: Any, size: int, rest: int = 0) -> Any:
    """Return the values with more behind them."""
    made = np.full(size, rest, values.dtype)
    made[: len(values)] = values
    return made
