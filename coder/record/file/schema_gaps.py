"""Studies of a build in between: a step was numbered before all of it was written, so their tables lack some of it."""

from __future__ import annotations

import re
import sqlite3

from coder.record import activity
from coder.record.file.migrations import MIGRATIONS, statements

_GREW = 2  # the one step that was added to after studies had been made by it; all others are frozen
_MADE = re.compile(r"\s*CREATE (TABLE|INDEX) (\w+)")
_ADDED = re.compile(r"\s*ALTER TABLE (\w+) ADD COLUMN (\w+)")


def gaps(connection: sqlite3.Connection, version: int) -> dict[str, str]:
    """Return what the study lacks of the step that grew: each name with the statement that makes it."""
    if version < _GREW:
        return {}
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())
    lacking = {}
    for statement in statements(MIGRATIONS[_GREW]):
        if made := _MADE.match(statement):
            kind, name = made.groups()
            # An index is made anew where that build's was a narrower one.
            if name not in found or (kind == "INDEX" and found[name] != statement.strip().rstrip(";")):
                lacking[name] = statement
        elif (added := _ADDED.match(statement)) and added[2] not in _columns(connection, added[1]):
            lacking[f"{added[1]}.{added[2]}"] = statement
    later = (one for step in range(_GREW + 1, version + 1) for one in statements(MIGRATIONS[step]))
    for statement in later:
        # A table made now lacks what steps that are done already added to it.
        if (added := _ADDED.match(statement)) and added[1] in lacking:
            lacking[f"{added[1]}.{added[2]}"] = statement
    return lacking


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(:table)", {"table": table})}


def fill_gaps(connection: sqlite3.Connection, lacking: dict[str, str]) -> None:
    """Make what is lacking, in one transaction; whose work an act touched is derived from the journal."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name, statement in lacking.items():
            if statement.lstrip().startswith("CREATE INDEX"):
                connection.execute(f'DROP INDEX IF EXISTS "{name}"')
            connection.execute(statement)
        if "touched" in lacking:
            activity.fill(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def made_on(connection: sqlite3.Connection) -> str:
    """Return the day of the study's first change, which tells the build that made it."""
    day: str | None = connection.execute("SELECT substr(min(at), 1, 10) FROM change").fetchone()[0]
    return day or ""
