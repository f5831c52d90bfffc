"""The text of a WordprocessingML body, in document order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.i18n import _
from coder.model.text import normalise
from coder.transcripts.document_pieces import Piece
from coder.transcripts.formats.word_numbers import Numbers
from coder.transcripts.formats.word_xml import UNSAID, Styles, attribute, is_off, name_of
from coder.transcripts.remarks import AT, CLOSE, OPEN, mark, note, unmarked
from coder.transcripts.tables import WIDEST_SPAN, pieces_of_table, spread

_PROPERTIES = frozenset(
    ["pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "customXmlPr"]
)
_DROPPED = _PROPERTIES | {
    "del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt", "annotationRef",
}  # fmt: skip
_COMMENTS = {"commentRangeStart": OPEN, "commentRangeEnd": CLOSE, "commentReference": AT}
_NOTES = ("footnote", "endnote")
_DRAWINGS = frozenset(["drawing", "pict", "object"])
_ELSEWHERE = frozenset(["altChunk", "subDoc"])
_BREAKS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}


class Unreadable(Exception):  # noqa: N818  a reason, not yet the error that a person sees
    """Why the text of a document cannot be read whole."""


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    boxes: list[Piece] = field(default_factory=list)
    bold: int = 0
    apart: int = 0
    length: int = 0

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says, a paragraph a piece, what it leaves out, and its comments and notes by number."""

    pieces: list[Piece]
    left_out: list[str]
    remarks: dict[int, str]


def text_of(body: Any, parts: dict[str, Any], styles: Styles, numbers: Numbers, *, marked: bool = False) -> WordText:
    """Return the text below `body`; a `marked` text has marks where comments begin and end, and notes hang.

    `parts` are the roots of comments and notes by kind. Notes are numbered on from the comments.
    """
    comments = _comments(parts["comments"]) if "comments" in parts else {}
    reader = _Reader(styles, numbers, marked=marked, first_note=max(comments, default=-1) + 1)
    pieces = list(reader.blocks(body))
    return WordText(pieces, sorted(reader.left_out), {**comments, **reader.notes(parts)})


class _Reader:
    """Walks the body once and remembers which notes it was sent to."""

    def __init__(self, styles: Styles, numbers: Numbers, *, marked: bool, first_note: int) -> None:
        self.cited: list[tuple[str, str]] = []
        self.left_out: set[str] = set()
        self._styles = styles
        self._below: Mapping[str, bool] = {}
        self._numbers = numbers
        self._marked = marked
        self._first_note = first_note

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """Yield the paragraphs and the rows of tables below `parent`."""
        carried = ""
        for element in self._flat(parent):
            if name_of(element) == "tbl":
                if carried:
                    yield Piece(carried)
                    carried = ""
                yield from self._table(element)
                continue
            paragraph = _Paragraph()
            number = self._numbers.before(element)
            above, self._below = self._below, self._styles.unsaid.get(_style(element), {})
            self._inline(element, paragraph)
            self._below = above
            first = not carried
            lead = len(number) if first and paragraph.length else 0
            bold = paragraph.bold + lead if first and paragraph.bold else 0
            carried += number[:lead] + "".join(paragraph.pieces)
            if paragraph.boxes or not _runs_on(element):
                heading = _style(element) in self._styles.headings
                apart = first and 0 < paragraph.length <= paragraph.apart
                yield Piece(carried, bold=bold, heading=heading, lead=lead if first else 0, apart=apart)
                yield from paragraph.boxes
                carried = ""
        if carried:
            yield Piece(carried)

    def _flat(self, parent: Any) -> Iterator[Any]:
        """Yield paragraphs and tables, also those inside content controls and tracked insertions."""
        for element in parent:
            name = name_of(element)
            if name in {"p", "tbl"}:
                yield element
            elif name in _ELSEWHERE:
                raise Unreadable(_("part of its text lies in another document that is embedded or linked"))
            elif name == "AlternateContent":
                yield from self._flat(_branch(element))
            elif name and name not in _DROPPED and name not in _DRAWINGS:
                yield from self._flat(element)

    def _inline(self, parent: Any, to: _Paragraph) -> None:
        for element in parent:
            name = name_of(element)
            piece = self._piece(name, element)
            if piece is not None:
                to.add(piece)
            elif name in _ELSEWHERE:
                raise Unreadable(_("part of its text lies in another document that is embedded or linked"))
            elif name in {"p", "tbl"}:
                to.boxes += self._table(element) if name == "tbl" else self.blocks([element])
            elif name == "r":
                self._run(element, to)
            elif name == "AlternateContent":
                self._inline(_branch(element), to)
            elif name in _DRAWINGS:
                self._boxes(element, to)
            elif name and name not in _DROPPED:
                self._inline(element, to)

    def _piece(self, name: str, element: Any) -> str | None:
        """Return the characters that an element of a run stands for, or None."""
        if name == "t":
            return element.text or ""
        if name.removesuffix("Reference") in _NOTES:
            return self._cite(name.removesuffix("Reference"), attribute(element, "id"))
        if name in _COMMENTS:
            number = attribute(element, "id") if self._marked else ""
            return mark(_COMMENTS[name], int(number)) if number.isdecimal() else ""
        return _symbol(element) if name == "sym" else _BREAKS.get(name)

    def _boxes(self, drawing: Any, to: _Paragraph) -> None:
        for element in drawing:
            if name_of(element) == "txbxContent":
                to.boxes += self.blocks(element)
            elif name_of(element) == "AlternateContent":
                self._boxes(_branch(element), to)
            else:
                self._boxes(element, to)

    def _run(self, run: Any, to: _Paragraph) -> None:
        """Read a run, unless it is hidden or struck out; remember how far the paragraph is bold from its start."""
        own = [mark for part in run if name_of(part) == "rPr" for mark in part]
        of_style = next((attribute(mark, "val") for mark in own if name_of(mark) == "rStyle"), "")
        marks = {name_of(mark): not is_off(mark) for mark in own}
        marks = {**self._below, **self._styles.unsaid.get(of_style, {}), **marks}
        unsaid = [mark for mark in UNSAID if marks.get(mark)]
        if unsaid:
            if any(name_of(element) == "t" and element.text for element in run.iter()):
                self.left_out |= {UNSAID[mark]() for mark in unsaid}
            return
        before = to.length
        self._inline(run, to)
        if marks.get("b") and to.bold == before:
            to.bold = to.length
        if to.apart == before and any(map(_sets_apart, own)):
            to.apart = to.length

    def _table(self, table: Any) -> list[Piece]:
        """Return a table's rows, those that were deleted or are hidden left out."""
        kept = (row for row in _inside(table, "tr") if not self._is_gone(row))
        rows = spread([(list(self.blocks(cell)), _span(cell), 1) for cell in _inside(row, "tc")] for row in kept)
        return pieces_of_table(rows) if rows else []

    def _is_gone(self, row: Any) -> bool:
        marks = {name_of(mark) for part in row if name_of(part) == "trPr" for mark in part if not is_off(mark)}
        if "hidden" in marks and "del" not in marks:
            self.left_out.add(UNSAID["vanish"]())
        return not marks.isdisjoint({"del", "hidden"})

    def _cite(self, kind: str, number: str) -> str:
        self.cited.append((kind, number))
        return mark(AT, self._first_note + len(self.cited) - 1) if self._marked else ""

    def notes(self, roots: dict[str, Any]) -> dict[int, str]:
        """Return what the notes say that were cited, by number; a note may cite no further ones."""
        bodies = {(kind, attribute(one, "id")): one for kind in _NOTES if kind in roots for one in roots[kind]}
        return {
            number: note(unmarked(" ".join(piece.words for piece in self.blocks(bodies[cited]))))
            for number, cited in enumerate(tuple(self.cited), start=self._first_note)
            if cited in bodies
        }


