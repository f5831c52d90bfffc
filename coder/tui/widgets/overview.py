"""A strip beside the text: where in the whole transcript codings, suggestions and memos lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coder.model.coding import Suggestion
from coder.model.intervals import SpanIndex
from coder.model.project import OpenTranscript
from coder.tui.frame.palette import paints
from coder.tui.widgets.telling import Telling


class Overview(Telling, Widget):
    """One column a screen high for the whole transcript; a click goes there."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A place was clicked: `share` of the transcript, 0 … 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._cells: list[tuple[str, str]] = []
        self._window = (0.0, 1.0)

    def show(self, document: OpenTranscript, suggestions: SpanIndex[Suggestion], colors: Mapping[str, str]) -> None:
        """Show where things lie."""
        height, length = self.size.height, max(1, len(document.text))
        cells = [(" ", "")] * height
        if not height:
            return
        for y in range(height):
            first, last = -(-y * length // height), -(-(y + 1) * length // height)
            coding, suggestion = document.coding_index.last_before(last), suggestions.last_before(last)
            if coding is not None and coding.start >= first:
                cells[y] = ("▪", colors.get(coding.code, ""))
            elif suggestion is not None and suggestion.start >= first:
                cells[y] = ("-", "")
        for m in document.memos:
            if m.start is not None:
                at = min(height - 1, m.start * height // length)
                cells[at] = ("*", cells[at][1])
        self._replace(cells, self._window)

    def show_window(self, top: float, bottom: float) -> None:
        """Show which part of the transcript is on the screen."""
        self._replace(self._cells, (top, bottom))

    def _replace(self, cells: list[tuple[str, str]], window: tuple[float, float]) -> None:
        old_cells, old_window = self._cells, self._window
        self._cells, self._window = cells, window
        height = self.size.height
        changed = [
            y
            for y in range(height)
            if _at(old_cells, y) != _at(cells, y) or _inside(old_window, y, height) != _inside(window, y, height)
        ]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Draw one cell."""
        colors = paints(self.app.theme)
        ground = colors.selected if _inside(self._window, y, self.size.height) else colors.here
        glyph, color = _at(self._cells, y)
        style = (colors.bracket(color) if color else colors.warn) + Style(bgcolor=ground)
        return Strip([Segment(glyph, style)]).adjust_cell_length(self.size.width, Style(bgcolor=ground))

    def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and self.size.height:
            event.stop()
            self.post_message(self.Chosen(offset.y / self.size.height))


def _at(cells: Sequence[tuple[str, str]], y: int) -> tuple[str, str]:
    return cells[y] if y < len(cells) else (" ", "")


def _inside(window: tuple[float, float], y: int, height: int) -> bool:
    first = int(window[0] * height)
    return first <= y < max(first + 1, round(window[1] * height))
