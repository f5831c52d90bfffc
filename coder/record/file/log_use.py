"""Whether a living program has a study open: its log was looked at by then, and needs no second look."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from weakref import ref

# SQLite holds a shared lock on this byte of the `-shm` file for as long as a connection is open (unix-shm, wal-index).
_HELD_WHILE_OPEN = 128
_opened: dict[tuple[int, int], list[ref[Opened]]] = {}


class Opened(sqlite3.Connection):
    """A connection that can be remembered without being kept."""


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def opened(path: Path, connection: sqlite3.Connection) -> None:
    """Remember that this process has the file open by a connection, for as long as that lives."""
    if isinstance(connection, Opened):
        living = [one for one in _opened.get(_identity(path), []) if _is_open(one())]
        _opened[_identity(path)] = [*living, ref(connection)]


def _is_open(connection: Opened | None) -> bool:
    with suppress(sqlite3.ProgrammingError):
        return connection is not None and connection.total_changes >= 0
    return False


def is_in_use(path: Path) -> bool:
    """Tell whether this process or another has the file open now; False where unsure."""
    if any(_is_open(one()) for one in _opened.get(_identity(path), [])):
        return True
    # Only a process without a connection of its own may try: closing the file gives up all its locks on it.
    with suppress(ImportError, OSError):
        from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, lockf

        handle = os.open(f"{path}-shm", os.O_RDWR)
        try:
            lockf(handle, LOCK_EX | LOCK_NB, 1, _HELD_WHILE_OPEN)
            lockf(handle, LOCK_UN, 1, _HELD_WHILE_OPEN)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False
