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

from coder.model.text import safe_for_terminal
from coder.tui.widgets.cell_changes import changed_cells
from coder.tui.widgets.telling import Telling
from coder.tui.widgets.wrap import fit

Piece = tuple[str, Style]
Row = tuple[Piece, ...]


class Pane(Telling, Widget):
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
        self._strips: dict[int, Strip] = {}
        self.ground = Style()

    def show(self, rows: Sequence[Row], ground: Style | None = None) -> None:
        """Show `rows`; cells that are as before are left alone."""
        old, self._rows = self._rows, tuple(rows)
        width, height = self.size
        if ground is not None and ground != self.ground:
            self.ground = ground
            self._strips.clear()
            self.refresh()
            return
        regions = []
        for y in range(min(height, max(len(old), len(self._rows)))):
            if (old[y] if y < len(old) else None) == (self._rows[y] if y < len(self._rows) else None):
                continue
            before = self._strips.pop(y, None)
            cells = changed_cells(before, self.render_line(y)) if before is not None else (0, width)
            if cells is not None:
                regions.append(Region(cells[0], y, cells[1] - cells[0], 1))
        if width and regions:
            self.refresh(*regions)

    def lay(self, ground: Style) -> None:
        """Paint what no row covers in a style."""
        self.show(self._rows, ground)

    def on_resize(self, _event: events.Resize) -> None:
        """Cut the rows anew."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        strip = self._strips.get(y)
        if strip is None or strip.cell_length != self.size.width:
            strip = self._strips[y] = self._draw_row(y)
        return strip

    def _draw_row(self, y: int) -> Strip:
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
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, self.ground)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._rows):
            event.stop()
            self.post_message(self.Pressed(self, offset.y, offset.x))
