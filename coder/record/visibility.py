"""What a blind coder's connection cannot read: the work of others, and what is made of it.

The veil is a view before each of these tables, of the connection's own (`temp`) and under the table's name, so
every query reads through it without knowing of it. Without a veil nothing is there and nothing is paid. What must
know all that stands, as the journal and its proof do, names the tables themselves (`main`).
"""

from __future__ import annotations

import sqlite3

from coder.record.kinds import OWNED


def draw(connection: sqlite3.Connection, seen: frozenset[str] | None) -> None:
    """Let a connection read what these coders made and nothing else of its like; None: all there is."""
    there = dict(connection.execute("SELECT name, sql FROM temp.sqlite_master WHERE type = 'view'"))
    for table, owner in OWNED.items():
        wanted = _view(connection, table, owner, seen) if seen is not None else None
        if there.get(table) == wanted:
            continue
        connection.execute(f"DROP VIEW IF EXISTS temp.{table}")
        if wanted is not None:
            connection.execute(wanted.replace("VIEW", "TEMP VIEW", 1))


def _view(connection: sqlite3.Connection, table: str, owner: str, seen: frozenset[str]) -> str:
    """Return a view as SQLite keeps it; a view takes no parameters, so SQLite itself writes the names into it."""
    names = ", ".join(connection.execute("SELECT quote(?)", (name,)).fetchone()[0] for name in sorted(seen))
    return f'CREATE VIEW {table} AS SELECT rowid, * FROM main.{table} WHERE "{owner}" IN ({names})'


def is_blind(connection: sqlite3.Connection, coder: str) -> bool:
    """Tell whether a coder codes blind."""
    row = connection.execute("SELECT blind FROM coder WHERE id = ?", (coder,)).fetchone()
    return bool(row and row[0])
