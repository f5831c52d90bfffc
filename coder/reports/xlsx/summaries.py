"""The workbook's small tables: columns and rows of each sheet but the quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.i18n import _, run_on
from coder.model.counting.column import Column as Declared
from coder.model.counting.column import columns_of
from coder.model.counting.counting_words import definition, merged_by_coder, merged_over_codes
from coder.model.counting.frequencies import Frequency
from coder.model.counting.table_columns import count_columns, finding_columns, frequency_columns, speaker_columns
from coder.model.recommendation_plan import plan_labels
from coder.model.reporting.figure_sources import derivation_words, notes_of, origin
from coder.model.reporting.method_sentences import record_lines
from coder.model.reporting.report import FindingReport, Report
from coder.reports.figure_parts import references
from coder.reports.finding_parts import said, unit_of
from coder.reports.xlsx.crosstabs import codes_under, linked
from coder.reports.xlsx.quotation_order import Laid
from coder.reports.xlsx.sheets import Column, Value, sheet_columns, sheet_row

Row = list[Value]
Table = tuple[list[Column], Iterator[Row]]


def overview_facts(report: Report, passages: int, cut_texts: int) -> list[tuple[str, Value]]:
    """Return what the overview says of the study before its table, a label and a value each."""
    stamp, counts = report.stamp, report.frequencies
    facts: list[tuple[str, Value]] = [
        (_("Journal head"), stamp.head),
        (_("Changes"), stamp.changes),
        (_("Made at"), stamp.made_at),
        (_("Cases with transcripts"), counts.cases),
        (_("Transcripts"), counts.transcripts),
        (_("Passages, code by code"), passages),
        (_("Counted"), run_on([unit_of(report), merged_over_codes(), merged_by_coder(counts.rows)])),
        (_("What a passage is"), definition()),
        (_("Codebook version"), stamp.codebook),
        (_("Codings by coder"), _("; ").join(f"{c.name} {c.codings:,}" for c in report.method.coders)),
    ]
    facts += record_lines(report.method.record)
    if checks := report.method.checks:
        held = sum(check.holds for check in checks)
        facts.append((_("Derived figures that hold within rounding"), f"{held} / {len(checks)}"))
    if report.method.audit:
        facts.append((_("Audit"), report.method.audit))
    if report.method.withdrawn:
        facts.append((_("Withdrawals"), report.method.withdrawn))
    if cut_texts:
        facts.append((_("Texts cut at Excel's limit of a cell (quotes.csv has them whole)"), cut_texts))
    return facts


def reference_table(report: Report) -> Table:
    """Return one row a source of the figures that the report prints."""
    columns = [Column(_("Reference"), 100, "long")]
    rows: Iterator[Row] = ([line] for line in references(report))
    return columns, rows


def overview_table(report: Report) -> Table:
    """Return the overview's table: one row a finding."""
    columns = columns_of(finding_columns(report), "xlsx")
    return sheet_columns(columns), (sheet_row(columns, found) for found in report.findings)


def finding_table(report: Report, laid: Laid) -> Table:
    """Return one row a code of a finding, for or against it, with the code's frequency."""
    counts = columns_of(count_columns(report.frequencies.layer, report.coder_names), "xlsx")
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Side"), 10), Column(_("Code id"), 22),
        Column(_("Code"), 30), *sheet_columns(counts),
    ]  # fmt: skip
    return columns, (row for found in report.findings for row in _finding_rows(found, counts, laid))


def frequency_table(report: Report, laid: Laid) -> Table:
    """Return one row a code or theme: in all, by the values of an attribute, by coder."""
    columns = columns_of(frequency_columns(report.frequencies, report.coder_names), "xlsx")
    under = codes_under(report)
    rows = (counted(columns, row, laid, under[row.code.id]) for row in report.frequencies.rows)
    return sheet_columns(columns), rows


def counted(columns: Sequence[Declared[Frequency]], row: Frequency, laid: Laid, codes: Sequence[str]) -> Row:
    """Return a row of frequencies whose first count leads to what it counts."""
    values = sheet_row(columns, row)
    first = next((at for at, column in enumerate(columns) if column.kind == "count"), None)
    number = values[first] if first is not None else None
    if first is not None and isinstance(number, int):
        values[first] = linked(number, laid, codes)
    return values


def spread_table(report: Report) -> Table:
    """Return one row a finding and case: passages for and against."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Case id"), 14), Column(_("Case"), 24),
        Column(_("Passages for"), 12, "count"), Column(_("Passages against"), 12, "count"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [f.finding.id, f.finding.title, s.case, s.case_name, s.supports, s.opposes]
        for f in report.findings
        for s in f.spread
    )
    return columns, rows


def figure_table(report: Report) -> Table:
    """Return one row a finding and figure, with the figure's source."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Figure id"), 22), Column(_("Figure"), 36),
        Column(_("Value"), 12, "number"), Column(_("Unit"), 10), Column(_("As printed"), 14),
        Column(_("Place"), 20), Column(_("Source"), 40), Column(_("Derived from"), 26), Column(_("Note"), 40, "long"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [
            f.finding.id, f.finding.title, figure.id, figure.title, figure.value, figure.unit,
            figure.text, figure.where, origin(figure, report.sources), derivation_words(figure, report.figures),
            notes_of(figure, report.sources, report.figures),
        ]
        for f in report.findings
        for figure in f.figures
    )  # fmt: skip
    return columns, rows


def speaker_table(report: Report) -> Table:
    """Return one row a role, then one a speaker of a transcript."""
    columns = columns_of(speaker_columns(), "xlsx")
    return sheet_columns(columns), (sheet_row(columns, one) for one in report.speakers)


def recommendation_table(report: Report) -> Table:
    """Return one row a recommendation and finding that it rests on."""
    columns = [
        Column(_("Recommendation"), 16), Column(_("Name"), 36), Column(_("Statement"), 60, "long"),
        *(Column(name, 30, "long") for name in plan_labels()),
        Column(_("Finding"), 10), Column(_("Finding's name"), 36), Column(_("Text"), 60, "long"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [
            r.recommendation.id,
            r.recommendation.title,
            r.statement,
            *r.recommendation.plan,
            *finding,
            "\n".join(map(said, r.text)),
        ]
        for r in report.recommendations
        for finding in [(f.id, f.title) for f in r.findings] or [("", "")]
    )
    return columns, rows


def _finding_rows(found: FindingReport, counts: Sequence[Declared[Frequency]], laid: Laid) -> Iterator[Row]:
    start: Row = [found.finding.id, found.finding.title]
    sides = ((_("for"), found.supports), (_("against"), found.opposes))
    rows = [
        [*start, side, e.code.id, e.code.title, *counted(counts, e.frequency, laid, [e.code.id])]
        for side, evidence in sides
        for e in evidence
    ]
    # A finding without a code still has its row, or nobody would see that it stands on nothing.
    yield from rows or [[*start, *[""] * (3 + len(counts))]]
