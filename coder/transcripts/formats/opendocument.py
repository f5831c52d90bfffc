"""Transcripts in OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.document_pieces import Piece
from coder.transcripts.packages import (
    check_package,
    protected,
    refusing_damage,
    require_few_tags,
    require_text,
    save_again,
)
from coder.transcripts.remarks import AT, CLOSE, OPEN, mark, note, unmarked, with_remarks
from coder.transcripts.script import Script
from coder.transcripts.tables import pieces_of_table

if TYPE_CHECKING:
    from coder.transcripts.formats.opendocument_numbers import ListNumbers

_DROPPED = frozenset(["tracked-changes", "sequence-decls", "forms", "ruby-text", "image", "object", "title", "desc"])
_BREAKS = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
_MOST_SPACES = 200
_FEW = re.compile(r"[0-9]{1,6}")


class OpenDocumentImporter:
    """Reads the text of a document; tracked deletions, hidden and struck-out text are left out."""

    name = "odt"
    suffixes = (".odt", ".ott", ".fodt")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        flat = not data.startswith(b"PK") and b"<office:document" in data[:4000]
        no_text = _("this is not an OpenDocument text (.odt), or it is cut off")
        if not flat:
            check_package(path, data, no_text)
        with refusing_damage(path):
            roots = [_parse(data)] if flat else parts_in(path, data)
            texts = (e for root in roots[:1] for e in root.iter() if tag_of(e) == "text")
            body = next((text for text in texts if tag_of(text.getparent()) == "body"), None)
            if body is None:
                raise InputError(Problem(path, 0, no_text), save_again())
            source = _source(body, roots, self.name)
        require_text(path, source)
        return source


def _source(body: Any, roots: list[Any], form: str) -> Source:
    from coder.transcripts.formats.opendocument_numbers import ListNumbers

    styles = _styles(roots)
    reader = _Reader(styles, ListNumbers(roots))
    source = Script(list(reader.blocks(body))).source("odf", form, sorted(reader.left_out))
    if not reader.comments:
        return source
    again = _Reader(styles, ListNumbers(roots), marked=True)
    marked = Script(list(again.blocks(body))).source("", "").text
    return with_remarks(source, marked, dict(enumerate(reader.comments)))


def parts_in(path: Path, data: bytes) -> list[Any]:
    """Return the content and the styles of a document; raises `InputError` where it is protected."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        names = set(container.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in container.read("META-INF/manifest.xml"):
            raise protected(path)
        parts = [container.read(name) for name in ("content.xml", "styles.xml") if name in names]
    require_few_tags(path, *parts)
    return [_parse(part) for part in parts]


