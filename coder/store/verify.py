"""Proof that record, tables and texts agree: each disagreement is one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from coder.domain.change import check_chain
from coder.domain.text import LineIndex, digest, quote_hash
from coder.i18n import _
from coder.store.images import KINDS, kind
from coder.store.journal import Journal


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the record says: `what` names the object, `why` the disagreement."""

    what: str
    why: str


Step = Callable[[str], None]
STAGES = 7


def verify(connection: sqlite3.Connection, journal: Journal, step: Step = lambda _stage: None) -> Iterator[Difference]:
    """Yield every difference between chain, rebuilt tables, tables, texts and originals.

    `step` is called with the name of each stage, for a progress bar.
    """
    step("database")
    yield from _database(connection)
    step("journal")
    yield from (Difference("journal", why) for why in check_chain(journal.changes()))
    step("acts")
    yield from _acts(journal)
    step("tables")
    yield from _tables(connection, journal)
    step("texts")
    yield from _texts(connection)
    step("originals")
    yield from _originals(connection)
    step("quotes")
    yield from _quotes(connection)


def _database(connection: sqlite3.Connection) -> Iterator[Difference]:
    for (verdict,) in connection.execute("PRAGMA integrity_check"):
        if verdict != "ok":
            yield Difference("database", verdict)
    triggers = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in sorted({"change_is_append_only", "change_is_kept", "text_is_frozen", "original_is_frozen"} - triggers):
        yield Difference("database", _("the guard {name} was removed").format(name=name))


def _acts(journal: Journal) -> Iterator[Difference]:
    expected: dict[str, list[object]] = {}
    for c in journal.changes():
        entry = expected.setdefault(c.act, [c.replica, c.seq, c.seq, c.coder, c.at, {}, c.reverts, None])
        entry[2] = c.seq
        entry[5][c.kind] = None  # type: ignore[index]
    for name, entry in expected.items():
        if entry[6] is not None and (target := expected.get(str(entry[6]))):
            target[7] = name
            if target[6] is not None and (restored := expected.get(str(target[6]))):
                restored[7] = None
    found = {a.act: a for a in journal.acts()}
    for name, (replica, first, last, coder, at, kinds, reverts, reverted_by) in expected.items():
        act = found.pop(name, None)
        want: tuple[object, ...] = (replica, first, last, coder, at, tuple(kinds), reverts, reverted_by)  # type: ignore[arg-type]
        have = act and (
            act.replica,
            act.first_seq,
            act.last_seq,
            act.coder,
            act.at,
            act.kinds,
            act.reverts,
            act.reverted_by,
        )
        if have != want:
            yield Difference(f"act {name}", _("its summary is not what the journal says"))
    for name in found:
        yield Difference(f"act {name}", _("no row of the journal belongs to it"))


def _tables(connection: sqlite3.Connection, journal: Journal) -> Iterator[Difference]:
    """Rebuild every table from the journal, one object at a time, and compare it with what the table holds."""
    for name in KINDS:
        rule = kind(name)
        rows = connection.cursor().execute(f"{rule.select_whole} ORDER BY id")
        row = rows.fetchone()
        for key, expected in journal.latest(name):
            while row is not None and row[0] < key:
                yield _unknown(name, row)
                row = rows.fetchone()
            if row is None or row[0] != key:
                if expected is not None:
                    yield Difference(f"{name} {key}", _("is in the journal, but missing from the table"))
                continue
            yield from _compare(name, row, expected)
            row = rows.fetchone()
        while row is not None:
            yield _unknown(name, row)
            row = rows.fetchone()


def _unknown(name: str, row: tuple[Any, ...]) -> Difference:
    return Difference(f"{name} {row[0]}", _("is in the table, but the journal does not know it or removed it"))


def _compare(name: str, row: tuple[Any, ...], expected: str | None) -> Iterator[Difference]:
    rule, what = kind(name), f"{name} {row[0]}"
    if expected is None:
        yield _unknown(name, row)
        return
    try:
        image = rule.image(rule.from_row(row))
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        yield Difference(what, _("cannot be read: {why}").format(why=error))
        return
    if image != expected:
        yield Difference(what, _what_differs(image, expected))


def _what_differs(found: str, expected: str) -> str:
    have, want = msgspec.json.decode(found), msgspec.json.decode(expected)
    fields = [
        _("{field}: table {have}, journal {want}").format(field=k, have=repr(have.get(k)), want=repr(want.get(k)))
        for k in want
        if have.get(k) != want.get(k)
    ]
    return "; ".join(fields) or _("its image differs")


def _texts(connection: sqlite3.Connection) -> Iterator[Difference]:
    for text_hash, body in connection.execute("SELECT hash, body FROM text"):
        if digest(body.encode()) != text_hash:
            yield Difference(f"text {text_hash[:12]}", _("does not match its hash"))
    query = "SELECT name FROM transcript WHERE text_hash NOT IN (SELECT hash FROM text)"
    yield from (Difference(f"transcript {name}", _("its text is missing")) for (name,) in connection.execute(query))


def _originals(connection: sqlite3.Connection) -> Iterator[Difference]:
    for original_hash, text_hash, data in connection.execute("SELECT hash, text_hash, bytes FROM original"):
        if (text_hash if data is None else digest(data)) != original_hash:
            yield Difference(f"original {original_hash[:12]}", _("does not match its hash"))
    query = "SELECT name FROM transcript WHERE original_hash NOT IN (SELECT hash FROM original)"
    yield from (Difference(f"transcript {name}", _("its original is missing")) for (name,) in connection.execute(query))


def _quotes(connection: sqlite3.Connection) -> Iterator[Difference]:
    query = (
        'SELECT k.id, t.name, t.text_hash, k.start, k."end", k.line, k.quote_hash FROM main.coding k '
        "JOIN transcript t ON t.id = k.transcript ORDER BY t.id"
    )
    current, text, lines = None, "", LineIndex("")
    for coding, name, text_hash, start, end, line, expected in connection.execute(query):
        if text_hash != current:
            row = connection.execute("SELECT body FROM text WHERE hash = ?", (text_hash,)).fetchone()
            current, text = text_hash, row[0] if row else ""
            lines = LineIndex(text)
        if quote_hash(text[start:end]) != expected:
            yield Difference(
                f"coding {coding}", _("its words in {name} are not those that were coded").format(name=name)
            )
        elif lines.line_of(start) != line:
            yield Difference(
                f"coding {coding}",
                _("stands on line {found} of {name}, not {line}").format(
                    found=lines.line_of(start), name=name, line=line
                ),
            )
