"""Opening, creating, protecting and copying the study's one file."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

from coder.errors import StoreError
from coder.i18n import _, listed
from coder.model.processes import is_running
from coder.record.file import log_use
from coder.record.file.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from coder.record.file.schema_gaps import fill_gaps, gaps, made_on

Connection: TypeAlias = sqlite3.Connection
_OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR


class NewerProgramError(StoreError):
    """The file is of a build that came after this one."""


def create(path: Path) -> sqlite3.Connection:
    """Make a new, empty study file that only its owner can read; refuse to replace one."""
    try:
        with open(path, "xb", opener=partial(os.open, mode=_OWNER_ONLY)) as file:
            file.write(_empty_study())
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise StoreError(_("{path} exists already").format(path=path), _("open it, or choose another folder")) from None
    except OSError as error:
        with suppress(OSError):
            discard(path)
        raise StoreError(
            _("cannot create {path}: {why}").format(path=path, why=error.strerror),
            _("choose a folder that you may write to"),
        ) from None
    try:
        with told_plainly(path):
            connection = connect(path)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                _settle(connection)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        discard(path)
        raise
    log_use.opened(path, connection)
    return connection


@cache
def _empty_study() -> bytes:
    """Return the file of a study without content; made in memory, for on a disk each step waits until it is written."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return connection.serialize()


def discard(path: Path) -> None:
    """Remove a study file that could not be filled, and what SQLite laid beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def open_study(path: Path, backups: Path | None = None) -> sqlite3.Connection:
    """Open a study file, bringing an older one up to date after a verified backup into `backups`.

    Raises `StoreError` for a file that is missing, not a study, damaged, or newer than this program.
    """
    if not path.is_file():
        raise StoreError(_("no study at {path}").format(path=path), _("make one with: coder init"))
    with told_plainly(path):
        connection = connect(path)
        try:
            version = check_ours(connection, path)
            lacking = gaps(connection, version)
            if lacking:
                _check_writable(connection, path, lacking)
            if lacking or version < SCHEMA_VERSION:
                if backups is not None:
                    backup(connection, path, backups)
                fill_gaps(connection, lacking)
                migrate(connection)
            _keep_log(connection)
            _settle(connection)
        except BaseException:
            connection.close()
            raise
    log_use.opened(path, connection)
    return connection


def check_ours(connection: sqlite3.Connection, path: Path) -> int:
    """Refuse a file of another program or of a newer build; return its schema's number."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise StoreError(
            _("{path} is a database, but not a study of this program").format(path=path),
            _("choose the folder that holds your study, or make one with: coder init"),
        )
    if version > SCHEMA_VERSION:
        raise NewerProgramError(
            _("{path} was written by a newer program (schema {theirs}, this one knows {ours})").format(
                path=path, theirs=version, ours=SCHEMA_VERSION
            ),
            _("update coder; nothing was changed"),
        )
    return version


def _check_writable(connection: sqlite3.Connection, path: Path, lacking: Iterable[str]) -> None:
    """Say which build made a study that lacks tables, where they cannot be added."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return
    raise StoreError(
        _("{path} was made by a build in between, of {day}: it lacks {names}").format(
            path=path, day=made_on(connection), names=listed(sorted(lacking))
        ),
        _("what it lacks is added once it is writable: copy the study's folder and open the copy"),
    )


def connect(path: Path) -> sqlite3.Connection:
    """Open the file as every connection to a study is opened."""
    connection = sqlite3.connect(
        address(path), uri=True, isolation_level=None, check_same_thread=False, timeout=5, factory=log_use.Opened
    )
    try:
        connection.execute("PRAGMA schema_version")
    except BaseException:
        connection.close()
        raise
    return connection


def address(path: Path, *, read_only: bool = False) -> str:
    """Return the file's URI; a study that may only be read is opened as it lies, without the files of a writer.

    That holds only where no writer left changes beside it (`-wal`): then SQLite must be able to write. `read_only`
    opens one that may be written to for reading alone.
    """
    found = path.absolute().as_uri()
    pending = Path(f"{path}-wal")
    closed = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if closed and not (pending.is_file() and pending.stat().st_size):
        return f"{found}?mode=ro&immutable=1"
    return f"{found}?mode=ro" if read_only else found


def _keep_log(connection: sqlite3.Connection) -> None:
    """Let a study that was put back from a backup keep a log again, so that who reads waits for nobody who writes."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    with suppress(sqlite3.OperationalError):  # the folder may be read-only, or another window has it open
        connection.execute("PRAGMA journal_mode = WAL")


