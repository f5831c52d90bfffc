"""Reading the history: acts by who, where, on what and when, a page at a time; filters are applied by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coder.model.journal.change import ActSummary, Change
from coder.record.chain import COLUMNS
from coder.record.journal import summary
from coder.record.kinds import OWNED
from coder.record.reader import Reader

_ACT = "a.act, a.replica, a.first_seq, a.last_seq, a.coder, a.at, a.kinds, a.reverts, a.reverted_by, a.clock"

_SHARED_TOO = "',' || replace(a.kinds, ',', ',,') || ','"
for _name in OWNED:
    _SHARED_TOO = f"replace({_SHARED_TOO}, ',{_name},', '')"
_OWNED_NAMES = ", ".join(f"'{_name}'" for _name in OWNED)
# Most acts change one kind: that is looked up; only the names of several are taken out one by one.
_OWNED_ALONE = f"(a.kinds IN ({_OWNED_NAMES}) OR instr(a.kinds, ',') AND ({_SHARED_TOO}) = '')"
"""Whether an act changed nothing but people's own work; an act keeps the names of its kinds with commas between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which acts are asked for; what is empty is left open.

    `codes` are alternatives. `since` and `until` are ISO 8601 with a zone: at the first or later, at the second or
    earlier. `seen` are those whose codings, decisions and memos may be known of, None for everybody's.
    """

    coder: str = ""
    transcript: str = ""
    codes: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    kind: str = ""
    seen: frozenset[str] | None = None

    @property
    def by_place(self) -> bool:
        """Whether it asks for a transcript or for codes."""
        return bool(self.transcript or self.codes)


def acts(reader: Reader, wanted: Wanted, offset: int = 0, limit: int = -1) -> list[ActSummary]:
    """Return a page of the acts, newest first."""
    source, conditions, args = _asked(wanted)
    page = "ORDER BY {0} DESC, {1} DESC LIMIT ? OFFSET ?"
    if wanted.by_place:
        inner = f"SELECT DISTINCT t.act, t.time, t.last FROM {source}{conditions} {page.format('t.time', 't.last')}"
        query = f"SELECT {_ACT} FROM ({inner}) t JOIN act a ON a.act = t.act ORDER BY t.time DESC, t.last DESC"
    else:
        query = f"SELECT {_ACT} FROM {source}{conditions} {page.format('julianday(a.at)', 'a.clock')}"
    rows = reader.execute(query, (*args, limit, offset))
    return [summary(row) for row in rows]


def count(reader: Reader, wanted: Wanted) -> int:
    """Return how many acts are asked for."""
    source, conditions, args = _asked(wanted)
    what = "count(DISTINCT t.act)" if wanted.by_place else "count(*)"
    return int(reader.execute(f"SELECT {what} FROM {source}{conditions}", args).fetchone()[0])


def first_touch(reader: Reader, act: str, wanted: Wanted) -> int | None:
    """Return the number of an act's first change on what is asked for, None where no place is asked for."""
    if not wanted.by_place:
        return None
    conditions, args = _places(wanted)
    query = f"SELECT min(t.seq) FROM touched t INDEXED BY touched_by_act WHERE t.act = ? AND {' AND '.join(conditions)}"
    row = reader.execute(query, (act, *args)).fetchone()
    return None if row[0] is None else int(row[0])


def changes(reader: Reader, replica: str, first: int, last: int, limit: int = -1) -> list[Change]:
    """Return rows of the journal by their numbers, both included."""
    query = f"SELECT {COLUMNS} FROM change WHERE replica = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT ?"
    return [Change(*row) for row in reader.execute(query, (replica, first, last, limit))]


def transcripts_touched(reader: Reader, act: str, seen: frozenset[str] | None) -> tuple[int, str]:
    """Return how many transcripts an act touched, as far as it may be known, and the id of one of them."""
    whose, args = _whose(seen)
    condition = f"AND {whose}" if whose else ""
    query = (
        "SELECT count(*), coalesce(min(transcript), '') FROM (SELECT DISTINCT transcript FROM touched t "
        f"WHERE act = ? AND transcript > '' {condition})"
    )
    number, first = reader.execute(query, (act, *args)).fetchone()
    return number, first


def coding_image(reader: Reader, coding: str) -> str | None:
    """Return the last image that the journal has of a coding, be it gone by now."""
    query = (
        "SELECT coalesce(after, before) FROM change WHERE key = ? AND kind = 'coding' "
        "ORDER BY clock DESC, replica DESC LIMIT 1"
    )
    row = reader.execute(query, (coding,)).fetchone()
    return str(row[0]) if row else None


def _asked(wanted: Wanted) -> tuple[str, str, list[Any]]:
    """Return source, conditions and their values."""
    conditions: list[str] = []
    args: list[Any] = []
    if wanted.by_place:
        conditions, args = _places(wanted)
    for name, sign, value in (("since", ">=", wanted.since), ("until", "<=", wanted.until)):
        if value:
            time = "t.time" if wanted.by_place else "julianday(a.at)"
            conditions.append(f"{time} {sign} julianday(?)")
            args.append(getattr(wanted, name))
    if wanted.coder:
        conditions.append("a.coder = ?")
        args.append(wanted.coder)
    if wanted.kind:
        conditions.append("instr(',' || a.kinds || ',', ?) > 0")
        args.append(f",{wanted.kind},")
    if wanted.seen is not None:
        whose, names = _whose(wanted.seen, "s")
        mine = ", ".join("?" * len(names))
        conditions.append(
            f"(NOT {_OWNED_ALONE} OR a.coder IN ({mine}) "
            f"OR EXISTS (SELECT 1 FROM touched s WHERE s.act = a.act AND {whose}))"
        )
        args += [*names, *names]
    # The order of the joined tables is ours, for the index of the first is the order of the answer.
    source = "act a"
    if wanted.by_place:
        asks_acts = wanted.coder or wanted.kind or wanted.seen is not None
        source = "touched t CROSS JOIN act a ON a.act = t.act" if asks_acts else "touched t"
    return source, " WHERE " + " AND ".join(conditions) if conditions else "", args


def _places(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    args: list[Any] = []
    if wanted.transcript:
        conditions.append("t.transcript = ?")
        args.append(wanted.transcript)
    if wanted.codes:
        # Of several codes no index has the order; with a transcript its index serves better.
        column = "+t.code" if wanted.transcript else "t.code"
        conditions.append(f"{column} IN ({', '.join('?' * len(wanted.codes))})")
        args += wanted.codes
    whose, names = _whose(wanted.seen)
    if whose:
        conditions.append(whose)
        args += names
    return conditions, args


def _whose(seen: frozenset[str] | None, table: str = "t") -> tuple[str, Sequence[str]]:
    """Return the condition that what was touched may be known of; for `s`, that it is work of those who are seen."""
    if seen is None:
        return "", ()
    names = sorted(seen)
    everybodys = ["''"] if table == "t" else []
    return f"{table}.whose IN ({', '.join([*everybodys, *('?' * len(names))])})", names
