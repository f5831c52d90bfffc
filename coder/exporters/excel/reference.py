"""The codebook, the quotations that the lead chose, and how the report came to be, as sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coder.domain.report import ChosenReport, FindingReport, Report
from coder.domain.stamp import stamp_text
from coder.exporters.excel.places import Places
from coder.exporters.listing import listed
from coder.exporters.sheets import LINE_HEIGHT, TITLE_HEIGHT, Column, Fill, Kind, Linked, Plain, Sheets, Value
from coder.exporters.summaries import Table
from coder.i18n import _

if TYPE_CHECKING:
    from coder.exporters.excel.linked import LinkedSheet


def codebook_table(report: Report, places: Places) -> Table:
    """Return one row a theme or code: what it means, and how often it was used."""
    columns = [
        Column(_("Level"), 9), Column(_("Theme"), 20, "long"), Column(_("Code id"), 22), Column(_("Code"), 26, "long"),
        Column(_("Definition"), 46, "long"), Column(_("When"), 36, "long"), Column(_("When not"), 36, "long"),
        Column(_("Example"), 40, "long"), Column(_("Keywords"), 30, "long"), Column(_("Exclude"), 20, "long"),
        Column(_("Version"), 9, "number"), Column(_("Archived"), 10), Column(_("Codings"), 10, "count"),
    ]  # fmt: skip
    return columns, _codebook_rows(report, places)


def _codebook_rows(report: Report, places: Places) -> Iterator[list[Value]]:
    codings = {row.code.id: row.codings for row in report.frequencies.rows}
    names = {code.id: code.title for code in report.method.codes}
    levels = {"theme": _("theme"), "facet": _("facet"), "code": _("code")}
    for code in report.method.codes:
        if code.archived and not codings.get(code.id):
            continue
        fill: Fill = "" if code.level == "code" else "group"
        cells: list[Plain] = [
            levels[code.level], names.get(code.parent or "", ""), code.id, code.title, code.definition,
            code.when_to_use, code.when_not, code.example, listed(code.keywords), listed(code.exclude),
            code.version, _("yes") if code.archived else "",
        ]  # fmt: skip
        yield [
            *(Linked(cell, fill=fill) for cell in cells),
            Linked(codings.get(code.id, 0), places.of(code.id), fill),
        ]


def chosen_table(report: Report, places: Places) -> Table:
    """Return one row a quotation that the lead chose for a finding, as it is to be printed."""
    columns = [
        Column(_("Finding"), 10), Column(_("Name"), 30, "long"), Column(_("Side"), 10), Column(_("Telling"), 10),
        Column(_("Quotation"), 70, "long"), Column(_("Citation"), 18, "link"), Column(_("Case"), 18),
        Column(_("Speaker"), 14), Column(_("Code"), 24, "long"), Column(_("Coder"), 16),
    ]  # fmt: skip
    return columns, (_chosen_row(found, one, report, places) for found in report.findings for one in found.chosen)


def _chosen_row(found: FindingReport, one: ChosenReport, report: Report, places: Places) -> list[Value]:
    q = one.quotation
    coders = listed(report.coder_names.get(c, c) for c in q.coders)
    return [
        found.finding.id, found.finding.title, _("for") if one.side == "for" else _("against"),
        _("telling") if one.telling else "", one.shown, Linked(q.id, places.of_coding(q.coding)), q.case_name,
        q.speaker, q.code_name, coders,
    ]  # fmt: skip


def write_method(sheets: Sheets, sheet: LinkedSheet, report: Report) -> None:
    """Write who coded what, with which codebook, whether the figures hold, and the stamp."""
    styles = sheets.styles
    for at, width in enumerate((38, 24, 24, 20, 20, 16)):
        sheet.set_column(at, at, width)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, _("Method"), styles.title)
    if sheets.notice:
        sheet.write_string(0, 2, sheets.text(sheets.notice)[0], styles.notice)
    sheet.freeze_panes(1, 0)
    row = _small(sheets, sheet, 2, _("Material"), (), _material(report))
    coders: list[Sequence[Value]] = [(c.name, c.codings, c.transcripts) for c in report.method.coders]
    row = _small(sheets, sheet, row, _("Coders"), (_("Coder"), _("Codings"), _("Transcripts")), coders)
    checks: list[Sequence[Value]] = [
        (
            c.figure.title, c.figure.text, f"{c.of.text} × {c.figure.derived.times if c.figure.derived else ''}",
            c.lowest, c.highest, Linked(_("holds") if c.holds else _("does not hold"), fill="" if c.holds else "stale"),
        )
        for c in report.method.checks
    ]  # fmt: skip
    header = (_("Figure"), _("Value"), _("derived"), _("At least"), _("At most"), _("Within rounding"))
    _small(sheets, sheet, row, _("Derived figures, checked within rounding"), header, checks)


def _small(
    sheets: Sheets, sheet: LinkedSheet, row: int, title: str, header: Sequence[str], rows: Sequence[Sequence[Value]]
) -> int:
    """Write a small table and return the row after the empty one under it."""
    if not rows:
        return row
    sheet.set_row(row, TITLE_HEIGHT)
    sheet.write_string(row, 0, title, sheets.styles.heading)
    row += 1
    if header:
        sheet.set_row(row, LINE_HEIGHT)
        for at, text in enumerate(header):
            sheets.head(sheet, row, at, text, "count" if rows and isinstance(rows[0][at], (int, float)) else "text")
        row += 1
    for values in rows:
        for at, value in enumerate(values):
            sheets.write(sheet, row, at, value if isinstance(value, Linked) else Linked(value), _kind(value, header))
        row += 1
    return row + 1


def _kind(value: Value, header: Sequence[str]) -> Kind:
    """Return what a cell of a small table holds; facts without a heading are set left."""
    if not header:
        return "fact"
    return "count" if isinstance(value, int) else "number" if isinstance(value, float) else "text"


def _material(report: Report) -> list[Sequence[Value]]:
    method = report.method
    return [
        (_("Cases with transcripts"), report.frequencies.cases),
        (_("Transcripts"), method.transcripts),
        (_("Characters"), method.chars),
        (_("Codings"), method.codings),
        (_("Codes"), sum(code.level == "code" and not code.archived for code in method.codes)),
        (_("Codebook"), report.stamp.codebook),
        (_("Stamp"), stamp_text(report.stamp)),
    ]
