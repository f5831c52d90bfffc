"""What can be learnt from: codings and refusals, the newest of each code."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import NamedTuple


class Given(NamedTuple):
    """A coding, or a suggestion that was refused."""

    id: str
    transcript: str
    start: int
    end: int
    code: str
    coder: str


def given(connection: sqlite3.Connection, coders: Collection[str] | None, most: int) -> list[Given]:
    """Return the codings of these coders (None: of all), the newest `most` of each code, by place."""
    return _newest(connection, "coding", "1", coders, most)


def refused(connection: sqlite3.Connection, coders: Collection[str] | None, most: int) -> list[Given]:
    """Return the suggestions that these coders refused, the newest `most` of each code, by place."""
    return _newest(connection, "decision", "verdict = 'reject'", coders, most)


def _newest(
    connection: sqlite3.Connection, table: str, where: str, coders: Collection[str] | None, most: int
) -> list[Given]:
    only, args = _only(coders)
    columns = 'id, transcript, start, "end", code, coder'
    rows = connection.execute(
        f"SELECT {columns} FROM (SELECT {columns}, row_number() OVER (PARTITION BY code ORDER BY at DESC, id) AS n "
        f'FROM {table} WHERE {where} AND {only}) WHERE n <= ? ORDER BY transcript, start, "end", id',
        (*args, most),
    )
    return list(map(Given._make, rows))


class Laid(NamedTuple):
    """A coding as it came to be."""

    coder: str
    code: str
    start: int
    end: int
    origin: str


def laid(connection: sqlite3.Connection, transcript: str, coders: Collection[str] | None) -> list[Laid]:
    """Return the codings of these coders (None: of all) on a transcript."""
    where, args = _only(coders)
    rows = connection.execute(
        f'SELECT coder, code, start, "end", origin FROM coding WHERE transcript = ? AND {where}', (transcript, *args)
    )
    return list(map(Laid._make, rows))


def verdicts(connection: sqlite3.Connection, coders: Collection[str] | None) -> list[tuple[str, str]]:
    """Return time and verdict of every decision of these coders (None: of all), in the order of time."""
    where, args = _only(coders)
    return list(connection.execute(f"SELECT at, verdict FROM decision WHERE {where} ORDER BY at, id", args))


def _only(coders: Collection[str] | None) -> tuple[str, list[str]]:
    if coders is None:
        return "1", []
    return f"coder IN ({', '.join('?' * len(coders))})", sorted(coders)
