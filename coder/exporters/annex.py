"""What stands behind the findings, in Markdown: framework matrices, the codebook's state and the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.domain.report import CellReport, MatrixReport, Report, TextPiece
from coder.exporters.markup import bold, escape, table
from coder.i18n import _

_CITED = 6


def pieces(paragraph: Sequence[TextPiece]) -> str:
    """Return what the lead wrote as Markdown of one line; a quote is followed by its citation."""
    # Escaped as one text, for a sign may command only where a line or word begins.
    whole = "".join(
        f"{piece.text} [{piece.quotation.id}]" if piece.quotation is not None else piece.text for piece in paragraph
    )
    return escape(whole)


def matrices(report: Report) -> Iterator[str]:
    """Yield the framework matrices, a table each."""
    for matrix in report.matrices:
        yield "## " + _("Framework matrix: {name}").format(name=escape(matrix.name))
        yield _matrix(matrix)


def _matrix(matrix: MatrixReport) -> str:
    header = [escape(matrix.name), *(escape(heading.title) for heading in matrix.columns)]
    rows = [
        [bold(escape(heading.title)), *map(_cell, row)] for heading, row in zip(matrix.rows, matrix.cells, strict=True)
    ]
    return table(header, rows, left=len(header))


def _cell(cell: CellReport) -> str:
    if not cell.quotations and not cell.summary:
        return _("(empty)")
    told = [bold(escape(_("! its passages changed since the summary was written")))] if cell.stale else []
    if cell.summary:
        told.append(pieces(cell.summary))
    ids = [q.id for q in cell.quotations]
    more = f" +{len(ids) - _CITED}" if len(ids) > _CITED else ""
    told.append(escape(f"[{', '.join(ids[:_CITED])}{more}]") if ids else _("(empty)"))
    return " · ".join(told)


def method(report: Report) -> Iterator[str]:
    """Yield who coded what with which codebook, and whether the derived figures hold."""
    done = report.method
    yield "## " + _("Method")
    yield escape(
        _("{transcripts} transcripts of {cases} cases, {chars:,} characters, {codings:,} codings.").format(
            transcripts=done.transcripts, cases=report.frequencies.cases, chars=done.chars, codings=done.codings
        )
    )
    codes = sum(code.level == "code" and not code.archived for code in done.codes)
    again = sum(code.level == "code" and not code.archived and code.version > 1 for code in done.codes)
    told = _("Codebook {state}: {codes} codes, {again} of them with a definition that was changed since the first one.")
    yield escape(told.format(state=report.stamp.codebook or "—", codes=codes, again=again))
    if done.coders:
        rows = [(escape(c.name), f"{c.codings:,}", str(c.transcripts)) for c in done.coders]
        yield table((_("Coder"), _("Codings"), _("Transcripts")), rows)
    if done.checks:
        yield "### " + _("Derived figures, checked within rounding")
        checks = [
            (
                escape(c.figure.title),
                escape(c.figure.text),
                escape(f"{c.of.text} × {c.figure.derived.times if c.figure.derived else ''}"),
                _("holds") if c.holds else bold(_("does not hold")),
            )
            for c in done.checks
        ]
        yield table((_("Figure"), _("Value"), _("derived"), _("Within rounding")), checks, left=4)
