"""The study as it stood: its tables rebuilt from the journal, in memory, up to a moment.

The journal is replayed as it was written, so that even the order of the rows is that of then. Texts, originals and
caches are read from the study itself, which is attached and can only be read; `change` ends at the moment, by a view.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import msgspec

from coder.errors import StoreError
from coder.i18n import _
from coder.model.journal.change import GENESIS, Change
from coder.model.journal.moment import Moment
from coder.record.chain import COLUMNS
from coder.record.file.database import address
from coder.record.journal import mark_reverted
from coder.record.kinds import KINDS, kind
from coder.record.reader import Reader

_CHUNK = 5000
_HELD_KB = 32_000
"""So much of the past is held in memory; what is more lies in a file without a name, which ends with the connection."""
_DERIVED = ("act", "touched")
_Row = tuple[int, str, str, str, bool, str | None]


def last_moment(connection: sqlite3.Connection, replica: str) -> Moment:
    """Return the moment of now."""
    return _moment(connection, replica, _limits(connection))


def moment_at(connection: sqlite3.Connection, replica: str, time: datetime) -> Moment:
    """Return the moment after the last act that was made at `time` or before."""
    return _moment(connection, replica, _limits(connection, time.isoformat(timespec="seconds")))


def moment_after(connection: sqlite3.Connection, replica: str, seq: int) -> Moment:
    """Return the moment after the act that the change with this number belongs to.

    Of other replicas it holds what their clocks put before it.
    """
    row = connection.execute(
        "SELECT last_seq, clock FROM act WHERE act = (SELECT act FROM change WHERE replica = ? AND seq = ?)",
        (replica, seq),
    ).fetchone()
    last, clock = row or (0, 0)
    limits = {replica: int(last)}
    for name in _limits(connection):
        if name != replica:
            newest = "SELECT seq FROM change WHERE replica = ? AND clock <= ? ORDER BY seq DESC LIMIT 1"
            found = connection.execute(newest, (name, clock)).fetchone()
            limits[name] = found[0] if found else 0
    return _moment(connection, replica, limits)


def moment_of(connection: sqlite3.Connection, replica: str, limits: Mapping[str, int]) -> Moment:
    """Return the moment at which each replica stood so far; the rows that are not here are left out."""
    known = _limits(connection)
    return _moment(connection, replica, {name: min(last, known.get(name, 0)) for name, last in limits.items()})


def _limits(connection: sqlite3.Connection, until: str = "") -> dict[str, int]:
    """Return the number of each replica's last change, of acts until a time."""
    where = "WHERE julianday(at) <= julianday(?)" if until else ""
    query = f"SELECT replica, max(last_seq) FROM act {where} GROUP BY replica ORDER BY replica"
    return dict(connection.execute(query, (until,) if until else ()))


def _moment(connection: sqlite3.Connection, replica: str, limits: dict[str, int]) -> Moment:
    """Return a moment; it is named by the change that was made last."""
    limits.setdefault(replica, 0)
    query = "SELECT clock, replica, seq, hash, at FROM change WHERE replica = ? AND seq = ?"
    rows = [row for pair in limits.items() if (row := connection.execute(query, pair).fetchone())]
    latest = max((str(row[4]) for row in rows), key=datetime.fromisoformat, default="")
    _clock, name, seq, digest, _at = max(rows, default=(0, replica, 0, GENESIS, ""))
    return Moment(seq, str(digest), latest, tuple(sorted(limits.items())), name)


