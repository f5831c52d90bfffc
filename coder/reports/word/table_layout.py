"""Tables in Word: as wide as the text, with a head that repeats, and parted by no page where they may not be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from coder.files.cells import xml_text
from coder.reports.word.column_widths import (
    fitted,
    head_breaks,
    lines_of,
    number_columns,
    turned_height,
    widest_word,
)

_KEPT_TOGETHER, _BESIDE = 4, 2
"""The lines of a table that stays on one page, and the rows that stay with its head and with its note.

Few, because what is kept together leaves the foot of a page empty where it does not fit.
"""
_POINTS = 10
_EMU_A_CM = 360_000
_TURNED = "0000"
"""What a turned head takes across its column, so that one of two lines fits."""


def lay_table(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float] = (),
    *,
    together: bool = True,
    whole: bool = True,
    even: bool = False,
    on_one_page: bool = False,
) -> None:
    """Add a table in the text's width whose head repeats; widths in cm, else those needed.

    Its rows stay `whole` unless they are so tall that half a page would stay empty before one. `together` keeps a
    short table on one page. A longer one is parted between rows that have others of it beside them, so that no head
    stands alone, and no note; one `on_one_page` never is. The columns of an `even` one are as wide as each other,
    but for the first. Heads of numbers whose words would break in their columns run from bottom to top.
    """
    points, numbers, turned = _POINTS, number_columns(rows), False
    if not widths:
        widths, points, turned = _widths(header, rows, text_width(document), numbers, even=even)
    table: Any = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    # A tall last row that was kept with the note would leave its page to itself.
    lines = sum(lines_of(cells, widths, points) for cells in rows)
    kept = _kept(len(rows), 0 if on_one_page else lines) if together else frozenset({0, len(rows)} if whole else {0})
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, cells in enumerate([header, *rows]):
        row = table.rows[0] if number == 0 else table.add_row()
        properties = row._tr.get_or_add_trPr()
        if whole or number == 0:
            properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
            if turned:
                row.height = Cm(turned_height([header[at] for at in numbers], points))
        for at, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
            cell.width = Cm(width)
            _write(cell, text, points, is_head=number == 0, is_number=at in numbers)
            cell.paragraphs[0].paragraph_format.keep_with_next = number in kept
            if turned and number == 0 and at in numbers:
                _turn(cell)


def _write(cell: Any, text: str, points: int, *, is_head: bool, is_number: bool) -> None:
    """Write a cell: heads in bold letters above their column, numbers at its right edge."""
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(xml_text(text))
    run.font.size, run.bold = Pt(points), is_head
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    paragraph.paragraph_format.line_spacing = 1.0
    if is_number:
        # Faces of Chinese are taller than Latin ones: numbers stand in the middle of the words beside them.
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if is_head:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM


def _widths(
    header: Sequence[str], rows: Sequence[Sequence[str]], across: float, numbers: frozenset[int], *, even: bool
) -> tuple[Sequence[float], int, bool]:
    """Return widths and points, and whether the heads of numbers are turned: their words would break lying."""
    heads, turned = header, False
    fit = fitted(heads, rows, across)
    if numbers and head_breaks(header, fit):
        heads, turned = [_TURNED if at in numbers else head for at, head in enumerate(header)], True
        fit = fitted(heads, rows, across)
    if not even:
        return fit.widths, fit.points, turned
    first = widest_word((cells[0] for cells in (heads, *rows)), fit.points)
    return _even(fit.widths, first, widest_word(heads[1:], fit.points)), fit.points, turned


def _turn(cell: Any) -> None:
    """Let the words of a cell run from bottom to top, in the middle of its column."""
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    put_before(cell, direction, "vAlign")
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def put_before(cell: Any, element: Any, *names: str) -> None:
    """Add a property to a cell before those that the format has behind it; Word refuses another order."""
    properties = cell._tc.get_or_add_tcPr()
    place = next((found for name in names if (found := properties.find(qn(f"w:{name}"))) is not None), None)
    if place is None:
        properties.append(element)
    else:
        place.addprevious(element)


def _even(widths: Sequence[float], least: float, word: float) -> list[float]:
    """Return columns as wide as each other but for the first, which gives them room for `word` and keeps `least`."""
    count = len(widths) - 1
    each, most = sum(widths[1:]) / count, (sum(widths) - least) / count
    each = min(max(each, word), most)
    return [sum(widths) - each * count, *[each] * count]


def _kept(rows: int, lines: int) -> frozenset[int]:
    """Return the rows after which no page ends, the head being 0; the last one leads to the note."""
    if lines <= _KEPT_TOGETHER:
        return frozenset(range(rows + 1))
    return frozenset({*range(_BESIDE), *range(rows - _BESIDE + 1, rows + 1)})


def text_height(document: Document) -> float:
    """Return how tall the text is on the paper in use, in cm."""
    paper: Any = document.sections[-1]
    return float((paper.page_height - paper.top_margin - paper.bottom_margin) / _EMU_A_CM)


def text_width(document: Document) -> float:
    """Return how wide the text is on the paper in use, in cm."""
    paper: Any = document.sections[-1]
    return float((paper.page_width - paper.left_margin - paper.right_margin) / _EMU_A_CM)
