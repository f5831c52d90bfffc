"""Computing an older study's chain anew, with salts, commitments and parents; and the proof of what it was.

Before, a row's hash covered its images bare, so that a name could be guessed from it. The hashes of then are kept, for
reports and packs are stamped with them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from coder.i18n import _
from coder.model.identity import new_id, now
from coder.model.journal.change import GENESIS, SALT_BYTES, canonical, change_hash, commit
from coder.model.journal.erasure_entry import content_since
from coder.model.journal.upgrade_entry import Upgrade, former_digest
from coder.record.chain import Tips, tips
from coder.record.file.program_acts import UPGRADE, enter
from coder.record.kinds import kind

_CHUNK = 2000
_MOST = 20
_GUARD = "change_is_append_only"
_FORMER = "replica, seq, clock, at, coder, act, kind, key, before, after, reverts, prev, hash"


class _Row(NamedTuple):
    replica: str
    seq: int
    clock: int
    at: str
    coder: str
    act: str
    kind: str
    key: str
    before: str | None
    after: str | None
    reverts: str | None
    prev: str
    hash: str


def rehash(connection: sqlite3.Connection) -> None:
    """Compute every replica's chain anew, and note in the first new row what each was; an empty study is left alone."""
    replicas = [name for (name,) in connection.execute("SELECT DISTINCT replica FROM change ORDER BY replica")]
    if not replicas:
        return
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (_GUARD,)).fetchone()
    connection.execute(f"DROP TRIGGER IF EXISTS {_GUARD}")
    names: dict[str, str] = {}
    found = [_rehash_replica(connection, name, names) for name in replicas]
    connection.executemany(
        "UPDATE alias SET id = ?, name = ? WHERE id = ?", ((new, old, old) for old, new in names.items())
    )
    if guard is not None:
        connection.execute(guard[0])
    enter(connection, _own_replica(connection) or replicas[0], UPGRADE, "upgrade", found)


def _own_replica(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
    return str(row[0]) if row else ""


def _rehash_replica(connection: sqlite3.Connection, replica: str, names: dict[str, str]) -> Upgrade:
    broken, steps = list[str](), _steps(connection)
    before, head, seq = GENESIS, GENESIS, 0
    while rows := _rows(connection, replica, seq):
        for row in rows:
            broken += _faults(row, before, seq, steps)
            before, seq = row.hash, row.seq
        head = _rehash_rows(connection, rows, head, names)
    return Upgrade(
        id=new_id(),
        replica=replica,
        rows=seq,
        head=before,
        digest=former_digest(_former(connection, replica)),
        broken=tuple(broken[:_MOST]),
        at=now(),
    )


def _rows(connection: sqlite3.Connection, replica: str, after: int) -> list[_Row]:
    query = f"SELECT {_FORMER} FROM change WHERE replica = ? AND seq > ? ORDER BY seq LIMIT ?"
    return [_Row(*row) for row in connection.execute(query, (replica, after, _CHUNK))]


def _steps(connection: sqlite3.Connection) -> dict[tuple[str, int], dict[str, str]]:
    """Return of the rows that withdrawals rewrote before which hash of content followed which."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for replica, seq, old, new in connection.execute("SELECT replica, seq, before, after FROM erased"):
        found.setdefault((replica, seq), {})[old] = new
    return found


def _faults(row: _Row, before: str, seq: int, steps: Mapping[tuple[str, int], Mapping[str, str]]) -> Iterator[str]:
    """Yield what is wrong with a row of the chain of before."""
    if row.seq != seq + 1:
        yield f"journal {row.replica}: row {seq + 1} is missing, found {row.seq}"
    if row.prev != before:
        yield f"journal {row.replica} #{row.seq}: does not follow the row before it"
    if change_hash(row[:-1]) != content_since(row.hash, steps.get((row.replica, row.seq), {})):
        yield f"journal {row.replica} #{row.seq}: content does not match its hash"


def _rehash_rows(connection: sqlite3.Connection, rows: list[_Row], head: str, names: dict[str, str]) -> str:
    """Give rows their salts, commitments, parents and hashes, keep the former hashes, and return the last new one."""
    connection.executemany("INSERT INTO former VALUES (?, ?, ?)", ((row.replica, row.seq, row.hash) for row in rows))
    rows = [_renamed(row, names) if row.kind == "alias" else row for row in rows]
    known: Tips = tips(connection, [row.key for row in rows], before=rows[0].clock)
    updates = []
    for row in rows:
        parent, found = known.get((row.kind, row.key), ("", None))
        salt, commitment = "", ""
        if row.after is not None:
            salt = os.urandom(SALT_BYTES).hex()
            commitment = commit(salt, row.after)
        prev, head = head, change_hash((*row[:8], row.reverts, commitment, parent, head))
        known[row.kind, row.key] = (head, row.after)
        before = row.before if row.before is None or found is None else found
        updates.append((row.key, before, row.after, salt, commitment, parent, prev, head, row.replica, row.seq))
    connection.executemany(
        "UPDATE change SET key = ?, before = ?, after = ?, salt = ?, commitment = ?, parent = ?, prev = ?, hash = ? "
        "WHERE replica = ? AND seq = ?",
        updates,
    )
    return head


def _renamed(row: _Row, names: dict[str, str]) -> _Row:
    """Return a row on a name that reports replace under a random id: before, the name itself was the id."""
    new = names.setdefault(row.key, new_id())

    def image(old: str | None) -> str | None:
        return old and canonical({**json.loads(old), "id": new, "name": row.key})

    return row._replace(key=new, before=image(row.before), after=image(row.after))


def _former(connection: sqlite3.Connection, replica: str) -> Iterator[tuple[int, str]]:
    yield from connection.execute("SELECT seq, hash FROM former WHERE replica = ? ORDER BY seq", (replica,))


def disagreements(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield what was wrong with the chain before an upgrade, and former hashes that are not those of its act."""
    told = dict.fromkeys(r for (r,) in connection.execute("SELECT DISTINCT replica FROM former ORDER BY replica"))
    for row in connection.execute(f"{kind('upgrade').select_whole} ORDER BY id").fetchall():
        one: Upgrade = kind("upgrade").from_row(row)
        told.pop(one.replica, None)
        what = f"upgrade {one.id}"
        for why in one.broken:
            yield what, _("before the upgrade: {why}").format(why=why)
        if former_digest(_former(connection, one.replica)) != one.digest:
            yield what, _("the former hashes are not those that its act names")
    for replica in told:
        yield f"upgrade of {replica}", _("the journal knows no upgrade of it")


def forget(connection: sqlite3.Connection, since: Mapping[str, int]) -> dict[str, str]:
    """Drop the former hashes of these replicas' rows from a number on; return which images of upgrades follow which.

    A former hash covers all images up to its row, bare: words that were erased could be guessed from it.
    """
    rule, found = kind("upgrade"), dict[str, str]()
    for row in connection.execute(f"{rule.select_whole} ORDER BY id").fetchall():
        one: Upgrade = rule.from_row(row)
        if since.get(one.replica, one.rows + 1) > one.rows:
            continue
        connection.execute("DELETE FROM former WHERE replica = ? AND seq >= ?", (one.replica, since[one.replica]))
        new = replace(one, head="", digest=former_digest(_former(connection, one.replica)))
        connection.execute(rule.upsert, rule.row(new))
        found[rule.image(one)] = rule.image(new)
    return found
