"""Looking words of the printed report up among codings and summaries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from coder.model.coding import Coding
from coder.record.queries import load_all
from coder.record.texts import get_text

MOST = 200


def with_quote_hash(connection: sqlite3.Connection, hashes: Sequence[str]) -> list[str]:
    """Return the codings on exactly these words."""
    marks = ", ".join("?" * len(hashes))
    rows = connection.execute(f"SELECT id FROM coding WHERE quote_hash IN ({marks}) LIMIT {MOST}", tuple(hashes))
    return [row[0] for row in rows]


def shown_as(connection: sqlite3.Connection, words: str) -> list[str]:
    """Return the codings that a finding prints shortened in just these words."""
    return [row[0] for row in connection.execute("SELECT coding FROM chosen WHERE shown = ?", (words,))]


def summaries(connection: sqlite3.Connection) -> list[str]:
    """Return what is written in the cells of matrices."""
    return [row[0] for row in connection.execute("SELECT text FROM cell")]


def over_words(connection: sqlite3.Connection, words: str) -> list[str]:
    """Return codings that stand over these words, wherever a transcript says them; not more than a few hundred."""
    found: list[str] = []
    rows = connection.execute(
        "SELECT t.id, x.body FROM text x JOIN transcript t ON t.text_hash = x.hash WHERE instr(x.body, ?)", (words,)
    )
    for transcript, body in rows:
        at = body.find(words)
        while at >= 0 and len(found) < MOST:
            found += [
                row[0]
                for row in connection.execute(
                    'SELECT id FROM coding WHERE transcript = ? AND start < ? AND "end" > ?',
                    (transcript, at + len(words), at),
                )
            ]
            at = body.find(words, at + 1)
        if len(found) >= MOST:
            break
    return found


def codings(connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[Coding, str]]:
    """Yield codings with their words."""
    if not keys:
        return
    texts = {}
    marks = ", ".join("?" * len(keys[:MOST]))
    for coding in load_all(connection, "coding", f"WHERE id IN ({marks})", tuple(keys[:MOST])):
        if coding.transcript not in texts:
            row = connection.execute("SELECT text_hash FROM transcript WHERE id = ?", (coding.transcript,)).fetchone()
            texts[coding.transcript] = get_text(connection, row[0])
        yield coding, texts[coding.transcript][coding.start : coding.end]
