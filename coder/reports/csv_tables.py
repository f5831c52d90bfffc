"""CSV: quotations, frequencies and findings as plain tables."""

from __future__ import annotations

from pathlib import Path

from coder.files.atomic import atomic_text
from coder.files.csv_columns import write_table
from coder.model.counting.table_columns import finding_columns, frequency_columns, quotation_columns
from coder.model.reporting.report import Report
from coder.model.reporting.stamp import stamp_text

CSV_STAMP = "csv-stamp.txt"


class CsvExporter:
    """Writes `quotes.csv`, `frequencies.csv` and `findings.csv`, the stamp beside."""

    name = "csv"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write the tables and the stamp into `folder` and return their paths."""
        names, notice, table = report.coder_names, report.notice, report.frequencies
        return [
            write_table(folder / "quotes.csv", quotation_columns(names, notice), report.quotations()),
            write_table(folder / "frequencies.csv", frequency_columns(table, names, notice), table.rows),
            write_table(folder / "findings.csv", finding_columns(report), report.findings),
            _write_stamp(folder / CSV_STAMP, report),
        ]


def _write_stamp(path: Path, report: Report) -> Path:
    """Write which state the tables were made from; a table has no room for it that programs would leave alone."""
    with atomic_text(path) as file:
        file.write(stamp_text(report.stamp) + "\n")
    return path
