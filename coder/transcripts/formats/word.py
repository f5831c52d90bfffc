"""Transcripts in Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.text import Source, normalise

_LARGEST = 200 * 1024 * 1024
_SMALL = 20 * 1024 * 1024
_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class WordImporter:
    """Reads the text of a Word document: one paragraph a line, tables of speakers as labelled lines.

    Tracked insertions are kept and deletions dropped, footnotes stand in brackets at the end. Page
    headers and footers, comments, pictures and the numbers of automatic lists are left out.
    """

    name = "docx"
    suffixes = (".docx", ".docm")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        from coder.transcripts.formats.word_text import Unreadable, text_of

        _check_container(path, data)
        with _refusing_damage(path):
            try:
                text = normalise(text_of(*_open(data)))
            except Unreadable as error:
                raise InputError(Problem(path, 0, str(error)), _save_again()) from None
        if not text.strip():
            message = _("the document holds no text")
            raise InputError(Problem(path, 0, message), _("If it is a scan, have its text recognised first."))
        return Source(text, "ooxml", self.name)


def _save_again() -> str:
    return _("Open it in Word or LibreOffice and save it again as .docx, or as .txt (UTF-8).")


def _check_container(path: Path, data: bytes) -> None:
    if not data.strip():
        raise InputError(Problem(path, 0, _("the file is empty")), _("Get the complete file and add it again."))
    if data.startswith(_OLE):
        raise _ole(path, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            sizes = sum(entry.file_size for entry in container.infolist())
            locked = any(entry.flag_bits & 1 for entry in container.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        message = _("this is not a Word document (.docx), or it is cut off")
        raise InputError(Problem(path, 0, message), _save_again()) from None
    if locked:
        raise _protected(path)
    if sizes > _LARGEST or (sizes > _SMALL and sizes > _RATIO * len(data)):
        message = _("the document unpacks to {size} MB, far more than a transcript").format(size=sizes >> 20)
        raise InputError(Problem(path, 0, message), _("Copy the text into a new document and add that."))


def _ole(path: Path, data: bytes) -> InputError:
    if _ENCRYPTED in data:
        return _protected(path)
    message = _("this is a Word 97–2003 document (.doc) or another old format under this name")
    return InputError(Problem(path, 0, message), _save_again())


def _protected(path: Path) -> InputError:
    message = _("the document is protected by a password")
    return InputError(Problem(path, 0, message), _("Open it in Word, remove the password, and save it again."))


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """Turn whatever the libraries throw at a damaged document into an error that says what to do.

    They promise no set of exceptions: a part that is missing, broken or of a wrong kind shows as
    KeyError, AttributeError, XMLSyntaxError, zlib.error, and more.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        kind = type(error).__name__
        message = _("the Word document is damaged or of an unusual kind ({kind})").format(kind=kind)
        raise InputError(Problem(path, 0, message), _save_again()) from error


def _open(data: bytes) -> tuple[Any, dict[str, Any]]:
    """Return the body element, and the roots of the footnotes and endnotes by kind.

    The package is opened below `docx.Document`, which refuses templates and macro documents.
    """
    from docx.opc.package import OpcPackage
    from docx.oxml.parser import parse_xml

    main = OpcPackage.open(io.BytesIO(data)).main_document_part
    root = parse_xml(main.blob)
    body = root.find(f"{{{root.nsmap[root.prefix]}}}body")
    if body is None:
        raise ValueError(root.tag)
    notes = {
        kind: parse_xml(relation.target_part.blob)
        for relation in main.rels.values()
        for kind in ("footnote", "endnote")
        if relation.reltype.endswith(f"/{kind}s") and not relation.is_external
    }
    return body, notes
