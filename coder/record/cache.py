"""What was worked out from texts and can be thrown away: kept by what it was made of and by whose rules.

Each entry holds a digest over itself: one that another program changed is never used, and the proof names it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from hashlib import sha256


def _sealed(name: str, key: str, version: str, data: bytes) -> str:
    """Return a version with the digest over the entry."""
    head = f"{name}\0{key}\0{version}\0".encode()
    return f"{version} {sha256(head + data).hexdigest()[:32]}"


def get(connection: sqlite3.Connection, name: str, key: str, version: str) -> bytes | None:
    """Return what was kept, None if there is nothing or another version made it."""
    row = connection.execute("SELECT version, data FROM cache WHERE name = ? AND key = ?", (name, key)).fetchone()
    if row is None or row[0] != _sealed(name, key, version, row[1]):
        return None
    return bytes(row[1])


def put(connection: sqlite3.Connection, name: str, key: str, version: str, data: bytes) -> None:
    """Keep something in place of what was kept for the key; a study that may only be read keeps nothing."""
    with contextlib.suppress(sqlite3.Error):
        connection.execute(
            "INSERT INTO cache VALUES (?, ?, ?, ?) "
            "ON CONFLICT (name, key) DO UPDATE SET version = excluded.version, data = excluded.data",
            (name, key, _sealed(name, key, version, data), data),
        )


def changed(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the names of entries that are not as they were kept; those of earlier builds have no digest, nor use."""
    for name, key, version, data in connection.execute("SELECT name, key, version, data FROM cache"):
        plain, space, _digest = version.rpartition(" ")
        if space and version != _sealed(name, key, plain, data):
            yield f"{name} {key}"
