"""Charts side by side: a small one for each group, with one scale, so that no page is left short for a tall one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from coder.files.cells import xml_text
from coder.i18n import _
from coder.reports.word.column_widths import letters
from coder.reports.word.parts import Extras, Series
from coder.reports.word.table_layout import text_width

_ACROSS, _POINTS = 2, 9.5
_LONGEST = 30
"""How wide a label beside a bar is in Latin letters; a longer one would take the room of its neighbours."""


def lay_charts(document: Document, extras: Extras, title: str, series: Series, names: Sequence[str]) -> None:
    """Add a chart for each series, two in a row below their names; no row is parted."""
    rows = -(-len(series) // _ACROSS)
    names = [_label(name) for name in names]
    table: Any = document.add_table(rows=rows, cols=_ACROSS)
    wide = text_width(document) / _ACROSS
    most = max((value for _name, values in series for value in values), default=0)
    for at, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, number in zip(row.cells, range(at * _ACROSS, (at + 1) * _ACROSS), strict=True):
            cell.width = Cm(wide)
            if number < len(series):
                _panel(cell, extras, title, series, names, number, (wide, most))
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.line_spacing = 1.0
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.paragraph_format.keep_with_next = at == rows - 1


def _panel(
    cell: Any,
    extras: Extras,
    title: str,
    series: Series,
    names: Sequence[str],
    number: int,
    scale: tuple[float, int],
) -> None:
    """Put the name of a series and its chart into a cell."""
    name, values = series[number]
    above = cell.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = above.add_run(xml_text(name))
    run.bold, run.font.size = True, Pt(_POINTS)
    told = _("{title}: {name}").format(title=title, name=name)
    extras.chart(cell.add_paragraph(), told, (name, values), names, number, scale)


def _label(name: str) -> str:
    """Return a name as it fits beside a bar; the table above has all of it."""
    if letters(name) <= _LONGEST:
        return name
    room = next(size for size in range(len(name), 0, -1) if letters(name[:size]) < _LONGEST)
    return name[:room].rstrip() + "…"
