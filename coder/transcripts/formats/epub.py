"""Transcripts as electronic books (EPUB): their pages in the order in which they are read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Container, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from coder.i18n import _
from coder.model.read_transcript import Source
from coder.transcripts.document_pieces import Piece
from coder.transcripts.formats.html import read_page
from coder.transcripts.packages import check_package, protected, refusing_damage, require_text
from coder.transcripts.script import Script

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LONGEST_SHEET = 2_000_000


class BookImporter:
    """Reads the pages of a book; its table of contents is left out."""

    name = "epub"
    suffixes = (".epub",)

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        check_package(path, data, _("this is not an electronic book (.epub), or it is cut off"))
        pieces: list[Piece] = []
        left_out: set[str] = set()
        with refusing_damage(path), zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
            locked = container.read(_ENCRYPTION) if _ENCRYPTION in names else b""
            for name in dict.fromkeys(_pages(container)):  # a book has each page once
                if posixpath.basename(name).encode() in locked:
                    raise protected(path)
                page = read_page(path, container.read(name), partial(_sheet, container, names, name))
                pieces += page.pieces
                left_out |= page.left_out
        source = Script(pieces).source("xml", self.name, sorted(left_out))
        require_text(path, source)
        return source


def _sheet(container: zipfile.ZipFile, names: Container[str], page: str, link: str) -> str:
    """Return a style sheet that a page links to, or nothing where the book holds none there."""
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))
    if place not in names or container.getinfo(place).file_size > _LONGEST_SHEET:
        return ""
    return container.read(place).decode("utf-8", "replace")


def _pages(container: zipfile.ZipFile) -> Iterator[str]:
    """Yield the names of the book's pages in reading order, contents aside."""
    named = _elements(container.read(_CONTAINER), "rootfile")
    place = next((_attribute(e, "full-path") for e in named), "")
    package = container.read(place)
    items = {_attribute(item, "id"): item for item in _elements(package, "item")}
    for reference in _elements(package, "itemref"):
        item = items.get(_attribute(reference, "idref"))
        if item is not None and "nav" not in _attribute(item, "properties").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(_attribute(item, "href"))))


def _elements(data: bytes, name: str) -> Iterator[Any]:
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return (e for e in root.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] == name)


def _attribute(element: Any, name: str) -> str:
    return str(element.get(name) or "")
