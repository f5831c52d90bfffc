"""Framework matrices and the codebook as sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coder.i18n import _
from coder.model.counting.codetree import paths
from coder.model.finding import doubt_words
from coder.model.reporting.first_passages import KEPT_IN_CELL
from coder.model.reporting.report import CellReport, FindingReport, MatrixReport, Report
from coder.model.values.value_names import level_name, side_name
from coder.reports.finding_parts import said
from coder.reports.matrix_parts import empty_cell, more_in, rows_left, shown_in, stale_cell, words_of_passage
from coder.reports.quotation_choice import SIDES
from coder.reports.quotation_parts import printed, quoted, voice
from coder.reports.xlsx.crosstabs import codes_under, linked
from coder.reports.xlsx.quotation_order import Laid
from coder.reports.xlsx.sheets import LINE_HEIGHT, Column, Sheets, Value, lines_of

if TYPE_CHECKING:
    from coder.reports.xlsx.linked_sheet import LinkedSheet

Row = list[Value]
_CELL_WIDTH = 44
_HEIGHT_MOST = 400


def matrix_names(report: Report) -> list[str]:
    """Return the names of the sheets of the matrices."""
    name = _("Matrix")
    return [name if at == 1 else f"{name} {at}" for at in range(1, len(report.matrices) + 1)]


def write_matrices(sheets: Sheets, report: Report, opened: Sequence[LinkedSheet]) -> None:
    """Write each framework matrix on its sheet: empty cells and those whose passages changed since stand out."""
    for sheet, matrix in zip(opened, report.matrices, strict=True):
        _write_matrix(sheets, sheet, matrix)


def _write_matrix(sheets: Sheets, sheet: LinkedSheet, matrix: MatrixReport) -> None:
    styles = sheets.styles
    columns = [Column(matrix.name, 22), *(Column(h.title, _CELL_WIDTH, "long") for h in matrix.columns)]
    if sheets.notice:
        columns.append(Column(_("Notice"), 24))
    sheets.start_table(sheet, columns)
    sheet.freeze_panes(1, 1)
    for at, (heading, cells) in enumerate(zip(matrix.rows, matrix.cells, strict=True), 1):
        texts = [_cell(cell) for cell in cells]
        lines = max((lines_of(text, _CELL_WIDTH) for text in texts), default=1)
        sheet.set_row(at, min(_HEIGHT_MOST, lines * LINE_HEIGHT))
        sheet.write_string(at, 0, sheets.text(heading.title)[0], styles.header)
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True), 1):
            written, quoted = sheets.text(text, "long")
            marked = styles.empty if not cell.quotations else styles.stale if cell.stale else quoted
            sheet.write_string(at, column, written, marked)
        if sheets.notice:
            sheet.write_string(at, len(columns) - 1, sheets.notice)
    sheet.autofilter(0, 0, len(matrix.rows), len(columns) - 1)
    if told := rows_left(matrix):
        sheet.write_string(len(matrix.rows) + 1, 0, told, styles.columns["long"])


def _cell(cell: CellReport) -> str:
    """Return the summary, then the passages with their citations."""
    head = [said(cell.summary)] if cell.summary else []
    if cell.stale:
        head.append(f"({stale_cell()})")
    shown = shown_in(cell, KEPT_IN_CELL)
    told = [*head, *map(words_of_passage, shown), more_in(cell, shown)] if head or shown else [empty_cell()]
    return "\n".join(filter(None, [*told, *cell.beside]))


def codebook_table(report: Report, laid: Laid) -> tuple[list[Column], Iterator[Row]]:
    """Return one row a code, theme or facet with all that the codebook says of it."""
    columns = [
        Column(_("Level"), 9), Column(_("Theme"), 22), Column(_("Code id"), 24), Column(_("Name"), 26),
        Column(_("Definition"), 50, "long"), Column(_("When to use"), 40, "long"), Column(_("When not"), 40, "long"),
        Column(_("Example"), 40, "long"), Column(_("Keywords"), 34, "long"), Column(_("Exclusions"), 20, "long"),
        Column(_("Version"), 9, "number"), Column(_("Passages"), 10, "count"),
    ]  # fmt: skip
    over = paths(report.method.codes)
    counted = {row.code.id: row.passages for row in report.frequencies.rows}
    under = codes_under(report)
    rows: Iterator[Row] = (
        [
            level_name(c.level), over[c.id], c.id, c.title, *c.shown_meaning,
            c.example, ", ".join(c.keywords), ", ".join(c.exclude), c.version,
            linked(counted.get(c.id, 0), laid, under.get(c.id, [c.id])),
        ]
        for c in report.method.codes
        if not c.archived or counted.get(c.id)
    )  # fmt: skip
    return columns, rows


def finding_text_table(report: Report) -> tuple[list[Column], Iterator[Row]]:
    """Return one row a finding: what the lead wrote, sign-off, and what a careful reader would doubt."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 36), Column(_("Text"), 90, "long"), Column(_("Doubts"), 40, "long"),
        Column(_("Signed off by"), 14), Column(_("Signed off at"), 24), Column(_("Changes since"), 12, "count"),
    ]  # fmt: skip

    def cells(found: FindingReport) -> Row:
        signed = found.sign_off
        text = "\n".join(map(said, found.text))
        told = "\n".join(map(doubt_words, found.doubts))
        by = report.coder_names.get(signed.by, signed.by) if signed else ""
        at, changes = (signed.at, found.changes) if signed else ("", None)
        return [found.finding.id, found.finding.title, text, told, by, at, changes]

    return columns, map(cells, report.findings)


def chosen_table(report: Report) -> tuple[list[Column], Iterator[Row]]:
    """Return one row a quotation that is printed under a finding, and who chose it."""
    columns = [
        Column(_("Finding"), 10), Column(_("Side"), 10), Column(_("Chosen by"), 12), Column(_("Telling"), 9),
        Column(_("Citation"), 16),
        Column(_("Case"), 18), Column(_("Speaker"), 14), Column(_("Code"), 26), Column(_("As printed"), 80, "long"),
    ]  # fmt: skip
    rows: Iterator[Row] = (
        [
            f.finding.id, side_name(one.side), _("lead") if one in f.chosen else _("program"),
            _("yes") if one.telling else "",
            one.quotation.id, one.quotation.case_name, voice(one.quotation, report), one.quotation.code_name,
            quoted(one),
        ]
        for f in report.findings
        for side in SIDES
        for one in printed(f, side)
    )  # fmt: skip
    return columns, rows
