"""Charts of Excel's own, each beside the numbers that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coder.domain.report import Report
from coder.exporters.cells import xml_text
from coder.exporters.excel.crossings import Crossing
from coder.exporters.excel.places import Places
from coder.exporters.sheets import Linked, Sheets, columns_of
from coder.i18n import _

if TYPE_CHECKING:
    from coder.exporters.excel.linked import LinkedSheet

_TOP, _TOP_CROSSED, _SERIES, _LABEL = 20, 15, 11, 56
_ROW, _WIDTH, _ACROSS = 20, 940, 15
_NUMBERS = _ACROSS + 1
_COLORS = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00",
    "#5B4A9E", "#8C510A", "#7A7A7A", "#B5CF6B", "#1B1B1B", "#C9C9C9",
)  # fmt: skip


class Picture(NamedTuple):
    """A bar chart: a title, a name a bar, and a row of numbers a series."""

    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]
    stacked: bool = False


def write_charts(sheets: Sheets, sheet: LinkedSheet, report: Report, places: Places, crossings: list[Crossing]) -> None:
    """Write the charts under each other, the numbers of each to its right, outside of what is printed."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, _ACROSS - 1, 8.43)
    sheet.set_column(_NUMBERS, _NUMBERS, 40)
    row = 0
    if sheets.notice:
        sheet.write_string(0, 0, sheets.text(sheets.notice)[0], sheets.styles.notice)
        row = 2
    # The line that the headings of other sheets are frozen in is here that of the notice.
    sheet.freeze_panes(max(1, row - 1), 0)
    pictures = [p for p in (_most(report), *(_crossed(c, report, places) for c in crossings), _sides(report)) if p]
    breaks = []
    for picture in pictures:
        row = _draw(sheets, sheet, picture, row)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])
    if not pictures:
        sheet.write_string(row, 0, _("Nothing is coded yet."))
    sheet.print_area(0, 0, max(row, 1), _ACROSS - 1)


def _draw(sheets: Sheets, sheet: LinkedSheet, picture: Picture, top: int) -> int:
    """Write one chart and its numbers; return the row under both."""
    names = [name for name, _values in picture.series]
    for at, text in enumerate(("", *names)):
        sheets.head(sheet, top, _NUMBERS + at, text, "count" if at else "text")
    for down, label in enumerate(picture.labels):
        sheets.write(sheet, top + 1 + down, _NUMBERS, label)
        for at, (_name, values) in enumerate(picture.series, 1):
            sheets.write(sheet, top + 1 + down, _NUMBERS + at, values[down], "count")
    each = 1 if picture.stacked else len(picture.series)
    height = 130 + len(picture.labels) * (26 if each == 1 else 18 * each + 8) + (60 if len(picture.series) > 1 else 0)
    chart = sheets.book.add_chart({"type": "bar", "subtype": "stacked"} if picture.stacked else {"type": "bar"})
    _add_series(sheet, chart, picture, top)
    font = {"size": 9, "bold": False}
    chart.set_title({"name": xml_text(picture.title), "name_font": {"size": 13, "bold": True}})
    chart.set_y_axis(
        {"reverse": True, "num_font": font, "major_tick_mark": "none", "interval_unit": 1, "crossing": "max"}
    )
    chart.set_x_axis({
        "min": 0, "num_font": font, "num_format": "#,##0", "name": _("Codings"), "name_font": font,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    })  # fmt: skip
    chart.set_legend({"none": True} if len(picture.series) == 1 else {"position": "bottom", "font": font})
    chart.set_size({"width": _WIDTH, "height": height})
    # Filtering or narrowing a column must not squeeze it.
    sheet.insert_chart(
        top, 0, chart, {"object_position": 3, "description": picture.title, "x_offset": 4, "y_offset": 4}
    )
    return top + max(height // _ROW + 2, len(picture.labels) + 3)


def _add_series(sheet: LinkedSheet, chart: object, picture: Picture, top: int) -> None:
    name, first, last = sheet.get_name(), top + 1, top + len(picture.labels)
    single = len(picture.series) == 1
    for at, (title, values) in enumerate(picture.series, 1):
        column = _NUMBERS + at
        chart.add_series({  # type: ignore[attr-defined]
            "name": [name, top, column],
            "name_data": [xml_text(title)],
            "categories": [name, first, _NUMBERS, last, _NUMBERS],
            "categories_data": [xml_text(label) for label in picture.labels],
            "values": [name, first, column, last, column],
            "values_data": list(values),
            "fill": {"color": _COLORS[(at - 1) % len(_COLORS)]},
            "gap": 45,
            "data_labels": {"value": True, "font": {"size": 9}} if not picture.stacked or single else {},
        })  # fmt: skip


def _most(report: Report) -> Picture | None:
    """Return the codes with most codings, most first."""
    codes = _ranked(report)[:_TOP]
    if not codes:
        return None
    title = _("Codes with most codings") if len(codes) == _TOP else _("Codings by code")
    return Picture(title, _labels(name for _id, name, _count in codes), [(_("Codings"), [n for _i, _t, n in codes])])


def _crossed(crossing: Crossing, report: Report, places: Places) -> Picture | None:
    """Return the codes with most codings, each bar made of the groups; more groups than colours: the rest as one."""
    codes = _ranked(report)[:_TOP_CROSSED]
    if not codes or not crossing.groups:
        return None
    groups = list(crossing.groups)
    if len(groups) > _SERIES + 1:
        codings = {g: sum(places.count(code, g.cases) for code, _t, _n in codes) for g in groups}
        first = set(sorted(groups, key=lambda g: -codings[g])[:_SERIES])
        rest = [g for g in groups if g not in first]
        groups = [g for g in groups if g in first]
        others = _("{count} others").format(count=len(rest))
        groups.append(rest[0]._replace(title=others, cases=tuple(c for g in rest for c in g.cases)))
    title = _("Codes by case") if not crossing.attribute else _("Codes by {name}").format(name=crossing.attribute)
    series = [(g.title, [places.count(code, g.cases) for code, _t, _n in codes]) for g in groups]
    return Picture(title, _labels(name for _id, name, _count in codes), series, stacked=True)


def _sides(report: Report) -> Picture | None:
    """Return the findings with the codings for and against each."""
    if not report.findings:
        return None
    labels = _labels(f"{f.finding.id} {f.finding.title}" for f in report.findings)
    series = [
        (_("For"), [f.codings_for for f in report.findings]),
        (_("Against"), [f.codings_against for f in report.findings]),
    ]
    return Picture(_("Findings: codings for and against"), labels, series)


def _ranked(report: Report) -> list[tuple[str, str, int]]:
    """Return codes that were used, most first, those alike in the codebook's order; themes count their codes again."""
    codes = [(r.code.id, r.code.title, r.codings) for r in report.frequencies.rows if r.code.level == "code"]
    return sorted((one for one in codes if one[2]), key=lambda one: -one[2])


def _labels(names: Iterable[str]) -> list[str]:
    cut = []
    for name in names:
        short = xml_text(name)
        while columns_of(short) > _LABEL:
            short = short.removesuffix("…")[:-1] + "…"
        cut.append(short)
    return cut


def contents(sheets: Sheets, sheet: LinkedSheet, row: int) -> None:
    """Write the names of the workbook's sheets, each leading to its sheet."""
    for number, name in enumerate(sheets.by_name):
        if name != sheet.get_name():
            quoted = name.replace("'", "''")
            sheets.write(sheet, row + number, 0, Linked(name, f"'{quoted}'!A1"))
