"""The chart of bars: each theme by kind of case, with shares."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import _
from coder.tui.charts.chart import Chart, Line, Spot, Target
from coder.tui.charts.counted import Counted, Grouping, ThemeRow
from coder.tui.charts.heat_maps import percent


def kind_bars(counted: Counted, grouping: Grouping | None) -> Chart:
    """Return each theme's passages in each group of cases, as shares of the group's; without groups all in one."""
    if grouping is None:
        everything = tuple(_whole(counted))
        title, reading = (
            _("Themes in passages"),
            _("Bars: share of the themes' passages; one under two themes counts in each."),
        )
        return Chart("kinds", "bars", title, everything, ("",), reading)
    return Chart(
        "kinds", "bars", _("Themes by {attribute}").format(attribute=grouping.title),
        tuple(_by_group(counted, grouping)), ("",),
        _("Bars: share of the group's passages, in brackets of the theme's; one under two themes counts in each."),
    )  # fmt: skip


def _whole(counted: Counted) -> Iterator[Line]:
    whole = sum(row.passages for row in counted.themes)
    for row in counted.themes:
        yield Line(row.code.title, (_bar(row.passages, whole, row, row.passages, row.code.title, ()),))


def _by_group(counted: Counted, grouping: Grouping) -> Iterator[Line]:
    wholes = [sum(_in(row, cases) for row in counted.themes) for _name, cases in grouping.groups]
    longest = max(
        (
            _in(row, cases) / whole
            for row in counted.themes
            for (_name, cases), whole in zip(grouping.groups, wholes, strict=True)
            if whole
        ),
        default=0.0,
    )
    everything = sum(row.passages for row in counted.themes)
    for row in counted.themes:
        yield Line(
            row.code.title, (_bar(row.passages, everything, row, row.passages, row.code.title, ()),), is_head=True
        )
        for (name, cases), whole in zip(grouping.groups, wholes, strict=True):
            n = _in(row, cases)
            title = f"{row.code.title} × {name}"
            spot = _bar(n, whole, row, row.passages, title, tuple(sorted(cases)))
            shown = n / whole / longest if whole and longest else 0.0
            label = _("{of_group} ({of_theme})").format(
                of_group=f"{percent(n, whole):>4}", of_theme=percent(n, row.passages)
            )
            group = _("{group} ({count} cases)").format(group=name, count=len(cases))
            yield Line(f"  {group}", (spot._replace(share=shown, label=label),))


def _bar(number: int, whole: int, row: ThemeRow, of_theme: int, title: str, cases: tuple[str, ...]) -> Spot:
    def words() -> str:
        if not cases:
            told = _("{title}: {count} passages, {share} of {whole} (all themes added up)")
            return told.format(title=title, count=number, share=percent(number, whole), whole=f"{whole:,}")
        told = _(
            "{title}: {count} passages, {of_theme} of the theme's {theme} and {of_group} of the group's {group} "
            "(its themes added up)"
        )
        return told.format(
            title=title, count=number, of_group=percent(number, whole), group=f"{whole:,}",
            of_theme=percent(number, of_theme), theme=f"{of_theme:,}",
        )  # fmt: skip

    target = Target((row.code.id,), cases) if number else None
    label = f"{percent(number, whole):>4}"
    return Spot(number, number / whole if whole else 0.0, words, target, label, row.code.color)


def _in(row: ThemeRow, cases: frozenset[str]) -> int:
    return sum(number for case, number in row.by_case.items() if case in cases)
