"""Where the columns of a PDF's running text begin and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from coder.transcripts.formats.pdf_pages.pdf_page import Line

_NEAR = 2
_OF_WIDTH = 0.25
_MARKS = frozenset("，。、；：！？」』）")
_NEARLY_ALL, _SOME, _FEW = 0.9, 0.2, 0.1


class Column(NamedTuple):
    """Where a column can begin, where most of its lines do, and where the longest ends."""

    start: float
    left: float
    right: float


def columns_of_text(lines: Sequence[Line]) -> list[Column]:
    """Return the columns, one where text goes over the whole page."""
    if not lines:
        return [Column(0.0, 0.0, 0.0)]
    starts = [0.0, *_cuts(lines)]
    ends = [*starts[1:], float("inf")]
    found = []
    for start, end in zip(starts, ends, strict=True):
        own = [line for line in lines if line.left >= start - _NEAR and line.right <= end]
        left = Counter(round(line.left) for line in own or lines).most_common(1)[0][0]
        found.append(Column(start, left, max(map(_edge, own or lines))))
    return found


def _edge(line: Line) -> float:
    """Return where a line ends, without a mark at its end, which may hang over the margin."""
    return line.right - (line.character if line.words[-1] in _MARKS else 0)


def column_of(line: Line, columns: Sequence[Column]) -> Column:
    """Return the column in which a line begins."""
    return next(column for column in reversed(columns) if line.left >= column.start - _NEAR or column is columns[0])


def _cuts(lines: Sequence[Line]) -> list[float]:
    """Return where each column but the first begins: nearly all lines end before that or begin after it."""
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    width = _OF_WIDTH * (last - first)
    cuts: list[float] = []
    for left, count in sorted(Counter(round(line.left) for line in lines).items()):
        if count < _FEW * len(lines) or left - (cuts[-1] if cuts else first) < width:
            continue
        before = [line for line in lines if line.right <= left]
        after = [line for line in lines if line.left >= left - _NEAR]
        fewest = min(len(before), len(after))
        if (
            len(before) + len(after) >= _NEARLY_ALL * len(lines)
            and fewest >= _SOME * len(lines)
            and all(median(line.right - line.left for line in side) >= width for side in (before, after))
        ):
            cuts.append(float(left))
    return cuts
