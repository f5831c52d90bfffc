"""The sheets of quotations: every coding of the study, code by code, so that a number can lead to all of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coder.domain.report import Quotation, Report
from coder.exporters.cells import Lookup
from coder.exporters.excel.ordering import by_code
from coder.exporters.excel.places import Block, Places, place
from coder.exporters.listing import listed
from coder.exporters.sheets import LINE_HEIGHT, ROWS, Column, Sheets, lines_of
from coder.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from coder.exporters.excel.linked import LinkedSheet

Cell = tuple[str, "Format | None"]
_WIDTH = 70
_CODE = 2


def write_quotations(sheets: Sheets, report: Report, places: Places) -> None:
    """Write the quotations, as many sheets of them as they need, and tell `places` where each code and case stands."""
    columns = _columns()
    name, sheet, number = "", None, 0
    row, first = ROWS, 0
    code = case = ""
    wanted = places.wanted
    for q in by_code(report.quotations(), places.order):
        if row >= ROWS - 1:
            places.note(code, case, Block(name, first, row if sheet is not None else -1))
            if sheet is not None:
                sheet.autofilter(0, 0, row, len(columns) - 1)
            number += 1
            name, sheet = _open(sheets, columns, number)
            write = _row_writer(sheets, sheet, report)
            row, first, code, case = 0, 1, q.code, q.case
        elif q.code != code or q.case != case:
            places.note(code, case, Block(name, first, row))
            first, code, case = row + 1, q.code, q.case
        row += 1
        write(row, q)
        if q.coding in wanted:
            places.note_row(q.coding, name, row)
    if sheet is None:
        name, sheet = _open(sheets, columns, 1)
        row = 0
    else:
        places.note(code, case, Block(name, first, row))
    sheet.autofilter(0, 0, row, len(columns) - 1)


def lead_back(sheets: Sheets, places: Places, frequencies: str) -> None:
    """Let each quotation's code lead to its row in the sheet of frequencies."""
    for code, number in places.order.items():
        for block in places.blocks(code):
            target = place(frequencies, number + 1, number + 1)
            sheets.by_name[block.sheet].link(block.first, _CODE, block.last, target)


def _open(sheets: Sheets, columns: list[Column], number: int) -> tuple[str, LinkedSheet]:
    title = _("Quotations")
    sheet = sheets.open(title if number == 1 else f"{title} {number}")
    sheets.start_table(sheet, columns)
    sheet.freeze_panes(1, 0)
    name: str = sheet.get_name()
    return name, sheet


def _row_writer(sheets: Sheets, sheet: LinkedSheet, report: Report) -> Callable[[int, Quotation], None]:
    """Return a function that writes a quotation as a row; what recurs from row to row is looked up."""
    string, number, text = sheet.write_string, sheet.write_number, sheets.text
    names, origins = report.coder_names, _origins()
    cell: Lookup[str, Cell] = Lookup(text)
    code_cell: Lookup[str, Cell] = Lookup(lambda name: text(name, "link"))
    coder_cell: Lookup[tuple[str, ...], Cell] = Lookup(lambda ids: text(listed(names.get(i, i) for i in ids)))
    origin_cell: Lookup[str, Cell] = Lookup(lambda origin: text(origins.get(origin, origin)))
    synthetic = text(report.notice or _("synthetic"))

    def write(row: int, q: Quotation) -> None:
        if 2 * len(q.text) > _WIDTH:
            sheet.set_row(row, LINE_HEIGHT * lines_of(q.text, _WIDTH))
        string(row, 0, *text(q.id))
        string(row, 1, *cell[q.case_name])
        string(row, _CODE, *code_cell[q.code_name])
        string(row, 3, *text(q.text, "long"))
        string(row, 4, *cell[q.speaker])
        string(row, 5, *coder_cell[q.coders])
        number(row, 6, q.line)
        number(row, 7, q.last_line)
        string(row, 8, *cell[q.transcript])
        string(row, 9, *cell[q.case])
        string(row, 10, *cell[q.code])
        number(row, 11, q.start)
        number(row, 12, q.end)
        string(row, 13, *text(q.at))
        string(row, 14, *origin_cell[q.origin])
        if q.synthetic:
            string(row, 15, *synthetic)

    return write


def _columns() -> list[Column]:
    return [
        Column(_("Citation"), 16), Column(_("Case"), 18), Column(_("Code"), 24, "link"),
        Column(_("Quotation"), _WIDTH, "long"), Column(_("Speaker"), 14), Column(_("Coder"), 14),
        Column(_("Line"), 8, "number"), Column(_("Last line"), 8, "number"), Column(_("Transcript"), 20),
        Column(_("Case id"), 10), Column(_("Code id"), 20), Column(_("Start"), 9, "number"),
        Column(_("End"), 9, "number"), Column(_("Coded at"), 24), Column(_("Origin"), 12),
        Column(_("Synthetic"), 16),
    ]  # fmt: skip


def _origins() -> dict[str, str]:
    return {
        "manual": _("by hand"),
        "suggestion": _("suggestion"),
        "bulk": _("in bulk"),
        "import": _("imported"),
    }
