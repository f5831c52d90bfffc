"""What was worked out from texts and can be thrown away: kept by what it was made of and by whose rules."""

from __future__ import annotations

import contextlib
import sqlite3


def get(connection: sqlite3.Connection, name: str, key: str, version: str) -> bytes | None:
    """Return what was kept, None if there is nothing or another version made it."""
    row = connection.execute(
        "SELECT data FROM cache WHERE name = ? AND key = ? AND version = ?", (name, key, version)
    ).fetchone()
    return bytes(row[0]) if row else None


def put(connection: sqlite3.Connection, name: str, key: str, version: str, data: bytes) -> None:
    """Keep something in place of what was kept for the key; a study that may only be read keeps nothing."""
    with contextlib.suppress(sqlite3.Error):
        connection.execute(
            "INSERT INTO cache VALUES (?, ?, ?, ?) "
            "ON CONFLICT (name, key) DO UPDATE SET version = excluded.version, data = excluded.data",
            (name, key, version, data),
        )
