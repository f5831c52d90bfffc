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
_ENTERED = "SELECT act FROM main.act WHERE act IN (SELECT value FROM json_each(:names))"
_AT_A_TIME = 500


@dataclass(slots=True)
class _Act:
    """What is known of an act: its first row, without images, the last number and clock, and what it touched."""

    first: Change
    seq: int
    clock: int
    kinds: dict[str, None] = field(default_factory=dict)
    trail: Trail = field(default_factory=Trail)

    def fields(self) -> dict[str, object]:
        """Return the act's row."""
        one = self.first
        return {
            "act": one.act,
            "replica": one.replica,
            "first": one.seq,
            "last": self.seq,
            "coder": one.coder,
            "at": one.at,
            "kinds": ",".join(self.kinds),
            "reverts": one.reverts,
            "clock": self.clock,
        }


@dataclass(slots=True)
class Acts:
    """Acts summed up from their rows, which are noted by replica and number; entered a few hundred at a time.

    Where an act's rows may lie apart, none is entered before all are noted (`is_whole`).
    """

    connection: sqlite3.Connection
    is_whole: bool = False
    _waiting: dict[str, _Act] = field(default_factory=dict)
    _on_codings: list[_Act] = field(default_factory=list)
    _again: set[str] = field(default_factory=set)
    _entered: int = 0
    _reverts: bool = False

    def note(self, row: Change) -> None:
        """Note a row as one of its act."""
        act = self._waiting.get(row.act)
        if act is None:
            if len(self._waiting) >= _AT_A_TIME and not self.is_whole:
                self._enter()
            act = self._waiting[row.act] = _Act(row._replace(before=None, after=None), row.seq, row.clock)
        act.seq, act.clock = row.seq, row.clock
        act.kinds[row.kind] = None
        act.trail.note_change(row)

    def finish(self) -> int:
        """Enter what is left, and anew which act takes back which; return how many acts there were.

        All rows stand in the journal by then: a memo touches what its coding was on.
        """
        self._enter()
        for act in self._on_codings:
            self._keep(act)
        # Of an act whose rows do not follow each other a part was entered before the rest was read.
        trace_anew(self.connection, self._again, is_whole=True)
        if self._reverts:
            self.connection.execute("UPDATE main.act SET reverted_by = NULL WHERE reverted_by IS NOT NULL")
            taken = "SELECT act, reverts FROM main.act WHERE reverts IS NOT NULL ORDER BY clock, replica"
            for name, reverts in self.connection.execute(taken).fetchall():
                mark_reverted(self.connection, name, reverts)
        return self._entered

    def _enter(self) -> None:
        names = {"names": encode_json(list(self._waiting)).decode()}
        known = {name for (name,) in self.connection.execute(_ENTERED, names)}
        new = [act for name, act in self._waiting.items() if name not in known]
        self.connection.executemany(_ACT, (act.fields() for act in new))
        for act in new:
            if act.trail.is_on_codings:
                self._on_codings.append(act)
            else:
                self._keep(act)
        self._reverts = self._reverts or any(act.first.reverts for act in self._waiting.values())
        self._again |= known
        self._entered += len(new)
        self._waiting.clear()

    def _keep(self, act: _Act) -> None:
        keep(self.connection, act.first.act, act.first.at, act.clock, act.trail.rows(self.connection, act.clock))


def trace_anew(connection: sqlite3.Connection, names: Collection[str], *, is_whole: bool = False) -> None:
    """Sum these acts up anew from the rows that the journal holds of them now; all of them at once (`is_whole`)."""
    if not names:
        return
    wanted = {"names": encode_json(sorted(names)).decode()}
    there = "act IN (SELECT value FROM json_each(:names))"
    connection.execute(f"DELETE FROM main.act WHERE {there}", wanted)
    connection.execute(f"DELETE FROM main.touched WHERE {there}", wanted)
    acts = Acts(connection, is_whole=is_whole)
    for row in _rows(connection, there, wanted):
        acts.note(row)
    acts.finish()


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
    return map(Change._make, connection.execute(query, values))
