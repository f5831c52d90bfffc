"""CSV: quotations, frequencies, findings and the report's tables, each a plain table."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from coder.files.atomic import atomic_text
from coder.files.csv_columns import write_table
from coder.i18n import _
from coder.model.codebook import Figure
from coder.model.counting.column import Column
from coder.model.counting.table_columns import finding_columns, frequency_columns, quotation_columns
from coder.model.reporting.figure_sources import notes_of, origin, reference, source_of
from coder.model.reporting.report import Report
from coder.model.reporting.stamp import stamp_text
from coder.reports.appendix_tables import appendix_tables
from coder.reports.figure_parts import figures_printed
from coder.reports.outline import table_numbers
from coder.reports.overall_strips import matrix_counts
from coder.reports.overall_tables import overall_tables

CSV_STAMP = "csv-stamp.txt"


class _CellRow(NamedTuple):
    """A cell of a table of the report."""

    number: int
    table: str
    row: str
    column: str
    value: str


_CELL_COLUMNS: tuple[Column[_CellRow], ...] = (
    Column(name="number", label="", kind="count", value=attrgetter("number"), recurs=True),
    Column(name="table", label="", value=attrgetter("table"), recurs=True),
    Column(name="row", label="", value=attrgetter("row"), recurs=True),
    Column(name="column", label="", value=attrgetter("column"), recurs=True),
    Column(name="value", label="", value=attrgetter("value"), recurs=True),
)


def _cells(report: Report) -> Iterator[_CellRow]:
    """Yield the cells of the tables that the lead's page asks for, with the numbers by which the report names them."""
    numbers = table_numbers(report)
    for table in (*overall_tables(report), *matrix_counts(report), *appendix_tables(report)):
        if number := numbers.get(f"all-{table.mark}"):
            for name, *cells in table.rows:
                for head, cell in zip(table.head[1:], cells, strict=True):
                    yield _CellRow(number, table.caption, name.text, head, cell.text)
    for found in report.findings:
        if number := numbers.get(f"figures-{found.finding.id}"):
            caption = _("{id}: figures beside it").format(id=found.finding.id)
            for figure in figures_printed(found, report):
                for head, said in _figure_cells(figure, report):
                    yield _CellRow(number, caption, figure.title, head, said)


def _figure_cells(figure: Figure, report: Report) -> Iterator[tuple[str, str]]:
    """Yield what is printed of a figure; a row stands alone, so it names its source in full."""
    yield _("Value"), figure.text
    yield _("Source"), origin(figure, report.sources)
    if source := source_of(figure, report.sources):
        yield _("Reference"), reference(source, report.sources)
    if note := notes_of(figure, report.sources, report.figures):
        yield _("Note"), note


class CsvExporter:
    """Writes `quotes.csv`, `frequencies.csv`, `findings.csv` and the report's tables, the stamp beside."""

    name = "csv"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write the tables and the stamp into `folder` and return their paths."""
        names, notice, table = report.coder_names, report.notice, report.frequencies
        return [
            write_table(folder / "quotes.csv", quotation_columns(names, notice), report.quotations()),
            write_table(folder / "frequencies.csv", frequency_columns(table, names, notice), table.rows),
            write_table(folder / "findings.csv", finding_columns(report), report.findings),
            write_table(folder / "tables.csv", _CELL_COLUMNS, _cells(report)),
            _write_stamp(folder / CSV_STAMP, report),
        ]


def _write_stamp(path: Path, report: Report) -> Path:
    """Write which state the tables were made from; a table has no room for it that programs would leave alone."""
    with atomic_text(path) as file:
        file.write(stamp_text(report.stamp) + "\n")
    return path