def rebuild(path: Path, moment: Moment) -> sqlite3.Connection:
    """Return a connection to the study at `path` as it stood then."""
    connection = sqlite3.connect("", uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("ATTACH ? AS now", (address(path, read_only=True),))
        connection.execute(f"PRAGMA main.cache_size = -{_HELD_KB}")
        connection.execute("BEGIN")
        definitions = _definitions(connection)
        for sql in definitions["table"]:
            connection.execute(sql)
        _replay(connection, moment)
        for sql in definitions["index"]:
            connection.execute(sql)
        for sql in _views(connection, moment):
            connection.execute(sql)
        _derive(connection, moment)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _definitions(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return how the study itself defines the tables that are rebuilt, and their indexes."""
    found: dict[str, list[str]] = {"table": [], "index": []}
    rows = connection.execute("SELECT type, tbl_name, sql FROM now.sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    for sort, table, sql in rows:
        if sort in found and table in (*KINDS, *_DERIVED):
            found[sort].append(sql)
    return found


def _replay(connection: sqlite3.Connection, moment: Moment) -> None:
    """Apply every change until the moment, in the order in which it was made."""
    streams = [_changes(connection, replica, last) for replica, last in moment.limits]
    rows = merge(*streams, key=itemgetter(0, 1)) if len(streams) > 1 else streams[0]
    while chunk := list(islice(rows, _CHUNK)):
        for (name, goes), group in groupby(chunk, key=lambda row: (row[2], row[5] is None)):
            _apply(connection, name, list(group), goes=goes, is_alone=len(streams) == 1)


def _changes(connection: sqlite3.Connection, replica: str, last: int) -> Iterator[_Row]:
    query = (
        "SELECT clock, replica, kind, key, before IS NULL, after FROM now.change "
        "WHERE replica = ? AND seq <= ? AND kind <> '' ORDER BY seq"
    )
    return connection.execute(query, (replica, last))


def _apply(connection: sqlite3.Connection, name: str, rows: Sequence[_Row], *, goes: bool, is_alone: bool) -> None:
    try:
        rule = kind(name)
        if goes:
            connection.executemany(rule.delete, ((row[3],) for row in rows))
            return
        # A new object cannot be there already, unless another replica made it too.
        statement = rule.insert if is_alone and all(row[4] for row in rows) else rule.upsert
        connection.executemany(statement, (rule.row(rule.from_image(row[5] or "")) for row in rows))
    except (KeyError, msgspec.MsgspecError, sqlite3.IntegrityError) as error:
        raise StoreError(
            _("the journal cannot be replayed at its {kind}: {why}").format(kind=name, why=error),
            _("coder verify says what is wrong with it"),
        ) from error


def _views(connection: sqlite3.Connection, moment: Moment) -> Iterator[str]:
    """Yield the views that let the journal end at the moment; views take no parameters, so SQLite quotes the names."""
    parts = []
    for replica, last in moment.limits:
        quoted = connection.execute("SELECT quote(?)", (replica,)).fetchone()[0]
        parts.append(f"(replica = {quoted} AND seq <= {last:d})")
    for table in ("change", "signature"):
        yield f"CREATE TEMP VIEW {table} AS SELECT * FROM now.{table} WHERE {' OR '.join(parts)}"


def _derive(connection: sqlite3.Connection, moment: Moment) -> None:
    """Take over the summaries of the acts until then, and what they touched; what took what back, as of then."""
    for replica, last in moment.limits:
        copy = (
            "INSERT INTO main.act SELECT act, replica, first_seq, last_seq, coder, at, kinds, reverts, NULL, clock "
            "FROM now.act WHERE replica = ? AND last_seq <= ? ORDER BY rowid"
        )
        connection.execute(copy, (replica, last))
    connection.execute("INSERT INTO main.touched SELECT * FROM now.touched WHERE act IN (SELECT act FROM main.act)")
    taken = "SELECT act, reverts FROM main.act WHERE reverts IS NOT NULL ORDER BY clock, replica"
    for act, reverts in connection.execute(taken).fetchall():
        mark_reverted(connection, act, reverts)


def changes_between(reader: Reader, before: Moment, after: Moment) -> Iterator[Change]:
    """Yield the journal's rows after one moment up to another, in the order in which they were made."""
    begun = dict(before.limits)
    query = f"SELECT {COLUMNS} FROM change WHERE replica = ? AND seq > ? AND seq <= ? ORDER BY seq"
    streams = [
        map(Change._make, reader.execute(query, (replica, begun.get(replica, 0), last)))
        for replica, last in after.limits
    ]
    return merge(*streams, key=lambda change: (change.clock, change.replica))
