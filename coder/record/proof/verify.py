"""Proof that record, tables and texts agree: each disagreement is one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from coder.i18n import _
from coder.model.displaced import Displaced
from coder.model.journal.change import ActSummary, Change, check_chain
from coder.model.text import LineIndex, digest, quote_hash
from coder.record import activity, cache
from coder.record.chain import parents_of
from coder.record.erasure import erasing
from coder.record.file import upgrade
from coder.record.journal import Journal, Link
from coder.record.kinds import KINDS, kind
from coder.record.proof import erasure_proof, schema_proof, signature_proof
from coder.record.reader import Reader
from coder.record.union.withheld_rows import FOR


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the record says: `what` names the object, `why` the disagreement."""

    what: str
    why: str


Step = Callable[[str], None]
STAGES = 9


def verify(connection: sqlite3.Connection, journal: Journal, step: Step = lambda _stage: None) -> Iterator[Difference]:
    """Yield every difference between chain, rebuilt tables, tables, texts and originals.

    `step` is called with the name of each stage, for a progress bar. What cannot be read at all is a difference too.
    """
    known = _Known()
    stages: tuple[tuple[str, Callable[[], Iterator[Difference]]], ...] = (
        ("database", lambda: _database(connection)),
        ("journal", lambda: _journal(connection, journal)),
        ("upgrades", lambda: (Difference(*one) for one in upgrade.disagreements(connection))),
        ("acts", lambda: _acts(connection, journal, known)),
        ("tables", lambda: _tables(connection, journal)),
        ("texts", lambda: _texts(connection, known)),
        ("originals", lambda: _originals(connection, known)),
        ("quotes", lambda: _quotes(connection)),
        ("signatures", lambda: (Difference(*one) for one in signature_proof.disagreements(Reader(connection)))),
    )
    for name, stage in stages:
        step(name)
        try:
            yield from stage()
        except (sqlite3.OperationalError, msgspec.MsgspecError, ValueError) as error:
            yield Difference(name, _("cannot be read: {why}").format(why=error))


def _journal(connection: sqlite3.Connection, journal: Journal) -> Iterator[Difference]:
    """Check the chain; a row may differ from what was written only as a withdrawal says."""
    reader = Reader(connection)
    rewritten = erasing.steps_by_row(erasing.erased_rows(reader))
    yield from (Difference("journal", why) for why in check_chain(journal.changes(), rewritten))
    yield from (Difference(what, why) for what, why in erasure_proof.disagreements(reader))


@dataclass(slots=True)
class _Known:
    """What the journal says of files: all texts ever taken in, and the originals that they were read from."""

    texts: set[str] = field(default_factory=set)
    originals: set[tuple[str, str]] = field(default_factory=set)

    def note(self, change: Change) -> None:
        """Note the files that a change to a transcript names."""
        for image in (change.before, change.after) if change.kind == "transcript" else ():
            if image is not None:
                files = _decode_files(image)
                self.texts.add(files.text_hash)
                self.originals.add((files.original_hash, files.text_hash))


class _Files(msgspec.Struct):
    text_hash: str
    original_hash: str


_decode_files = msgspec.json.Decoder(_Files).decode


def _database(connection: sqlite3.Connection) -> Iterator[Difference]:
    for (verdict,) in connection.execute("PRAGMA integrity_check"):
        if verdict != "ok":
            yield Difference("database", verdict)
    yield from (Difference("database", why) for why in schema_proof.disagreements(connection))
    yield from (Difference(f"cache {name}", _("is not what was kept")) for name in cache.changed(connection))
    yield from _meta(connection)


