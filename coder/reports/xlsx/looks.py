"""What tables of counts look like: themes set off from their codes, and cells the darker the more they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range

from coder.model.reporting.report import Report
from coder.model.values.value_names import level_name
from coder.reports.xlsx.sheets import Sheets

if TYPE_CHECKING:
    from coder.reports.xlsx.linked_sheet import LinkedSheet

_LIGHT, DARK = "#FFFFFF", "#6FA3C7"


def set_off_themes(sheets: Sheets, sheet: LinkedSheet, report: Report, columns: int) -> None:
    """Set the rows of themes and facets off in the first columns; the first of them says what a row is."""
    last = len(report.method.codes) + len(report.frequencies.rows)
    code = level_name("code").replace('"', '""')
    rule = {"type": "formula", "criteria": f'=AND($A2<>"",$A2<>"{code}")', "format": sheets.styles.theme}
    sheet.conditional_format(1, 0, last, columns - 1, rule)


def heat(sheet: LinkedSheet, report: Report, first: int, columns: int) -> None:
    """Colour the counts of codes and, apart from them, of themes: a theme holds more than any of its codes."""
    if not columns:
        return
    for is_code in (True, False):
        rows = [at for at, row in enumerate(report.frequencies.rows, 1) if (row.code.level == "code") == is_code]
        if not rows:
            continue
        ranges = " ".join(xl_range(start, first, end, first + columns - 1) for start, end in _runs(rows))
        rule = {"type": "2_color_scale", "min_color": _LIGHT, "max_color": DARK, "multi_range": ranges}
        sheet.conditional_format(rows[0], first, rows[0], first + columns - 1, rule)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return numbers in a row as stretches."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
