"""A box with a filter and a list below it: typing narrows the list, the arrows go through it."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from coder.i18n import _
from coder.tui.frame.asking.box import Box, Result
from coder.tui.frame.palette import paints
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad


class NarrowingBox(Box[Result | None]):
    """A filter over a list; gives back None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]

    def body(self) -> ComposeResult:
        """Yield filter and list."""
        yield LineField(compact=True, classes="ask-field")
        yield Listing(classes="ask-list")

    @property
    def listing(self) -> Listing:
        """The list."""
        return self.query_one(Listing)

    def begin(self, rows: int) -> None:
        """Begin in the filter, with all that there is below in so many rows."""
        self.listing.styles.height = rows
        self.query_one(Input).focus()
        self.call_after_refresh(self.narrow, "")

    def narrow(self, typed: str) -> None:
        """Show what was typed finds."""
        raise NotImplementedError

    def label_of(self, index: int) -> tuple[str, str, str]:
        """Return a row's mark, the mark's colour or nothing, and its label."""
        raise NotImplementedError

    def show(self, count: int, at: int | None = None) -> None:
        """Show so many rows."""
        none: list[Row] = [] if count else [((" " + _("nothing matches"), paints(self.app.theme).bar),)]
        self.listing.fill(count, self._row, at=at, head=none)

    def _row(self, index: int, here: bool) -> tuple[Row]:
        mark, color, label = self.label_of(index)
        style = paints(self.app.theme).bar + Style(reverse=here)
        room = max(10, self.listing.size.width) - len(mark) - 1
        marked = style + Style(color=color) if color else style
        return (((" ", style), (mark, marked), (pad(fit(label, room - 1), room), style)),)

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        self.listing.action_move(step)

    def action_page(self, step: int) -> None:
        """Go up or down by a screenful."""
        self.listing.action_page(step)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.narrow(event.value)
