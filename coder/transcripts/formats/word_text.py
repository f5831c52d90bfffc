"""The text of a WordprocessingML body, in document order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coder.i18n import _
from coder.transcripts.formats.word_tables import lines_of_table

_PROPERTIES = frozenset(
    ["pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "customXmlPr"]
)
_DROPPED = _PROPERTIES | {
    "del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt", "commentReference", "annotationRef",
}  # fmt: skip
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
    boxes: list[str] = field(default_factory=list)


def text_of(body: Any, notes: dict[str, Any]) -> str:
    """Return the text below `body`, a paragraph a line, the notes in brackets after it."""
    reader = _Reader()
    lines = list(reader.blocks(body))
    return "\n".join(lines + reader.notes(notes))


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


class _Reader:
    """Walks the body once and remembers which notes it was sent to."""

    def __init__(self) -> None:
        self.cited: list[tuple[str, str]] = []

    def blocks(self, parent: Any) -> Iterator[str]:
        """Yield the lines of the paragraphs and tables below `parent`."""
        carried = ""
        for element in self._flat(parent):
            if _name(element) == "tbl":
                if carried:
                    yield carried
                    carried = ""
                yield from lines_of_table(self._rows(element))
                continue
            paragraph = _Paragraph()
            self._inline(element, paragraph)
            carried += "".join(paragraph.pieces)
            if paragraph.boxes or not _runs_on(element):
                yield carried
                yield from paragraph.boxes
                carried = ""
        if carried:
            yield carried

    def _flat(self, parent: Any) -> Iterator[Any]:
        """Yield paragraphs and tables, also those inside content controls and tracked insertions."""
        for element in parent:
            name = _name(element)
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
            name = _name(element)
            piece = self._piece(name, element)
            if piece is not None:
                to.pieces.append(piece)
            elif name in _ELSEWHERE:
                raise Unreadable(_("part of its text lies in another document that is embedded or linked"))
            elif name in {"p", "tbl"}:
                to.boxes += lines_of_table(self._rows(element)) if name == "tbl" else self.blocks([element])
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
        if name in {"footnoteReference", "endnoteReference"}:
            return self._cite(name.removesuffix("Reference"), _attribute(element, "id"))
        return _symbol(element) if name == "sym" else _BREAKS.get(name)

    def _boxes(self, drawing: Any, to: _Paragraph) -> None:
        for element in drawing:
            if _name(element) == "txbxContent":
                to.boxes += self.blocks(element)
            elif _name(element) == "AlternateContent":
                self._boxes(_branch(element), to)
            else:
                self._boxes(element, to)

    def _rows(self, table: Any) -> list[list[list[str]]]:
        """Return the lines of each cell of each row, rows that were deleted left out."""
        kept = (row for row in _inside(table, "tr") if not _is_deleted(row))
        return [[list(self.blocks(cell)) for cell in _inside(row, "tc")] for row in kept]

    def _cite(self, kind: str, number: str) -> str:
        self.cited.append((kind, number))
        return f"[註{len(self.cited)}]"

    def notes(self, roots: dict[str, Any]) -> list[str]:
        """Return a bracketed line for each note cited; a note may cite no further ones."""
        return [
            f"【註{at}：{' '.join(' '.join(self.blocks(note)).split())}】"
            for at, (kind, number) in enumerate(tuple(self.cited), start=1)
            for note in roots.get(kind, ())
            if _attribute(note, "id") == number
        ]


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    for element in parent:
        name = _name(element)
        if name == wanted:
            yield element
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _inside(element, wanted)


def _branch(alternatives: Any) -> Any:
    """Return the one branch to read: both hold the same text for readers of different age."""
    branches = [element for element in alternatives if _name(element) in {"Choice", "Fallback"}]
    with_text = [branch for branch in branches if any(_name(e) == "t" for e in branch.iter())]
    return (with_text or branches or [()])[0]


def _is_deleted(row: Any) -> bool:
    return any(_name(mark) == "del" for part in row if _name(part) == "trPr" for mark in part)


def _runs_on(paragraph: Any) -> bool:
    """Tell whether the paragraph's end was deleted or moved away in tracked changes."""
    marks = (
        mark
        for properties in paragraph
        if _name(properties) == "pPr"
        for run in properties
        if _name(run) == "rPr"
        for mark in run
    )
    return any(_name(mark) in {"del", "moveFrom"} for mark in marks)


def _symbol(element: Any) -> str:
    try:
        return chr(int(_attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
