"""Framework matrices in Word, on paper that lies: in each cell the lead's summary, below it passages in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor

from coder.files.cells import xml_text
from coder.model.reporting.report import CellReport, MatrixReport
from coder.reports.finding_parts import said
from coder.reports.matrix_parts import ON_PAPER, empty_cell, more_in, shown_in, stale_cell, words_of_passage
from coder.reports.word.column_widths import lines_of, widest_word
from coder.reports.word.table_layout import lay_table, text_height, text_width

_FIRST, _WIDEST = 2.3, 3.6
_SUMMARY, _PASSAGE = 9.5, 8.5
_BELOW, _LEADING, _POINTS_A_CM = 2, 1.35, 28.35
_HEAD, _OPENING = 1.0, 2.8
"""What the table's head takes of a page in cm, and of its first page the headings above it."""
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
    for number, (laid, cells) in enumerate(zip(table.rows[1:], matrix.cells, strict=True)):
        for run in laid.cells[0].paragraphs[0].runs:
            run.bold = True
        laid.cells[0].paragraphs[0].paragraph_format.keep_together = True
        room = text_height(document) - _HEAD - (0.0 if number else _OPENING)
        told = [_fitting(cell, wide, room) for cell in cells]
        if all(_height(one, wide) <= room for one in told):
            laid._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for box, one in zip(laid.cells[1:], told, strict=True):
            _write(box, one)


def _fitting(cell: CellReport, width: float, room: float) -> list[Told]:
    """Return the paragraphs of a cell with as many passages as leave it on one page, or with the fewest."""
    told: list[Told] = []
    for most in (ON_PAPER, 1, 0) if cell.summary else (ON_PAPER, 1):
        told = _told(cell, most)
        if _height(told, width) <= room:
            break
    return told


def _height(told: Sequence[Told], width: float) -> float:
    """Return how tall a cell of this width is in cm, about."""
    return sum(lines_of([text], [width], size) * size * _LEADING + _BELOW for text, size, _color in told) / _POINTS_A_CM


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
