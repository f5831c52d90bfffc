"""The one writer's lock: taken for a block, waited for, and told of."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from coder.errors import StoreError
from coder.i18n import _
from coder.record.file.holders import writer_of

PATIENCE = (0.5, 4.5)
"""How many seconds an act waits for the writer's lock before it says for whom, and then how many more."""

told_of_waiting: ContextVar[Callable[[str], None]] = ContextVar("told_of_waiting", default=lambda _writer: None)
"""What is called with who writes when an act has to wait."""


def begin_writing(connection: sqlite3.Connection) -> None:
    """Take the one writer's lock; where another holds it, wait for a while and tell who it is."""
    path = _path(connection)
    first = PATIENCE[0]
    for seconds in PATIENCE:
        connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            held = error
        else:
            return
        finally:
            connection.execute("PRAGMA busy_timeout = 5000")
        if seconds == first:
            told_of_waiting.get()(writer_of(path))
    if writer := writer_of(path):
        raise StoreError(
            _("{path} is being written to by {writer}").format(path=path, writer=writer),
            _("wait until it is done, or end it, and try again; nothing was written"),
        ) from held
    raise held


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one writer's lock for a block: all of it is on disk at the end, or none of it.

    Inside another such block it is part of that one.
    """
    inside = connection.in_transaction
    if inside:
        yield
        return
    begin_writing(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _path(connection: sqlite3.Connection) -> Path:
    # As bytes: a folder's name need not be UTF-8.
    name = connection.execute("SELECT CAST(file AS BLOB) FROM pragma_database_list").fetchone()[0]
    return Path(os.fsdecode(name))


def rest(connection: sqlite3.Connection) -> None:
    """Write the log into the study and empty it, as far as that goes without waiting for anybody.

    Who copies the file of a study that stands open finds all of it in `study.db` then. A connection that wrote
    nothing leaves the log alone, and so does each where it is empty: emptying it looks like a change to every other
    connection (`PRAGMA data_version`), and open windows would read all anew.
    """
    with suppress(sqlite3.OperationalError, sqlite3.ProgrammingError, FileNotFoundError):
        if not connection.total_changes or not Path(f"{_path(connection)}-wal").stat().st_size:
            return
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.execute("PRAGMA busy_timeout = 5000")