def _meta(connection: sqlite3.Connection) -> Iterator[Difference]:
    """Yield what is wrong with the few facts that the journal's writer goes by."""
    for key, value in connection.execute("SELECT key, value FROM meta ORDER BY key"):
        if key == FOR:
            continue
        if key != "replica":
            yield Difference(f"meta {key}", _("does not belong to a study"))
            continue
        has_rows = connection.execute("SELECT EXISTS (SELECT 1 FROM change)").fetchone()[0]
        is_known = connection.execute("SELECT EXISTS (SELECT 1 FROM change WHERE replica = ?)", (value,)).fetchone()[0]
        if has_rows and not is_known:
            yield Difference("meta replica", _("the journal knows no copy {name}").format(name=value))


def _acts(connection: sqlite3.Connection, journal: Journal, known: _Known) -> Iterator[Difference]:
    """Compare the acts' summaries and what they touched with the journal."""
    expected: dict[str, list[Any]] = {}
    apart: dict[str, int] = {}
    withheld: set[tuple[str, int]] = set()

    def read() -> Iterator[Change]:
        for c in journal.changes():
            if c.is_withheld:
                withheld.add((c.replica, c.seq))
                continue
            entry = expected.setdefault(c.act, [c.replica, c.seq, c.seq - 1, c.coder, c.at, {}, c.reverts, None, 0])
            _hold_together(entry, c, withheld, apart)
            entry[2], entry[8] = c.seq, c.clock
            entry[5][c.kind] = None
            known.note(c)
            yield c

    for act in activity.follow(connection, read()):
        if not activity.is_kept(connection, act):
            yield Difference(f"act {act.act}", _("what it touched is not what the journal says"))
    for name, seq in apart.items():
        yield Difference(f"act {name}", _("its row #{number} is of another coder, time or place").format(number=seq))
    _take_back(expected)
    found = {a.act: a for a in journal.acts()}
    for name, (replica, first, last, coder, at, kinds, reverts, reverted_by, clock) in expected.items():
        want = ActSummary(name, replica, first, last, coder, at, tuple(kinds), reverts, reverted_by, clock)
        if found.pop(name, None) != want:
            yield Difference(f"act {name}", _("its summary is not what the journal says"))
    for name in sorted({*found, *activity.acts(connection)} - expected.keys()):
        yield Difference(f"act {name}", _("no row of the journal belongs to it"))


def _hold_together(entry: Sequence[Any], c: Change, withheld: set[tuple[str, int]], apart: dict[str, int]) -> None:
    """Note a row that does not go on an act: rows of an act follow each other, those that are withheld among them."""
    between = ((c.replica, seq) for seq in range(entry[2] + 1, c.seq))
    if (c.replica, c.coder, c.at, c.reverts) != (entry[0], *entry[3:5], entry[6]) or not withheld.issuperset(between):
        apart[c.act] = c.seq


def _take_back(expected: dict[str, list[Any]]) -> None:
    """Enter which act takes back which, in the order in which they were made."""
    for name, entry in sorted(expected.items(), key=lambda item: (item[1][8], item[1][0])):
        if entry[6] is not None and (target := expected.get(entry[6])):
            target[7] = name
            if target[6] is not None and (restored := expected.get(target[6])):
                restored[7] = None


def _tables(connection: sqlite3.Connection, journal: Journal) -> Iterator[Difference]:
    """Rebuild every table from the journal, read once, an object at a time, and compare it with what it holds."""
    waiting, strays = set(KINDS), list[Difference]()

    def images(found: Iterable[tuple[str, str, list[Link]]]) -> Iterator[tuple[str, str | None]]:
        for _kind, key, links in found:
            strays.extend(_parents(links))
            yield key, links[-1].after

    for name, found in groupby(journal.lives(), key=itemgetter(0)):
        if name in waiting:
            waiting.remove(name)
            yield from _table(connection, name, images(found))
    for name in sorted(waiting):
        rows = connection.cursor().execute(f"SELECT id FROM {kind(name).table} ORDER BY id")
        yield from (_unknown(name, row) for row in rows)
    yield from strays


