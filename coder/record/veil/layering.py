"""A layer laid over the codings of a connection: every query then counts that layer without knowing of it.

As with the veil of blind coding, it is a view of the connection's own under the table's name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coder.model.coding import Coding
from coder.record.kinds import kind

if TYPE_CHECKING:
    from coder.record.study import Study

_TABLE = "layered_coding"


@contextmanager
def of_coder(study: Study, coder: str) -> Iterator[None]:
    """Let a study's connection read one coder's codings alone."""
    connection = study.connection
    quoted = connection.execute("SELECT quote(?)", (coder,)).fetchone()[0]
    with _over(connection, f"SELECT rowid, * FROM main.coding WHERE coder = {quoted}"):
        yield


@contextmanager
def of_codings(study: Study, codings: Iterable[Coding], kept: Iterable[str] = ()) -> Iterator[None]:
    """Let a study's connection read these codings, and of the transcripts `kept` all that stands."""
    connection = study.connection
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
def lifted(study: Study) -> Iterator[None]:
    """Let a study be read with all codings that the coder may see, whatever layer is counted."""
    connection = study.connection
    laid = connection.execute("SELECT sql FROM temp.sqlite_master WHERE type = 'view' AND name = 'coding'").fetchone()
    # What a blind coder reads through is no layer, and stays.
    if laid is None or study.seen is not None:
        yield
        return
    connection.execute("DROP VIEW temp.coding")
    try:
        yield
    finally:
        connection.execute(laid[0].replace("VIEW", "TEMP VIEW", 1))


def standing_for(study: Study, coding: str) -> str | None:
    """Return the coding of the layer that codes the same words alike, the same one if it is there; None: none does."""
    connection = study.connection
    found = connection.execute(
        "SELECT l.id FROM main.coding k JOIN coding l ON l.code = k.code AND l.transcript = k.transcript "
        'AND l.start < k."end" AND l."end" > k.start WHERE k.id = ? ORDER BY l.id != k.id, l.start, l.id LIMIT 1',
        (coding,),
    ).fetchone()
    return None if found is None else str(found[0])


@contextmanager
def _over(connection: sqlite3.Connection, query: str) -> Iterator[None]:
    connection.execute(f"CREATE TEMP VIEW coding AS {query}")
    try:
        yield
    finally:
        connection.execute("DROP VIEW IF EXISTS temp.coding")
