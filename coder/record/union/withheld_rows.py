"""What a blind coder's copy lacks: of others' work, rows hold no more than their place and their hash.

So nothing that such a coder may not see lies in the file. The chain stays whole, for the next row names the hash of
the row before it. When the lead lets the coder see, the rows are filled in by the next copy that holds them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from coder.model.journal.change import Change, change_hash, hashed
from coder.model.journal.erasure_entry import contents_since
from coder.record.chain import COLUMNS
from coder.record.kinds import OWNED, kind
from coder.record.union.acts_anew import trace_anew
from coder.record.union.incoming import CHUNK, fits, steps

FOR = "for"
"""The key under which a copy keeps for whom it was made."""

_GUARD = "change_is_append_only"
_BLANK = (
    "UPDATE main.change SET at = '', coder = '', act = '', kind = '', key = '', before = NULL, after = NULL, "
    "reverts = NULL, salt = '', commitment = '', parent = '', prev = '' WHERE replica = ? AND seq = ?"
)
_FILLED = ("at", "coder", "act", "kind", "key", "before", "after", "reverts", "salt", "commitment", "parent", "prev")
_FILL = f"UPDATE main.change SET {', '.join(f'{name} = ?' for name in _FILLED)} WHERE replica = ? AND seq = ?"
_FILLING = (
    f"SELECT {', '.join(f't.{name}' for name in Change._fields)}, m.hash FROM main.change m JOIN theirs.change t "
    "ON t.replica = m.replica AND t.seq = m.seq WHERE m.kind = '' AND t.kind <> '' AND (m.replica, m.seq) > (?, ?) "
    f"ORDER BY m.replica, m.seq LIMIT {CHUNK}"
)
_LAST = "SELECT clock, replica, after FROM {}.change WHERE kind = 'coder' AND key = ? ORDER BY clock, replica"


class Filled(NamedTuple):
    """What was filled in: objects by kind and id, and acts by name."""

    objects: set[tuple[str, str]]
    acts: set[str]


def made_for(connection: sqlite3.Connection) -> str:
    """Return for whom a copy was made without what that coder may not see; empty for a whole one."""
    row = connection.execute("SELECT value FROM main.meta WHERE key = ?", (FOR,)).fetchone()
    return str(row[0]) if row else ""


def withheld_rows(connection: sqlite3.Connection) -> int:
    """Return how many rows of the journal hold no more than place and hash."""
    return int(connection.execute("SELECT count(*) FROM main.change WHERE kind = ''").fetchone()[0])


def is_blind_in(connection: sqlite3.Connection, coder: str, schemas: Sequence[str] = ("main",)) -> bool:
    """Tell whether a coder codes blind by the journals of these files together."""
    rows = [row for schema in schemas for row in connection.execute(_LAST.format(schema), (coder,))]
    image = max(rows, default=(0, "", None))[2]
    return bool(image and json.loads(image).get("blind"))


def withhold(connection: sqlite3.Connection, coder: str) -> int:
    """Leave no more than place and hash of what is others' work, in journal and tables; return how many rows."""
    query = f"SELECT {COLUMNS} FROM main.change WHERE kind IN ({', '.join('?' * len(OWNED))})"
    rows = map(Change._make, connection.execute(query, tuple(OWNED)))
    others = [(row.replica, row.seq, row.act) for row in rows if not _is_of(row, coder)]
    with unguarded(connection):
        connection.executemany(_BLANK, ((replica, seq) for replica, seq, _act in others))
    for name, owner in OWNED.items():
        connection.execute(f'DELETE FROM main."{name}" WHERE "{owner}" <> ?', (coder,))
    trace_anew(connection, {act for _replica, _seq, act in others})
    return len(others)


def _is_of(row: Change, coder: str) -> bool:
    return any(image is not None and kind(row.kind).owner_of(image) == coder for image in (row.before, row.after))


@contextmanager
def unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Let rows of the journal be rewritten within a block; the guard stands again after it."""
    sql = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (_GUARD,)).fetchone()[0]
    connection.execute(f"DROP TRIGGER main.{_GUARD}")
    yield
    connection.execute(sql)


def can_fill(connection: sqlite3.Connection) -> bool:
    """Tell whether the attached file holds a row whole that was withheld here."""
    query = (
        "SELECT 1 FROM main.change m JOIN theirs.change t ON t.replica = m.replica AND t.seq = m.seq "
        "WHERE t.hash = m.hash AND m.kind = '' AND t.kind <> '' LIMIT 1"
    )
    return connection.execute(query).fetchone() is not None


def fill_in(connection: sqlite3.Connection) -> Iterator[Filled]:
    """Fill in, from the attached file, the rows that were withheld, a few at a time.

    Each is proven by the hash that stood in its place, and its image by the commitment that the hash covers.
    """
    erased, after = steps(connection), ("", 0)
    while rows := connection.execute(_FILLING, after).fetchall():
        found, updates = Filled(set(), set()), []
        for *fields, digest in rows:
            row = Change(*fields)
            since = erased.get((row.replica, row.seq))
            commitments = contents_since(row.commitment, since) if since else {row.commitment}
            if row.hash == digest == change_hash(hashed(row)) and fits(row, commitments):
                updates.append((*(getattr(row, name) for name in _FILLED), row.replica, row.seq))
                found.objects.add((row.kind, row.key))
                found.acts.add(row.act)
        with unguarded(connection):
            connection.executemany(_FILL, updates)
        after = (rows[-1][0], rows[-1][1])
        yield found
