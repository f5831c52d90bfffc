"""Proof that a study's tables, indexes and triggers are defined as this program defines them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from coder.i18n import _
from coder.record.file.migrations import MIGRATIONS, step_name

_STEPS = "_sqlite_migrations"
"""The table of steps taken, whose shape is that of the version of `sqlite_utils` that made it."""

_STEP_COLUMNS = frozenset({"id", "migration_set", "name", "applied_at"})
_RULES = frozenset({"CHECK", "COLLATE", "GENERATED", "CONFLICT", "AUTOINCREMENT"})
_QUERY = "SELECT type, name, sql FROM main.sqlite_master ORDER BY type, name"


def disagreements(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each table, index, trigger or view that is missing, changed or not a study's own."""
    found, expected = _definitions(connection), _expected()
    for key in sorted(expected.keys() - found.keys()):
        yield _("{kind} {name} is missing").format(kind=_kind(key[0]), name=key[1])
    for key, sql in found.items():
        if key not in expected:
            yield _("{name} does not belong to a study").format(name=key[1])
        elif sql != expected[key]:
            yield _("{kind} {name} is defined otherwise").format(kind=_kind(key[0]), name=key[1])
    if (
        not {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (_STEPS,))}
        <= _STEP_COLUMNS
    ):
        yield _("{kind} {name} is defined otherwise").format(kind=_kind("table"), name=_STEPS)
    query = "SELECT name FROM main._sqlite_migrations WHERE migration_set = 'coder' ORDER BY name"
    taken = [name for (name,) in connection.execute(query)]
    if taken != sorted(map(step_name, MIGRATIONS)):
        yield _("the steps by which its tables were made are not as they were taken")


def _kind(name: str) -> str:
    return {"table": _("table"), "index": _("index"), "trigger": _("trigger"), "view": _("view")}.get(name, name)


def _definitions(connection: sqlite3.Connection) -> dict[tuple[str, str], object]:
    """Return what is defined: of a table its shape, for steps in another order lay columns in another order."""
    return {
        (kind, name): _shape(connection, name, sql) if kind == "table" else " ".join((sql or "").split())
        for kind, name, sql in connection.execute(_QUERY).fetchall()
        if not _is_apart(kind, name)
    }


def _is_apart(kind: str, name: str) -> bool:
    """Tell whether SQLite or the steps of migration keep it for themselves."""
    return name.startswith("sqlite_") or name == _STEPS or (kind == "index" and name.startswith(f"idx_{_STEPS}"))


def _shape(connection: sqlite3.Connection, name: str, sql: str) -> object:
    """Return a table's columns, what they refer to, its indexes and what else its definition demands."""
    # Of the study itself: a blind coder's connection reads views of the same names.
    asked = "SELECT * FROM pragma_{}(?, 'main')"
    columns, refers, unique = (
        connection.execute(asked.format(pragma), (name,)).fetchall()
        for pragma in ("table_xinfo", "foreign_key_list", "index_list")
    )
    rules = sorted(word for word in sql.upper().replace("(", " ").split() if word in _RULES)
    tail = sql.rpartition(")")[2].upper().split()
    return (
        *(sorted(repr(row[1:]) for row in rows) for rows in (columns, unique)),
        sorted(repr(row[2:]) for row in refers),
        rules,
        tail,
    )


def _expected() -> dict[tuple[str, str], object]:
    fresh = sqlite3.connect(":memory:")
    try:
        for script in MIGRATIONS.values():
            fresh.executescript(script)
        return _definitions(fresh)
    finally:
        fresh.close()