def _settle(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")


@contextmanager
def told_plainly(path: Path, source: Path | None = None) -> Iterator[None]:
    """Turn SQLite's failures into sentences that say what to do; damage is that of the `source` of a new file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, str(error)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # A damaged file may hold bytes that are no text.
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise StoreError(
            _("{path} cannot be read: {why}").format(path=source or path, why=error),
            _("if it is a study, restore the last backup (coder backup --list)"),
        ) from error


def _operational(path: Path, why: str) -> StoreError:
    if why.startswith("no such ") or "has no column" in why:
        return StoreError(
            _("{path} was made by a build whose tables are others, of {day}: {why}").format(
                path=path, day=_day_of(path), why=why
            ),
            _("open it with that build, or restore a backup (coder backup --list); nothing was changed"),
        )
    hints = {
        "full": _("the disk is full: free some space and try again; nothing was written"),
        "readonly": _("the file or its folder is read-only: change its permissions or copy the study elsewhere"),
        "locked": _("another program holds the study: close it and try again"),
        "unable to open": _("its folder cannot be read or written: check its permissions"),
        "disk I/O": _("the disk does not answer properly, or is full: nothing was written"),
    }
    hint = next((text for word, text in hints.items() if word in why), "")
    return StoreError(_("{path}: {why}").format(path=path, why=why), hint)


def _day_of(path: Path) -> str:
    """Return the day of the first change of a study that doesn't open."""
    try:
        with closing(sqlite3.connect(address(path, read_only=True), uri=True)) as connection:
            return made_on(connection)
    except sqlite3.Error:
        return _("an unknown day")


def backup(connection: sqlite3.Connection, path: Path, folder: Path) -> Path:
    """Copy the study into `folder` under the time's name, open the copy to prove it, return its path.

    The copy gets its name when it is whole: one that was cut short is never taken for a backup.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_unfinished(folder, path.stem)
        target = _free_name(folder, path.stem)
        unfinished = unfinished_name(target)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
    except OSError as error:
        _drop_empty(folder, is_new=is_new)
        raise StoreError(
            _("cannot write a backup into {folder}: {why}").format(folder=folder, why=error.strerror),
            _("name another folder: coder backup FOLDER"),
        ) from error
    try:
        with told_plainly(target, source=path):
            copy = sqlite3.connect(unfinished)
            try:
                connection.backup(copy)
                _prove(connection, copy, target)
            finally:
                copy.close()
        unfinished.rename(target)
    except BaseException:
        discard(unfinished)
        _drop_empty(folder, is_new=is_new)
        raise
    return target


def unfinished_name(path: Path) -> Path:
    """Return the hidden name that a file has until it is whole; it tells which process writes it."""
    return path.with_name(f".{path.stem}.{os.getpid()}.unfinished")


def clear_unfinished(folder: Path, stem: str) -> None:
    """Remove what processes that are gone left unfinished in a folder."""
    for path in folder.glob(f".{stem}*.unfinished*"):
        found = re.search(r"\.(\d+)\.unfinished", path.name)
        if found and not is_running(int(found[1])):
            path.unlink(missing_ok=True)


def _drop_empty(folder: Path, *, is_new: bool) -> None:
    if is_new:
        with suppress(OSError):
            folder.rmdir()


def _prove(source: sqlite3.Connection, copy: sqlite3.Connection, target: Path) -> None:
    verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    counts = "SELECT count(*), max(hash) FROM change"
    if verdict != "ok" and source.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError(verdict.partition("\n")[0])
    same = source.execute(counts).fetchone() == copy.execute(counts).fetchone()
    if verdict != "ok" or not same:
        raise StoreError(
            _("the backup {path} does not hold what the study holds: {why}").format(path=target, why=verdict),
            _("try another disk; the study itself was not touched"),
        )
    copy.execute("PRAGMA journal_mode = DELETE")


def _free_name(folder: Path, stem: str) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    names = [folder / f"{stem}-{stamp}.db", *(folder / f"{stem}-{stamp}-{i}.db" for i in range(2, 100))]
    return next(name for name in names if not name.exists())


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
