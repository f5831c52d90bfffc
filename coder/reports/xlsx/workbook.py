"""Excel: the whole study as a workbook of tables."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from coder.files.atomic import atomic_path
from coder.files.cells import Lookup
from coder.files.workbook import open_book
from coder.i18n import _, pick
from coder.model.report import Quotation, Report
from coder.model.stamp import stamp_text
from coder.reports.xlsx.charts import write_charts
from coder.reports.xlsx.crosstabs import attribute_table, case_table
from coder.reports.xlsx.grids import chosen_table, codebook_table, finding_text_table, write_matrices
from coder.reports.xlsx.quotation_order import Laid, Place, by_code
from coder.reports.xlsx.sheets import LINE_HEIGHT, ROWS, TITLE_HEIGHT, Column, Sheets, lines_of
from coder.reports.xlsx.summaries import (
    figure_table,
    finding_table,
    frequency_table,
    overview_facts,
    overview_table,
    recommendation_table,
    spread_table,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from coder.reports.xlsx.linked_sheet import LinkedSheet

Cell = tuple[str, "Format | None"]
_QUOTE_WIDTH = 70
_FIRST_FACT = 3
_CODE_AT = 2


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
    # Sheets stand in the order in which they are opened; numbers lead to quotations, so these are written first.
    overview, charts = sheets.open(_("Overview")), sheets.open(_("Charts"))
    findings, frequencies = sheets.open(_("Findings")), sheets.open(_("Frequencies"))
    crossed = [sheets.open(name) for name in (_("Code by case"), _("Code by attribute"))]
    laid = _write_quotations(sheets, report, frequencies.get_name())
    sheets.table("", *finding_table(report, laid), sheet=findings)
    sheets.table("", *frequency_table(report, laid), frozen=4, sheet=frequencies)
    for sheet, table in zip(crossed, (case_table, attribute_table), strict=True):
        sheets.table("", *table(report, laid), frozen=3, sheet=sheet)
    write_charts(sheets, charts, report, laid)
    write_matrices(sheets, report)
    sheets.table(_("Texts of findings"), *finding_text_table(report))
    sheets.table(_("Chosen quotations"), *chosen_table(report))
    sheets.table(_("Spread"), *spread_table(report))
    sheets.table(_("Figures"), *figure_table(report))
    sheets.table(_("Recommendations"), *recommendation_table(report))
    sheets.table(_("Codebook"), *codebook_table(report, laid), frozen=4)
    _write_overview(sheets, overview, report, laid.counts.total())


def _write_overview(sheets: Sheets, sheet: LinkedSheet, report: Report, codings: int) -> None:
    styles = sheets.styles
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, sheets.text(report.title)[0], styles.title)
    if sheets.notice:
        sheet.write_string(1, 0, sheets.text(report.notice)[0], styles.notice)
    facts = overview_facts(report, codings, sheets.cut_texts)
    for row, (label, value) in enumerate(facts, _FIRST_FACT):
        sheet.write_string(row, 0, label)
        sheets.write(sheet, row, 1, f"{value:,}" if isinstance(value, int) else value)
    columns, rows = overview_table(report)
    head = _FIRST_FACT + len(facts) + 1
    sheets.start_table(sheet, columns, head)
    sheets.write_rows(sheet, columns, rows, head)


def _write_quotations(sheets: Sheets, report: Report, frequencies: str) -> Laid:
    laid = Laid()
    quotations = by_code(report.quotations(), report.method.codes or [row.code for row in report.frequencies.rows])
    rows = {row.code.id: Place(frequencies, at) for at, row in enumerate(report.frequencies.rows, 1)}
    opened: dict[str, LinkedSheet] = {}
    for number in count(1):
        name = _("Quotations") if number == 1 else f"{_('Quotations')} {number}"
        opened[name] = sheets.open(name)
        written = _write_sheet(sheets, opened[name], quotations, report, laid, rows)
        if written < ROWS - 1:
            break
    for code, back in rows.items():
        for block in laid.blocks(code):
            # One link over all of a code's rows: Excel allows 65,530 a sheet, however many cells each covers.
            opened[block.sheet].link(block.row, _CODE_AT, block.last, back.cells())
    return laid


def _write_sheet(
    sheets: Sheets,
    sheet: LinkedSheet,
    quotations: Iterator[Quotation],
    report: Report,
    laid: Laid,
    rows: Container[str],
) -> int:
    columns, name = _quotation_columns(), sheet.get_name()
    sheets.start_table(sheet, columns)
    sheet.freeze_panes(1, 0)
    row, first, code, case = 0, 1, "", ""
    write_quotation = _row_writer(sheets, sheet, report)
    for row, quotation in enumerate(islice(quotations, ROWS - 1), 1):
        if quotation.code != code or quotation.case != case:
            if row > first:
                laid.note(code, case, Place(name, first, row - 1))
            first, code, case = row, quotation.code, quotation.case
        write_quotation(row, quotation, code in rows)
    if row:
        laid.note(code, case, Place(name, first, row))
    sheet.autofilter(0, 0, row, len(columns) - 1)
    return row


def _row_writer(sheets: Sheets, sheet: LinkedSheet, report: Report) -> Callable[[int, Quotation, bool], None]:
    """Return a function that writes a quotation as a row; what recurs from row to row is looked up."""
    string, number, text = sheet.write_string, sheet.write_number, sheets.text
    names, origins, comma = report.coder_names, _origins(), pick("、", ", ")
    cell: Lookup[str, Cell] = Lookup(text)
    link_cell: Lookup[str, Cell] = Lookup(lambda name: (text(name)[0], sheets.styles.text_link))
    coder_cell: Lookup[tuple[str, ...], Cell] = Lookup(lambda ids: text(comma.join(names.get(i, i) for i in ids)))
    origin_cell: Lookup[str, Cell] = Lookup(lambda origin: text(origins.get(origin, origin)))
    synthetic = text(report.notice or _("synthetic"))

    def write(row: int, q: Quotation, linked: bool) -> None:
        if 2 * len(q.text) > _QUOTE_WIDTH:
            sheet.set_row(row, LINE_HEIGHT * lines_of(q.text, _QUOTE_WIDTH))
        string(row, 0, *text(q.id))
        string(row, 1, *cell[q.case_name])
        string(row, _CODE_AT, *(link_cell[q.code_name] if linked else cell[q.code_name]))
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
