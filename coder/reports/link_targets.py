"""Where in a printed report the links lead that the lead wrote."""

from __future__ import annotations

from typing import NamedTuple

from coder.model.reporting.report import Report, TextPiece
from coder.reports.figure_parts import figures_printed


class Place(NamedTuple):
    """A place of a report: `f` a finding, `c` a code, `fig` a figure, which stands in the table of a finding."""

    kind: str
    id: str
    within: str = ""


class Places:
    """Finds the place that a link leads to."""

    def __init__(self, report: Report) -> None:
        self._findings = {
            found.finding.id: {figure.id for figure in figures_printed(found, report)} for found in report.findings
        }
        self._codes = {code.id for code in report.method.codes}

    def of(self, piece: TextPiece, near: str = "") -> Place | None:
        """Return the place of a link to a table, a finding or a figure, that of the finding `near` first; else None."""
        target = piece.target
        if piece.kind == "figure":
            holders = [key for key in (near, *self._findings) if target in self._findings.get(key, ())]
            return Place("fig", target, holders[0]) if holders else None
        if piece.kind in {"table", "finding"} and target in self._findings:
            return Place("f", target)
        return Place("c", target) if piece.kind == "table" and target in self._codes else None
