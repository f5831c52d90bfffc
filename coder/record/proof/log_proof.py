"""Proof that the log (`-wal`) which a crash left beside a study belongs to it, before anything is written.

Who lays an older copy over a study that crashed leaves the log of another state beside it. SQLite would read pages of
both as one file, often without noticing, so the record itself is asked.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from coder.errors import StoreError
from coder.i18n import _
from coder.record.file import database, log_use
from coder.record.file.migrations import SCHEMA_VERSION


def require_own_log(path: Path) -> None:
    """Refuse a study that does not fit the log beside it, unless a living program has it open, and so looked at it.

    It is read for reading alone, so that closing it does not write the foreign log into the study.
    """
    log = Path(f"{path}-wal")
    if not (log.is_file() and log.stat().st_size) or log_use.is_in_use(path):
        return
    with database.told_plainly(path):
        why = _unfit(path)
    if why:
        raise StoreError(
            _("{path} does not fit the log {log} beside it: {why}").format(path=path, log=log.name, why=why),
            _("nothing was changed; restore a backup: coder restore BACKUP (coder backup --list)"),
        )


def _unfit(path: Path) -> str:
    """Return what does not fit where the file is read with its log, or nothing."""
    address = database.address(path, read_only=True)
    with closing(sqlite3.connect(address, uri=True, timeout=5)) as connection:
        try:
            version = database.check_ours(connection, path)
            verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            if verdict != "ok":
                return verdict
            found = disagreements(connection, path) if version == SCHEMA_VERSION else {}
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "unable to open" in str(error):
                return ""
            raise
        except sqlite3.DatabaseError as error:
            return str(error)
    fresh = found.keys() - _without_log(address, path) if found else set()
    return next((f"{what}: {found[what]}" for what in found if what in fresh), "")


def _without_log(address: str, path: Path) -> set[str]:
    """Return what disagrees in the file as it is without its log: that is not the log's doing."""
    with closing(sqlite3.connect(f"{address}&immutable=1", uri=True)) as connection:
        try:
            return set(disagreements(connection, path))
        except (sqlite3.DatabaseError, StoreError):
            return set()


def disagreements(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Return what is not as the journal says, by what it is."""
    from coder.record.journal import Journal
    from coder.record.proof.verify import verify

    return {one.what: one.why for one in verify(connection, Journal(connection, path))}
