"""Proof that record, tables and texts agree: each disagreement is one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from coder.i18n import _
from coder.model.displaced import Displaced
from coder.model.journal.change import Change, check_chain
from coder.model.text import LineIndex, digest, quote_hash
from coder.record import cache
from coder.record.erasure import erasing
from coder.record.file import upgrade
from coder.record.journal import Journal
from coder.record.kind import encoder
from coder.record.kinds import kind
from coder.record.proof import erasure_proof, schema_proof, signature_proof, tables_proof
from coder.record.proof.acts_proof import ActsRead
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
    known, acts = _Known(), ActsRead(connection)
    stages: tuple[tuple[str, Callable[[], Iterator[Difference]]], ...] = (
        ("database", lambda: _database(connection)),
        ("journal", lambda: _journal(connection, acts.passing(map(known.note, journal.changes())))),
        ("upgrades", lambda: (Difference(*one) for one in upgrade.disagreements(connection))),
        ("acts", lambda: (Difference(*one) for one in acts.disagreements(journal))),
        ("tables", lambda: (Difference(*one) for one in tables_proof.disagreements(connection, journal))),
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


def _journal(connection: sqlite3.Connection, changes: Iterable[Change]) -> Iterator[Difference]:
    """Check the chain; a row may differ from what was written only as a withdrawal says."""
    reader = Reader(connection)
    rewritten = erasing.steps_by_row(erasing.erased_rows(reader))
    yield from (Difference("journal", why) for why in check_chain(changes, rewritten, encoder()))
    yield from (Difference(what, why) for what, why in erasure_proof.disagreements(reader))


@dataclass(slots=True)
class _Known:
    """What the journal says of files: all texts ever taken in, and the originals that they were read from."""

    texts: set[str] = field(default_factory=set)
    originals: set[tuple[str, str]] = field(default_factory=set)

    def note(self, change: Change) -> Change:
        """Note the files that a change to a transcript names, and return the change."""
        if change.kind == "transcript":
            for image in filter(None, (change.before, change.after)):
                files = _decode_files(image)
                self.texts.add(files.text_hash)
                self.originals.add((files.original_hash, files.text_hash))
        return change


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
            yield Difference(what, _("the original file equals the text, yet it was stored as well"))
        missing.discard(original_hash)
    yield from (Difference(f"original {original[:12]}", _("is missing")) for original in sorted(missing))


def _quotes(connection: sqlite3.Connection) -> Iterator[Difference]:
    yield from _lost_quotes(connection)
    transcripts = "SELECT t.id, t.name, x.body FROM transcript t LEFT JOIN text x ON x.hash = t.text_hash ORDER BY t.id"
    codings = 'SELECT id, start, "end", line, quote_hash FROM main.coding WHERE transcript = ?'
    for transcript, name, body in connection.cursor().execute(transcripts):
        text = body or ""
        line_of, known = LineIndex(text).line_of, dict[tuple[int, int], tuple[str, int]]()
        for coding, start, end, line, expected in connection.execute(codings, (transcript,)):
            # The same words often have several codes, by several coders.
            found = known.get((start, end))
            if found is None:
                found = known[start, end] = (quote_hash(text[start:end]), line_of(start))
            if found[0] != expected:
                why = _("its words in {name} are not those that were coded").format(name=name)
            elif found[1] != line:
                why = _("is on line {found} of {name}, not {line}").format(found=found[1], name=name, line=line)
            else:
                continue
            yield Difference(f"coding {coding}", why)


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
