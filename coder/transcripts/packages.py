"""Documents that are ZIP packages: looked at before they are unpacked, and opened safely."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.bounded import look_through
from coder.i18n import _, listed
from coder.model.read_transcript import Source

_LARGEST = 200 * 1024 * 1024
_SMALL = 20 * 1024 * 1024
_RATIO = 200
_MOST_TAGS = 1_500_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def save_again() -> str:
    """Return what helps with a document that cannot be read."""
    return _("Open it in Word or LibreOffice and save it again as .docx, or as .txt (UTF-8).")


def check_package(path: Path, data: bytes, damaged: str) -> None:
    """Refuse what is no ZIP package (`damaged` says so), is protected, or unpacks to far more than a transcript."""
    if not data.strip():
        raise InputError(Problem(path, 0, _("the file is empty")), _("Get the complete file and add it again."))
    if data.startswith(_OLE):
        raise _old_office(path, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entries = container.infolist()
            _unpack_in_pieces(container, entries)
    except (zlib.error, RuntimeError, zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(Problem(path, 0, damaged), save_again()) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(path)
    size = sum(entry.file_size for entry in entries)
    if size > _LARGEST or (size > _SMALL and size > _RATIO * len(data)):
        message = _("the document unpacks to {size} MB, far more than a transcript").format(size=size >> 20)
        raise InputError(Problem(path, 0, message), _("Copy the text into a new document and add that."))


def _unpack_in_pieces(container: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Read each part of text once, to find out cheaply one that lies about its size."""
    sizes = sum(entry.file_size for entry in entries)
    if sizes > _LARGEST or any(entry.flag_bits & 1 for entry in entries):
        return
    look_through(container, (entry for entry in entries if entry.filename.endswith((".xml", ".rels"))))


def _old_office(path: Path, data: bytes) -> InputError:
    if _ENCRYPTED in data:
        return protected(path)
    message = _("this is a Word 97–2003 document (.doc) or another old format under this name")
    return InputError(Problem(path, 0, message), save_again())


def protected(path: Path) -> InputError:
    """Return the error on a document that only a password opens."""
    message = _("the document is protected by a password")
    return InputError(Problem(path, 0, message), _("Open it in Word, remove the password, and save it again."))


class DamagedError(Exception):
    """A part of a document says what cannot be; `refusing_damage` names the file."""


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Turn whatever the libraries throw at a damaged document into an error that says what to do.

    They promise no set of exceptions: a part that is missing, broken or of a wrong kind shows as
    KeyError, AttributeError, XMLSyntaxError, zlib.error, and more.
    """
    try:
        yield
    except InputError:
        raise
    except DamagedError as error:
        raise InputError(Problem(path, 0, str(error)), save_again()) from None
    except Exception as error:
        kind = type(error).__name__
        message = _("the document is damaged or of an unusual kind ({kind})").format(kind=kind)
        raise InputError(Problem(path, 0, message), save_again()) from error


def require_few_tags(path: Path, *parts: bytes) -> None:
    """Refuse what is marked up into far more pieces than any transcript: reading it takes minutes."""
    if sum(part.count(b"<") for part in parts) > _MOST_TAGS:
        raise InputError(Problem(path, 0, _("is made of far more pieces than a transcript")), save_again())


def require_text(path: Path, source: Source) -> None:
    """Refuse a document without text, and say what else it holds."""
    if source.text.strip():
        return
    message = _("the document holds no text")
    if source.left_out:
        held = listed(source.left_out)
        message = _("the document holds nothing but what is left out: {held}").format(held=held)
    raise InputError(Problem(path, 0, message), _("If it is a scan, have its text recognised first."))
