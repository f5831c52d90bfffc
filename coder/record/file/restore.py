"""Putting a backup in the place of a study, so that what was there can be had back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coder.errors import CoderError, StoreError
from coder.i18n import _
from coder.record.file import database
from coder.record.file.program_acts import begin_replica
from coder.record.file.writing import transaction
from coder.record.proof.log_proof import disagreements, require_own_log

_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the study that was there is now, if any, and whether it could be read.

    `differences` counts where the backup is not as its own journal says.
    """

    kept: Path | None
    was_readable: bool
    differences: int


def restore(path: Path, backup: Path, folder: Path) -> Restored:
    """Put `backup` in the place of the study at `path`; keep what was there in `folder` first.

    A readable study is overwritten page by page in one transaction under its own lock: a kill leaves it as it was,
    and open windows follow. One that cannot be read is moved away with its log.
    """
    if not backup.is_file():
        raise StoreError(_("no backup at {path}").format(path=backup), _("list them: coder backup --list"))
    if path.exists() and path.samefile(backup):
        raise CoderError(_("{path} is the study itself").format(path=backup), _("name a backup: coder backup --list"))
    database.clear_unfinished(path.parent, path.stem)
    copy, differences = _proven_copy(backup, path)
    try:
        if not path.exists() and not Path(f"{path}-wal").exists():
            _put(copy, path)
            return Restored(None, was_readable=True, differences=differences)
        try:
            kept = _overwrite(path, copy, folder)
        except _UnreadableError:
            kept = _move_away(path, folder)
            _put(copy, path)
            return Restored(kept, was_readable=False, differences=differences)
        return Restored(kept, was_readable=True, differences=differences)
    finally:
        database.discard(copy)


class _UnreadableError(Exception):
    """The study that is there is no whole study."""


def _proven_copy(backup: Path, path: Path) -> tuple[Path, int]:
    """Copy a backup beside the study, bring it up to date, and check it whole; the backup itself is not touched.

    In how many places it is not as its own journal says is returned too: whoever has no better one may want it still.
    """
    copy = database.unfinished_name(path)
    with _told_of_backup(), database.told_plainly(backup):
        require_own_log(backup)
        with closing(sqlite3.connect(database.address(backup, read_only=True), uri=True)) as source:
            database.check_ours(source, backup)
            verdict = source.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if verdict != "ok":
                raise StoreError(_("{path} cannot be read: {why}").format(path=backup, why=verdict))
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            try:
                with closing(sqlite3.connect(copy)) as target:
                    source.backup(target)
                database.open_study(copy).close()
                with closing(database.connect(copy)) as target:
                    with transaction(target):
                        begin_replica(target)
                    differences = len(disagreements(target, copy))
                with closing(sqlite3.connect(copy)) as target:
                    target.execute("PRAGMA journal_mode = DELETE")
            except BaseException:
                database.discard(copy)
                raise
    return copy, differences


@contextmanager
def _told_of_backup() -> Iterator[None]:
    """Let what is wrong with a backup end in what to do about a backup; what hinders its reading has its own advice."""
    try:
        yield
    except database.NewerProgramError:
        raise
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        raise StoreError(
            error.message, _("choose another backup (coder backup --list); nothing was changed")
        ) from error


def _overwrite(path: Path, copy: Path, folder: Path) -> Path:
    """Back the study up and write the copy over it in one transaction."""
    try:
        require_own_log(path)
        study = database.connect(path)
    except (StoreError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise _UnreadableError from error
    with closing(study), database.told_plainly(path):
        try:
            database.check_ours(study, path)
            if study.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise _UnreadableError
        except sqlite3.OperationalError:
            raise
        except (StoreError, sqlite3.DatabaseError) as error:
            raise _UnreadableError from error
        kept = database.backup(study, path, folder)
        with closing(sqlite3.connect(copy)) as source:
            source.backup(study)
        study.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return kept


def _move_away(path: Path, folder: Path) -> Path:
    """Move a study that cannot be read, and what lies beside it, into `folder`: it may yet be saved by hand."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    kept = folder / f"{path.stem}-{stamp}-unreadable" / path.name
    kept.parent.mkdir(parents=True)
    for suffix in (*_BESIDE, ""):
        beside = Path(f"{path}{suffix}")
        if beside.exists():
            shutil.move(beside, f"{kept}{suffix}")
    return kept


def _put(copy: Path, path: Path) -> None:
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.rename(path)
