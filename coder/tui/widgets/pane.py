"""A plain region of prepared rows: no markup, and only rows that changed are drawn again."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coder.domain.text import safe_for_terminal
from coder.tui.wrap import fit

Piece = tuple[str, Style]
Row = tuple[Piece, ...]


class Pane(Widget):
    """Shows rows of styled pieces of text, cut to its width."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """A row was clicked."""

        def __init__(self, pane: Pane, row: int, column: int) -> None:
            super().__init__()
            self.pane = pane
            self.row = row
            self.column = column

        @property
        def control(self) -> Pane:
            """The pane, for the `on` decorator's selector."""
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self.ground = Style()

    def show(self, rows: Sequence[Row], ground: Style | None = None) -> None:
        """Show `rows`; those that are as before are left alone."""
        new = tuple(rows)
        if ground is not None and ground != self.ground:
            self.ground = ground
            self._rows = new
            self.refresh()
            return
        old, self._rows = self._rows, new
        width = self.size.width
        changed = [
            i
            for i in range(max(len(old), len(new)))
            if (old[i] if i < len(old) else None) != (new[i] if i < len(new) else None)
        ]
        if width and changed:
            self.refresh(*(Region(0, i, width, 1) for i in changed if i < self.size.height))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, self.ground)
        segments, left = [], width
        for text, style in self._rows[y]:
            if left <= 0:
                break
            shown = fit(safe_for_terminal(text.replace("\n", " ")), left, "" if text.isspace() else "..")
            segment = Segment(shown, self.ground + style)
            left -= segment.cell_length
            segments.append(segment)
        return Strip(segments).adjust_cell_length(width, self.ground)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._rows):
            event.stop()
            self.post_message(self.Pressed(self, offset.y, offset.x))