def _parse(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def tag_of(element: Any) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute_of(element: Any, name: str) -> str:
    """Return the value of an attribute of this name in any namespace, or nothing."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


class _Style(NamedTuple):
    """What of a style matters to a transcript; None for what it leaves to the style around it."""

    bold: bool = False
    hidden: bool | None = None
    struck: bool | None = None

    def inside(self, outer: _Style) -> _Style:
        """Return the style within another one."""
        hidden = outer.hidden if self.hidden is None else self.hidden
        return _Style(self.bold, hidden, outer.struck if self.struck is None else self.struck)


_PLAIN = _Style()


def _styles(roots: list[Any]) -> dict[str, _Style]:
    own: dict[str, tuple[str, _Style]] = {}
    for style in (e for root in roots for e in root.iter() if tag_of(e) == "style"):
        found = _PLAIN
        for properties in (part for part in style if tag_of(part) == "text-properties"):
            display, line = attribute_of(properties, "display"), attribute_of(properties, "text-line-through-style")
            found = _Style(
                attribute_of(properties, "font-weight") == "bold",
                display == "none" if display else None,
                line != "none" if line else None,
            )
        own[attribute_of(style, "name")] = attribute_of(style, "parent-style-name"), found
    return {name: _inherited(name, own) for name in own}


def _inherited(name: str, own: dict[str, tuple[str, _Style]]) -> _Style:
    """Return a style with what it leaves to its parents; one of a damaged document may be its own."""
    parent, found = own[name]
    passed = {name}
    while parent in own and parent not in passed:
        passed.add(parent)
        parent, outer = own[parent]
        found = found.inside(outer)
    return found


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    bold: int = 0
    boxes: list[Piece] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)


class _Reader:
    """Walks the body once and gathers comments, notes and what is left out."""

    def __init__(self, styles: dict[str, _Style], numbers: ListNumbers, *, marked: bool = False) -> None:
        self.comments: list[str] = []
        self._marked = marked
        self._ranges: dict[str, int] = {}
        self.left_out: set[str] = set()
        self._styles = styles
        self._numbers = numbers
        self._now = _PLAIN

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """Yield the paragraphs and the rows of tables below `parent`."""
        for element in parent:
            name = tag_of(element)
            if name in {"p", "h"}:
                yield from self._paragraph(element)
            elif name == "list":
                self._numbers.enter(element)
                yield from self.blocks(element)
                self._numbers.leave()
            elif name in {"list-item", "list-header"}:
                self._numbers.point(element)
                yield from self.blocks(element)
            elif name == "table":
                yield from self._table(element)
            elif name and name not in _DROPPED and self._is_shown(element):
                yield from self.blocks(element)

    def _is_shown(self, element: Any) -> bool:
        """Tell whether a section or a row is shown, and remember that one is not."""
        hidden = attribute_of(element, "display") == "none" or attribute_of(element, "is-hidden") == "true"
        if not hidden and attribute_of(element, "visibility") not in {"collapse", "filter"}:
            return True
        if any(text.strip() for text in element.itertext()):
            self.left_out.add(_("hidden text"))
        return False

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        if not all(self._is_shown(e) for e in element if tag_of(e) == "hidden-paragraph"):
            self.left_out.add(_("hidden text"))
            return
        paragraph = _Paragraph()
        number = self._numbers.before(element)
        above, self._now = self._now, self._style(element)
        self._inline(element, paragraph)
        self._now = above
        words = "".join(paragraph.pieces)
        lead = len(number) if words.strip() else 0
        bold = paragraph.bold + lead if paragraph.bold else 0
        yield Piece(number[:lead] + words, bold=bold, heading=tag_of(element) == "h", lead=lead)
        yield from paragraph.boxes

    def _style(self, element: Any) -> _Style:
        return self._styles.get(attribute_of(element, "style-name"), _PLAIN)

    def _inline(self, element: Any, to: _Paragraph) -> None:
        self._say(element.text, to)
        for child in element:
            self._child(child, to)
            self._say(child.tail, to)

    def _say(self, words: str | None, to: _Paragraph) -> None:
        """Add words, or remember that nobody says them."""
        if not (self._now.hidden or self._now.struck):
            to.add(_spaced(words))
        elif words and words.strip():
            self.left_out.add(_("struck-out text") if self._now.struck else _("hidden text"))

    def _child(self, child: Any, to: _Paragraph) -> None:
        name = tag_of(child)
        if name == "s":
            told = attribute_of(child, "c")
            to.add(" " * min(int(told) if _FEW.fullmatch(told) else 1, _MOST_SPACES))
        elif name in _BREAKS:
            to.add(_BREAKS[name])
        elif name == "note":
            self._note(child, to)
        elif name in {"annotation", "annotation-end"}:
            self._comment(child, to)
        elif name == "hidden-text" and attribute_of(child, "is-hidden") != "false":
            self.left_out.add(_("hidden text"))
        elif name == "image":
            self.left_out.add(_("pictures"))
        elif name == "text-box":
            to.boxes += self.blocks(child)
        elif name and name not in _DROPPED:
            own = self._style(child)
            above, self._now = self._now, own.inside(self._now)
            before = to.length
            self._inline(child, to)
            self._now = above
            if own.bold and to.bold == before:
                to.bold = to.length

    def _note(self, element: Any, to: _Paragraph) -> None:
        bodies = [piece.words for part in element if tag_of(part) == "note-body" for piece in self.blocks(part)]
        to.add(mark(AT, len(self.comments)) if self._marked else "")
        self.comments.append(note(unmarked(" ".join(bodies))))

    def _comment(self, comment: Any, to: _Paragraph) -> None:
        """Remember a comment and mark where it begins, or mark where one ends."""
        if tag_of(comment) == "annotation-end":
            ended = self._ranges.get(attribute_of(comment, "name"))
            to.add(mark(CLOSE, ended) if self._marked and ended is not None else "")
            return
        author = next((part.text or "" for part in comment if tag_of(part) == "creator"), "").strip()
        words = normalise("\n".join("".join(part.itertext()) for part in comment if tag_of(part) in {"p", "list"}))
        number = len(self.comments)
        self._ranges[attribute_of(comment, "name")] = number
        self.comments.append(f"{author}: {words.strip()}" if author else words.strip())
        to.add(mark(OPEN, number) if self._marked else "")

    def _table(self, table: Any) -> list[Piece]:
        rows = [
            [
                list(self.blocks(cell)) if tag_of(cell) == "table-cell" else [Piece("")]
                for cell in row
                if tag_of(cell) in {"table-cell", "covered-table-cell"}
            ]
            for row in _own_rows(table)
            if self._is_shown(row)
        ]
        kept = [[cell or [Piece("")] for cell in row] for row in rows if row]
        return pieces_of_table(kept) if kept else []


def _own_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, and none of those of tables in its cells."""
    for child in table:
        if tag_of(child) == "table-row":
            yield child
        elif tag_of(child) in {"table-rows", "table-header-rows", "table-row-group"}:
            yield from _own_rows(child)


def _spaced(text: str | None) -> str:
    """Return text with white space as OpenDocument means it: a run of it is one space."""
    if not text:
        return ""
    words = " ".join(text.split(" ")) if "\n" not in text and "\t" not in text else text
    return words.replace("\n", " ").replace("\t", " ")