def _parents(links: Sequence[Link]) -> Iterator[Difference]:
    """Yield the rows of an object that name no row before them, or found another image than that row left.

    A row right after one of its own replica must have known it, and names it.
    """
    left: dict[str, tuple[int, str | None]] = {}
    last: Link | None = None
    for link in links:
        named = parents_of(link.parent)
        found = sorted((left[one] for one in named if one in left), key=itemgetter(0))
        if len(found) < len(named) or (last and last.replica == link.replica and last.hash not in named):
            yield Difference("journal", _("#{number} does not name the row before it").format(number=link.seq))
        elif (found[-1][1] if found else None) != link.before:
            yield Difference("journal", _("#{number} found something else than was there").format(number=link.seq))
        left[link.hash], last = (len(left), link.after), link


def _table(connection: sqlite3.Connection, name: str, images: Iterable[tuple[str, str | None]]) -> Iterator[Difference]:
    """Compare the table of a kind with the images that hold, by id."""
    rows = connection.cursor().execute(f"{kind(name).select_whole} ORDER BY id")
    row = rows.fetchone()
    for key, expected in images:
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
        wanted = rule.row(rule.from_image(expected))
    except msgspec.MsgspecError as error:
        yield Difference(what, _("cannot be read from the journal: {why}").format(why=error))
        return
    if wanted != row:
        fields = [
            _("{field}: table {have}, journal {want}").format(field=column, have=repr(have), want=repr(want))
            for column, have, want in zip(rule.columns, row, wanted, strict=True)
            if have != want
        ]
        yield Difference(what, "; ".join(fields))


def _texts(connection: sqlite3.Connection, known: _Known) -> Iterator[Difference]:
    missing = set(known.texts)
    for text_hash, body in connection.execute("SELECT hash, body FROM text"):
        what = f"text {text_hash[:12]}"
        if digest(body.encode()) != text_hash:
            yield Difference(what, _("does not match its hash"))
        if text_hash not in known.texts:
            yield Difference(what, _("the journal knows no transcript with it"))
        missing.discard(text_hash)
    yield from (Difference(f"text {text_hash[:12]}", _("is missing")) for text_hash in sorted(missing))


def _originals(connection: sqlite3.Connection, known: _Known) -> Iterator[Difference]:
    missing = {original for original, _text in known.originals}
    for original_hash, text_hash, data in connection.execute("SELECT hash, text_hash, bytes FROM original"):
        what = f"original {original_hash[:12]}"
        if (text_hash if data is None else digest(data)) != original_hash:
            yield Difference(what, _("does not match its hash"))
        if (original_hash, text_hash) not in known.originals:
            yield Difference(what, _("the journal knows no transcript that was read from it into this text"))
        if data is not None and text_hash == original_hash:
            yield Difference(what, _("bytes that are the text itself were laid beside it"))
        missing.discard(original_hash)
    yield from (Difference(f"original {original[:12]}", _("is missing")) for original in sorted(missing))


def _quotes(connection: sqlite3.Connection) -> Iterator[Difference]:
    query = (
        'SELECT k.id, t.name, t.text_hash, k.start, k."end", k.line, k.quote_hash FROM main.coding k '
        "JOIN transcript t ON t.id = k.transcript ORDER BY t.id"
    )
    yield from _lost_quotes(connection)
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


def _lost_quotes(connection: sqlite3.Connection) -> Iterator[Difference]:
    """Yield the lost codings whose words are not in the text that they were made on."""
    rule = kind("lost")
    texts: dict[str, str] = {}
    for row in connection.execute(f"{rule.select_whole} ORDER BY text_hash"):
        one: Displaced = rule.from_row(row)
        if one.text_hash not in texts:
            found = connection.execute("SELECT body FROM text WHERE hash = ?", (one.text_hash,)).fetchone()
            texts = {one.text_hash: found[0] if found else ""}
        words = texts[one.text_hash][one.span.start : one.span.end]
        if one.coding is not None and quote_hash(words) != one.coding.quote_hash:
            yield Difference(f"lost {one.id}", _("its words are not those that were coded"))
