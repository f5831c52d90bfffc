"""Charts drawn in cells: pure functions from a chart, a window over it and the spot in focus, to rows."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.style import Style

from coder.tui.charts.chart import Chart, Line, Spot
from coder.tui.frame.palette import Paints, contrast, mix, readable
from coder.tui.widgets.pane import Piece, Row
from coder.tui.widgets.wrap import fit, pad, pad_start, paragraphs

_HEAD_ROWS = 2
_NUMBER, _LABEL = 7, 12
_LEAST, _MOST = {"grid": 7, "ruler": 2}, {"grid": 16, "ruler": 8}
_LEVELS = " ░▒▓█"
_BLUE = "#0072b2"
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Window(NamedTuple):
    """What of a chart is on the screen: cells of a name and of a column, the first column and line, and how many."""

    name: int
    cell: int
    left: int
    across: int
    top: int
    down: int

    def spot_at(self, chart: Chart, row: int, column: int) -> tuple[int, int] | None:
        """Return line and column of the chart at a place on the screen."""
        line, first = self.top + row - head_rows(chart), self.name + 1
        if row < head_rows(chart) or line >= min(len(chart.lines), self.top + self.down):
            return None
        if chart.shape == "bars" or column < first:
            return line, self.left
        at = self.left + (column - first) // self.cell
        return (line, at) if at < min(len(chart.columns), self.left + self.across) else None


def head_rows(chart: Chart) -> int:
    """Return how many rows name the columns."""
    return {"grid": _HEAD_ROWS, "ruler": 1, "bars": 0}[chart.shape]


def window(chart: Chart, width: int, height: int, focus: tuple[int, int], before: Window | None) -> Window:
    """Return the window that shows the focus, moved as little as can be from the one before."""
    row, column = focus
    down = max(1, height - head_rows(chart))
    top = before.top if before else 0
    top = max(0, min(max(min(top, row), row - down + 1), len(chart.lines) - 1))
    if chart.shape == "bars":
        return Window(min(30, max(18, width // 3)), 0, 0, 1, top, down)
    name = min(26, max(14, width // 4))
    count, room = max(1, len(chart.columns)), max(1, width - name - 2)
    cell = max(_LEAST[chart.shape], min(_MOST[chart.shape], room // count))
    across = max(1, min(count, room // cell))
    left = before.left if before else 0
    left = max(0, min(max(min(left, column), column - across + 1), count - across))
    return Window(name, cell, left, across, top, down)


def chart_rows(chart: Chart, shown: Window, width: int, focus: tuple[int, int], paints: Paints) -> list[Row]:
    """Return the rows of a chart: the names of its columns, and its lines."""
    rows = _column_names(chart, shown, paints)
    for at in range(shown.top, min(len(chart.lines), shown.top + shown.down)):
        line, here = chart.lines[at], focus[1] if at == focus[0] else -1
        if chart.shape == "bars":
            rows.append(_bar_row(line, shown, width, paints, here=here >= 0))
        else:
            rows.append(_grid_row(chart, line, shown, paints, here))
    return rows


def _parted(name: str, width: int) -> str:
    """Return a name whose Latin words fit on a line each: long ones break behind a hyphen, else they are cut."""
    words = re.sub(r"(?<=[A-Za-z]-)(?=[A-Za-z])", " ", name).split(" ") if _longest(name) > width else name.split(" ")
    return " ".join(fit(word, width) if word.isascii() else word for word in words)


def _longest(name: str) -> int:
    return max(map(len, name.split(" ")))


def _column_names(chart: Chart, shown: Window, paints: Paints) -> list[Row]:
    if chart.shape == "bars":
        return []
    if chart.shape == "ruler":
        told, whole = "", shown.cell * len(chart.columns)
        for quarter in range(5):
            label, at = f"{quarter / 4:.0%}", whole * quarter // 4
            told = pad(told, max(0, at - len(label) if quarter == 4 else at)) + label  # noqa: PLR2004  the end
        seen = told[shown.left * shown.cell : (shown.left + shown.across) * shown.cell]
        return [((" " * (shown.name + 1), paints.quiet), (seen, paints.quiet))]
    columns = range(shown.left, min(len(chart.columns), shown.left + shown.across))
    names = [
        [
            line
            for part in chart.columns[i].split("\n")
            for line in paragraphs(_parted(part, shown.cell - 1), shown.cell - 1, _HEAD_ROWS)
        ]
        for i in columns
    ]
    more = (" <" if shown.left else "") + (" >" if columns.stop < len(chart.columns) else "")
    rows: list[Row] = []
    for row in range(_HEAD_ROWS):
        told = "".join(pad(fit(name[row] if row < len(name) else "", shown.cell - 1), shown.cell) for name in names)
        rows.append(((pad(more if row else "", shown.name + 1), paints.quiet), (told, paints.quiet)))
    return rows


def _grid_row(chart: Chart, line: Line, shown: Window, paints: Paints, here: int) -> Row:
    pieces: list[Piece] = [_name(line, shown, paints, here=here >= 0)]
    for i in range(shown.left, min(len(line.spots), shown.left + shown.across)):
        spot = line.spots[i]
        style, sign = spot_style(spot, paints)
        told = f"{sign}{spot.number}" if spot.number else "·"
        gap = 1 if chart.shape == "grid" else 0
        room = shown.cell - gap
        if len(told) > room:
            told = f"{spot.number}" if len(f"{spot.number}") <= room else "+" * room
        look = Style(reverse=True, bold=True) if i == here else Style()
        pieces.append((told.center(room), style + look))
        if gap:
            pieces.append((" ", paints.text))
    return tuple(pieces)


def _bar_row(line: Line, shown: Window, width: int, paints: Paints, *, here: bool) -> Row:
    spot = line.spots[0]
    look = Style(reverse=True) if here else Style()
    label = pad_start(f"{spot.number:,}", _NUMBER) + " " + pad(spot.label, _LABEL)
    room = max(4, width - shown.name - 2 - _NUMBER - 1 - _LABEL)
    bar = "" if line.is_head else bar_of(spot.share, room)
    ink = Style(color=readable(spot.color or _BLUE, paints.background), bgcolor=paints.background)
    return (
        _name(line, shown, paints, here=here),
        (pad(bar, room), ink),
        (" ", paints.text),
        (label, paints.text + look),
    )


def _name(line: Line, shown: Window, paints: Paints, *, here: bool) -> Piece:
    style = (paints.strong if line.is_head else paints.text) + (Style(bold=True) if here else Style())
    mark = ">" if here else " "
    return pad(mark + fit(line.name, shown.name - 1), shown.name + 1), style


def bar_of(share: float, cells: int) -> str:
    """Return a bar in eighths of a cell; what is more than nothing shows."""
    eighths = max(1 if share > 0 else 0, min(8 * cells, round(8 * cells * share)))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def spot_style(spot: Spot, paints: Paints) -> tuple[Style, str]:
    """Return the style of a cell, and the sign before its number where colours say nothing."""
    if not spot.number:
        return paints.quiet, ""
    if paints.signs:
        return paints.text, _LEVELS[max(1, min(4, round(4 * spot.share)))]
    ground = mix(paints.background, spot.color or _BLUE, 0.2 + 0.7 * spot.share)
    ink = max(("#ffffff", "#000000"), key=lambda one: contrast(one, ground))
    return Style(color=ink, bgcolor=ground), ""
