"""Rewriting the record where a person's words are erased: the only way past the triggers that freeze it.

All of it happens inside the transaction of the act that names it. Each row of the journal whose image changes keeps
its hash and the commitment that it was written with, so the chain holds; `erased` keeps the commitment before and the
one since. The salt of then is gone, so that the words cannot be guessed from it.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from coder.model.journal.change import SALT_BYTES, Change, commit
from coder.model.journal.erasure_entry import ErasedRow
from coder.model.project import TranscriptRecord
from coder.record.chain import COLUMNS
from coder.record.file import upgrade
from coder.record.kinds import KINDS, kind
from coder.record.reader import Reader

_GUARD = "change_is_append_only"
Rewrite = Callable[[str, str], str]
"""Gives the image of an object of a kind without the words; the same image where there are none."""


def versions(reader: Reader, transcripts: Iterable[str] = ()) -> list[TranscriptRecord]:
    """Return these transcripts, or all of them, as they ever were."""
    wanted, rule = set(transcripts), kind("transcript")
    found: dict[TranscriptRecord, None] = {}
    for key, image in reader.execute("SELECT key, after FROM change WHERE kind = 'transcript' AND after IS NOT NULL"):
        if not wanted or key in wanted:
            found[rule.from_image(image)] = None
    return list(found)


def other_texts(reader: Reader, hashes: Iterable[str]) -> Iterator[str]:
    """Yield the texts of the study that have none of these hashes."""
    left_out = set(hashes)
    for text_hash, body in reader.execute("SELECT hash, body FROM text"):
        if text_hash not in left_out:
            yield body


def rewrite_journal(connection: sqlite3.Connection, erasure: str, rewrite: Rewrite) -> list[ErasedRow]:
    """Rewrite the images of the journal, each with a salt of its own, and return the rows whose image changed.

    Hashes from before an upgrade of the journal cover images bare: none that covers a rewritten row is kept.
    """
    found = [(old, new) for old in _changes(connection) if (new := _rewritten(old, rewrite)) != old]
    forgotten = upgrade.forget(connection, {old.replica: old.seq for old, _new in reversed(found)})
    upgrades = _changes(connection, "WHERE kind = 'upgrade'") if forgotten else ()
    found += [(old, _rewritten(old, lambda _kind, image: forgotten.get(image, image))) for old in upgrades]
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (_GUARD,)).fetchone()[0]
    connection.execute(f"DROP TRIGGER {_GUARD}")
    connection.executemany(
        "UPDATE change SET before = ?, after = ?, salt = ? WHERE replica = ? AND seq = ?",
        ((new.before, new.after, new.salt, new.replica, new.seq) for _old, new in found),
    )
    connection.execute(guard)
    rows = [
        ErasedRow(erasure, new.replica, new.seq, commit(old.salt, old.after), commit(new.salt, new.after))
        for old, new in found
        if old.after is not None and new.after is not None and old.after != new.after
    ]
    connection.executemany("INSERT INTO erased VALUES (?, ?, ?, ?, ?)", rows)
    return rows


def _rewritten(change: Change, rewrite: Rewrite) -> Change:
    """Return a row without the words; the same one where it holds none."""
    before, after = (None if i is None else rewrite(change.kind, i) for i in (change.before, change.after))
    salt = change.salt if after == change.after else os.urandom(SALT_BYTES).hex()
    return change._replace(before=before, after=after, salt=salt)


def _changes(connection: sqlite3.Connection, where: str = "") -> Iterator[Change]:
    for row in connection.cursor().execute(f"SELECT {COLUMNS} FROM change {where} ORDER BY replica, seq"):
        yield Change(*row)


def rewrite_tables(connection: sqlite3.Connection, rewrite: Rewrite) -> None:
    """Rewrite what stands in the tables as the journal's images were rewritten."""
    for name in KINDS:
        rule = kind(name)
        columns = ", ".join(f'"{column}" = ?' for column in rule.columns)
        update = f"UPDATE {rule.table} SET {columns} WHERE id = ?"
        for row in connection.execute(rule.select_whole).fetchall():
            image = rule.image(rule.from_row(row))
            if (new := rewrite(name, image)) != image:
                connection.execute(update, (*rule.row(rule.from_image(new)), row[0]))


def add_texts(connection: sqlite3.Connection, texts: Iterable[tuple[str, str]]) -> None:
    """Lay texts, with their hashes, beside those that they take the place of."""
    for text_hash, body in texts:
        connection.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (text_hash, body))
        connection.execute("INSERT OR IGNORE INTO original VALUES (?, ?, NULL)", (text_hash, text_hash))


def drop_texts(connection: sqlite3.Connection, hashes: Sequence[str]) -> None:
    """Remove texts, what they were read from, and all that was worked out of any text."""
    for text_hash in hashes:
        connection.execute("DELETE FROM original WHERE text_hash = ?", (text_hash,))
        connection.execute("DELETE FROM text WHERE hash = ?", (text_hash,))
    connection.execute("DELETE FROM cache")


def rewrite_state(connection: sqlite3.Connection, blank: Callable[[str], str]) -> None:
    """Blank what views and editors kept for their coders, drafts among it."""
    for coder, key, value in connection.execute("SELECT coder, key, value FROM state").fetchall():
        try:
            plain = msgspec.json.encode(msgspec.json.decode(value)).decode()
        except msgspec.DecodeError:
            plain = value
        if (new := blank(plain)) != plain:
            connection.execute("UPDATE state SET value = ? WHERE coder = ? AND key = ?", (new, coder, key))


def erased_rows(reader: Reader) -> list[ErasedRow]:
    """Return the rows of the journal that withdrawals rewrote."""
    return [
        ErasedRow(*row)
        for row in reader.execute(
            "SELECT erasure, replica, seq, before, after FROM erased ORDER BY replica, seq, erasure"
        )
    ]


def steps_by_row(rows: Iterable[ErasedRow]) -> dict[tuple[str, int], dict[str, set[str]]]:
    """Return which content followed which, by row."""
    found: dict[tuple[str, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row.replica, row.seq][row.before].add(row.after)
    return found
