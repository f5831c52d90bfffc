"""Codes against cases, and against what the cases are: each number leads to its quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_range

from coder.domain.analysis import Frequency
from coder.domain.finding import grouping_attributes
from coder.domain.report import Report
from coder.exporters.excel.places import Places
from coder.exporters.sheets import Column, Fill, Linked, Sheets, Value
from coder.i18n import _

if TYPE_CHECKING:
    from coder.exporters.excel.linked import LinkedSheet

_FIXED = 4


class Group(NamedTuple):
    """Cases under one heading: one case, or all with one value of an attribute."""

    title: str
    cases: tuple[str, ...]


class Crossing(NamedTuple):
    """Codes against groups of cases; `attribute` is empty where each group is one case."""

    attribute: str
    groups: tuple[Group, ...]


def by_case(report: Report, places: Places) -> Crossing:
    """Return the cases, each a group of its own."""
    names = places.case_names
    return Crossing("", tuple(Group(names.get(c, c), (c,)) for c in places.cases(report.method.cases_heard)))


def by_attributes(report: Report) -> list[Crossing]:
    """Return the cases by the attribute that the report was asked to count by, else by each that sorts them."""
    cases = [case for case in report.method.cases if case.id in report.method.cases_heard]
    asked = report.frequencies.attribute
    found = []
    for attribute in (asked,) if asked else grouping_attributes(cases):
        values: dict[str, list[str]] = {}
        for case in cases:
            values.setdefault(case.attributes.get(attribute) or "—", []).append(case.id)
        found.append(Crossing(attribute, tuple(Group(value, tuple(ids)) for value, ids in sorted(values.items()))))
    return [crossing for crossing in found if crossing.groups]


def write_crossing(sheets: Sheets, sheet: LinkedSheet, crossing: Crossing, report: Report, places: Places) -> None:
    """Write a sheet of codes against groups, and under the table what stands under each heading in all."""
    columns = _columns(crossing)
    rows = (_row(frequency, crossing, report, places) for frequency in report.frequencies.rows)
    last = sheets.fill(sheet, columns, rows, _FIXED)
    _tint(sheet, crossing, report)
    # Outside the filter: sorting must not move it, nor adding up count it.
    for at, value in enumerate(_totals(crossing, report, places)):
        sheets.write(sheet, last + 1, at, Linked(value, fill="group"), columns[at].kind)
    sheets.write(sheet, last + 1, len(columns), sheets.notice)


def _tint(sheet: LinkedSheet, crossing: Crossing, report: Report) -> None:
    """Let the codes' numbers stand out by a tint the deeper the more; themes would drown them."""
    last = _FIXED + 1 + len(crossing.groups)
    rows = [number for number, row in enumerate(report.frequencies.rows, 1) if row.code.level == "code"]
    parts: list[list[int]] = []
    for row in rows:
        if parts and parts[-1][1] == row - 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    if not parts or last < _FIXED + 2:
        return
    cells = " ".join(xl_range(first, _FIXED + 2, end, last) for first, end in parts)
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#A9CCE8", "multi_range": cells}
    sheet.conditional_format(parts[0][0], _FIXED + 2, parts[0][1], last, scale)


def _columns(crossing: Crossing) -> list[Column]:
    first = [
        Column(_("Level"), 9), Column(_("Theme"), 24), Column(_("Code id"), 24), Column(_("Name"), 30, "long"),
        Column(_("Codings"), 11, "count"), Column(_("Cases"), 9, "count"),
    ]  # fmt: skip
    if not crossing.attribute:
        return [*first, *(Column(group.title, 12, "count") for group in crossing.groups)]
    return [
        *first,
        *(Column(_("{group}: codings").format(group=g.title), 13, "count") for g in crossing.groups),
        *(Column(_("{group}: cases").format(group=g.title), 13, "count") for g in crossing.groups),
    ]


def _row(frequency: Frequency, crossing: Crossing, report: Report, places: Places) -> list[Value]:
    code = frequency.code
    fill: Fill = "" if code.level == "code" else "group"
    heard = [case for group in crossing.groups for case in group.cases]
    cells: list[Value] = [Linked(word, fill=fill) for word in named(frequency, report)]
    cells.append(Linked(places.count(code.id, heard), places.of(code.id), fill))
    cells.append(Linked(places.count_cases(code.id, heard), "", fill))
    cells += [Linked(places.count(code.id, g.cases), places.of(code.id, g.cases), fill) for g in crossing.groups]
    if crossing.attribute:
        cells += [Linked(places.count_cases(code.id, group.cases), "", fill) for group in crossing.groups]
    return cells


def named(frequency: Frequency, report: Report) -> list[str]:
    """Return level, theme, id and name of a code."""
    code = frequency.code
    names = {row.code.id: row.code.title for row in report.frequencies.rows if row.code.level != "code"}
    levels = {"theme": _("theme"), "facet": _("facet"), "code": _("code")}
    return [levels[code.level], names.get(code.parent or "", ""), code.id, code.title]


def _totals(crossing: Crossing, report: Report, places: Places) -> Iterator[str | int]:
    """Yield the last row: every coding once, whatever themes and facets it counts in."""
    codes = [row.code.id for row in report.frequencies.rows]

    def codings(cases: Sequence[str]) -> int:
        return sum(places.counts[code, case] for code in codes for case in cases)

    everyone = [case for group in crossing.groups for case in group.cases]
    yield from ("", "", "", _("All codes"), codings(everyone), len(everyone))
    yield from (codings(group.cases) for group in crossing.groups)
    if crossing.attribute:
        yield from (len(group.cases) for group in crossing.groups)
