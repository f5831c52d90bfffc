"""What a blind coder's connection cannot read: the work of others, and what is made of it.

The veil is a view before each of these tables, of the connection's own (`temp`) and under the table's name, so
every query reads through it without knowing of it. What lies on the words of a transcript that the lead opened is
there in full. Without a veil nothing is there and nothing is paid. What must know all that stands, as the journal and
its proof do, names the tables themselves (`main`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from coder.model.journal.change import Change
from coder.record.kinds import OWNED, kind


def draw(connection: sqlite3.Connection, seen: frozenset[str] | None) -> None:
    """Let a connection read what these coders made and nothing else of its like; None: all there is."""
    is_open = bool(seen is not None and connection.execute("SELECT EXISTS (SELECT 1 FROM main.opening)").fetchone()[0])
    there = dict(connection.execute("SELECT name, sql FROM temp.sqlite_master WHERE type = 'view'"))
    for table, owner in OWNED.items():
        opened = _lies_on_opened(table) if is_open else ""
        wanted = _view(connection, table, owner, seen, opened) if seen is not None else None
        if there.get(table) == wanted:
            continue
        connection.execute(f"DROP VIEW IF EXISTS temp.{table}")
        if wanted is not None:
            connection.execute(wanted.replace("VIEW", "TEMP VIEW", 1))


def _lies_on_opened(table: str) -> str:
    """Return the condition by which a row lies on the words of a transcript that the lead opened."""
    place, opened = kind(table).place, "(SELECT transcript FROM main.opening)"
    if "transcript" in place:
        return f"OR transcript IN {opened}"
    if "target" in place:
        return f"OR target IN {opened} OR target IN (SELECT id FROM main.coding WHERE transcript IN {opened})"
    return ""


def _view(connection: sqlite3.Connection, table: str, owner: str, seen: frozenset[str], opened: str) -> str:
    """Return a view as SQLite keeps it; a view takes no parameters, so SQLite itself writes the names into it."""
    names = ", ".join(connection.execute("SELECT quote(?)", (name,)).fetchone()[0] for name in sorted(seen))
    return f'CREATE VIEW {table} AS SELECT rowid, * FROM main.{table} WHERE "{owner}" IN ({names}) {opened}'.rstrip()


def is_blind(connection: sqlite3.Connection, coder: str) -> bool:
    """Tell whether a coder codes blind."""
    row = connection.execute("SELECT blind FROM coder WHERE id = ?", (coder,)).fetchone()
    return bool(row and row[0])


def visible_work(connection: sqlite3.Connection, coder: str) -> frozenset[str] | None:
    """Return whose work a coder sees: their own who code blind, everybody's (None) otherwise."""
    return frozenset({coder}) if is_blind(connection, coder) else None


def shown(changes: Iterable[Change], seen: frozenset[str] | None) -> Iterator[Change]:
    """Yield the changes that a coder may see: those to what is one person's work only if they are theirs."""
    return (c for c in changes if seen is None or c.kind not in OWNED or _whose(c) in seen)


def _whose(change: Change) -> str:
    return kind(change.kind).owner_of(change.after or change.before or "{}")
