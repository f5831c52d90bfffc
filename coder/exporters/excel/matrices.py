"""A framework matrix as a sheet: summaries and quotations; gaps and stale cells stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.domain.finding import flat
from coder.domain.report import CellReport, MatrixReport
from coder.exporters.excel.places import Places
from coder.exporters.sheets import Column, Fill, Linked, Sheets, Value
from coder.i18n import _

if TYPE_CHECKING:
    from coder.exporters.excel.linked import LinkedSheet

_SHOWN, _LONGEST = 6, 160
_FEW, _WIDE, _NARROW = 6, 44, 34


def write_matrix(sheets: Sheets, sheet: LinkedSheet, matrix: MatrixReport, places: Places) -> None:
    """Write a sheet with a row and column a heading; beside each cell its number of passages leads to the first one.

    The link lies over the number, for LibreOffice makes one unbroken line of a text with a link.
    """
    wide = _WIDE if len(matrix.columns) <= _FEW else _NARROW
    headings = ((Column(h.title, wide, "long"), Column(_("Passages"), 9, "tally")) for h in matrix.columns)
    columns = [Column(matrix.name, 24, "long"), *(column for pair in headings for column in pair)]
    rows = (
        [Linked(heading.title, fill="group"), *(value for cell in row for value in _cell(cell, places))]
        for heading, row in zip(matrix.rows, matrix.cells, strict=True)
    )
    sheets.fill(sheet, columns, rows, 1)


def cell_text(cell: CellReport) -> str:
    """Return what a cell says: what the lead wrote, then its quotations with their citations."""
    if not cell.quotations and not cell.summary:
        return _("(empty)")
    lines = [_("! its passages changed since the summary was written")] if cell.stale else []
    if cell.summary:
        lines.append(flat("".join(piece.text for piece in cell.summary)))
    for q in cell.quotations[:_SHOWN]:
        text = flat(q.text)
        lines.append(f"[{q.id}] {text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}")
    if more := len(cell.quotations) - _SHOWN:
        lines.append(_("and {count} more").format(count=more) if more > 0 else "")
    if not cell.quotations:
        lines.append(_("(empty)"))
    return "\n".join(filter(None, lines))


def _cell(cell: CellReport, places: Places) -> tuple[Value, Value]:
    target = places.of_coding(cell.quotations[0].coding) if cell.quotations else ""
    fill: Fill = "stale" if cell.stale else "" if cell.quotations else "empty"
    return Linked(cell_text(cell), fill=fill), Linked(len(cell.quotations), target, fill)
