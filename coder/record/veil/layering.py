"""A layer laid over the codings of a connection: every query then counts that layer without knowing of it.

As with the veil of blind coding, it is a view of the connection's own under the table's name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coder.model.counting.layers import Piece
from coder.record.kinds import kind

if TYPE_CHECKING:
    from coder.model.counting.layers import Apart
    from coder.record.study import Study

_PIECE = frozenset({"id", "start", "end", "line", "code", "coder"})
"""The columns that a piece has of its own; its other columns are those of its source."""


@contextmanager
def of_coder(study: Study, coder: str) -> Iterator[None]:
    """Let a study's connection read one coder's codings alone."""
    connection = study.connection
    quoted = connection.execute("SELECT quote(?)", (coder,)).fetchone()[0]
    with _over(connection, f"SELECT rowid, * FROM main.coding WHERE coder = {quoted}"):
        yield


@contextmanager
def of_pieces(study: Study, transcripts: Mapping[str, Apart]) -> Iterator[None]:
    """Let a study's connection read all codings but, in these transcripts, those of a layer."""
    connection = study.connection
    columns = kind("coding").columns
    names = ", ".join(f'"{name}"' for name in columns)
    parts = ", ".join(f":{name}" if name in _PIECE else f'"{name}"' for name in columns)
    gone, pieces = (f"{table}_{_tables(connection)}" for table in ("layer_gone", "layer_pieces"))
    connection.execute(f"CREATE TEMP TABLE {gone} (coding INTEGER PRIMARY KEY)")
    connection.execute(f"CREATE TEMP TABLE {pieces} AS SELECT {names} FROM main.coding WHERE 0")
    try:
        found = f"INSERT INTO temp.{gone} SELECT rowid FROM main.coding"
        whole = [(key,) for key, one in transcripts.items() if one.gone is None]
        connection.executemany(f"{found} WHERE transcript = ?", whole)
        connection.executemany(
            f"{found} WHERE id = ?", ((key,) for one in transcripts.values() for key in one.gone or ())
        )
        connection.executemany(
            f"INSERT INTO temp.{pieces} SELECT {parts} FROM main.coding WHERE id = :source",
            (dict(zip(Piece._fields, piece, strict=True)) for one in transcripts.values() for piece in one.pieces),
        )
        for column in ("id", "code", "transcript"):
            connection.execute(f"CREATE INDEX temp.{pieces}_{column} ON {pieces} ({column})")
        # Rows of both have numbers of their own: the newest coding of a transcript is found by them.
        beyond = connection.execute("SELECT coalesce(max(rowid), 0) FROM main.coding").fetchone()[0]
        with _over(
            connection,
            f"SELECT rowid, {names} FROM main.coding WHERE rowid NOT IN (SELECT coding FROM temp.{gone}) "
            f"UNION ALL SELECT rowid + {beyond}, {names} FROM temp.{pieces}",
        ):
            yield
    finally:
        connection.execute(f"DROP TABLE temp.{pieces}")
        connection.execute(f"DROP TABLE temp.{gone}")


def _tables(connection: sqlite3.Connection) -> int:
    """Return how many tables the connection has of its own: a layer may be laid while another is lifted."""
    asked = "SELECT count(*) FROM temp.sqlite_master WHERE type = 'table'"
    return int(connection.execute(asked).fetchone()[0])


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
    asked = 'SELECT code, transcript, start, "end" FROM main.coding WHERE id = ?'
    place = connection.execute(asked, (coding,)).fetchone()
    if place is None:
        return None
    found = connection.execute(
        'SELECT id FROM coding WHERE code = ? AND transcript = ? AND "end" > ? AND start < ? '
        "ORDER BY id != ?, start, id LIMIT 1",
        (*place, coding),
    ).fetchone()
    return None if found is None else str(found[0])


@contextmanager
def _over(connection: sqlite3.Connection, query: str) -> Iterator[None]:
    connection.execute(f"CREATE TEMP VIEW coding AS {query}")
    try:
        yield
    finally:
        connection.execute("DROP VIEW IF EXISTS temp.coding")
