"""What can be learnt from: codings and refusals, the newest of each code."""

from __future__ import annotations

from typing import NamedTuple

from coder.record.reader import Reader


class Given(NamedTuple):
    """A coding, or a suggestion that was refused."""

    id: str
    transcript: str
    start: int
    end: int
    code: str
    coder: str


def given(reader: Reader, most: int) -> list[Given]:
    """Return the codings that may be seen, the newest `most` of each code, by place."""
    return _newest(reader, "coding", "1", most)


def refused(reader: Reader, most: int) -> list[Given]:
    """Return the suggestions refused that may be seen, the newest `most` of each code, by place."""
    return _newest(reader, "decision", "verdict = 'reject'", most)


def _newest(reader: Reader, table: str, where: str, most: int) -> list[Given]:
    columns = 'id, transcript, start, "end", code, coder'
    rows = reader.execute(
        f"SELECT {columns} FROM (SELECT {columns}, row_number() OVER (PARTITION BY code ORDER BY at DESC, id) AS n "
        f'FROM {table} WHERE {where}) WHERE n <= ? ORDER BY transcript, start, "end", id',
        (most,),
    )
    # Thousands of rows name few transcripts, codes and coders: each name is kept once.
    once: dict[str, str] = {}
    return [
        Given(key, once.setdefault(place, place), start, end, once.setdefault(code, code), once.setdefault(by, by))
        for key, place, start, end, code, by in rows
    ]


class Laid(NamedTuple):
    """A coding as it came to be."""

    coder: str
    code: str
    start: int
    end: int
    origin: str


def laid(reader: Reader, transcript: str) -> list[Laid]:
    """Return the codings on a transcript that may be seen."""
    rows = reader.execute('SELECT coder, code, start, "end", origin FROM coding WHERE transcript = ?', (transcript,))
    return list(map(Laid._make, rows))


def verdicts(reader: Reader) -> list[tuple[str, str]]:
    """Return time and verdict of every decision that may be seen, in the order of time."""
    return list(reader.execute("SELECT at, verdict FROM decision ORDER BY at, id"))
