"""What is not part of the record: where a person was, and whether the file has moved on."""

from __future__ import annotations

import contextlib
import sqlite3

from coder.errors import CoderError
from coder.i18n import _

SEAT = "seat"
OWN_COPY = "own copy"
"""Under this key stands the coder for whom a copy of the study was made."""


class State:
    """What is remembered for the coders of an open study; what cannot be written holds while it is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._unwritten: dict[tuple[str, str], str] = {}

    def remember(self, coder: str, key: str, value: str) -> bool:
        """Keep a view's state for a coder, and tell whether it could be written; most of it is not worth an error."""
        self._unwritten[coder, key] = value
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute(
                "INSERT INTO state VALUES (?, ?, ?) ON CONFLICT (coder, key) DO UPDATE SET value = excluded.value",
                (coder, key, value),
            )
            del self._unwritten[coder, key]
        return (coder, key) not in self._unwritten

    def recall(self, coder: str, key: str) -> str | None:
        """Return what was remembered for a coder."""
        if (coder, key) in self._unwritten:
            return self._unwritten[coder, key]
        asked = "SELECT value FROM state WHERE coder = ? AND key = ?"
        row = self._connection.execute(asked, (coder, key)).fetchone()
        return str(row[0]) if row else None

    def forget(self, coder: str, key: str) -> None:
        """Drop what was remembered for a coder; it is never worth an error."""
        self._unwritten.pop((coder, key), None)
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("DELETE FROM state WHERE coder = ? AND key = ?", (coder, key))


def last_coder(connection: sqlite3.Connection) -> str | None:
    """Return who sat at the study's screen last."""
    row = connection.execute("SELECT coder FROM state WHERE key = ? ORDER BY value DESC LIMIT 1", (SEAT,)).fetchone()
    return str(row[0]) if row else None


def whose_copy(connection: sqlite3.Connection) -> str:
    """Return the coder for whom this copy of the study was made; empty where it is everybody's."""
    row = connection.execute("SELECT coder FROM state WHERE key = ?", (OWN_COPY,)).fetchone()
    return str(row[0]) if row else ""


def coder_called(connection: sqlite3.Connection, name: str) -> str:
    """Return the id of the one coder whom people call so, as they read it; a name that nobody has is a new id."""
    rows = connection.execute("SELECT id FROM coder WHERE id = :name OR name = :name", {"name": name}).fetchall()
    known = [str(row[0]) for row in rows]
    return known[0] if len(known) == 1 else name


def version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when another connection writes to the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def coder_here(connection: sqlite3.Connection) -> str:
    """Return who sat here last, else the machine's user."""
    import getpass

    if last := last_coder(connection):
        return last
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise CoderError(_("who codes?"), _("give your name with --coder NAME or CODER_NAME")) from None
