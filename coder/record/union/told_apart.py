"""Copies that went on under one name: the branch that loses gets a name and a chain of its own, and keeps every row.

Which branch loses, and how it is called, follows from its rows alone: all copies tell them apart in the same way.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from coder.errors import ConflictError
from coder.i18n import _
from coder.model.journal.change import GENESIS, Change, change_hash, hashed
from coder.record.chain import COLUMNS, parents_of
from coder.record.file.database import connect
from coder.record.file.program_acts import begin_replica
from coder.record.file.writing import transaction
from coder.record.journal import Journal
from coder.record.study import Study
from coder.record.union.acts_anew import trace_anew
from coder.record.union.incoming import Diverged
from coder.record.union.source import Source
from coder.record.union.withheld_rows import unguarded

TELL_APART = "tell-apart"
_ID_DIGITS = 12
_JOINED = "+"


class Branch(NamedTuple):
    """Rows of a replica, from a number on, that go on under another name; whether they are this file's."""

    replica: str
    seq: int
    name: str
    is_ours: bool


class _Moved(NamedTuple):
    was: Change
    now: Change


def branch(study: Study, found: Sequence[Diverged]) -> Branch:
    """Return which branch gets another name, of the replica that diverged first; others may have by it alone.

    It is the one that got its name in the other file before; else the one on which no signature and no withdrawal
    rests; else the one whose first row has the greater hash. Raises `ConflictError` where it cannot be renamed.
    """
    sides = ("main", "theirs")
    one = min(found, key=lambda each: min(_first(study.connection, schema, each)[1:] for schema in sides))
    names = [_name(_first(study.connection, schema, one)[0]) for schema in sides]
    fixed = [not _can_move(study.connection, schema, one) for schema in sides]
    named = [_has(study.connection, other, name) for other, name in zip(sides[::-1], names, strict=True)]
    is_ours = named[0] if any(named) else fixed[1] if any(fixed) else _is_greater(study, one)
    if fixed[not is_ours]:
        raise _refusal(one.replica)
    return Branch(one.replica, one.seq, names[not is_ours], is_ours)


def _refusal(replica: str) -> ConflictError:
    return ConflictError(
        _(
            "two files recorded changes under one name ({name}), and since then both were copied, signed or erased from"
        ).format(name=replica),
        _("take the codings of one over instead: coder report there, coder codings import here"),
    )


def _is_greater(study: Study, one: Diverged) -> bool:
    ours, theirs = (_first(study.connection, schema, one)[0] for schema in ("main", "theirs"))
    return ours > theirs


def _name(first: str) -> str:
    return hashlib.sha256(first.encode()).hexdigest()[:_ID_DIGITS]


def _first(connection: sqlite3.Connection, schema: str, one: Diverged) -> tuple[str, int]:
    query = f"SELECT hash, clock FROM {schema}.change WHERE replica = ? AND seq = ?"
    found: tuple[str, int] = connection.execute(query, (one.replica, one.seq)).fetchone()
    return found


def _has(connection: sqlite3.Connection, schema: str, replica: str) -> bool:
    query = f"SELECT 1 FROM {schema}.change WHERE replica = ? LIMIT 1"
    return connection.execute(query, (replica,)).fetchone() is not None


def _can_move(connection: sqlite3.Connection, schema: str, one: Diverged) -> bool:
    try:
        return all(_moved(connection, schema, Branch(one.replica, one.seq, "", is_ours=schema == "main")))
    except ConflictError:
        return False


def _is_fixed(connection: sqlite3.Connection, schema: str, replica: str, seq: int) -> bool:
    """Tell whether signatures or withdrawals name rows of a replica from a number on: these cannot change.

    A signature over another row than the one that stands there holds nothing.
    """
    signed = (
        f"SELECT 1 FROM {schema}.signature s JOIN {schema}.change c "
        "ON c.replica = s.replica AND c.seq = s.seq AND c.hash = s.hash WHERE s.replica = ? AND s.seq >= ? LIMIT 1"
    )
    erased = f"SELECT 1 FROM {schema}.erased WHERE replica = ? AND seq >= ? LIMIT 1"
    return any(connection.execute(query, (replica, seq)).fetchone() is not None for query in (signed, erased))


def rename_theirs(source: Source, one: Branch) -> None:
    """Rename a branch in the copy of the other file."""
    with closing(connect(source.path)) as copy, transaction(copy):
        _rename(copy, one)


def rename_ours(study: Study, one: Branch) -> None:
    """Rename a branch in this file, within a transaction; it goes on as a replica of its own."""
    _rename(study.connection, one)
    if one.replica == study.journal.replica:
        begin_replica(study.connection, TELL_APART)
        study.journal = Journal(study.connection, study.path)


def _rename(connection: sqlite3.Connection, one: Branch) -> None:
    """Give the branch its name, and all rows that build on it the hashes that follow from that."""
    moved = list(_moved(connection, "main", one))
    update = "UPDATE main.change SET replica = ?, seq = ?, parent = ?, prev = ?, hash = ? WHERE replica = ? AND seq = ?"
    with unguarded(connection):
        connection.executemany(
            update,
            ((now.replica, now.seq, now.parent, now.prev, now.hash, was.replica, was.seq) for was, now in moved),
        )
    trace_anew(connection, {was.act for was, now in moved if was.replica != now.replica})


def _moved(connection: sqlite3.Connection, schema: str, one: Branch) -> Iterator[_Moved]:
    """Yield the rows of a branch, and those that name them; a row's clock is greater than that of all it names.

    Raises `ConflictError` where signatures or withdrawals name one of them, or it is withheld.
    """
    query = (
        f"SELECT {COLUMNS} FROM {schema}.change WHERE clock >= "
        f"(SELECT clock FROM {schema}.change WHERE replica = ? AND seq = ?) ORDER BY clock, replica"
    )
    names: dict[str, str] = {}
    prev, following = GENESIS, set[str]()
    for row in map(Change._make, connection.execute(query, (one.replica, one.seq))):
        is_of_branch = row.replica == one.replica and row.seq >= one.seq
        parents = parents_of(row.parent)
        if not (is_of_branch or row.replica in following) and names.keys().isdisjoint(parents):
            continue
        is_fixed = row.replica not in following and _is_fixed(connection, schema, row.replica, row.seq)
        if is_fixed or row.is_withheld:
            raise _refusal(one.replica)
        following.add(row.replica)
        now = row._replace(parent=_JOINED.join(names.get(name, name) for name in parents))
        if is_of_branch:
            now = now._replace(replica=one.name, seq=row.seq - one.seq + 1, prev=prev)
        else:
            now = now._replace(prev=names.get(row.prev, row.prev))
        now = now._replace(hash=change_hash(hashed(now)))
        names[row.hash] = now.hash
        prev = now.hash if is_of_branch else prev
        yield _Moved(row, now)


def diverged_rows(study: Study, found: Mapping[str, int]) -> int:
    """Return how many rows the attached file holds of these replicas, from a number of each on."""
    query = "SELECT count(*) FROM theirs.change WHERE replica = ? AND seq >= ?"
    return sum(int(study.connection.execute(query, where).fetchone()[0]) for where in found.items())
