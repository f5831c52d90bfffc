"""What a file holds, told by its content: a name can end in anything."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from coder.files.bounded import read_part

_PARTS = (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"))
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    (b"application/epub+zip", ".epub"),
)
_LONGEST_KIND = 10_000
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_BOM = rb"(?:\xef\xbb\xbf)?"
_CUE = rb"\s*\d+\r?\n\d{1,3}:\d\d:\d\d,\d{3} --> \d{1,3}:\d\d:\d\d,\d{3}"
_SPOKEN = rb"\s*[\[{](?=\s*[{\"])[\s\S]*\"(?:segments|utterances|transcription|monologues|start)\"\s*:"
_BEGINNINGS = (
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(_BOM + rb"WEBVTT(?:[ \t\r\n]|$)"), ".vtt"),
    (re.compile(_BOM + _CUE), ".srt"),
    (re.compile(_BOM + _SPOKEN), ".json"),
    (re.compile(_BOM + rb'\s*\{\s*"text"\s*:\s*"[^"<]{0,80}<(?:p|span|div|br|b)\b'), ".otr"),
    (_PAGE, ".html"),
)


def suffix_of(data: bytes) -> str | None:
    """Return the suffix that names of such files should have, or None where the content does not tell."""
    if data.startswith(b"PK\x03\x04"):
        return _of_package(data)
    beginning = data[:4096]
    return next((suffix for pattern, suffix in _BEGINNINGS if pattern.match(beginning)), None)


def _of_package(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
            if "mimetype" in names:
                kind = read_part(container, "mimetype", _LONGEST_KIND)
                return next((suffix for beginning, suffix in _MIMETYPES if kind.startswith(beginning)), None)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    return next((suffix for part, suffix in _PARTS if part in names), None)
