"""CSV: quotations, frequencies and findings as plain tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from coder.files.atomic import atomic_text
from coder.files.cells import SUSPECTS, Lookup, guard
from coder.model.frequencies import Frequency, FrequencyTable
from coder.model.report import CodeEvidence, FindingReport, Report
from coder.model.stamp import stamp_text

QUOTE_COLUMNS = (
    "quote_id", "case", "case_name", "transcript", "line", "last_line", "speaker", "code", "code_name",
    "coder", "text", "start", "end", "at", "origin", "synthetic", "notice",
)  # fmt: skip
FINDING_COLUMNS = (
    "finding", "name", "statement", "codings_for", "codings_against", "cases_for", "cases_against", "cases",
    "codes_for", "codes_against", "figures", "recommendations", "notice",
)  # fmt: skip
_FREQUENCY_COLUMNS = ("code", "name", "level", "parent", "codings", "transcripts", "cases", "share")
CSV_STAMP = "csv-stamp.txt"
_BOM = "\ufeff"
_MARK, _MARKS = '"', '""'
_TO_QUOTE = frozenset('",\r\n')

Value = str | int | float
Row = Sequence[Value]


class CsvExporter:
    """Writes `quotes.csv`, `frequencies.csv` and `findings.csv`, in UTF-8 with BOM, after RFC 4180; the stamp beside.

    Column names are the same in every language. A text cell that a spreadsheet might run as a formula
    gets an apostrophe before it, as `coder.files.cells.guard` says; `unguard` there takes it off.
    The notice of a study with invented texts stands in the last column of every row.
    """

    name = "csv"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write the tables and the stamp into `folder` and return their paths."""
        return [
            _write_quotes(folder / "quotes.csv", report),
            _write(folder / "frequencies.csv", frequency_columns(report.frequencies), frequency_rows(report)),
            _write(folder / "findings.csv", FINDING_COLUMNS, finding_rows(report)),
            _write_stamp(folder / CSV_STAMP, report),
        ]


def _write_stamp(path: Path, report: Report) -> Path:
    """Write which state the tables were made from; a table has no room for it that programs would leave alone."""
    with atomic_text(path) as file:
        file.write(stamp_text(report.stamp) + "\n")
    return path


def quote_lines(report: Report) -> Iterator[str]:
    """Yield one line of CSV a coding.

    Made for a million: what recurs is quoted once and looked up, what does not is always quoted, and
    texts are guarded by their first character. `csv.writer` alone takes longer than all of this.
    """
    cell = Lookup(quoted_cell)
    coder_cell: Lookup[tuple[str, ...], str] = Lookup(lambda coders: quoted_cell("; ".join(coders)))
    yes, no = (f"{word},{quoted_cell(report.notice)}\r\n" for word in ("true", "false"))
    for (
        quote, _coding, case, case_name, transcript, line, last_line, speaker, code, code_name,
        coders, text, start, end, at, origin, synthetic,
    ) in report.quotations():  # fmt: skip
        safe_quote = guard(quote) if quote[:1] in SUSPECTS else quote
        safe_text = guard(text) if text[:1] in SUSPECTS else text
        safe_at = guard(at) if at[:1] in SUSPECTS else at
        yield (
            f'"{safe_quote.replace(_MARK, _MARKS)}",{cell[case]},{cell[case_name]},{cell[transcript]},'
            f"{line},{last_line},{cell[speaker]},{cell[code]},{cell[code_name]},{coder_cell[coders]},"
            f'"{safe_text.replace(_MARK, _MARKS)}",{start},{end},"{safe_at.replace(_MARK, _MARKS)}",'
            f"{cell[origin]},{yes if synthetic else no}"
        )


def quoted_cell(text: str) -> str:
    """Return `text`, guarded, as a field of CSV."""
    field = guard(text)
    return f'"{field.replace(_MARK, _MARKS)}"' if _TO_QUOTE & set(field) else field


def frequency_columns(table: FrequencyTable) -> list[str]:
    """Return the column names of `frequencies.csv`: two a group, one a coder, then the notice."""
    groups = [f"{kind}: {group}" for group in table.group_names for kind in ("codings", "cases")]
    return [*_FREQUENCY_COLUMNS, *groups, *(f"coder: {c}" for c in table.coder_names), "notice"]


def frequency_rows(report: Report) -> Iterator[Row]:
    """Yield one row a code or theme."""
    table = report.frequencies
    return (_guarded([*_frequency_row(f, table), report.notice]) for f in table.rows)


def finding_rows(report: Report) -> Iterator[Row]:
    """Yield one row a finding; lists in a cell are set apart by a semicolon."""
    for found in report.findings:
        rests = [r.recommendation.id for r in report.recommendations if found.finding in r.findings]
        yield _guarded([*_finding_row(found, report.frequencies.cases), "; ".join(rests), report.notice])


def _frequency_row(frequency: Frequency, table: FrequencyTable) -> list[Value]:
    code = frequency.code
    share = "" if frequency.share is None else round(frequency.share, 4)
    groups = [
        counts.get(group, 0) for group in table.group_names for counts in (frequency.groups, frequency.group_cases)
    ]
    return [
        code.id, code.title, code.level, code.parent or "", frequency.codings, frequency.transcripts,
        frequency.cases, share, *groups, *(frequency.coders.get(c, 0) for c in table.coder_names),
    ]  # fmt: skip


def _finding_row(found: FindingReport, cases: int) -> list[Value]:
    finding = found.finding
    return [
        finding.id, finding.title, found.statement, found.codings_for, found.codings_against,
        found.cases_for, found.cases_against, cases, _code_ids(found.supports), _code_ids(found.opposes),
        "; ".join(f.id for f in found.figures),
    ]  # fmt: skip


def _code_ids(evidence: Sequence[CodeEvidence]) -> str:
    return "; ".join(e.code.id for e in evidence)


def _guarded(row: Row) -> list[Value]:
    return [guard(value) if isinstance(value, str) else value for value in row]


def _write_quotes(path: Path, report: Report) -> Path:
    with atomic_text(path) as file:
        _start(file, QUOTE_COLUMNS)
        file.writelines(quote_lines(report))
    return path


def _write(path: Path, header: Sequence[str], rows: Iterable[Row]) -> Path:
    with atomic_text(path) as file:
        _start(file, header)
        csv.writer(file).writerows(rows)
    return path


def _start(file: TextIO, header: Sequence[str]) -> None:
    # The codec "utf-8-sig" would cost a Python call a row.
    file.write(_BOM)
    csv.writer(file).writerow(_guarded(header))
