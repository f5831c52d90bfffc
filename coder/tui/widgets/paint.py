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
from coder.tui.widgets.layout import Gutter
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import HIDDEN, Rows, cell_widths, pad, wrap

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


def paint_row(
    document: OpenTranscript,
    rows: Rows,
    row: int,
    overlay: Overlay,
    lanes: Lanes,
    gutter: Gutter,
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
        turn=document.turns[turn_at(document.turns, max(start, end - 1))] if document.turns else None,
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
    segments = _gutter(share, number, noted, lanes, gutter)
    if end > start:
        segments += _text(rows.text, share)
    if marks.caret == end and number >= 0 and (end == start or row == len(rows) - 1 or rows.starts[row + 1] > end):
        segments.append(Segment(" ", paints.caret))
    return segments


def _telling(suggestion: Suggestion) -> list[Evidence]:
    """Return the words of the sentence that say the most: to underline all would be noise."""
    inside = [e for e in suggestion.evidence if e.start >= suggestion.start]
    strongest = max((e.weight for e in inside), default=0.0)
    return [e for e in inside if 2 * e.weight >= strongest]


def _gutter(share: _RowOf, number: int, noted: bool, lanes: Lanes, gutter: Gutter) -> list[Segment]:
    paints, start, end = share.paints, share.start, max(share.end, share.start + 1)
    lane_count = gutter.lanes
    counted = f"{number:>{gutter.numbers}}" if number > 0 else " " * gutter.numbers
    segments = [Segment(counted, paints.faint), Segment("*" if noted else " ", paints.warn)]
    if gutter.labels:
        segments.append(_label(share, gutter.labels))
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


def _label(share: _RowOf, cells: int) -> Segment:
    """Return who speaks, on the first row of a turn; marked where a hit or a redacted name lies in the label."""
    turn, paints = share.turn, share.paints
    if turn is None or turn.role is Role.NONE or turn.start < share.start:
        return Segment(" " * (cells + 1), paints.text)
    style = paints.interviewer if turn.role is Role.INTERVIEWER else paints.label
    for spans, mark in ((share.redacted, paints.redacted), (share.hits, paints.hit)):
        if any(turn.start <= s.start < turn.body for s in spans):
            style += mark
    return Segment(pad(safe_for_terminal(turn.speaker), cells) + " ", style)


def _text(text: str, share: _RowOf) -> list[Segment]:
    start, end, marks = share.start, share.end, share.marks
    cuts = {start, end}
    selection = (marks.selection,) if marks.selection else ()
    for span in (*share.codings, *share.words, *share.hits, *share.redacted, marks.here, *selection):
        cuts.update(at for at in (span.start, span.end) if start < at < end)
    if share.turn and start < share.turn.body < end:
        cuts.add(share.turn.body)
    if start <= marks.caret < end:
        cuts.update((marks.caret, min(end, _cluster_end(text, marks.caret, end))))
    shown = ((a, safe_for_terminal(text[a:b].replace(HIDDEN, ""))) for a, b in pairwise(sorted(cuts)))
    return [Segment(words, _style(at, share)) for at, words in shown if words]


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


def strong_rows(text: str, spans: Sequence[Span], paints: Paints, width: int) -> list[Row]:
    """Return words broken into rows, those of the spans strong and the others quiet."""
    broken, rows = wrap(text, width), []
    edges = {edge for span in spans for edge in (span.start, span.end)}
    for first, last in zip(broken.starts, broken.ends, strict=True):
        cuts = sorted({first, last, *(at for at in edges if first < at < last)})
        pieces = (
            (safe_for_terminal(text[a:b]), paints.strong if any(s.start <= a < s.end for s in spans) else paints.quiet)
            for a, b in pairwise(cuts)
        )
        rows.append(((" ", paints.text), *pieces))
    return rows
