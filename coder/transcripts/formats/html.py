"""Transcripts as web pages, noScribe's too: a paragraph a line, tables of speakers as labelled speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.transcripts.document_pieces import Piece
from coder.transcripts.formats.page_feet import is_around, without_foot
from coder.transcripts.formats.page_notes import take_out_notes
from coder.transcripts.packages import require_few_tags
from coder.transcripts.remarks import unmarked, with_remarks
from coder.transcripts.script import Script
from coder.transcripts.tables import WIDEST_SPAN, pieces_of_table, spread

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "  # noqa: SIM905
    "h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BOLD = frozenset(["b", "strong"])
_DROPPED = frozenset(["head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select"])
_ROWS = frozenset(["tr", "thead", "tbody", "tfoot"])
_STRUCK = frozenset(["s", "strike", "del"])
_SPACES = re.compile("[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_LINED = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,80}line-through", re.IGNORECASE)
_NOTE = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile("([{}])")
_PLAIN = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:(?P<sign>[.#])(?P<name>[\w-]+))?", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


class WebPageImporter:
    """Reads the text of a page; style sheets, scripts, and what is hidden or struck out are left out."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        page = read_page(path, data, commented=True)
        source = source_of(page, self.name)
        if not source.text.strip():
            raise InputError(
                Problem(path, 0, _("the page holds no text")), _("Copy the text into a .txt file and add that.")
            )
        return source


class Page(NamedTuple):
    """What a page says, a paragraph a piece, what it says besides, and how its letters were stored.

    Where the `comments` hang is marked in the pieces, each by its number.
    """

    pieces: list[Piece]
    left_out: set[str]
    encoding: str
    comments: Mapping[int, str]


def source_of(page: Page, form: str) -> Source:
    """Return the text of a page, its comments on their words."""
    source = Script(_bare(page.pieces)).source(page.encoding, form, sorted(page.left_out))
    if not page.comments:
        return source
    return with_remarks(source, Script(page.pieces).source("", "").text, page.comments)


def read_page(
    path: Path, data: bytes, sheet_at: Callable[[str], str] | None = None, *, commented: bool = False
) -> Page:
    """Return what a page says; `sheet_at` gives a style sheet that the page links to, and nothing is fetched.

    Comments and notes are left out and told, unless they are asked for: then their places are marked.
    """
    from lxml import etree, html

    require_few_tags(path, data)
    raw, encoding = _decoded(data, path)
    raw = re.sub(r"^\s*<\?xml[^>]*\?>", "", raw)
    root = None
    with suppress(etree.ParserError):  # nothing but ends of tags
        root = html.document_fromstring(raw) if raw.strip() else None
    if root is None:
        return Page([], set(), encoding, {})
    said = take_out_notes(root)
    reader = _Reader(_unsaid(_sheets(root, sheet_at)))
    pieces = list(reader.pieces(root))
    if len(talk := without_foot(pieces)) < len(pieces):
        pieces = list(talk)
        reader.left_out.add(_("menus and foot of the page"))
    page = Page(pieces, reader.left_out, encoding, said)
    if commented or not said:
        return page
    return page._replace(pieces=_bare(pieces), left_out=page.left_out | {_("comments and notes")}, comments={})


def _bare(pieces: Iterable[Piece]) -> list[Piece]:
    return [
        piece._replace(words=unmarked(piece.words), cells=tuple(tuple(_bare(cell)) for cell in piece.cells))
        for piece in pieces
    ]


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    """Return a page's letters and the encoding that they were read by, which is shown with the transcript."""
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        # Many pages declare what they are not; then their bytes tell.
        with suppress(LookupError, UnicodeError):
            return data.decode(name), name
    return decode(data, path)


