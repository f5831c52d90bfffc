"""What Textual allows: a scroll view of the same text and codings that draws the rows that changed, and has nothing beside it.

`python -m benchmarks.floor_app CHARACTERS [worst]`: the arrows, page down and `]` (next sentence) move, shift with an arrow marks,
`h` puts a highlight on the sentence at the caret or takes it away.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from benchmarks import long_text, workload

_PAGE = 34
_STYLES = [Style(bgcolor=f"color({16 + at * 5})") for at in range(40)]
_CARET, _MARKED = Style(reverse=True), Style(underline=True)


class FloorView(ScrollView, can_focus=True):
    """Rows wrapped once, codings painted over them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "row(1)"),
        Binding("up", "row(-1)"),
        Binding("right", "char(1)"),
        Binding("left", "char(-1)"),
        Binding("shift+right", "char(1,True)"),
        Binding("pagedown", f"row({_PAGE})"),
        Binding("pageup", f"row(-{_PAGE})"),
        Binding("right_square_bracket", "sentence(1)"),
        Binding("left_square_bracket", "sentence(-1)"),
        Binding("h", "highlight"),
    ]

    def __init__(self, long: long_text.LongText, caret: int) -> None:
        super().__init__()
        self.text = long.text
        self.caret = caret
        self.marked_from: int | None = None
        self.spans = sorted(row for rows in long.codings.values() for row in rows)
        self.longest = max(end - start for start, end, _code in self.spans)
        self.sentences = workload.sentences(long.text)
        self.rows: list[tuple[int, int]] = [(0, 0)]
        self.starts = [0]
        self.wrapped_at = 0

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap at the new width."""
        width = self.size.width - 2
        if width > 0 and width != self.wrapped_at:
            self.wrapped_at = width
            self.rows = list(_wrap(self.text, width))
            self.starts = [start for start, _end in self.rows]
            self.virtual_size = Size(width, len(self.rows))
            self._reveal()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = y + self.scroll_offset.y
        if row >= len(self.rows):
            return Strip.blank(self.size.width)
        start, end = self.rows[row]
        cuts = {start, end}
        found = []
        at = bisect_left(self.spans, (start - self.longest, 0, 0))
        while at < len(self.spans) and self.spans[at][0] < end:
            span = self.spans[at]
            if span[1] > start:
                found.append(span)
                cuts |= {max(start, span[0]), min(end, span[1])}
            at += 1
        marked = sorted((self.caret, self.caret if self.marked_from is None else self.marked_from))
        cuts |= {place for place in (*marked, self.caret + 1) if start < place < end}
        borders = sorted(cuts)
        segments = [Segment(self.text[a:b], self._style(a, b, found, marked)) for a, b in pairwise(borders)]
        return Strip(segments).adjust_cell_length(self.size.width)

    def _style(self, start: int, end: int, found: list[tuple[int, int, int]], marked: list[int]) -> Style:
        codes = [code for a, b, code in found if a <= start and b >= end]
        style = _STYLES[codes[-1]] if codes else Style.null()
        if marked[0] <= start < marked[1]:
            style += _MARKED
        return style + _CARET if start == self.caret else style

    def _row_of(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _draw(self, start: int, end: int) -> None:
        top, width = self.scroll_offset.y, self.size.width
        self.refresh(*(Region(0, row - top, width, 1) for row in range(self._row_of(start), self._row_of(end) + 1)))

    def _reveal(self) -> None:
        row, top, height = self._row_of(self.caret), self.scroll_offset.y, self.size.height
        if row < top:
            self.scroll_to(y=row, animate=False, immediate=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, immediate=True)

    def _go(self, offset: int, *, mark: bool = False) -> None:
        old, self.caret = self.caret, max(0, min(offset, len(self.text) - 1))
        if mark and self.marked_from is None:
            self.marked_from = old
        elif not mark and self.marked_from is not None:
            self._draw(*sorted((self.marked_from, old)))
            self.marked_from = None
        self._reveal()
        self._draw(old, old)
        self._draw(self.caret, self.caret)

    def action_char(self, step: int, mark: bool = False) -> None:
        """Move by a character."""
        self._go(self.caret + step, mark=mark)

    def action_row(self, step: int) -> None:
        """Move by rows."""
        row = self._row_of(self.caret)
        column = self.caret - self.starts[row]
        start, end = self.rows[max(0, min(len(self.rows) - 1, row + step))]
        self._go(start + min(column, max(0, end - start - 1)))

    def action_sentence(self, step: int) -> None:
        """Move to the next or previous sentence."""
        at = bisect_right(self.sentences, (self.caret, len(self.text))) - 1 + step
        self._go(self.sentences[max(0, min(len(self.sentences) - 1, at))][0])

    def action_highlight(self) -> None:
        """Put a highlight on the sentence at the caret, or take it away."""
        at = max(0, bisect_right(self.sentences, (self.caret, len(self.text))) - 1)
        span = (*self.sentences[at], 39)
        place = bisect_left(self.spans, span)
        if self.spans[place : place + 1] == [span]:
            del self.spans[place]
        else:
            self.spans.insert(place, span)
        self._draw(span[0], span[1] - 1)


def _wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return start and end of every row: as many glyphs as fit, lines apart."""
    rows: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        start, used = at, 0
        for i, glyph in enumerate(line, at):
            cells = 2 if glyph > "\u2e80" else cell_len(glyph)
            if used + cells > width:
                rows.append((start, i))
                start, used = i, 0
            used += cells
        at += len(line) + 1
        rows.append((start, at - 1))
    return rows


class FloorApp(App[None]):
    """The view alone."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, long: long_text.LongText, caret: int) -> None:
        super().__init__()
        self.long, self.caret = long, caret

    def compose(self) -> ComposeResult:
        """Show the view."""
        yield FloorView(self.long, self.caret)


if __name__ == "__main__":
    _long = long_text.make(int(sys.argv[1]))
    FloorApp(_long, _long.worst if "worst" in sys.argv else _long.usual).run()
