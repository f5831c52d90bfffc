"""A framework matrix as a sheet: what the lead wrote of each cell and its quotations; gaps and stale cells stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.domain.finding import flat
from coder.domain.report import CellReport, MatrixReport
from coder.exporters.excel.places import Places
from coder.exporters.sheets import Column, Linked, Sheets, Value
from coder.i18n import _

if TYPE_CHECKING:
    from coder.exporters.excel.linked import LinkedSheet

_SHOWN, _LONGEST = 6, 160


def write_matrix(sheets: Sheets, sheet: LinkedSheet, matrix: MatrixReport, places: Places) -> None:
    """Write a sheet with a row and column a heading; a cell leads to its first quotation."""
    wide = 44 if len(matrix.columns) <= 6 else 34  # noqa: PLR2004
    columns = [Column(matrix.name, 24, "long"), *(Column(h.title, wide, "long") for h in matrix.columns)]
    rows = (
        [Linked(heading.title, fill="group"), *(_cell(cell, places) for cell in row)]
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


def _cell(cell: CellReport, places: Places) -> Value:
    target = places.of_coding(cell.quotations[0].coding) if cell.quotations else ""
    if cell.stale:
        return Linked(cell_text(cell), target, "stale")
    return Linked(cell_text(cell), target, "" if cell.quotations else "empty")
