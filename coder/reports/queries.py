"""Reading the whole record, piece by piece, to be packed."""

from __future__ import annotations

from collections.abc import Iterator

from coder.model.coding import Coding
from coder.record.kinds import KINDS, kind
from coder.record.reader import Reader
from coder.record.texts import get_text


def texts(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield every text with its hash."""
    yield from reader.execute("SELECT hash, body FROM text ORDER BY hash")


def former(reader: Reader) -> Iterator[bytes]:
    """Yield the hashes that rows had before the journal's upgrade as lines of CSV; nothing where there was none."""
    lines = reader.execute("SELECT replica, seq, hash FROM former ORDER BY replica, seq")
    yield from (f"{replica},{seq},{former}\n".encode() for replica, seq, former in lines)


def codings(reader: Reader) -> Iterator[tuple[Coding, str, str, str]]:
    """Yield every coding with its case, its transcript's name and its words; one text is held at a time."""
    rule = kind("coding")
    for key, case, name, text_hash in reader.execute(
        'SELECT id, "case", name, text_hash FROM transcript ORDER BY "case", name'
    ).fetchall():
        text = get_text(reader, text_hash)
        for row in reader.execute(f'{rule.select_whole} WHERE transcript = ? ORDER BY start, "end", id', (key,)):
            coding: Coding = rule.from_row(row)
            yield coding, case, name, text[coding.start : coding.end]


def objects(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and image of every object but codings and transcripts."""
    for name in KINDS:
        if name in {"coding", "transcript"}:
            continue
        rule = kind(name)
        for row in reader.execute(f"{rule.select_whole} ORDER BY id"):
            value = rule.from_row(row)
            yield name, value.id, rule.image(value)


def originals(reader: Reader) -> Iterator[bytes]:
    """Yield the hashes of the imported files as lines of CSV."""
    yield b"sha256,sha256_of_text\r\n"
    for row in reader.execute("SELECT hash, text_hash FROM original ORDER BY hash"):
        yield f"{row[0]},{row[1]}\r\n".encode()


def original_files(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """Yield the imported files that are not their text itself, by hash."""
    yield from reader.execute("SELECT hash, bytes FROM original WHERE bytes IS NOT NULL ORDER BY hash")
