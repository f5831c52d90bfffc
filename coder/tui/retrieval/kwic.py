"""Rows of hits: the words found in one column, with what stands before and after them; and a passage in full."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style

from coder.model.text import Span, safe_for_terminal
from coder.retrieval.word_search import Hit
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Piece, Row
from coder.tui.widgets.wrap import fit, fit_end, pad, wrap

_WIDE = 100
_MARKS = 3
_LEFT_SHARE = 0.42


def columns(width: int) -> tuple[int, int, int]:
    """Return the cells of citation and speaker, and those to the left of the words found."""
    citation, speaker = (15, 10) if width >= _WIDE else (12, 8)
    return citation, speaker, max(4, int((width - citation - speaker - _MARKS - 1) * _LEFT_SHARE))


def hit_row(hit: Hit, citation: str, colors: Sequence[str], width: int, paints: Paints, *, here: bool) -> Row:
    """Return the row of a hit; `colors` are those of the codes that stand on it."""
    first, second, left = columns(width)
    back = Style(bgcolor=paints.selected) if here else Style()
    before = fit_end(_plain(hit.before), left)
    pieces: list[Piece] = [
        (pad(" " + citation, first - 1) + " ", (paints.text if here else paints.quiet) + back),
        (pad(hit.speaker, second - 1) + " ", paints.quiet + back),
        *(("▌", paints.bracket(color) + back) for color in colors[:_MARKS]),
        (" " * (_MARKS - min(_MARKS, len(colors)) + 1 + left - cell_len(before)) + before, paints.text + back),
        (_plain(hit.match), paints.hit),
    ]
    end = hit.spans[0].end
    others = [Span(s.start - end, s.end - end) for s in hit.spans[1:] if s.start >= end]
    # Cut as a whole, for each piece cut by itself would get an ellipsis of its own.
    after = fit(hit.after, max(0, width - sum(cell_len(text) for text, _style in pieces)))
    pieces += [(text, paints.warn + back if marked else paints.text + back) for text, marked in cut(after, others)]
    return (*pieces, (" " * width, paints.text + back))


def passage_rows(text: str, hit: Hit, width: int, height: int, paints: Paints) -> list[Row]:
    """Return the passage of a hit, wrapped, its words marked; where it is too long, the rows around the first word."""
    spans = [Span(s.start - hit.unit.start, s.end - hit.unit.start) for s in hit.spans]
    rows = wrap(text, max(10, width - 2))
    first = rows.row_of(max(0, spans[0].start))
    top = max(0, min(first - (height - 1) // 2, len(rows) - height))
    made: list[Row] = []
    for start, end in zip(rows.starts[top : top + height], rows.ends[top : top + height], strict=True):
        inside = [Span(s.start - start, s.end - start) for s in spans if s.start < end and s.end > start]
        pieces = cut(text[start:end], inside)
        made.append(((" ", paints.text), *((part, paints.hit if hit_ else paints.text) for part, hit_ in pieces)))
    return made


def cut(text: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """Return the parts of a text, each with whether it lies in one of the spans."""
    parts, at = [], 0
    for span in sorted(spans):
        start, end = max(at, span.start), min(len(text), span.end)
        if start < end:
            parts += [(_plain(text[at:start]), False), (_plain(text[start:end]), True)]
            at = end
    parts.append((_plain(text[at:]), False))
    return [part for part in parts if part[0]]


def codes_line(place: str, codes: Sequence[tuple[str, str]], width: int, paints: Paints) -> Row:
    """Return the head of a passage: where it stands, and the codes on it, name and colour of each."""
    pieces: list[Piece] = [(" " + fit(place, width // 2) + "  ", paints.strong)]
    for name, color in codes:
        pieces += [("▌", paints.bracket(color)), (name + "  ", paints.text)]
    return tuple(pieces)


def _plain(text: str) -> str:
    return safe_for_terminal(text).replace("\n", " ")
