"""What a file holds, told by its content: a name can end in anything."""

from __future__ import annotations

import io
import re
import zipfile

_PARTS = (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"))
_MIMETYPES = ((b"application/vnd.oasis.opendocument.text", ".odt"), (b"application/epub+zip", ".epub"))
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def suffix_of(data: bytes) -> str | None:
    """Return the suffix that names of such files should have, or None where the content does not tell."""
    if data.startswith(b"PK\x03\x04"):
        return _of_package(data)
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if re.match(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)", data):
        return ".vtt"
    return ".html" if _PAGE.match(data[:4096]) else None


def _of_package(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
            if "mimetype" in names:
                kind = container.read("mimetype")[:100]
                return next((suffix for beginning, suffix in _MIMETYPES if kind.startswith(beginning)), None)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    return next((suffix for part, suffix in _PARTS if part in names), None)
