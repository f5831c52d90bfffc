"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from coder.errors import CoderError
from coder.i18n import _
from coder.model.processes import is_running

_UNFINISHED = re.compile(r"^\.(?:unfinished-(?=\d)|.+\.(?=\d+-[0-9a-f]{8}\.tmp$))(\d+)-[0-9a-f]{8}(?:\.tmp)?$")
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_FOLDER = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOENT}


_private: ContextVar[bool] = ContextVar("private", default=False)


@contextmanager
def owner_only(*, wanted: bool = True) -> Iterator[None]:
    """Let only the owner read the files that a block writes: they name people whom reports must not name."""
    token = _private.set(wanted)
    try:
        yield
    finally:
        _private.reset(token)


def _create(path: Path) -> None:
    """Make an empty file with the rights that the finished one shall have, before a word stands in it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if _private.get() else 0o666))


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Yield a name beside `path`: the file written there takes its place on success, vanishes on failure."""
    temporary = path.with_name(f".{path.name}.{_mark()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        _create(temporary)
        yield temporary
        _to_disk(temporary)
        temporary.replace(path)
        _folder_to_disk(path.parent)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def atomic_text(path: Path) -> Iterator[TextIO]:
    """Yield a UTF-8 text file, newlines as written, that becomes `path` on success."""
    with (
        atomic_path(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        yield file


@contextmanager
def together(folder: Path) -> Iterator[Path]:
    """Yield a folder in `folder` whose files move up on success and vanish on failure, so no report is mixed."""
    unfinished = folder / f".unfinished-{_mark()}"
    try:
        unfinished.mkdir(parents=True)
        _sweep(folder)
        yield unfinished
        for path in sorted(one for one in unfinished.rglob("*") if one.is_symlink() or not one.is_dir()):
            if _private.get() and not path.is_symlink():
                path.chmod(0o600)  # another package's exporter may not have asked for it
            place = folder / path.relative_to(unfinished)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
        _folder_to_disk(folder)
    except OSError as error:
        raise _failure(folder, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _mark() -> str:
    """Return what tells a name that only this process writes to from all others."""
    return f"{os.getpid()}-{token_hex(4)}"


def _sweep(folder: Path) -> None:
    """Remove what processes that were killed left unfinished in a folder: it may hold what people said."""
    for path in folder.glob(".*"):
        found = _UNFINISHED.search(path.name)
        if found is None or is_running(int(found[1])):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    # Not every system lets a folder be opened; the file itself is already safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failure(path: Path, error: OSError) -> CoderError:
    message = _("{path} could not be written: {reason}.").format(path=path, reason=error.strerror or error)
    return CoderError(message, _hint(error.errno))


def _hint(number: int | None) -> str:
    if number in _FORBIDDEN:
        return _("The folder is read-only, or the file is open elsewhere. Close it or choose another folder.")
    if number in _FULL:
        return _("The disk is full. Free some space, then export again; the earlier file is unchanged.")
    if number in _NO_FOLDER:
        return _("Something else is where the folder or file should be. Choose another folder.")
    return _("The earlier file, if there was one, is unchanged. Try again or choose another folder.")
