"""Taking rows of another file in: into the journal as they are, into the tables as the union of all rows says."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter

import msgspec

from coder.errors import StoreError
from coder.i18n import _
from coder.model.journal.change import Change
from coder.model.text import digest
from coder.record.chain import COLUMNS
from coder.record.kind import encode_json
from coder.record.kinds import kind
from coder.record.union.acts_anew import Acts, trace_memos_anew
from coder.record.union.incoming import CHUNK, Proof, Span, read

_KNOWN = (
    "SELECT kind, key, clock, replica, after, seq FROM main.change "
    "WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY clock, replica"
)
_INSERT = (
    f"INSERT INTO main.change ({COLUMNS}) SELECT {COLUMNS} FROM theirs.change "
    "WHERE replica = ? AND seq BETWEEN ? AND ? ORDER BY seq"
)


@dataclass(slots=True)
class TakenIn:
    """What came in: rows by coder, kind and what became of the object, and how many acts.

    `withheld` counts rows of which only place and hash came in.
    """

    rows: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    withheld: int = 0
    acts: int = 0


_Newest = dict[tuple[str, str], tuple[int, str, str | None]]


def take_in(connection: sqlite3.Connection, spans: Sequence[Span], proof: Proof) -> TakenIn:
    """Take the rows of these spans in from the attached file, a few at a time.

    It is done within a transaction: where a row is not as it should be, the caller takes all of it back.
    """
    taken, acts = TakenIn(), Acts(connection)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    limits = {span.replica: span.after for span in spans}
    met: set[str] = set()
    for span in spans:
        rows = proof.check(span, read(connection, span))
        while chunk := list(islice(rows, CHUNK)):
            newest: _Newest = {}
            for row in chunk:
                _note(row, taken, newest, acts)
            known = _standing(connection, newest, lambda replica, seq: seq <= limits.get(replica, seq), met)
            connection.execute(_INSERT, (span.replica, chunk[0].seq, chunk[-1].seq))
            _fold(connection, newest, known)
    proof.check_parents()
    _texts(connection)
    taken.acts = acts.finish()
    if met:
        trace_memos_anew(connection, met)
    return taken


def _note(row: Change, taken: TakenIn, newest: _Newest, acts: Acts) -> None:
    if row.is_withheld:
        taken.withheld += 1
        return
    where, stamp = (row.kind, row.key), (row.clock, row.replica, row.after)
    if where not in newest or newest[where][:2] < stamp[:2]:
        newest[where] = stamp
    became = "made" if row.before is None else "removed" if row.after is None else "changed"
    taken.rows[row.coder, row.kind, became] += 1
    acts.note(row)


def _standing(
    connection: sqlite3.Connection,
    newest: _Newest,
    is_ours: Callable[[str, int], bool] = lambda _replica, _seq: True,
    met: set[str] | None = None,
) -> _Newest:
    """Return of these objects those that the journal knows, with the last row on each; note the codings among ours."""
    found: _Newest = {}
    wanted = {"keys": encode_json(list(dict.fromkeys(key for _kind, key in newest))).decode()}
    for name, key, clock, replica, after, seq in connection.execute(_KNOWN, wanted):
        if (name, key) in newest:
            found[name, key] = (clock, replica, after)
            if met is not None and name == "coding" and is_ours(replica, seq):
                met.add(key)
    return found


def _fold(connection: sqlite3.Connection, newest: _Newest, known: _Newest) -> None:
    """Let each object be what its last row says, of all rows: by clock, then by replica."""
    changed = [
        (name, key, stamp[2], (name, key) in known)
        for (name, key), stamp in newest.items()
        if (name, key) not in known or known[name, key][:2] < stamp[:2]
    ]
    for name, group in groupby(sorted(changed, key=itemgetter(0)), key=itemgetter(0)):
        rule, rows = kind(name), list(group)
        gone = ((key,) for _kind, key, image, is_known in rows if is_known and image is None)
        connection.executemany(rule.delete, gone)
        connection.executemany(rule.upsert, _table_rows(name, rows))


def fold_anew(connection: sqlite3.Connection, objects: Iterable[tuple[str, str]]) -> None:
    """Let each of these objects be what its last row says."""
    wanted: _Newest = dict.fromkeys(objects, (0, "", None))
    _fold(connection, _standing(connection, wanted), wanted)


def _table_rows(name: str, rows: Iterable[tuple[str, str, str | None, bool]]) -> Iterator[tuple[object, ...]]:
    rule = kind(name)
    for _kind, key, image, _is_known in rows:
        if image is None:
            continue
        try:
            value = rule.from_image(image)
        except msgspec.MsgspecError as error:
            raise StoreError(
                _("{kind} {key} of the other file cannot be read: {why}").format(kind=name, key=key, why=error),
                _("update coder, or run coder verify where it was made; nothing was changed here"),
            ) from error
        if value.id != key:
            raise StoreError(
                _("{kind} {key} of the other file cannot be read: {why}").format(kind=name, key=key, why=value.id),
                _("run coder verify where it was made; nothing was changed here"),
            )
        yield rule.row(value)


def _texts(connection: sqlite3.Connection) -> None:
    """Bring in the texts and originals that this file lacks, and the hashes from before an upgrade."""
    for text_hash in _lacking(connection, "text"):
        [body] = connection.execute("SELECT body FROM theirs.text WHERE hash = ?", (text_hash,)).fetchone()
        _require_digest(text_hash, body.encode())
        connection.execute("INSERT INTO main.text VALUES (?, ?)", (text_hash, body))
    for digest_ in _lacking(connection, "original"):
        row = connection.execute("SELECT hash, text_hash, bytes FROM theirs.original WHERE hash = ?", (digest_,))
        original_hash, text_hash, data = row.fetchone()
        if data is not None:
            _require_digest(original_hash, data)
        connection.execute("INSERT INTO main.original VALUES (?, ?, ?)", (original_hash, text_hash, data))
    connection.execute(
        "INSERT OR IGNORE INTO main.former SELECT replica, seq, hash FROM theirs.former f "
        "WHERE EXISTS (SELECT 1 FROM main.change c WHERE c.replica = f.replica AND c.seq = f.seq)"
    )
    connection.execute(
        "INSERT OR IGNORE INTO main.erased SELECT erasure, replica, seq, before, after FROM theirs.erased"
    )
    bring_signatures(connection)


def _lacking(connection: sqlite3.Connection, table: str) -> list[str]:
    query = f"SELECT hash FROM theirs.{table} WHERE hash NOT IN (SELECT hash FROM main.{table})"
    return [found for (found,) in connection.execute(query)]


def bring_signatures(connection: sqlite3.Connection) -> None:
    """Bring in the signatures that this file lacks: they come although no row does, for a row is signed later."""
    connection.execute(
        "INSERT OR IGNORE INTO main.signature SELECT replica, seq, hash, root, key, at, armour FROM theirs.signature"
    )


def _require_digest(told: str, data: bytes) -> None:
    if digest(data) != told:
        raise StoreError(
            _("the text {hash} of the other file is not whole").format(hash=told[:12]),
            _("run coder verify where it was made; nothing was changed here"),
        )
