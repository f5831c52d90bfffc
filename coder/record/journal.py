"""The append-only journal: every act as rows of before and after, chained by hash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from coder.errors import ConflictError
from coder.i18n import _
from coder.model.identity import new_id, now
from coder.model.journal.change import GENESIS, ActSummary, Change, Noted
from coder.model.journal.moment import limits_text, row_name
from coder.model.journal.signing_key import TAKE_KEY
from coder.record.activity import Trail, keep
from coder.record.chain import COLUMNS, Head, Written, append, heads, read_head
from coder.record.entry import Entry, Link, Put, Ready
from coder.record.file.database import told_plainly
from coder.record.file.writing import transaction
from coder.record.kind import encode_json
from coder.record.kinds import kind

_CHUNK = 2000
# Ids that people know, as F1 or a code, are short; random ones have 32 signs.
_SHORT_KEY = 31
_as_change: Callable[[tuple[Any, ...]], Change] = partial(tuple.__new__, Change)
"""Half the time of `Change._make`, which counts the columns; a whole journal has hundreds of thousands of rows."""
_ACT_COLUMNS = "act, replica, first_seq, last_seq, coder, at, kinds, reverts, reverted_by, clock"


class Journal:
    """Writes acts into the change table and, by one rule, into the table of each kind."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection, self.path = connection, path
        self.replica = self._replica()
        self.written = ""
        """The act that was written last by this connection; others write too."""

    def _replica(self) -> str:
        row = self.connection.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
        if row:
            return str(row[0])
        with told_plainly(self.path), transaction(self.connection):
            self.connection.execute("INSERT OR IGNORE INTO meta VALUES ('replica', ?)", (new_id()[-12:],))
        return self._replica()

    def head(self) -> tuple[int, str]:
        """Return number and hash of the last row, of whichever replica (0 and the genesis hash when empty)."""
        newest = self.newest()
        return newest.seq, newest.hash

    def newest(self) -> Head:
        """Return the end of the chain that was written to last."""
        found = heads(self.connection)
        return found[-1] if found else Head(self.replica, 0, 0, GENESIS)

    def limits(self) -> dict[str, int]:
        """Return the number of each replica's last row: the moment of now."""
        return {head.replica: head.seq for head in heads(self.connection)}

    def moment(self) -> str:
        """Return the moment of now as text where there are several replicas; one's number says it all."""
        limits = self.limits()
        return limits_text(limits) if len(limits) > 1 else ""

    def name_of(self, replica: str, seq: int) -> str:
        """Return what a row is called: its number, with its replica where there are several."""
        return row_name(replica, seq, several=len(heads(self.connection)) > 1)

    def record(
        self, puts: Iterable[Entry], *, coder: str, verb: str, reverts: str | None = None, settling: bool = False
    ) -> str:
        """Write one act and apply it; return the act's name. All of it is on disk on return, or none.

        `puts` is read inside the transaction, so a generator may store texts as it goes. An act that is `settling`
        builds on all that stands apart of its objects. Raises `ConflictError` where an object is no longer what the
        act says it was.
        """
        act = f"{verb}#{new_id()[-16:]}"
        with told_plainly(self.path):
            try:
                with transaction(self.connection):
                    self._write(puts, (coder, act, reverts), settling=settling)
            except sqlite3.IntegrityError as error:
                raise ConflictError(
                    _("the study no longer allows this: {why}").format(why=error),
                    _("something else rests on it; look at coder log"),
                ) from error
        self.written = act
        return act

    def _write(self, puts: Iterable[Entry], named: tuple[str, str, str | None], *, settling: bool) -> None:
        coder, act, reverts = named
        # A backup may have been put back under an open window: the file is another replica then.
        self.replica = self._replica()
        head, at = read_head(self.connection, self.replica), now()
        first, kinds, trail = head.seq + 1, dict[str, None](), Trail()
        iterator = iter(puts)
        while chunk := list(islice(iterator, _CHUNK)):
            append(self.connection, list(map(_found, chunk)), head, (at, coder, act), reverts, settling=settling)
            for seq, put in enumerate(chunk, start=head.seq - len(chunk) + 1):
                if isinstance(put, Ready):
                    trail.note_row(put.kind, put.key, put.row, seq)
                else:
                    trail.note_values(put.kind, put.key, (put.before, put.after), seq)
            for name, group in groupby(chunk, key=lambda p: p.kind):
                kinds[name] = None
                self._apply(name, list(group))
        if head.seq >= first:
            self.connection.execute(
                f"INSERT INTO act ({_ACT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
                (act, self.replica, first, head.seq, coder, at, ",".join(kinds), reverts, head.clock),
            )
            keep(self.connection, act, at, head.clock, trail.rows(self.connection, head.clock))
            if reverts:
                mark_reverted(self.connection, act, reverts)

    def _apply(self, name: str, puts: Sequence[Entry]) -> None:
        rule = kind(name)
        if all(isinstance(p, Ready) or p.before is None for p in puts):
            rows = (p.row if isinstance(p, Ready) else rule.row(p.after) for p in puts)
            try:
                self.connection.executemany(rule.insert, rows)
            except sqlite3.IntegrityError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
                    raise
                raise ConflictError(
                    _("somebody has written this already: {kind}").format(kind=rule.label()),
                    _("look at it again; a blind coder does not see what others wrote: agree on one writer"),
                ) from error
            return
        if all(isinstance(p, Put) and p.after is None for p in puts):
            self._remove(name, [p for p in puts if isinstance(p, Put)])
            return
        for put in puts:
            if isinstance(put, Ready):
                self.connection.execute(rule.insert, put.row)
                continue
            found = self.connection.execute(f"{rule.select_whole} WHERE id = ?", (put.key,)).fetchone()
            expected = None if put.before is None else rule.row(put.before)
            if found != expected:
                raise _changed_since(name, put.key)
            if put.after is None:
                self.connection.execute(rule.delete, (put.key,))
            else:
                self.connection.execute(rule.upsert, rule.row(put.after))

    def _remove(self, name: str, puts: Sequence[Put]) -> None:
        """Remove objects, read and compared at once: taking a bulk act back removes hundreds of thousands."""
        rule = kind(name)
        keys = encode_json([put.key for put in puts]).decode()
        query = f"{rule.select_whole} WHERE id IN (SELECT value FROM json_each(?))"
        found = {row[0]: row for row in self.connection.execute(query, (keys,))}
        for put in puts:
            if found.get(put.key) != rule.row(put.before):
                raise _changed_since(name, put.key)
        self.connection.executemany(rule.delete, [(put.key,) for put in puts])

    def changes(self, act: str | None = None, *, reverse: bool = False) -> Iterator[Change]:
        """Yield the journal's rows by replica and number, of one act or of all; the last first if `reverse`."""
        where, args = ("", ())
        if act is not None:
            summary = self.act(act)
            if summary is None:
                return
            where = "WHERE replica = ? AND seq BETWEEN ? AND ?"
            args = (summary.replica, summary.first_seq, summary.last_seq)  # type: ignore[assignment]
        order = "replica DESC, seq DESC" if reverse else "replica, seq"
        rows = self.connection.execute(f"SELECT {COLUMNS} FROM change {where} ORDER BY {order}", args)
        yield from map(_as_change, rows)

    def act(self, name: str) -> ActSummary | None:
        """Return an act by its name."""
        row = self.connection.execute(f"SELECT {_ACT_COLUMNS} FROM act WHERE act = ?", (name,)).fetchone()
        return summary(row) if row else None

    def number_of(self, act: str) -> int:
        """Return the number of an act's last row, which is not the last of all where another window wrote since."""
        found = self.act(act)
        return found.last_seq if found else self.head()[0]

    def changes_of(self, key: str) -> list[Change]:
        """Return the journal's rows on one object, oldest first."""
        rows = self.connection.execute(f"SELECT {COLUMNS} FROM change WHERE key = ? ORDER BY clock, replica", (key,))
        return [Change(*row) for row in rows]

    def with_hash(self, head: str) -> list[Noted]:
        """Return the changes whose hash begins so, or did before the journal's upgrade."""
        rows = self.connection.execute(
            "SELECT replica, seq, clock, at, hash FROM change WHERE substr(hash, 1, :length) = :head UNION ALL "
            "SELECT replica, c.seq, c.clock, c.at, f.hash FROM former f JOIN change c USING (replica, seq) "
            "WHERE substr(f.hash, 1, :length) = :head",
            {"length": len(head), "head": head},
        )
        return [Noted(*row) for row in rows]

    def count_since(self, limits: Mapping[str, int]) -> int:
        """Return how many changes people made that a moment does not hold."""
        query = "SELECT count(*) FROM change WHERE replica = ? AND seq > ? AND kind NOT IN ('upgrade', 'replica')"
        return sum(
            int(self.connection.execute(query, (head.replica, limits.get(head.replica, 0))).fetchone()[0])
            for head in heads(self.connection)
        )

    def lives(self, among: str = "") -> Iterator[tuple[str, str, list[Link]]]:
        """Yield each object, by kind and id, with its rows by clock and replica: the image of the last one holds.

        `among` is a query of the ids of those that are wanted.
        """
        wanted = f"AND key IN ({among})" if among else ""
        rows = self.connection.cursor().execute(
            f"SELECT kind, key, replica, seq, hash, parent, before, after FROM change WHERE kind <> '' {wanted} "
            "ORDER BY kind, key, clock, replica"
        )
        for (name, key), group in groupby(rows, key=itemgetter(0, 1)):
            yield name, key, [Link(*row[2:]) for row in group]

    def acts(self, coder: str | None = None, limit: int | None = None) -> list[ActSummary]:
        """Return the newest acts first."""
        where = "WHERE coder = ?" if coder else ""
        rows = self.connection.execute(
            f"SELECT {_ACT_COLUMNS} FROM act {where} ORDER BY clock DESC, replica DESC LIMIT ?",
            (*((coder,) if coder else ()), -1 if limit is None else limit),
        )
        return [summary(row) for row in rows]

    def undoable(
        self, coder: str, kinds: frozenset[str] | None = None, without: frozenset[str] = frozenset()
    ) -> ActSummary | None:
        """Return the coder's last standing act that touches no other than `kinds` and has none of these verbs."""
        return next((a for a in self.standing(coder, kinds, without) if a.reverts is None), None)

    def redoable(
        self, coder: str, kinds: frozenset[str] | None = None, without: frozenset[str] = frozenset()
    ) -> ActSummary | None:
        """Return the coder's last standing undo, if no plain act has come since."""
        for act in self.standing(coder, kinds, without):
            if act.reverts is None:
                return None
            if self.is_undo(act):
                return None if self.verb_taken_back(act) in without else act
        return None

    def is_undo(self, act: ActSummary) -> bool:
        """Tell whether an act takes a plain one back; a redo takes back an undo."""
        target = self.act(act.reverts) if act.reverts else None
        return target is not None and target.reverts is None

    def verb_taken_back(self, act: ActSummary) -> str:
        """Return the verb of the act that an undo took back, empty where it is none."""
        target = self.act(act.reverts) if act.reverts else None
        return target.verb if target else ""

    def standing(
        self, coder: str, kinds: frozenset[str] | None, without: frozenset[str], transcript: str = ""
    ) -> Iterator[ActSummary]:
        """Yield the coder's acts that were not taken back, newest first, or those on a transcript alone.

        A redo stands for the act it restored.
        """
        there = "AND act IN (SELECT act FROM touched WHERE transcript = ?)" if transcript else ""
        rows = self.connection.execute(
            f"SELECT {_ACT_COLUMNS} FROM act WHERE coder = ? AND reverted_by IS NULL {there} "
            "ORDER BY clock DESC, replica DESC",
            (coder, transcript) if transcript else (coder,),
        )
        for row in rows:
            act = summary(row)
            if (kinds is None or kinds.issuperset(act.kinds)) and act.verb not in {*without, TAKE_KEY}:
                yield act

    def transcripts_of(self, act: str) -> frozenset[str]:
        """Return the ids of the transcripts that an act touched."""
        rows = self.connection.execute("SELECT DISTINCT transcript FROM touched WHERE act = ?", (act,))
        return frozenset(row[0] for row in rows if row[0])

    def revert(self, act: ActSummary, *, coder: str, verb: str) -> str:
        """Append the swapped images of an act, last row first, and return the new act's name."""
        puts = map(_turned, self.changes(act.act, reverse=True))
        return self.record(puts, coder=coder, verb=verb, reverts=act.act)


