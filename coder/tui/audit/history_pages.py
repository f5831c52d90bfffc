"""The acts of a history as a list that is read by pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from coder.audit.activity_log import Entry, HistoryReader

_PAGE = 60


class Pages(Sequence[Entry | None]):
    """The acts that a reader finds, the newest first; where there are many, `total` is known later.

    Until then as many places as `likely` are held free.
    """

    def __init__(self, reader: HistoryReader, likely: int = 0) -> None:
        self.reader = reader
        first = reader.page(0, _PAGE)
        self._pages: dict[int, list[Entry]] = {0: first}
        self._likely = max(likely, len(first))
        self.total: int | None = len(first) if len(first) < _PAGE else None

    @property
    def read(self) -> int:
        """How many pages were read so far."""
        return len(self._pages)

    def __len__(self) -> int:
        return self._likely if self.total is None else self.total

    @overload
    def __getitem__(self, index: int) -> Entry | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry | None]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry | None] | None:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        page, at = divmod(index, _PAGE)
        if page not in self._pages:
            self._pages[page] = self.reader.page(page * _PAGE, _PAGE)
        entries = self._pages[page]
        return entries[at] if at < len(entries) else None

    def place(self, act: str, other: int) -> int:
        """Return where an act stands: among the newest, or from where it stood on; else the other place."""
        near: tuple[int, ...] = (*range(len(self._pages[0])), *range(other, min(other + _PAGE, len(self))))
        for index in near:
            entry = self[index]
            if entry is not None and entry.act.act == act:
                return index
        return other
