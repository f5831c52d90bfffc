"""Reading a study's tables: what every concern, command and screen reads through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from coder.errors import NotFoundError
from coder.i18n import _
from coder.record import cache
from coder.record.file import database
from coder.record.kinds import kind, kind_of
from coder.record.veil import visibility

_Object = TypeVar("_Object")


class Reader:
    """A view on the tables of a study for those who only read.

    Queries are written in `record/` and in the `queries.py` of a concern; all others ask for objects.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """Run a query of `record/` or of a `queries.py`."""
        return self._connection.execute(sql, values)

    def one(self, cls: type[_Object], key: str) -> _Object | None:
        """Return the object of a kind with this id, or None."""
        found: _Object | None = self.named(kind_of(cls).name, key)
        return found

    def require(self, cls: type[_Object], key: str) -> _Object:
        """Return the object of a kind with this id; raises `NotFoundError` where there is none."""
        found = self.one(cls, key)
        if found is None:
            raise NotFoundError(_("nothing is called {name}").format(name=key), asked=[key])
        return found

    def named(self, name: str, key: str) -> Any:
        """Return one object of the kind with this name, or None."""
        rule = kind(name)
        row = self.execute(f"{rule.select} WHERE id = ?", (key,)).fetchone()
        return None if row is None else rule.from_row(row)

    def all_named(self, name: str) -> list[Any]:
        """Return every object of the kind with this name, as they were added."""
        rule = kind(name)
        return [rule.from_row(row) for row in self.execute(f"{rule.select} ORDER BY rowid")]

    def all(self, cls: type[_Object], *order: str, **fields: str) -> list[_Object]:
        """Return the objects of a kind whose fields have these values.

        They come in the order of the columns named in `order`, otherwise as they were added.
        """
        where = " AND ".join(f'"{field}" = ?' for field in fields)
        by = ", ".join([*(f'"{column}"' for column in order), "rowid"])
        return self.select(cls, f"{'WHERE ' if where else ''}{where} ORDER BY {by}", tuple(fields.values()))

    def select(self, cls: type[_Object], condition: str, values: Sequence[Any] = ()) -> list[_Object]:
        """Return the objects of a kind that meet an SQL condition; for `record/` and `queries.py` alone."""
        rule = kind_of(cls)
        return [rule.from_row(row) for row in self.execute(f"{rule.select} {condition}", values)]

    def cached(self, name: str, key: str, version: str) -> bytes | None:
        """Return what was worked out before and kept, or None."""
        return cache.get(self._connection, name, key, version)

    def keep(self, name: str, key: str, version: str, data: bytes) -> None:
        """Keep what was worked out from a text; it is no part of the record."""
        cache.put(self._connection, name, key, version, data)


_BESIDE_KB = 4_000  # pages that a second reader keeps: it reads each text once


@contextmanager
def open_reader(path: Path, seen: frozenset[str] | None) -> Iterator[Reader]:
    """Open a study a second time, to read in another thread what `seen` lets see, and close it at the end."""
    with database.told_plainly(path):
        connection = database.connect(path)
        try:
            visibility.draw(connection, seen)
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{_BESIDE_KB}")
            yield Reader(connection)
        finally:
            connection.close()