def _changed_since(name: str, key: str) -> ConflictError:
    """Return the refusal to write over what another wrote; a random id tells a person nothing and is left out."""
    label = kind(name).label()
    told = label if key == name or len(key) > _SHORT_KEY else f"{label} {key}"
    return ConflictError(
        _("{name} has changed since").format(name=told),
        _("look at it again and repeat the act if it still fits"),
    )


def _turned(change: Change) -> Entry:
    """Return what takes a change back; an object that comes back does so with the image that it had."""
    if change.after is None and change.before is not None:
        rule = kind(change.kind)
        return Ready(change.kind, change.key, change.before, rule.row(rule.from_image(change.before)))
    return Put(change.kind, _decoded(change.kind, change.after), _decoded(change.kind, change.before))


def _decoded(name: str, image: str | None) -> Any:
    return None if image is None else kind(name).from_image(image)


def _found(put: Entry) -> Written:
    """Return what the chain holds of an entry of an act."""
    if isinstance(put, Ready):
        return Written(put.kind, put.key, True, put.image)
    image = None if put.after is None else encode_json(put.after).decode()
    return Written(put.kind, put.key, put.before is None, image)


def mark_reverted(connection: sqlite3.Connection, act: str, reverts: str) -> None:
    """Note that `act` takes back `reverts`, and that what `reverts` itself took back stands again."""
    connection.execute("UPDATE act SET reverted_by = ? WHERE act = ?", (act, reverts))
    connection.execute(
        "UPDATE act SET reverted_by = NULL WHERE act = (SELECT reverts FROM act WHERE act = ?)", (reverts,)
    )


def summary(row: Sequence[Any]) -> ActSummary:
    """Return an act from its row."""
    act, replica, first, last, coder, at, kinds, reverts, reverted_by, clock = row
    return ActSummary(act, replica, first, last, coder, at, tuple(kinds.split(",")), reverts, reverted_by, clock)
