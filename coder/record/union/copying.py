"""A copy of a study's file that goes on as a replica of its own, or as a file of changes for mail and stick."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from coder.errors import StoreError
from coder.i18n import _
from coder.model.journal.moment import limits_text
from coder.record.file import database
from coder.record.file.program_acts import begin_replica
from coder.record.file.writing import transaction
from coder.record.state import OWN_COPY, State
from coder.record.study import Study
from coder.record.union.source import SINCE
from coder.record.union.withheld_rows import FOR, is_blind_in, withhold

CLONE = "clone"
_CARRIED = ("change", "erased", "former", "signature", "text", "original")
_LEVEL = 6


def clone_file(study: Study, target: Path, coder: str = "") -> str:
    """Write a copy of the study to `target`, as a replica of its own, and return the replica's name.

    For a coder who codes blind it lacks what that coder may not see. What views kept for people is not copied. The
    file gets its name when it is whole.
    """
    unfinished = database.unfinished_name(target)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with database.told_plainly(target):
            with closing(sqlite3.connect(unfinished)) as copy:
                study.connection.backup(copy)
            with closing(database.open_study(unfinished)) as copy:
                with transaction(copy):
                    copy.execute("DELETE FROM state")
                    copy.execute("DELETE FROM cache")
                    copy.execute("DELETE FROM meta WHERE key = ?", (FOR,))
                    if coder:
                        State(copy).remember(coder, OWN_COPY, "")
                    if coder and is_blind_in(copy, coder):
                        withhold(copy, coder)
                        copy.execute("INSERT INTO meta VALUES (?, ?)", (FOR, coder))
                    begin_replica(copy, CLONE)
                    replica = str(copy.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()[0])
                copy.execute("VACUUM")
                copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.rename(target)
    except OSError as error:
        raise StoreError(
            _("cannot write {path}: {why}").format(path=target, why=error.strerror),
            _("check the folder, its permissions and the space on the disk"),
        ) from error
    finally:
        database.discard(unfinished)
    return replica


def write_changes(study: Study, target: Path, since: Mapping[str, int], coder: str = "") -> int:
    """Write the changes after a moment, with the texts, as one packed file; return how many changes it holds.

    For a coder who codes blind the changes of others' work hold no more than place and hash.
    """
    plain, packed = database.unfinished_name(target), target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    plain = plain.with_suffix(".plain.unfinished")
    try:
        with database.told_plainly(target):
            database.create(plain).close()
            count = _fill(study, plain, since, coder)
        with plain.open("rb") as rows, packed.open("wb") as raw:
            packed.chmod(0o600)
            with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as file:
                shutil.copyfileobj(rows, file, 1 << 20)
            raw.flush()
            os.fsync(raw.fileno())
        packed.rename(target)
    except OSError as error:
        raise StoreError(
            _("cannot write {path}: {why}").format(path=target, why=error.strerror),
            _("check the folder, its permissions and the space on the disk"),
        ) from error
    finally:
        database.discard(plain)
        packed.unlink(missing_ok=True)
    return count


def _fill(study: Study, plain: Path, since: Mapping[str, int], coder: str) -> int:
    with closing(database.connect(plain)) as copy:
        copy.execute("ATTACH ? AS whole", (database.address(study.path, read_only=True),))
        with transaction(copy):
            for table in _CARRIED:
                columns = ", ".join(name for (name,) in copy.execute(f"SELECT name FROM pragma_table_info('{table}')"))
                copy.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM whole.{table}")
            _leave_out(copy, since)
            copy.execute("INSERT OR REPLACE INTO meta VALUES ('replica', ?)", (study.journal.replica,))
            if since:
                copy.execute("INSERT INTO meta VALUES (?, ?)", (SINCE, limits_text(since)))
            if coder and is_blind_in(study.connection, coder):
                withhold(copy, coder)
        copy.execute("DETACH whole")
        count = int(copy.execute("SELECT count(*) FROM change").fetchone()[0])
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")
    return count


def _leave_out(copy: sqlite3.Connection, since: Mapping[str, int]) -> None:
    """Remove the rows until a moment, and the texts that no row after it names."""
    if not since:
        return
    guard = copy.execute("SELECT sql FROM main.sqlite_master WHERE name = 'change_is_kept'").fetchone()[0]
    copy.execute("DROP TRIGGER main.change_is_kept")
    for replica, last in since.items():
        copy.execute("DELETE FROM main.change WHERE replica = ? AND seq <= ?", (replica, last))
    copy.execute(guard)
    named = "SELECT json_extract(after, '$.{}') FROM main.change WHERE kind = 'transcript' AND after IS NOT NULL"
    copy.execute(f"DELETE FROM main.original WHERE hash NOT IN ({named.format('original_hash')})")
    copy.execute(
        f"DELETE FROM main.text WHERE hash NOT IN ({named.format('text_hash')}) "
        "AND hash NOT IN (SELECT text_hash FROM main.original)"
    )
