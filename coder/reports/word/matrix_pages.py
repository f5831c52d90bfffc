"""Framework matrices in Word, on paper that lies: in each cell the lead's summary, below it passages in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor

from coder.files.cells import xml_text
from coder.model.reporting.report import CellReport, MatrixReport
from coder.reports.finding_parts import said
from coder.reports.matrix_parts import ON_PAPER, empty_cell, more_in, shown_in, stale_cell, words_of_passage
from coder.reports.word.column_widths import letters, lines_of, widest_word
from coder.reports.word.table_layout import lay_table, text_height, text_width

_FIRST, _WIDEST = 2.3, 3.6
_SUMMARY, _PASSAGE, _SMALLER = 9.5, 8.5, 0.9
_BELOW, _CHINESE, _LATIN, _POINTS_A_CM = 2, 1.35, 1.2, 28.35
_HEAD, _OPENING = 1.0, 2.8
"""What the table's head takes of a page in cm, and of its first page the headings above it."""
_FILLED, _MOST_ALONE = 0.92, 8
"""How much of its page a row fills that has it for itself, heights being estimates, and with how many passages."""
_MOST_EMPTY = 0.35
"""How much of a page stays empty at most before a row that would fit on the next."""
Told = tuple[str, float, RGBColor | None]
_QUIET, _WARN = RGBColor(0x33, 0x33, 0x33), RGBColor(0x8A, 0x2A, 0x00)


def lay_matrix(document: Document, matrix: MatrixReport) -> None:
    """Add a matrix as wide as the text; its head stands on every page, and a row that fits on one is parted by none."""
    first = min(_WIDEST, max(_FIRST, widest_word(heading.title for heading in matrix.rows)))
    wide = (text_width(document) - first) / max(1, len(matrix.columns))
    header = ("", *(heading.title for heading in matrix.columns))
    rows = [(heading.title, *("" for _cell in matrix.columns)) for heading in matrix.rows]
    lay_table(document, header, rows, (first, *(wide for _heading in matrix.columns)), together=False, whole=False)
    table: Any = document.tables[-1]
    for laid, one in zip(table.rows[1:], _rows(matrix, wide, text_height(document) - _HEAD), strict=True):
        for run in laid.cells[0].paragraphs[0].runs:
            run.bold = True
        laid.cells[0].paragraphs[0].paragraph_format.keep_together = True
        if one.whole:
            laid._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for box, told in zip(laid.cells[1:], one.cells, strict=True):
            _write(box, told)


class _Row(NamedTuple):
    """The paragraphs of a row's cells, and how tall it is in cm."""

    cells: list[list[Told]]
    tall: float
    room: float

    @property
    def whole(self) -> bool:
        """Whether the row fits on a page."""
        return self.tall <= self.room


def _rows(matrix: MatrixReport, wide: float, page: float) -> list[_Row]:
    """Return the rows of a matrix: none leaves much of the page before it empty, or has its own page half empty.

    One that would leave it is parted, and one that shares its page with no other has more passages.
    """
    rooms = [page - (0.0 if number else _OPENING) for number in range(len(matrix.cells))]
    rows = [_row(cells, wide, room, ON_PAPER) for cells, room in zip(matrix.cells, rooms, strict=True)]
    left = 0.0
    for number, row in enumerate(rows):
        is_first = row.tall > left
        if is_first and left > page * _MOST_EMPTY and row.whole:
            rows[number] = row._replace(room=0.0)
            left += page - row.tall
            continue
        left = (row.room if is_first else left) - row.tall
        following = rows[number + 1].tall if number + 1 < len(rows) else page
        if is_first and following > left and row.whole:
            fuller = _row(matrix.cells[number], wide, row.room * _FILLED, _MOST_ALONE, smallest=1.0)
            if fuller.whole:
                rows[number] = fuller._replace(room=row.room)
                left = row.room - fuller.tall
    return rows


def _row(cells: Sequence[CellReport], width: float, room: float, most: int, smallest: float = _SMALLER) -> _Row:
    """Return a row with as many passages as leave it on one page, in smaller letters where it would not fit at all."""
    for scale in (1.0, smallest):
        told = [_fitting(cell, width, room, most, scale) for cell in cells]
        row = _Row(told, max((_height(one, width) for one in told), default=0.0), room)
        if row.whole:
            break
    return row


def _fitting(cell: CellReport, width: float, room: float, most: int, scale: float) -> list[Told]:
    """Return the paragraphs of a cell with as many passages as leave it on one page, `most` at most, or the fewest."""
    told: list[Told] = []
    for shown in range(most, -1 if cell.summary else 0, -1):
        told = [(text, size * scale, color) for text, size, color in _told(cell, shown)]
        if _height(told, width) <= room:
            break
    return told


def _height(told: Sequence[Told], width: float) -> float:
    """Return how tall a cell of this width is in cm, about."""
    points = sum(lines_of([text], [width], size) * size * _leading(text) + _BELOW for text, size, _color in told)
    return points / _POINTS_A_CM


def _leading(text: str) -> float:
    """Return how much taller than its letters a line is: faces of Chinese are taller than Latin ones."""
    return _LATIN if letters(text) == len(text) else _CHINESE


def _told(cell: CellReport, most: int) -> list[Told]:
    """Return the paragraphs of a cell, with so many passages at most."""
    shown = shown_in(cell, most)
    told: list[Told] = []
    if cell.stale:
        told.append((stale_cell(), _SUMMARY, _WARN))
    if cell.summary:
        told.append((said(cell.summary), _SUMMARY, None))
    told += [(words_of_passage(q), _PASSAGE, _QUIET) for q in shown]
    if more := more_in(cell, shown):
        told.append((more, _PASSAGE, _QUIET))
    if not cell.quotations:
        told.append((empty_cell(), _SUMMARY, _QUIET))
    told += [(beside, _PASSAGE, None) for beside in cell.beside]
    return told


def _write(box: Any, told: Sequence[Told]) -> None:
    for at, (text, size, color) in enumerate(told):
        paragraph = box.paragraphs[0] if at == 0 else box.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.space_before = Pt(0)
        paragraph.paragraph_format.space_after = Pt(_BELOW)
        run = paragraph.add_run(xml_text(text))
        run.font.size = Pt(size)
        if color is not None:
            run.font.color.rgb = color
