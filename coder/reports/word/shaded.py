"""Tables of the overall results in Word: rows of themes set off, cells of heat maps coloured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from coder.model.reporting.overall_table import OverallTable
from coder.reports.word.package import mark_name
from coder.reports.word.table_layout import lay_table, put_before

_THEME = "E8EDF2"
_DARKEST = (0x7F, 0xB2, 0xD6)
"""Light enough for black numbers on every shade."""


def lay_shaded(
    document: Document, one: OverallTable, mark: Callable[[Any, str], None], *, on_one_page: bool = False
) -> None:
    """Add a table of the results, as wide as the text; `mark` puts a bookmark around a paragraph."""
    is_map = any(cell.shade is not None for row in one.rows for cell in row)
    rows = [[cell.text for cell in row] for row in one.rows]
    lay_table(document, one.head, rows, even=is_map, on_one_page=on_one_page)
    table: Any = document.tables[-1]
    for number, (row, laid) in enumerate(zip(one.rows, table.rows[1:], strict=True)):
        for cell, box in zip(row, laid.cells, strict=True):
            if cell.mark:
                mark(box.paragraphs[0], mark_name("j", cell.mark))
            if number in one.themes:
                _fill(box, _THEME)
                for run in box.paragraphs[0].runs:
                    run.bold = True
            elif cell.shade is not None:
                _fill(box, tint(cell.shade))


def tint(share: float) -> str:
    """Return the colour of a share of a heat map, white for nothing, under numbers in black."""
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in _DARKEST)


def _fill(box: Any, color: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shade.set(qn(f"w:{name}"), value)
    put_before(box, shade, "textDirection", "vAlign")
