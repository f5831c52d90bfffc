"""Copies that went on under one name: the branch that loses gets a name and a chain of its own, and keeps every row.

Which branch loses, and how it is called, follows from its rows alone: all copies tell them apart in the same way.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
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


def branches(study: Study, found: Sequence[Diverged]) -> list[Branch]:
    """Return which branch of each diverged replica gets another name.

    It is the one whose first row has the greater hash; but where other copies' rows or signatures rest on the names of
    its rows, and not on those of the other branch, it is the other. Raises `ConflictError` where they rest on both.
    """
    told = []
    for one in found:
        ours, theirs = (
            (_is_rested_on(study.connection, schema, one), _first(study.connection, schema, one))
            for schema in ("main", "theirs")
        )
        if ours[0] and theirs[0]:
            raise ConflictError(
                _(
                    "two files went on under one name ({name}), and both were copied, signed or erased from since"
                ).format(name=one.replica),
                _("take the codings of one over instead: coder report there, coder codings import here"),
            )
        is_ours = theirs[0] or (not ours[0] and ours[1] > theirs[1])
        loses = (ours if is_ours else theirs)[1]
        told.append(Branch(one.replica, one.seq, hashlib.sha256(loses.encode()).hexdigest()[:_ID_DIGITS], is_ours))
    return told


def _first(connection: sqlite3.Connection, schema: str, one: Diverged) -> str:
    query = f"SELECT hash FROM {schema}.change WHERE replica = ? AND seq = ?"
    return str(connection.execute(query, (one.replica, one.seq)).fetchone()[0])


def _is_rested_on(connection: sqlite3.Connection, schema: str, one: Diverged) -> bool:
    """Tell whether others' rows, signatures or withdrawals name rows of a branch: these would have to change, too."""
    where = (one.replica, one.seq)
    for table in ("signature", "erased"):
        query = f"SELECT 1 FROM {schema}.{table} WHERE replica = ? AND seq >= ? LIMIT 1"
        if connection.execute(query, where).fetchone():
            return True
    own = {h for (h,) in connection.execute(f"SELECT hash FROM {schema}.change WHERE replica = ? AND seq >= ?", where)}
    query = f"SELECT parent FROM {schema}.change WHERE replica <> ? AND parent <> ''"
    return any(name in own for (parent,) in connection.execute(query, (one.replica,)) for name in parents_of(parent))


def rename_theirs(source: Source, found: Sequence[Branch]) -> None:
    """Rename branches in the copy of the other file."""
    with closing(connect(source.path)) as copy, transaction(copy):
        for one in found:
            if not one.is_ours:
                _rename(copy, one)


def rename_ours(study: Study, found: Sequence[Branch]) -> None:
    """Rename branches in this file, within a transaction; it goes on as a replica of its own."""
    for one in found:
        if one.is_ours:
            _rename(study.connection, one)
    if any(one.is_ours and one.replica == study.journal.replica for one in found):
        begin_replica(study.connection, TELL_APART)
        study.journal = Journal(study.connection, study.path)


def _rename(connection: sqlite3.Connection, one: Branch) -> None:
    query = f"SELECT {COLUMNS} FROM main.change WHERE replica = ? AND seq >= ? ORDER BY seq"
    rows = [Change._make(row) for row in connection.execute(query, (one.replica, one.seq))]
    names: dict[str, str] = {}
    prev, new = GENESIS, list[Change]()
    for number, row in enumerate(rows, 1):
        parent = _JOINED.join(names.get(name, name) for name in parents_of(row.parent))
        moved = row._replace(replica=one.name, seq=number, parent=parent, prev=prev)
        moved = moved._replace(hash=change_hash(hashed(moved)))
        names[row.hash] = prev = moved.hash
        new.append(moved)
    update = "UPDATE main.change SET replica = ?, seq = ?, parent = ?, prev = ?, hash = ? WHERE replica = ? AND seq = ?"
    with unguarded(connection):
        connection.executemany(
            update,
            (
                (row.replica, row.seq, row.parent, row.prev, row.hash, was.replica, was.seq)
                for row, was in zip(new, rows, strict=True)
            ),
        )
    trace_anew(connection, {row.act for row in rows})


def diverged_rows(study: Study, found: Mapping[str, int]) -> int:
    """Return how many rows the attached file holds of these replicas, from a number of each on."""
    query = "SELECT count(*) FROM theirs.change WHERE replica = ? AND seq >= ?"
    return sum(int(study.connection.execute(query, where).fetchone()[0]) for where in found.items())
