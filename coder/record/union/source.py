"""The other file: a study's folder, its study.db, or a file of changes; read as a copy beside the study."""

from __future__ import annotations

import gzip
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError, NotFoundError, StoreError
from coder.i18n import _
from coder.model.journal.moment import read_limits
from coder.record.file import database
from coder.record.proof.log_proof import require_own_log

_GZIP = b"\x1f\x8b"
_SQLITE = b"SQLite format 3\0"
_UNPACKED_LEAST, _UNPACKED_TIMES = 100_000_000, 100
SINCE = "since"
"""The key under which a file of changes keeps the moment after which its rows begin."""


@dataclass(frozen=True, slots=True)
class Source:
    """A copy of the other file, which may be changed.

    `replica` is the one that wrote it; its rows begin after the moment `since`.
    """

    path: Path
    replica: str
    since: dict[str, int]


@contextmanager
def other_study(other: Path, study: Path) -> Iterator[Source]:
    """Yield a copy of another file of the study, brought up to date; it lies beside the study and is removed after.

    Raises `CoderError` where it is the study itself, and `StoreError` where it cannot be read.
    """
    path = _file_of(other)
    if path.samefile(study):
        raise CoderError(_("{path} is the study itself").format(path=path), _("name another copy of it"))
    database.clear_unfinished(study.parent, f"{study.stem}-other")
    copy = database.unfinished_name(study.with_name(f"{study.stem}-other.db"))
    database.discard(copy)
    try:
        with database.told_plainly(path):
            _copy(path, copy)
            with _named(copy, path), closing(database.open_study(copy)) as connection:
                facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
                connection.execute("PRAGMA journal_mode = DELETE")
        try:
            yield Source(copy, facts.get("replica", ""), read_limits(facts.get(SINCE, "")) or {})
        except StoreError as error:
            if why := _damage(copy):
                raise _not_whole(path, why) from error
            raise
    finally:
        database.discard(copy)


def _damage(copy: Path) -> str:
    """Return what is wrong with the copy of another file, empty where it is whole."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else " ".join(found.split())


def _not_whole(path: Path, why: object) -> StoreError:
    return StoreError(
        _("{path} is not whole: {why}").format(path=path, why=why),
        _("ask for it once more: a mail may have cut it short"),
    )


@contextmanager
def _named(copy: Path, path: Path) -> Iterator[None]:
    """Let what is wrong with the copy be said of the file that a person named."""
    try:
        yield
    except StoreError as error:
        raise type(error)(error.message.replace(str(copy), str(path)), error.hint) from error


def _file_of(other: Path) -> Path:
    path = other / "study.db" if other.is_dir() else other
    if not path.is_file():
        raise NotFoundError(
            _("no study and no file of changes at {path}").format(path=other),
            _("name a study's folder, a study.db, or a file that coder changes wrote"),
        )
    return path


def _copy(path: Path, copy: Path) -> None:
    begins = _begins(path)
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if begins.startswith(_GZIP):
        _unpack(path, copy)
    elif begins == _SQLITE:
        require_own_log(path)
        with closing(sqlite3.connect(database.address(path, read_only=True), uri=True)) as source:
            database.check_ours(source, path)
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
    else:
        raise StoreError(
            _("{path} is neither a study nor a file of changes").format(path=path),
            _("ask for it once more: a mail may have cut it short, or turned it into another form"),
        )


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE))
    except OSError as error:
        raise StoreError(
            _("cannot read {path}: {why}").format(path=path, why=error.strerror), _("check its permissions")
        ) from error


def _unpack(path: Path, copy: Path) -> None:
    try:
        with gzip.open(path, "rb") as packed, copy.open("wb") as plain:
            room = _UNPACKED_LEAST + _UNPACKED_TIMES * path.stat().st_size
            while chunk := packed.read(1 << 20):
                room -= plain.write(chunk)
                if room < 0:
                    raise _not_whole(path, _("it unpacks to more than any file of changes does"))
    except (OSError, EOFError, zlib.error) as error:
        raise _not_whole(path, error) from error
    if _begins(copy) != _SQLITE:
        raise StoreError(
            _("{path} is not a file of changes").format(path=path), _("name a file that coder changes wrote")
        )
