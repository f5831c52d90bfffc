"""Excel: the whole study as a workbook of tables."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from coder.files.atomic import atomic_path
from coder.files.cells import Lookup
from coder.files.spreadsheets import open_book
from coder.i18n import _
from coder.model.counting.column import Column as Declared
from coder.model.counting.column import columns_of, told
from coder.model.counting.table_columns import quotation_columns
from coder.model.quotation import Quotation
from coder.model.reporting.lead_page_text import Part
from coder.model.reporting.report import Report
from coder.model.reporting.stamp import stamp_text
from coder.reports.appendix_tables import has_codebook
from coder.reports.figure_parts import references
from coder.reports.outline import cover
from coder.reports.overall_tables import attributes_of, counted_cases
from coder.reports.quotation_choice import SIDES
from coder.reports.quotation_parts import printed
from coder.reports.xlsx.charts import write_charts
from coder.reports.xlsx.crosstabs import Table, attribute_table, case_table, cases_with_quotations
from coder.reports.xlsx.grids import chosen_table, codebook_table, finding_text_table, matrix_names, write_matrices
from coder.reports.xlsx.looks import heat, set_off_themes
from coder.reports.xlsx.quotation_order import Laid, Place, by_code
from coder.reports.xlsx.sheets import LINE_HEIGHT, ROWS, TITLE_HEIGHT, Sheets, lines_of, sheet_columns
from coder.reports.xlsx.summaries import (
    figure_table,
    finding_table,
    frequency_table,
    overview_facts,
    overview_table,
    recommendation_table,
    reference_table,
    speaker_table,
    spread_table,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from coder.reports.xlsx.linked_sheet import LinkedSheet

Cell = tuple[str, "Format | None"]
_QUOTE_WIDTH = 70
_PROPERTY = 255
_FIRST_FACT = 3
_LINKED = "code_name"
_COUNTS_FROM = 4
_FROZEN = {"frequencies": 4, "by_case": 3, "by_attribute": 3, "codebook": 4}


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


def _stamp_parts(stamp: str) -> Iterator[str]:
    """Yield a stamp in parts: Excel takes no more than this in a property, and each copy makes a stamp longer."""
    return (stamp[at : at + _PROPERTY] for at in range(0, len(stamp), _PROPERTY))


def _fill(sheets: Sheets, report: Report) -> None:
    for number, part in enumerate(_stamp_parts(stamp_text(report.stamp)), 1):
        sheets.book.set_custom_property("coder-stamp" + (f"-{number}" if number > 1 else ""), part)
    # Sheets stand in the order in which they are opened, that of the report; numbers lead to quotations, so these are
    # written first. What has nothing in it has no sheet.
    overview = sheets.open(_("Overview"))
    opened, matrices = _opened(sheets, report)
    laid = _write_quotations(sheets, report, opened["frequencies"].get_name() if "frequencies" in opened else "")
    tables: dict[str, Callable[[], Table]] = {
        "frequencies": lambda: frequency_table(report, laid),
        "by_case": lambda: case_table(report, laid),
        "by_attribute": lambda: attribute_table(report, laid),
        "speakers": lambda: speaker_table(report),
        "findings": lambda: finding_table(report, laid),
        "texts": lambda: finding_text_table(report),
        "printed": lambda: chosen_table(report),
        "spread": lambda: spread_table(report),
        "figures": lambda: figure_table(report),
        "recommendations": lambda: recommendation_table(report),
        "references": lambda: reference_table(report),
        "codebook": lambda: codebook_table(report, laid),
    }
    for name, table in tables.items():
        if name in opened:
            sheets.table("", *table(), frozen=_FROZEN.get(name, 0), sheet=opened[name])
    for name in ("frequencies", "by_case", "by_attribute", "codebook"):
        if name in opened:
            set_off_themes(sheets, opened[name], report, _COUNTS_FROM)
    if "by_case" in opened:
        heat(opened["by_case"], report, _COUNTS_FROM, len(cases_with_quotations(report, laid)))
    if "charts" in opened:
        write_charts(sheets, opened["charts"], report, laid)
    if matrices:
        write_matrices(sheets, report, matrices)
    _write_overview(sheets, overview, report, laid.counts.total())


def _opened(sheets: Sheets, report: Report) -> tuple[dict[str, LinkedSheet], list[LinkedSheet]]:
    """Open the sheets of the report's chapters in their order; return them by key, and those of the matrices."""
    opened: dict[str, LinkedSheet] = {}
    matrices: list[LinkedSheet] = []
    for part in dict.fromkeys(chapter.part for chapter in report.page.chapters):
        opened |= {name: sheets.open(title) for name, title, is_there in _sheets(report, part) if is_there}
        if part == "matrices":
            matrices = [sheets.open(name) for name in matrix_names(report)]
    return opened, matrices


