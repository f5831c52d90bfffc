"""What is not part of the record: where a person was, and whether the file has moved on."""

from __future__ import annotations

import contextlib
import sqlite3

from coder.errors import CoderError
from coder.i18n import _

SEAT = "seat"
OWN_COPY = "own copy"
"""Under this key stands the coder for whom a copy of the study was made."""


def remember(connection: sqlite3.Connection, coder: str, key: str, value: str) -> bool:
    """Keep a view's state for a coder, and tell whether it could be written; most of it is not worth an error."""
    with contextlib.suppress(sqlite3.Error):
        connection.execute(
            "INSERT INTO state VALUES (?, ?, ?) ON CONFLICT (coder, key) DO UPDATE SET value = excluded.value",
            (coder, key, value),
        )
        return True
    return False


def recall(connection: sqlite3.Connection, coder: str, key: str) -> str | None:
    """Return what was remembered for a coder."""
    row = connection.execute("SELECT value FROM state WHERE coder = ? AND key = ?", (coder, key)).fetchone()
    return str(row[0]) if row else None


def forget(connection: sqlite3.Connection, coder: str, key: str) -> None:
    """Drop what was remembered for a coder; it is never worth an error."""
    with contextlib.suppress(sqlite3.Error):
        connection.execute("DELETE FROM state WHERE coder = ? AND key = ?", (coder, key))


def last_coder(connection: sqlite3.Connection) -> str | None:
    """Return who sat at the study's screen last."""
    row = connection.execute("SELECT coder FROM state WHERE key = ? ORDER BY value DESC LIMIT 1", (SEAT,)).fetchone()
    return str(row[0]) if row else None


def whose_copy(connection: sqlite3.Connection) -> str:
    """Return the coder for whom this copy of the study was made; empty where it is everybody's."""
    row = connection.execute("SELECT coder FROM state WHERE key = ?", (OWN_COPY,)).fetchone()
    return str(row[0]) if row else ""


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
