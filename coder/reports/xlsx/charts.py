"""The workbook's sheet of charts: small tables in order of size, each with a native chart of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coder.i18n import _, run_on
from coder.model.counting.counting_words import unit
from coder.model.reporting.report import Report
from coder.reports.xlsx.crosstabs import cases_with_quotations
from coder.reports.xlsx.quotation_order import Laid
from coder.reports.xlsx.sheets import TITLE_HEIGHT, Sheets, Value

if TYPE_CHECKING:
    from coder.reports.xlsx.linked_sheet import LinkedSheet

_MOST_CODES = 20
_MOST_CASES = 12
_WIDTH, _BAR, _FRAME = 760, 26, 120
_ROW_PIXELS = 20
_COLORS = ("#2F6DB5", "#C8553D", "#4B8F6B", "#8A63A8", "#C79A2E", "#5B7C99", "#A8577E", "#6B8E23") * 2


def write_charts(sheets: Sheets, sheet: LinkedSheet, report: Report, laid: Laid) -> None:
    """Write the most frequent codes, findings for and against, and themes by case, with their charts beside them."""
    counted = unit(report.frequencies.layer, report.coder_names)
    codes = [row for row in report.frequencies.rows if row.code.level == "code" and row.passages]
    codes.sort(key=lambda row: (-row.passages, row.code.position, row.code.id))
    themes = [row for row in report.frequencies.rows if row.code.level != "code" and row.passages]
    cases = cases_with_quotations(report, laid)[:_MOST_CASES]
    cells: list[list[Value]] = [[row.code.title, row.passages, row.cases] for row in codes[:_MOST_CODES]]
    by_case: list[list[Value]] = [[row.code.title, *(row.by_case.get(case.id, 0) for case in cases)] for row in themes]
    drawn = _Sheet(sheets, sheet)
    titles = [_("Most frequent codes"), _("Findings: passages for and against"), _("Themes by case")]
    often, sides, spread = (run_on([title + _("."), counted]) for title in titles)
    drawn.add(often, [_("Code"), _("Passages"), _("Cases")], cells)
    drawn.add(
        sides,
        [_("Finding"), _("For"), _("Against")],
        [[f"{f.finding.id} {f.finding.title}", f.passages_for, f.passages_against] for f in report.findings],
    )
    if cases and themes:
        header = [_("Theme"), *(case.title for case in cases)]
        drawn.add(spread, header, by_case, stacked=True)


class _Sheet:
    """Tables below each other, a chart beside each."""

    def __init__(self, sheets: Sheets, sheet: LinkedSheet) -> None:
        self._sheets, self._sheet, self._row = sheets, sheet, 0
        self._breaks: list[int] = []
        if sheets.notice:
            sheet.write_string(0, 0, sheets.text(sheets.notice)[0], sheets.styles.notice)
            self._row = 2
        self._drawn = False
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, _MOST_CASES, 9, sheets.styles.columns["count"])

    def add(self, title: str, header: Sequence[str], rows: Sequence[Sequence[Value]], *, stacked: bool = False) -> None:
        """Write a table and draw its numbers as bars, the first row on top."""
        if not rows:
            return
        sheet, head = self._sheet, self._row + 1
        if self._drawn:
            self._breaks.append(self._row)
            sheet.set_h_pagebreaks(self._breaks)
        sheet.set_row(self._row, TITLE_HEIGHT)
        sheet.write_string(self._row, 0, title, self._sheets.styles.title)
        for at, name in enumerate(header):
            style = self._sheets.styles.heading("count" if at else "text")
            sheet.write_string(head, at, *self._sheets.text(name)[:1], style)
        for row, values in enumerate(rows, head + 1):
            for at, value in enumerate(values):
                self._sheets.write(sheet, row, at, value)
        height = _FRAME + len(rows) * _BAR * (1 if stacked else min(2, len(header) - 1))
        self._draw(title, header, head, len(rows), height, stacked=stacked)
        self._drawn = True
        self._row = max(head + len(rows) + 2, head + height // _ROW_PIXELS + 2)

    def _draw(self, title: str, header: Sequence[str], head: int, rows: int, height: int, *, stacked: bool) -> None:
        name, last = self._sheet.get_name(), head + rows
        chart = self._sheets.book.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
        for at in range(1, len(header)):
            chart.add_series(
                {
                    "name": [name, head, at],
                    "categories": [name, head + 1, 0, last, 0],
                    "values": [name, head + 1, at, last, at],
                    "fill": {"color": _COLORS[at - 1]},
                    "gap": 40,
                    **({} if stacked else {"data_labels": {"value": True}}),
                }
            )
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 14}})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 10}})
        # Numbers stand at the bars' ends; the axis of stacked ones is needed.
        lines = {"visible": stacked, "line": {"color": "#D9D9D9"}}
        chart.set_x_axis({"min": 0, "visible": stacked, "major_gridlines": lines, "num_format": "0"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": _WIDTH, "height": height})
        # Below the table's title, which runs on over the columns.
        self._sheet.insert_chart(head, len(header) + 1, chart, {"object_position": 2, "description": title})
