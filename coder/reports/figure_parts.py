"""Figures as every format prints them: value, source and note beside each other, and the references they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.i18n import _
from coder.model.codebook import Figure
from coder.model.reporting.figure_sources import notes_of, origin, reference, sources_used
from coder.model.reporting.figure_use import figures_beside
from coder.model.reporting.report import FindingReport, Report, TextPiece


def figures_printed(found: FindingReport, report: Report) -> tuple[Figure, ...]:
    """Return the figures that stand in a table beside a finding, none where the lead leaves these tables out."""
    return found.figures if "figures" in report.page.tables else ()


def figure_heading() -> tuple[str, str, str, str]:
    """Return the heads of a table of figures."""
    return _("Figure"), _("Value"), _("Source"), _("Note")


def figure_row(figure: Figure, report: Report) -> tuple[str, str, str, str]:
    """Return a figure with its source, and what a reader must know of it."""
    return figure.title, figure.text, origin(figure, report.sources), notes_of(figure, report.sources, report.figures)


def references(report: Report) -> tuple[str, ...]:
    """Return the sources of all figures that the report prints, one a line."""
    return tuple(reference(s, report.sources) for s in sources_used(_printed(report), report.sources))


def _printed(report: Report) -> Iterator[Figure]:
    named = {piece.target for piece in _pieces(report) if piece.kind == "figure"}
    yield from (figure for found in report.findings for figure in figures_printed(found, report))
    yield from (figure for figure in report.figures if figure.id in named)
    places = ((cell.row, cell.column) for matrix in report.matrices for row in matrix.cells for cell in row)
    yield from (figure for row, column in places for figure in figures_beside(report.figures, row, column))
    yield from (figure for check in report.method.checks for figure in (check.figure, check.of))


def _pieces(report: Report) -> Iterator[TextPiece]:
    texts: Sequence[Sequence[Sequence[TextPiece]]] = (
        *(found.text for found in report.findings),
        *(one.text for one in report.recommendations),
        *([cell.summary] for matrix in report.matrices for row in matrix.cells for cell in row),
    )
    return (piece for text in texts for paragraph in text for piece in paragraph)
