"""A layer laid over the codings of a connection: every query then counts that layer without knowing of it.

As with the veil of blind coding, it is a view of the connection's own under the table's name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from coder.model.coding import Coding
from coder.record.kinds import kind

_TABLE = "layered_coding"


@contextmanager
def of_coder(connection: sqlite3.Connection, coder: str) -> Iterator[None]:
    """Let a connection read one coder's codings alone."""
    quoted = connection.execute("SELECT quote(?)", (coder,)).fetchone()[0]
    with _over(connection, f"SELECT rowid, * FROM main.coding WHERE coder = {quoted}"):
        yield


@contextmanager
def of_codings(connection: sqlite3.Connection, codings: Iterable[Coding], kept: Iterable[str] = ()) -> Iterator[None]:
    """Let a connection read these codings, and of the transcripts `kept` all that stands."""
    rule = kind("coding")
    columns = ", ".join(f'"{name}"' for name in rule.columns)
    marks = ", ".join("?" * len(rule.columns))
    connection.execute(f"CREATE TEMP TABLE {_TABLE} AS SELECT {columns} FROM main.coding WHERE 0")
    try:
        connection.executemany(f"INSERT INTO temp.{_TABLE} VALUES ({marks})", map(rule.row, codings))
        connection.executemany(
            f"INSERT INTO temp.{_TABLE} SELECT {columns} FROM main.coding WHERE transcript = ?",
            ((key,) for key in kept),
        )
        for column in ("id", "code", "transcript"):
            connection.execute(f"CREATE INDEX temp.{_TABLE}_{column} ON {_TABLE} ({column})")
        with _over(connection, f"SELECT rowid, {columns} FROM temp.{_TABLE}"):
            yield
    finally:
        connection.execute(f"DROP TABLE temp.{_TABLE}")


@contextmanager
def _over(connection: sqlite3.Connection, query: str) -> Iterator[None]:
    connection.execute(f"CREATE TEMP VIEW coding AS {query}")
    try:
        yield
    finally:
        connection.execute("DROP VIEW IF EXISTS temp.coding")
