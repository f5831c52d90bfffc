"""Painting one row of a transcript: number, brackets, text under codings, marks and caret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from coder.domain.coding import Coding
from coder.domain.project import OpenTranscript
from coder.domain.text import Role, Span, Turn, safe_for_terminal, turn_at
from coder.tui.lanes import Lanes
from coder.tui.palette import Paints
from coder.tui.wrap import Rows, cell_widths

NUMBER_CELLS = 5


@dataclass(slots=True)
class Overlay:
    """What lies on the text: codings by row, suggested words, hits, memos."""

    by_row: dict[int, list[Coding]] = field(default_factory=dict)
    words: dict[int, list[Span]] = field(default_factory=dict)
    hits: dict[int, list[Span]] = field(default_factory=dict)
    memo_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the person is: caret, marked words, and the sentence that an act would take."""

    caret: int
    selection: Span | None
    here: Span


def gutter_cells(lanes: int) -> int:
    """Return the cells before the text."""
    return NUMBER_CELLS + 1 + lanes + 1


def paint_row(
    document: OpenTranscript,
    rows: Rows,
    row: int,
    overlay: Overlay,
    lanes: Lanes,
    lane_count: int,
    colors: Mapping[str, str],
    marks: Marks,
    paints: Paints,
) -> list[Segment]:
    """Return the segments of one row, gutter first."""
    start, end, number = rows.starts[row], rows.ends[row], rows.numbers[row]
    codings = overlay.by_row.get(row, ())
    segments = _gutter(rows, row, number, codings, overlay, lanes, lane_count, colors, paints)
    if end > start:
        segments += _text(document, start, end, codings, overlay, row, colors, marks, paints)
    if marks.caret == end and number >= 0 and (end == start or row == len(rows) - 1 or rows.starts[row + 1] > end):
        segments.append(Segment(" ", paints.caret))
    return segments


def _gutter(
    rows: Rows,
    row: int,
    number: int,
    codings: Sequence[Coding],
    overlay: Overlay,
    lanes: Lanes,
    lane_count: int,
    colors: Mapping[str, str],
    paints: Paints,
) -> list[Segment]:
    label = f"{number:>{NUMBER_CELLS}}" if number > 0 else " " * NUMBER_CELLS
    mark = "*" if row in overlay.memo_rows else " "
    segments = [Segment(label, paints.faint), Segment(mark, paints.warn)]
    cells: list[tuple[str, Style]] = [(" ", paints.text)] * (lane_count + 1)
    start, end = rows.starts[row], max(rows.ends[row], rows.starts[row] + 1)
    for coding in codings:
        lane = min(lanes.of(coding.id), lane_count - 1)
        hidden = lanes.of(coding.id) >= lane_count
        begins, ends = coding.start >= start, coding.end <= end
        glyph = "+" if hidden else "[" if begins and ends else "⎡" if begins else "⎣" if ends else "⎢"
        cells[lane] = (glyph, paints.bracket(colors.get(coding.code, "#808080")))
    segments += [Segment(glyph, style) for glyph, style in cells]
    return segments


def _text(
    document: OpenTranscript,
    start: int,
    end: int,
    codings: Sequence[Coding],
    overlay: Overlay,
    row: int,
    colors: Mapping[str, str],
    marks: Marks,
    paints: Paints,
) -> list[Segment]:
    turn = document.turns[turn_at(document.turns, start)] if document.turns else None
    cuts = {start, end}

    def cut(span: Span) -> None:
        cuts.update(at for at in (span.start, span.end) if start < at < end)

    for coding in codings:
        cut(coding.span)
    extra = (*overlay.words.get(row, ()), *overlay.hits.get(row, ()), marks.here)
    for span in extra:
        cut(span)
    if marks.selection:
        cut(marks.selection)
    if turn and start < turn.body < end:
        cuts.add(turn.body)
    if start <= marks.caret < end:
        cuts.update((marks.caret, min(end, _cluster_end(document.text, marks.caret, end))))
    ordered = sorted(cuts)
    text = safe_for_terminal(document.text[start:end])
    return [
        Segment(text[a - start : b - start], _style(a, turn, codings, overlay, row, colors, marks, paints))
        for a, b in pairwise(ordered)
    ]


def _cluster_end(text: str, at: int, end: int) -> int:
    """Return where the glyph at `at` ends: joined and combining code points belong to it."""
    widths = cell_widths(text[at : min(end, at + 12)])
    size = 1
    while size < len(widths) and widths[size] == 0:
        size += 1
    return at + size


def _style(
    at: int,
    turn: Turn | None,
    codings: Sequence[Coding],
    overlay: Overlay,
    row: int,
    colors: Mapping[str, str],
    marks: Marks,
    paints: Paints,
) -> Style:
    style = _voice(turn, at, paints)
    covering = [c for c in codings if c.start <= at < c.end]
    if marks.here.start <= at < marks.here.end and not covering:
        style += paints.sentence
    if covering:
        top = min(covering, key=lambda c: (c.end - c.start, c.id))
        style += paints.tint(colors.get(top.code, "#808080"), len({c.code for c in covering}))
    if any(s.start <= at < s.end for s in overlay.words.get(row, ())):
        style += paints.suggested
    if any(s.start <= at < s.end for s in overlay.hits.get(row, ())):
        style += paints.hit
    if marks.selection and marks.selection.start <= at < marks.selection.end:
        style += paints.marked
    return style + paints.caret if at == marks.caret else style


def _voice(turn: Turn | None, at: int, paints: Paints) -> Style:
    if turn is None or turn.role is Role.NONE:
        return paints.stage
    if at < turn.body:
        return paints.label
    return paints.interviewer if turn.role is Role.INTERVIEWER else paints.text
