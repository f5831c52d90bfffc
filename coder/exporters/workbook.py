"""Excel: the whole study as a workbook of tables, charts and quotations, each number leading to its quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coder.domain.report import Report
from coder.domain.stamp import stamp_text
from coder.exporters.book import open_book
from coder.exporters.excel.charts import contents, write_charts
from coder.exporters.excel.crossings import Crossing, by_attributes, by_case, write_crossing
from coder.exporters.excel.matrices import write_matrix
from coder.exporters.excel.places import Places
from coder.exporters.excel.quotations import lead_back, write_quotations
from coder.exporters.excel.reference import chosen_table, codebook_table, write_method
from coder.exporters.files import atomic_path
from coder.exporters.sheets import TITLE_HEIGHT, Linked, Sheets
from coder.exporters.summaries import (
    Table,
    figure_table,
    finding_table,
    frequency_table,
    overview_facts,
    overview_table,
    recommendation_table,
    spread_table,
)
from coder.i18n import _

if TYPE_CHECKING:
    from coder.exporters.excel.linked import LinkedSheet

Job = Callable[["LinkedSheet"], object]
_FIRST_FACT = 3


class WorkbookExporter:
    """Writes `study.xlsx`: every quotation, all tables of the report and its charts, a sheet each.

    No cell holds a formula: numbers and texts are what they are, and links lie over them.
    """

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
    """Open the sheets in their order, write the quotations, then whatever leads to them.

    Where the quotations stand is known only when they are written, though their sheets come last.
    """
    sheets.book.set_custom_property("coder-stamp", stamp_text(report.stamp))
    places = Places(report)
    jobs = [(sheets.open(name), write) for name, write in _jobs(sheets, report, places)]
    write_quotations(sheets, report, places)
    # The overview counts texts that the other sheets had to cut.
    for sheet, write in [*jobs[1:], jobs[0]]:
        write(sheet)


def _jobs(sheets: Sheets, report: Report, places: Places) -> Iterator[tuple[str, Job]]:
    """Yield the sheets but those of quotations, each with what writes it."""
    attributes = by_attributes(report)

    def crossings() -> list[Crossing]:
        return [by_case(report, places), *attributes]

    def table(made: Callable[[], Table]) -> Job:
        return lambda sheet: sheets.fill(sheet, *made())

    def frequencies(sheet: LinkedSheet) -> None:
        lead_back(sheets, places, sheet.get_name())
        sheets.fill(sheet, *frequency_table(report, places), frozen=4)

    yield _("Overview"), lambda sheet: _write_overview(sheets, sheet, report, places)
    yield _("Charts"), lambda sheet: write_charts(sheets, sheet, report, places, crossings())
    yield _("Findings"), table(lambda: finding_table(report, places))
    if any(found.chosen for found in report.findings):
        yield _("Chosen quotations"), table(lambda: chosen_table(report, places))
    yield _("Frequencies"), frequencies
    yield _("Code by case"), lambda sheet: write_crossing(sheets, sheet, by_case(report, places), report, places)
    for one in attributes:
        yield (
            _("Code by {name}").format(name=one.attribute),
            partial(write_crossing, sheets, crossing=one, report=report, places=places),
        )
    yield _("Spread"), table(lambda: spread_table(report))
    yield _("Figures"), table(lambda: figure_table(report))
    yield _("Recommendations"), table(lambda: recommendation_table(report))
    for matrix in report.matrices:
        yield (
            _("Matrix {name}").format(name=matrix.name),
            partial(write_matrix, sheets, matrix=matrix, places=places),
        )
    if report.method.codes:
        yield _("Codebook"), table(lambda: codebook_table(report, places))
    yield _("Method"), lambda sheet: write_method(sheets, sheet, report)


def _write_overview(sheets: Sheets, sheet: LinkedSheet, report: Report, places: Places) -> None:
    styles = sheets.styles
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, sheets.text(report.title)[0], styles.title)
    if sheets.notice:
        sheet.write_string(1, 0, sheets.text(report.notice)[0], styles.notice)
    facts = overview_facts(report, places.counts.total(), sheets.cut_texts, sheets.cut_links)
    for row, (label, value) in enumerate(facts, _FIRST_FACT):
        sheet.write_string(row, 0, label)
        sheets.write(sheet, row, 1, value if isinstance(value, Linked) else Linked(value), "fact")
    columns, rows = overview_table(report)
    head = _FIRST_FACT + len(facts) + 1
    sheets.start_table(sheet, columns, head)
    last = sheets.write_rows(sheet, columns, rows, head)
    sheet.write_string(last + 2, 0, _("Sheets"), styles.heading)
    contents(sheets, sheet, last + 3)