def _sets_apart(mark: Any) -> bool:
    """Tell whether a mark makes letters look otherwise: italic, underlined, in a colour."""
    if name_of(mark) == "color":
        return attribute(mark, "val") not in {"auto", "000000", ""}
    return name_of(mark) in {"i", "u", "highlight", "shd"} and not is_off(mark)


def _span(cell: Any) -> int:
    """Return how many columns a cell goes over."""
    for shape in cell:
        if name_of(shape) == "tcPr":
            told = next((attribute(part, "val") for part in shape if name_of(part) == "gridSpan"), "")
            return min(WIDEST_SPAN, max(1, int(told))) if told.isdecimal() else 1
    return 1


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    for element in parent:
        name = name_of(element)
        if name == wanted:
            yield element
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _inside(element, wanted)


def _branch(alternatives: Any) -> Any:
    """Return the one branch to read: both hold the same text for readers of different age."""
    branches = [element for element in alternatives if name_of(element) in {"Choice", "Fallback"}]
    with_text = [branch for branch in branches if any(name_of(e) == "t" for e in branch.iter())]
    return (with_text or branches or [()])[0]


def _style(paragraph: Any) -> str:
    """Return the id of a paragraph's style."""
    parts = (part for properties in paragraph if name_of(properties) == "pPr" for part in properties)
    return next((attribute(part, "val") for part in parts if name_of(part) == "pStyle"), "")


def _comments(root: Any) -> dict[int, str]:
    """Return what the comments of a document say, by their numbers, each with who wrote it."""
    said = {}
    for comment in root:
        number, author = attribute(comment, "id"), attribute(comment, "author").strip()
        lines = ["".join(e.text or "" for e in p.iter() if name_of(e) == "t") for p in comment if name_of(p) == "p"]
        words = normalise("\n".join(lines)).strip()
        if number.isdecimal() and words:
            said[int(number)] = f"{author}: {words}" if author else words
    return said


def _runs_on(paragraph: Any) -> bool:
    """Tell whether the paragraph's end was deleted or moved away in tracked changes."""
    marks = (
        mark
        for properties in paragraph
        if name_of(properties) == "pPr"
        for run in properties
        if name_of(run) == "rPr"
        for mark in run
    )
    return any(name_of(mark) in {"del", "moveFrom"} for mark in marks)


def _symbol(element: Any) -> str:
    try:
        code = int(attribute(element, "char"), 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004  surrogates are no characters
    except (ValueError, OverflowError):
        return "\ufffd"
