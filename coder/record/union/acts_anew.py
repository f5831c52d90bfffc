"""The summaries of acts and what they touched, derived from the rows of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from coder.model.journal.change import Change
from coder.record.activity import Trail, keep
from coder.record.chain import COLUMNS
from coder.record.journal import mark_reverted
from coder.record.kind import encode_json

_ACT = (
    "INSERT INTO main.act (act, replica, first_seq, last_seq, coder, at, kinds, reverts, reverted_by, clock) "
    "VALUES (:act, :replica, :first, :last, :coder, :at, :kinds, :reverts, NULL, :clock)"
)


@dataclass(slots=True)
class _Act:
    first: Change
    last: Change
    kinds: dict[str, None]
    trail: Trail

    def fields(self) -> dict[str, object]:
        one = self.first
        return {
            "act": one.act,
            "replica": one.replica,
            "first": one.seq,
            "last": self.last.seq,
            "coder": one.coder,
            "at": one.at,
            "kinds": ",".join(self.kinds),
            "reverts": one.reverts,
            "clock": self.last.clock,
        }


@dataclass(slots=True)
class Acts:
    """Acts summed up from their rows, which are noted by replica and number."""

    by_name: dict[str, _Act] = field(default_factory=dict)

    def note(self, row: Change) -> None:
        """Note a row as one of its act."""
        act = self.by_name.get(row.act)
        if act is None:
            act = self.by_name[row.act] = _Act(row, row, {}, Trail())
        act.last = row
        act.kinds[row.kind] = None
        act.trail.note_change(row)

    def enter(self, connection: sqlite3.Connection) -> None:
        """Enter the acts and what they touched, and anew which act takes back which."""
        connection.executemany(_ACT, (act.fields() for act in self.by_name.values()))
        for name, act in self.by_name.items():
            keep(connection, name, act.first.at, act.last.clock, act.trail.rows(connection, act.last.clock))
        if any(act.first.reverts for act in self.by_name.values()):
            connection.execute("UPDATE main.act SET reverted_by = NULL WHERE reverted_by IS NOT NULL")
            taken = "SELECT act, reverts FROM main.act WHERE reverts IS NOT NULL ORDER BY clock, replica"
            for name, reverts in connection.execute(taken).fetchall():
                mark_reverted(connection, name, reverts)


def trace_anew(connection: sqlite3.Connection, names: Collection[str]) -> None:
    """Sum these acts up anew from the rows that the journal holds of them now."""
    if not names:
        return
    wanted = {"names": encode_json(sorted(names)).decode()}
    there = "act IN (SELECT value FROM json_each(:names))"
    connection.execute(f"DELETE FROM main.act WHERE {there}", wanted)
    connection.execute(f"DELETE FROM main.touched WHERE {there}", wanted)
    acts = Acts()
    for row in _rows(connection, there, wanted):
        acts.note(row)
    acts.enter(connection)


def trace_memos_anew(connection: sqlite3.Connection, codings: Collection[str]) -> None:
    """Sum the acts up anew that laid memos on codings which both files changed.

    What such an act touched is told by all rows on the coding.
    """
    query = (
        "SELECT DISTINCT act FROM main.change WHERE kind = 'memo' "
        "AND coalesce(json_extract(after, '$.target'), json_extract(before, '$.target')) "
        "IN (SELECT value FROM json_each(:codings))"
    )
    found = connection.execute(query, {"codings": encode_json(sorted(codings)).decode()}).fetchall()
    trace_anew(connection, {act for (act,) in found})


def _rows(connection: sqlite3.Connection, where: str, values: dict[str, str]) -> Iterable[Change]:
    query = f"SELECT {COLUMNS} FROM main.change WHERE {where} ORDER BY replica, seq"
    return map(Change._make, connection.execute(query, values).fetchall())