def _sheets(report: Report, part: Part) -> Iterator[tuple[str, str, bool]]:
    """Yield the sheets of a chapter: their key, their name, and whether they are asked for and hold anything."""
    found, page = report.findings, report.page
    counted = any(row.passages for row in report.frequencies.rows)
    if part == "results":
        yield "frequencies", _("Frequencies"), not {"themes", "codes"}.isdisjoint(page.tables)
        by_kind = counted and bool(attributes_of(report, counted_cases(report)))
        sheets = {
            "cases": ("by_case", _("Code by case"), counted),
            "kinds": ("by_attribute", _("Code by attribute"), by_kind),
        }
        yield from (sheets[name] for name in page.tables if name in sheets)
        yield "speakers", _("Speakers"), any(one.passages for one in report.speakers)
        yield "charts", _("Charts"), bool(page.charts) and (counted or bool(found))
    elif part == "findings":
        yield "findings", _("Findings"), bool(found)
        yield "texts", _("Texts of findings"), any(f.text or f.doubts or f.sign_off for f in found)
        yield "printed", _("Printed quotations"), any(printed(f, side) for f in found for side in SIDES)
        yield "spread", _("Spread"), any(f.spread for f in found)
        yield "figures", _("Figures"), "figures" in page.tables and any(f.figures for f in found)
    elif part == "recommendations":
        yield "recommendations", _("Recommendations"), bool(report.recommendations)
    elif part == "references":
        yield "references", _("References"), bool(references(report))
    elif part == "appendices":
        yield "codebook", _("Codebook"), has_codebook(report)


def _write_overview(sheets: Sheets, sheet: LinkedSheet, report: Report, passages: int) -> None:
    styles = sheets.styles
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, sheets.text(cover(report).title)[0], styles.title)
    if sheets.notice:
        sheet.write_string(1, 0, sheets.text(report.notice)[0], styles.notice)
    facts = overview_facts(report, passages, sheets.cut_texts)
    for row, (label, value) in enumerate(facts, _FIRST_FACT):
        sheet.write_string(row, 0, label)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, styles.fact)
        else:
            sheets.write(sheet, row, 1, value)
    columns, rows = overview_table(report)
    head = _FIRST_FACT + len(facts) + 1
    sheets.start_table(sheet, columns, head)
    sheets.write_rows(sheet, columns, rows, head)


def _write_quotations(sheets: Sheets, report: Report, frequencies: str) -> Laid:
    laid = Laid()
    quotations = by_code(report.quotations(), report.method.codes or [row.code for row in report.frequencies.rows])
    shown = report.frequencies.rows if frequencies else ()
    rows = {row.code.id: Place(frequencies, at) for at, row in enumerate(shown, 1)}
    opened: dict[str, LinkedSheet] = {}
    for number in count(1):
        name = _("Quotations") if number == 1 else f"{_('Quotations')} {number}"
        opened[name] = sheets.open(name)
        written = _write_sheet(sheets, opened[name], quotations, report, laid, rows)
        if written < ROWS - 1:
            break
    code_at = [column.name for column in columns_of(quotation_columns(report.coder_names), "xlsx")].index(_LINKED)
    for code, back in rows.items():
        for block in laid.blocks(code):
            # One link over all of a code's rows: Excel allows 65,530 a sheet, however many cells each covers.
            opened[block.sheet].link(block.row, code_at, block.last, back.cells())
    return laid


def _write_sheet(
    sheets: Sheets,
    sheet: LinkedSheet,
    quotations: Iterator[Quotation],
    report: Report,
    laid: Laid,
    rows: Container[str],
) -> int:
    columns, name = columns_of(quotation_columns(report.coder_names, report.notice), "xlsx"), sheet.get_name()
    sheets.start_table(sheet, sheet_columns(columns))
    sheet.freeze_panes(1, 0)
    row, first, code, case = 0, 1, "", ""
    write_quotation = _row_writer(sheets, sheet, columns)
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


def _row_writer(
    sheets: Sheets, sheet: LinkedSheet, columns: Sequence[Declared[Quotation]]
) -> Callable[[int, Quotation, bool], None]:
    """Return a function that writes a quotation as a row, its code leading to the table of frequencies if `linked`."""
    writers = [_cell_writer(sheets, sheet, at, column) for at, column in enumerate(columns)]
    code_at = [column.name for column in columns].index(_LINKED)
    text_link = sheets.styles.text_link

    def write(row: int, q: Quotation, linked: bool) -> None:
        if 2 * len(q.text) > _QUOTE_WIDTH:
            sheet.set_row(row, LINE_HEIGHT * lines_of(q.text, _QUOTE_WIDTH))
        for at, put in enumerate(writers):
            put(row, q, text_link if linked and at == code_at else None)

    return write


def _cell_writer(
    sheets: Sheets, sheet: LinkedSheet, at: int, column: Declared[Quotation]
) -> Callable[[int, Quotation, Format | None], None]:
    """Return a function that writes a column's cell of a row; what recurs from row to row is looked up."""
    value = column.shown or column.value
    if column.kind in {"number", "count"}:
        return lambda row, q, _style: sheet.write_number(row, at, value(q))
    kind = column.kind
    known: Lookup[str, Cell] = Lookup(partial(sheets.text, kind=kind))
    text: Callable[[str], Cell] = known.__getitem__ if column.recurs else known.compute

    def write(row: int, q: Quotation, style: Format | None) -> None:
        shown = value(q)
        if shown is not None:
            words, own = text(shown if isinstance(shown, str) else told(shown))
            sheet.write_string(row, at, words, style or own)

    return write
