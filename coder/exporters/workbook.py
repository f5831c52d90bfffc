"""Excel: the whole study as a workbook of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from coder.domain.report import Quotation, Report
from coder.domain.stamp import stamp_text
from coder.exporters.book import open_book
from coder.exporters.cells import Lookup
from coder.exporters.files import atomic_path
from coder.exporters.sheets import LINE_HEIGHT, ROWS, TITLE_HEIGHT, Column, Sheets, lines_of
from coder.exporters.summaries import (
    figure_table,
    finding_table,
    frequency_table,
    overview_facts,
    overview_table,
    recommendation_table,
    spread_table,
)
from coder.i18n import _, pick

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = tuple[str, "Format | None"]
_QUOTE_WIDTH = 70
_FIRST_FACT = 3


class WorkbookExporter:
    """Writes `study.xlsx`: every quotation and all tables of the report, a sheet each."""

    name = "xlsx"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write `study.xlsx` into `folder` and return its path."""
        path = folder / "study.xlsx"
        with (
            atomic_path(path) as temporary,
            open_book(temporary, report.title, report.notice, report.stamp.made_at) as book,
        ):
            _fill(Sheets(book, report.notice, report.title), report)
        return [path]


def _fill(sheets: Sheets, report: Report) -> None:
    sheets.book.set_custom_property("coder-stamp", stamp_text(report.stamp))
    overview = sheets.open(_("Overview"))
    sheets.table(_("Findings"), *finding_table(report))
    codings = _write_quotations(sheets, report)
    sheets.table(_("Frequencies"), *frequency_table(report))
    sheets.table(_("Spread"), *spread_table(report))
    sheets.table(_("Figures"), *figure_table(report))
    sheets.table(_("Recommendations"), *recommendation_table(report))
    _write_overview(sheets, overview, report, codings)


def _write_overview(sheets: Sheets, sheet: Worksheet, report: Report, codings: int) -> None:
    styles = sheets.styles
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, sheets.text(report.title)[0], styles.title)
    if sheets.notice:
        sheet.write_string(1, 0, sheets.text(report.notice)[0], styles.notice)
    facts = overview_facts(report, codings, sheets.cut_texts)
    for row, (label, value) in enumerate(facts, _FIRST_FACT):
        sheet.write_string(row, 0, label)
        sheets.write(sheet, row, 1, value)
    columns, rows = overview_table(report)
    head = _FIRST_FACT + len(facts) + 1
    sheets.start_table(sheet, columns, head)
    sheets.write_rows(sheet, columns, rows, head)


def _write_quotations(sheets: Sheets, report: Report) -> int:
    codings = 0
    quotations = iter(report.quotations())
    for number in count(1):
        name = _("Quotations")
        written = _write_sheet(sheets, name if number == 1 else f"{name} {number}", quotations, report)
        codings += written
        if written < ROWS - 1:
            break
    return codings


def _write_sheet(sheets: Sheets, name: str, quotations: Iterator[Quotation], report: Report) -> int:
    columns = _quotation_columns()
    sheet = sheets.open(name)
    sheets.start_table(sheet, columns)
    sheet.freeze_panes(1, 0)
    row = 0
    write_quotation = _row_writer(sheets, sheet, report)
    for row, quotation in enumerate(islice(quotations, ROWS - 1), 1):
        write_quotation(row, quotation)
    sheet.autofilter(0, 0, row, len(columns) - 1)
    return row


def _row_writer(sheets: Sheets, sheet: Worksheet, report: Report) -> Callable[[int, Quotation], None]:
    """Return a function that writes a quotation as a row; what recurs from row to row is looked up."""
    string, number, text = sheet.write_string, sheet.write_number, sheets.text
    names, origins, comma = report.coder_names, _origins(), pick("、", ", ")
    cell: Lookup[str, Cell] = Lookup(text)
    coder_cell: Lookup[tuple[str, ...], Cell] = Lookup(lambda ids: text(comma.join(names.get(i, i) for i in ids)))
    origin_cell: Lookup[str, Cell] = Lookup(lambda origin: text(origins.get(origin, origin)))
    synthetic = text(report.notice or _("synthetic"))

    def write(row: int, q: Quotation) -> None:
        if 2 * len(q.text) > _QUOTE_WIDTH:
            sheet.set_row(row, LINE_HEIGHT * lines_of(q.text, _QUOTE_WIDTH))
        string(row, 0, *text(q.id))
        string(row, 1, *cell[q.case_name])
        string(row, 2, *cell[q.code_name])
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


def _quotation_columns() -> list[Column]:
    return [
        Column(_("Citation"), 16), Column(_("Case"), 18), Column(_("Code"), 24),
        Column(_("Quotation"), _QUOTE_WIDTH, "long"), Column(_("Speaker"), 14), Column(_("Coder"), 14),
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
