"""Reading a file, or a part of a packed one, whole: only an ordinary file, and only of a size that can be meant."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from coder.errors import InputError, Problem
from coder.i18n import _

_MEGA = 1_000_000
_PIECE = 1 << 20


def read_whole(path: Path, most: int) -> bytes:
    """Return the bytes of a file of at most `most` bytes.

    Raises `InputError` where there is none, where it cannot be read, is larger, or is a pipe, a device or a folder,
    which may never end or never answer.
    """
    try:
        # Opened without waiting: a named pipe would keep us until somebody writes to it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            known = os.fstat(handle)
            if not stat.S_ISREG(known.st_mode):
                raise _not_ordinary(path)
            data = file.read(min(most, known.st_size) + 1)
            if len(data) > known.st_size:  # it grew meanwhile, or is one of the system's that tell no size
                data += file.read(most + 1 - len(data))
    except FileNotFoundError:
        raise InputError(Problem(path, 0, _("is not there")), _("check the name")) from None
    except IsADirectoryError:
        raise _not_ordinary(path) from None
    except (OSError, ValueError) as error:
        message = _("cannot be read: {why}").format(why=getattr(error, "strerror", None) or error)
        raise InputError(Problem(path, 0, message), _("check the name and its permissions")) from error
    if len(data) > most:
        message = _("is larger than {most} MB, the most that such a file can have").format(most=most // _MEGA)
        raise InputError(Problem(path, 0, message), _("Is it the right file?"))
    return data


def read_part(archive: ZipFile, name: str, most: int) -> bytes:
    """Return a part of a packed file; raises `BadZipFile` where it unpacks to more than `most` bytes.

    `ZipFile.read` unpacks the whole part before it looks how large it may be.
    """
    with _undamaged(), archive.open(name) as part:
        data = part.read(most + 1)
    if len(data) > most:
        message = _("{name} unpacks to more than {most} MB").format(name=name, most=most // _MEGA)
        raise BadZipFile(message)
    return data


def look_through(archive: ZipFile, parts: Iterable[ZipInfo]) -> None:
    """Unpack parts a piece at a time: one that lies about its size or is cut off raises `BadZipFile`."""
    for one in parts:
        with _undamaged(), archive.open(one) as part:
            while part.read(_PIECE):
                pass


@contextmanager
def _undamaged() -> Iterator[None]:
    """Raise `BadZipFile` where a part ends before its time: `ZipFile` lets `EOFError` through."""
    try:
        yield
    except EOFError as error:
        message = "a part is cut off"
        raise BadZipFile(message) from error


def _not_ordinary(path: Path) -> InputError:
    return InputError(Problem(path, 0, _("is not a regular file")), _("check the name and its permissions"))
