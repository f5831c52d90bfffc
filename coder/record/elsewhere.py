"""Whether other connections wrote acts to the study, which a screen that stands open has to follow."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from coder.record import state

if TYPE_CHECKING:
    from coder.record.journal import Journal


class Elsewhere:
    """Knows the acts of its own connection; what another one only remembers is no act."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal) -> None:
        self._connection, self._journal = connection, journal
        self._version = state.version(connection)
        self._limits: dict[str, int] | None = None
        self._own: set[str] = set()

    def note(self, act: str) -> None:
        """Take note of an act of one's own."""
        self._own.add(act)

    def changed(self) -> bool:
        """Tell, once, whether an act of another connection came since last asked."""
        version = state.version(self._connection)
        if version == self._version and self._limits is not None:
            return False
        before, self._limits = self._limits, self._journal.limits()
        is_other, self._version = version != self._version, version
        changed = is_other and (before is None or any(self._foreign(r, before.get(r, 0)) for r in self._limits))
        self._own.clear()
        return changed

    def _foreign(self, replica: str, seq: int) -> bool:
        rows = self._connection.execute("SELECT act FROM main.change WHERE replica = ? AND seq > ?", (replica, seq))
        return any(act not in self._own for (act,) in rows)
