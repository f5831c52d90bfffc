"""A list to walk through by key and mouse; only the rows on the screen are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from coder.tui.frame.commands import LIST
from coder.tui.frame.palette import paints
from coder.tui.widgets.pane import Pane, Row

Draw = Callable[[int, bool], Sequence[Row]]


class Listing(Pane, can_focus=True):
    """Shows items of equally many rows each, one of them in focus, under head rows that stay."""

    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in LIST]

    class Moved(Message):
        """Another item is in focus."""

        def __init__(self, listing: Listing) -> None:
            super().__init__()
            self.listing = listing

        @property
        def control(self) -> Listing:
            """The list, for the `on` decorator's selector."""
            return self.listing

    class Opened(Moved):
        """The item in focus was asked for: Enter, or a click on it."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, classes=classes)
        self.at = 0
        self.count = 0
        self._top = 0
        self._each = 1
        self._head: tuple[Row, ...] = ()
        self._draw: Draw = lambda _index, _here: ()

    def fill(self, count: int, draw: Draw, *, at: int | None = None, each: int = 1, head: Sequence[Row] = ()) -> None:
        """Show `count` items of `each` rows; `draw` returns the rows of an item, told whether it is in focus.

        `at` puts the focus on an item; without it the focus stays where it was, as far as that still is.
        """
        self.count, self._draw, self._each, self._head = count, draw, each, tuple(head)
        self.at = max(0, min(count - 1, self.at if at is None else at))
        self.redraw()

    @property
    def _visible(self) -> int:
        return max(1, (self.size.height - len(self._head)) // self._each)

    def redraw(self) -> None:
        """Draw the rows on the screen again, the item in focus among them."""
        visible = self._visible
        if self.at < self._top:
            self._top = self.at
        elif self.at >= self._top + visible:
            self._top = self.at - visible + 1
        self._top = max(0, min(self._top, self.count - visible))
        rows: list[Row] = list(self._head)
        for index in range(self._top, min(self.count, self._top + visible)):
            rows += self._draw(index, index == self.at)
        self.show(rows, paints(self.app.theme).text)

    def go(self, index: int) -> None:
        """Put the focus on an item."""
        goal = max(0, min(self.count - 1, index))
        if goal != self.at:
            self.at = goal
            self.redraw()
            self.post_message(self.Moved(self))

    def action_move(self, step: int) -> None:
        """Go up or down."""
        self.go(self.at + step)

    def action_page(self, step: int) -> None:
        """Go up or down by a screenful."""
        self.go(self.at + step * max(1, self._visible - 1))

    def action_edge(self, side: int) -> None:
        """Go to the first or last item."""
        self.go(0 if side < 0 else self.count - 1)

    def action_open(self) -> None:
        """Ask for the item in focus."""
        if self.count:
            self.post_message(self.Opened(self))

    def on_resize(self, _event: events.Resize) -> None:
        """Show as many items as fit now."""
        self.redraw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go down by the wheel."""
        event.stop()
        self.go(self.at + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up by the wheel."""
        event.stop()
        self.go(self.at - 3)

    def on_click(self, event: events.Click) -> None:
        """Put the focus on the item that was clicked; a click on the one in focus opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < len(self._head):
            return
        event.stop()
        index = self._top + (offset.y - len(self._head)) // self._each
        if index >= self.count:
            return
        self.focus()
        if index == self.at:
            self.action_open()
        else:
            self.go(index)
