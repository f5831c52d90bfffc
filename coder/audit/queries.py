"""Looking words of the printed report up among codings and summaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.model.coding import Coding
from coder.record.reader import Reader
from coder.record.texts import get_text

MOST = 200


def with_quote_hash(reader: Reader, hashes: Sequence[str]) -> list[str]:
    """Return the codings on exactly these words."""
    marks = ", ".join("?" * len(hashes))
    rows = reader.execute(f"SELECT id FROM coding WHERE quote_hash IN ({marks}) LIMIT {MOST}", tuple(hashes))
    return [row[0] for row in rows]


def shown_as(reader: Reader, words: str) -> list[str]:
    """Return the codings that a finding prints shortened in just these words."""
    return [row[0] for row in reader.execute("SELECT coding FROM chosen WHERE shown = ?", (words,))]


def summaries(reader: Reader) -> list[str]:
    """Return what is written in the cells of matrices."""
    return [row[0] for row in reader.execute("SELECT text FROM cell")]


def over_words(reader: Reader, words: str) -> list[str]:
    """Return codings that stand over these words, wherever a transcript says them; not more than a few hundred."""
    found: list[str] = []
    rows = reader.execute(
        "SELECT t.id, x.body FROM text x JOIN transcript t ON t.text_hash = x.hash WHERE instr(x.body, ?)", (words,)
    )
    for transcript, body in rows:
        at = body.find(words)
        while at >= 0 and len(found) < MOST:
            found += [
                row[0]
                for row in reader.execute(
                    'SELECT id FROM coding WHERE transcript = ? AND start < ? AND "end" > ?',
                    (transcript, at + len(words), at),
                )
            ]
            at = body.find(words, at + 1)
        if len(found) >= MOST:
            break
    return found


def codings(reader: Reader, keys: Sequence[str]) -> Iterator[tuple[Coding, str]]:
    """Yield codings with their words."""
    if not keys:
        return
    texts = {}
    marks = ", ".join("?" * len(keys[:MOST]))
    for coding in reader.select(Coding, f"WHERE id IN ({marks})", tuple(keys[:MOST])):
        if coding.transcript not in texts:
            row = reader.execute("SELECT text_hash FROM transcript WHERE id = ?", (coding.transcript,)).fetchone()
            texts[coding.transcript] = get_text(reader, row[0])
        yield coding, texts[coding.transcript][coding.start : coding.end]