class _Reader:
    """Walks a page once: inline text gathers until a block begins or ends."""

    def __init__(self, unsaid: Mapping[tuple[str, str, str], str]) -> None:
        self.left_out: set[str] = set()
        self._unsaid = unsaid
        self._open = ""
        self._bold = self._linked = 0
        self._heading = False

    def pieces(self, root: Any) -> Iterator[Piece]:
        """Yield the paragraphs of a page."""
        yield from self._block(root)
        yield from self._flush()

    def _flush(self) -> Iterator[Piece]:
        words = self._open.strip(" ")
        if words:
            linked = self._linked >= len(words)
            yield Piece(words, bold=min(self._bold, len(words)), heading=self._heading, linked=linked)
        self._open, self._bold, self._linked = "", 0, 0

    def _block(self, element: Any) -> Iterator[Piece]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and not self._is_left_out(element, tag):
            if tag == "table":
                yield from self._flush()
                yield from self._table(element)
            else:
                yield from self._inside(element, tag)
        if element.tail:
            self._add(element.tail)

    def _inside(self, element: Any, tag: str) -> Iterator[Piece]:
        block = tag in _BLOCKS
        if block or tag == "br":
            yield from self._flush()
        if tag in _HEADINGS:
            self._heading = True
        opens, before = not self._open.strip(), len(self._open)
        self._add(element.text or "")
        for child in element:
            yield from self._block(child)
        if opens and tag in _BOLD:
            self._bold = len(self._open)
        if tag == "a" and not (element.get("href") or "#").startswith("#"):
            self._linked += len(self._open) - before
        if block:
            yield from self._flush()
        if tag in _HEADINGS:
            self._heading = False

    def _add(self, text: str) -> None:
        words = _SPACES.sub(" ", text)
        self._open += words.lstrip(" ") if self._open.endswith(" ") or not self._open else words

    def _is_left_out(self, element: Any, tag: str) -> bool:
        why = self._why_unsaid(element, tag)
        if why:
            if any(text.strip() for text in element.itertext()):
                self.left_out.add(_("struck-out text") if why == "struck" else _("hidden text"))
            return True
        if tag in {"img", "picture", "video", "audio"}:
            self.left_out.add(_("pictures"))
        if is_around(element, tag):
            if any(text.strip() for text in element.itertext()):
                self.left_out.add(_("menus and foot of the page"))
            return True
        return tag in _DROPPED

    def _why_unsaid(self, element: Any, tag: str) -> str:
        """Return why the words of an element are nobody's: hidden, struck out, or nothing."""
        style = element.get("style") or ""
        if (
            element.get("hidden") is not None
            or _HIDDEN.search(style)
            or (tag == "dialog" and element.get("open") is None)
        ):
            return "hidden"
        if tag in _STRUCK or _LINED.search(style):
            return "struck"
        if not self._unsaid:
            return ""
        names = [("#", element.get("id") or ""), *((".", name) for name in (element.get("class") or "").split())]
        keys = [(tag, "", ""), *((of, sign, name) for sign, name in names if name for of in (tag, ""))]
        return next((self._unsaid[key] for key in keys if key in self._unsaid), "")

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = spread(
            [
                (self._cell(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
                for cell in row
                if cell.tag in {"td", "th"} and not self._is_left_out(cell, cell.tag)
            ]
            for row in self._own_rows(table)
        )
        if rows:
            yield from pieces_of_table(rows)

    def _cell(self, cell: Any) -> list[Piece]:
        """Return the paragraphs of a cell; what is left out of it is left out of the page."""
        inner = _Reader(self._unsaid)
        inner.left_out = self.left_out
        return list(inner.pieces(cell)) or [Piece("")]

    def _own_rows(self, table: Any) -> Iterator[Any]:
        """Yield the rows of a table that are shown, and none of those of tables in its cells."""
        for child in table:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag not in _ROWS or self._is_left_out(child, tag):
                continue
            if tag == "tr":
                yield child
            else:
                yield from self._own_rows(child)


def _sheets(root: Any, sheet_at: Callable[[str], str] | None) -> Iterator[str]:
    """Yield the style sheets of a page, its own and those that lie in the same package."""
    for element in root.iter("style", "link"):
        if element.tag == "style":
            yield element.text or ""
        elif sheet_at and "stylesheet" in (element.get("rel") or "").lower().split():
            yield sheet_at(element.get("href") or "")


def _unsaid(sheets: Iterable[str]) -> dict[tuple[str, str, str], str]:
    """Return what style sheets hide or strike out: the tag, class or id, and why."""
    return {key: why for sheet in sheets for key, why in _unsaid_by(sheet).items()}


@lru_cache(maxsize=8)
def _unsaid_by(sheet: str) -> Mapping[tuple[str, str, str], str]:
    """Return what one style sheet hides or strikes out; the pages of a book share theirs."""
    found: dict[tuple[str, str, str], str] = {}
    for selectors, rule in _rules(_NOTE.sub("", sheet)):
        why = "hidden" if _HIDDEN.search(rule) else "struck" if _LINED.search(rule) else ""
        for selector in selectors.split(",") if why else ():
            plain = _PLAIN.fullmatch(selector.strip())
            if plain and plain[0]:
                found[(plain["tag"] or "").lower(), plain["sign"] or "", plain["name"] or ""] = why
    return found


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the rules of a style sheet that always hold; those under a condition, as for print, lie deeper."""
    open_ones: list[str] = []
    before = ""
    for part in _BRACE.split(sheet):
        if part == "{":
            open_ones.append(before)
        elif part == "}" and open_ones:
            selectors = open_ones.pop()
            if not open_ones:
                yield selectors, before
        else:
            before = part


def _span(cell: Any, name: str) -> int:
    told = cell.get(name) or ""
    return min(WIDEST_SPAN, max(1, int(told))) if told.isdecimal() else 1
