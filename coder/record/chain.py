"""Writing rows at the end of a replica's chain: each with its commitment, its parent and its hash."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from coder.model.journal.change import GENESIS, SALT_BYTES, Change
from coder.record.kind import encode_json

COLUMNS = ", ".join(Change._fields)
Tips: TypeAlias = dict[tuple[str, str], tuple[str, str | None]]
"""By kind and id: what the next row on an object names as its parent, and the image that it finds."""

_BOTH = "+"

_INSERT = f"INSERT INTO change ({COLUMNS}) VALUES ({', '.join('?' * len(Change._fields))})"
_TIPS = (
    "SELECT kind, key, hash, parent, after FROM change WHERE key IN (SELECT value FROM json_each(:keys)) "
    "AND (:before IS NULL OR clock < :before) ORDER BY clock, replica"
)
_REPLICAS = (
    "WITH RECURSIVE known (name) AS (SELECT min(replica) FROM change UNION ALL "
    "SELECT (SELECT min(replica) FROM change WHERE replica > name) FROM known WHERE name IS NOT NULL) "
)
_CLOCK = f"{_REPLICAS}SELECT max((SELECT clock FROM change WHERE replica = name ORDER BY seq DESC LIMIT 1)) FROM known"
"""The greatest clock of all replicas, each of whose last rows is asked of the index."""

_HEADS = (
    f"{_REPLICAS}SELECT c.replica, c.seq, c.clock, c.hash FROM known JOIN change c "
    "ON c.replica = name AND c.seq = (SELECT max(seq) FROM change WHERE replica = name) ORDER BY c.clock, c.replica"
)


class Written(NamedTuple):
    """What a row is to hold of an object: whether it is new, and the image that it becomes (None: gone)."""

    kind: str
    key: str
    is_new: bool
    after: str | None


@dataclass(slots=True)
class Head:
    """The end of a replica's chain; for the next row, `clock` is the greatest of all replicas."""

    replica: str
    seq: int
    clock: int
    hash: str


def read_head(connection: sqlite3.Connection, replica: str) -> Head:
    """Return where the next row of a replica goes."""
    row = connection.execute(
        "SELECT seq, hash FROM change WHERE replica = ? ORDER BY seq DESC LIMIT 1", (replica,)
    ).fetchone()
    seq, digest = row or (0, GENESIS)
    return Head(replica, seq, connection.execute(_CLOCK).fetchone()[0] or 0, digest)


def heads(connection: sqlite3.Connection) -> list[Head]:
    """Return the end of each replica's chain, the one that was written to last at the end."""
    return [Head(*row) for row in connection.execute(_HEADS)]


def parents_of(parent: str) -> list[str]:
    """Return the rows that a row names as its parents: none for a new object, several where it settles a conflict."""
    return parent.split(_BOTH) if parent else []


def tips(
    connection: sqlite3.Connection, keys: Sequence[str], before: int | None = None, *, settling: bool = False
) -> Tips:
    """Return the end of each of these objects, of all rows or of those before a clock.

    Where rows of several replicas are ends, the one with the greatest clock holds. The next row builds on it, and on
    those that left the same image. One that settles what stands apart builds on all of them.
    """
    rows = connection.execute(_TIPS, {"keys": encode_json(keys).decode(), "before": before})
    ends: dict[tuple[str, str], dict[str, str | None]] = {}
    for name, key, digest, parent, after in rows:
        standing = ends.setdefault((name, key), {})
        # A settlement may have been taken back: one that settles anew builds on all that it settled, too.
        for one in () if settling and _BOTH in parent else parents_of(parent):
            standing.pop(one, None)
        standing[digest] = after
    return {where: _end(standing, settling=settling) for where, standing in ends.items()}


def _end(standing: dict[str, str | None], *, settling: bool) -> tuple[str, str | None]:
    last, image = next(reversed(standing.items()))
    if len(standing) == 1:
        return last, image
    alike = [digest for digest, after in standing.items() if settling or after == image]
    return _BOTH.join(alike), image


def append(
    connection: sqlite3.Connection,
    rows: Sequence[Written],
    head: Head,
    shared: tuple[str, str, str],
    reverts: str | None = None,
    *,
    settling: bool = False,
) -> None:
    """Write rows of one act and move `head` along; `shared` is what they have in common: time, coder and act."""
    known = tips(connection, [row.key for row in rows], settling=settling)
    connection.executemany(_INSERT, _linked(rows, known, head, shared, reverts))


def _linked(
    rows: Sequence[Written], known: Tips, head: Head, shared: tuple[str, str, str], reverts: str | None
) -> Iterator[tuple[Any, ...]]:
    """Yield rows as they are stored; the hash is that of `change.change_hash`.

    What a row found is taken from the row that it names as its parent, letter for letter.
    """
    sha256, encode, replica = hashlib.sha256, encode_json, head.replica
    salts = os.urandom(SALT_BYTES * len(rows))
    for number, (kind, key, is_new, after) in enumerate(rows):
        parent, found = known.get((kind, key), ("", None))
        salt, commitment = b"", ""
        if after is not None:
            salt = salts[number * SALT_BYTES : (number + 1) * SALT_BYTES]
            commitment = sha256(salt + after.encode()).hexdigest()
        head.seq += 1
        head.clock += 1
        fields = (replica, head.seq, head.clock, *shared, kind, key)
        prev = head.hash
        head.hash = digest = sha256(encode((*fields, reverts, commitment, parent, prev))).hexdigest()
        known[kind, key] = (digest, after)
        before = None if is_new else found
        yield (*fields, before, after, reverts, salt.hex(), commitment, parent, prev, digest)
