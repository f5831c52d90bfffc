"""Painting one row of a transcript: number, brackets, text under codings, marks and caret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rich.segment import Segment
from rich.style import Style

from coder.model.coding import Coding, Evidence, Suggestion
from coder.model.intervals import SpanIndex
from coder.model.project import OpenTranscript
from coder.model.text import Role, Span, Turn, safe_for_terminal, turn_at
from coder.tui.frame.palette import Paints
from coder.tui.widgets.lanes import Lanes
from coder.tui.widgets.wrap import Rows, cell_widths

NUMBER_CELLS = 5
_NOTHING: SpanIndex[Any] = SpanIndex(())


@dataclass(slots=True)
class Overlay:
    """What lies on the text besides codings: suggestions, hits, memos, redacted words, each asked for by place."""

    suggestions: SpanIndex[Suggestion] = _NOTHING
    hits: SpanIndex[Span] = _NOTHING
    memos: SpanIndex[Span] = _NOTHING
    redacted: SpanIndex[Span] = _NOTHING


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the person is: caret, marked words, the sentence that an act would take, the coding in focus."""

    caret: int
    selection: Span | None
    here: Span
    focus: Coding | None = None


@dataclass(frozen=True, slots=True)
class _RowOf:
    """One row's share of everything."""

    start: int
    end: int
    turn: Turn | None
    codings: Sequence[Coding]
    words: Sequence[Span]
    hits: Sequence[Span]
    redacted: Sequence[Span]
    marks: Marks
    colors: Mapping[str, str]
    paints: Paints


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
    reach = max(end, start + 1) if number >= 0 else start
    share = _RowOf(
        start=start,
        end=end,
        turn=document.turns[turn_at(document.turns, start)] if document.turns else None,
        codings=document.coding_index.over(start, reach),
        words=[
            Span(e.start, e.end)
            for s in overlay.suggestions.over(start, reach)
            for e in _telling(s)
            if e.start < end and start < e.end
        ],
        hits=overlay.hits.over(start, reach),
        redacted=overlay.redacted.over(start, reach),
        marks=marks,
        colors=colors,
        paints=paints,
    )
    noted = any(start <= m.start < reach for m in overlay.memos.over(start, reach))
    segments = _gutter(share, number, noted, lanes, lane_count)
    if end > start:
        segments += _text(document, share)
    if marks.caret == end and number >= 0 and (end == start or row == len(rows) - 1 or rows.starts[row + 1] > end):
        segments.append(Segment(" ", paints.caret))
    return segments


def _telling(suggestion: Suggestion) -> list[Evidence]:
    """Return the words of the sentence that say the most: to underline all would be noise."""
    inside = [e for e in suggestion.evidence if e.start >= suggestion.start]
    strongest = max((e.weight for e in inside), default=0.0)
    return [e for e in inside if 2 * e.weight >= strongest]


def _gutter(share: _RowOf, number: int, noted: bool, lanes: Lanes, lane_count: int) -> list[Segment]:
    paints, start, end = share.paints, share.start, max(share.end, share.start + 1)
    label = f"{number:>{NUMBER_CELLS}}" if number > 0 else " " * NUMBER_CELLS
    segments = [Segment(label, paints.faint), Segment("*" if noted else " ", paints.warn)]
    cells: list[tuple[str, Style]] = [(" ", paints.text)] * (lane_count + 1)
    focus = share.marks.focus
    for coding in share.codings:
        lane = lanes.of(coding)
        if lane >= lane_count:
            cells[lane_count] = ("+", paints.quiet)
            continue
        begins, ends = coding.start >= start, coding.end <= end
        glyph = "[" if begins and ends else "⎡" if begins else "⎣" if ends else "⎢"
        style = paints.bracket(share.colors.get(coding.code, "#808080"))
        in_focus = focus is not None and (coding.span, coding.code) == (focus.span, focus.code)
        cells[lane] = (glyph, style + Style(reverse=True) if in_focus else style)
    segments += [Segment(glyph, style) for glyph, style in cells]
    return segments


def _text(document: OpenTranscript, share: _RowOf) -> list[Segment]:
    start, end, marks = share.start, share.end, share.marks
    cuts = {start, end}
    selection = (marks.selection,) if marks.selection else ()
    for span in (*share.codings, *share.words, *share.hits, *share.redacted, marks.here, *selection):
        cuts.update(at for at in (span.start, span.end) if start < at < end)
    if share.turn and start < share.turn.body < end:
        cuts.add(share.turn.body)
    if start <= marks.caret < end:
        cuts.update((marks.caret, min(end, _cluster_end(document.text, marks.caret, end))))
    text = safe_for_terminal(document.text[start:end])
    return [Segment(text[a - start : b - start], _style(a, share)) for a, b in pairwise(sorted(cuts))]


def _cluster_end(text: str, at: int, end: int) -> int:
    """Return where the glyph at `at` ends: joined and combining code points belong to it."""
    widths = cell_widths(text[at : min(end, at + 12)])
    size = 1
    while size < len(widths) and widths[size] == 0:
        size += 1
    return at + size


def _style(at: int, share: _RowOf) -> Style:
    marks, paints = share.marks, share.paints
    style = _voice(share.turn, at, paints)
    covering = [c for c in share.codings if c.start <= at < c.end]
    if marks.here.start <= at < marks.here.end and not covering:
        style += paints.sentence
    if covering:
        top = min(covering, key=lambda c: (c.end - c.start, c.id))
        style += paints.tint(share.colors.get(top.code, "#808080"), len({c.code for c in covering}))
    if any(s.start <= at < s.end for s in share.words):
        style += paints.suggested
    if any(s.start <= at < s.end for s in share.redacted):
        style += paints.redacted
    if any(s.start <= at < s.end for s in share.hits):
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
