"""Strips of the results: each finding over the cases, each transcript along its length, matrices in numbers."""

from __future__ import annotations

from coder.i18n import _, run_on
from coder.model.reporting.overall_table import Cell, OverallTable, part_of
from coder.model.reporting.report import MatrixReport, Report
from coder.reports.finding_parts import unit_of

_MOST_CASES, _MOST_ROWS = 12, 20


def findings_by_case(report: Report) -> OverallTable:
    """Return how many passages of each case speak for each finding and against it."""
    names = dict.fromkeys((s.case, s.case_name) for found in report.findings for s in found.spread)
    shown = list(names)[:_MOST_CASES]
    most = max((s.supports for found in report.findings for s in found.spread), default=0)
    rows = []
    for found in report.findings:
        by_case = {s.case: s for s in found.spread}
        cells = [Cell(found.finding.id)]
        for case, _name in shown:
            share = by_case.get(case)
            supports, opposes = (share.supports, share.opposes) if share else (0, 0)
            told = _("{for_} / {against}").format(for_=supports, against=opposes)
            cells.append(Cell(told, supports / most if most else None))
        rows.append(tuple(cells))
    note = _("Each cell: passages for / against; the darker, the more for.")
    return OverallTable(
        mark="finding-cases", caption=_("Findings by case"), head=(_("Finding"), *(name for _case, name in shown)),
        rows=tuple(rows) if len(shown) > 1 else (),
        note=run_on([note, part_of(len(shown), len(names)), unit_of(report)]),
    )  # fmt: skip


def matrix_counts(report: Report) -> tuple[OverallTable, ...]:
    """Return of each framework matrix how many passages its cells hold; none of one too long to be looked over."""
    tables = (_counts(at, matrix, report) for at, matrix in enumerate(report.matrices))
    return tuple(table for table in tables if 1 < len(table.rows) <= _MOST_ROWS)


def _counts(at: int, matrix: MatrixReport, report: Report) -> OverallTable:
    counts = [[len(cell.quotations) + cell.more for cell in cells] for cells in matrix.cells]
    most = max((count for row in counts for count in row), default=0)
    rows = (
        (Cell(heading.title), *(Cell(f"{count:,}", count / most) for count in row))
        for heading, row in zip(matrix.rows, counts, strict=True)
    )
    return OverallTable(
        mark=f"matrix-counts-{at}", caption=_("{name}: passages in each cell").format(name=matrix.name),
        head=("", *(heading.title for heading in matrix.columns)), rows=tuple(rows) if most else (),
        note=run_on([_("The darker, the more passages."), unit_of(report)]),
    )  # fmt: skip


def portrait_strips(report: Report) -> OverallTable:
    """Return where along each transcript its passages lie, a strip a transcript."""
    shown = report.portraits[:_MOST_CASES]
    most = max((number for one in shown for number in one.parts), default=0)
    parts = len(shown[0].parts) if shown else 0
    several = len({one.case for one in shown}) < len(shown)
    rows = (
        (
            Cell(f"{one.case_name} {one.transcript}" if several else one.case_name),
            *(Cell(str(number), number / most if most else None) for number in one.parts),
        )
        for one in shown
    )
    told = [
        _("Each transcript is cut into {count} parts of one length.").format(count=parts),
        _("A passage counts where it begins; passages are merged over all codes. The darker, the more."),
    ]
    if len(shown) < report.frequencies.transcripts:
        told.append(
            _("{shown} of {count} transcripts are shown.").format(
                shown=len(shown), count=report.frequencies.transcripts
            )
        )
    return OverallTable(
        mark="portraits", caption=_("Passages along each transcript"),
        head=(_("Transcript"), *(str(at + 1) for at in range(parts))),
        rows=tuple(rows), note=run_on([*told, unit_of(report)]),
    )  # fmt: skip
