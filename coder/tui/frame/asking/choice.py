"""Choosing one of many by typing some of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coder.i18n import _
from coder.tui.frame.palette import paints
from coder.tui.widgets.fields import LineField, TooLong
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

Option = tuple[str, str, str]
"""An id, a label, and a colour or nothing."""

_ROWS = 12


class NarrowScreen(ModalScreen[str | None]):
    """Asks for one of many; returns its id, None when left.

    `find` returns the options for what was typed, the best first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-9)", show=False, priority=True),
        Binding("pagedown", "move(9)", show=False, priority=True),
    ]

    def __init__(self, title: str, find: Callable[[str], Sequence[Option]]) -> None:
        super().__init__()
        self._title, self._find = title, find
        self._found: Sequence[Option] = ()

    def compose(self) -> ComposeResult:
        """Lay out question, field, list and keys."""
        with Vertical(classes="ask-box"):
            yield Static(Content(self._title), classes="ask-title")
            yield LineField(compact=True, classes="ask-field")
            yield Listing(classes="ask-list")
            yield Static(Content(_("Enter takes it | Esc leaves")), classes="ask-keys")

    def on_mount(self) -> None:
        """Show all options."""
        self.query_one(Listing).styles.height = _ROWS
        self.query_one(Input).focus()
        self.call_after_refresh(self._narrow, "")

    def _narrow(self, typed: str) -> None:
        self._found = self._find(typed)
        nothing: Row = ((" " + _("nothing matches"), paints(self.app.theme).bar),)
        self.query_one(Listing).fill(len(self._found), self._row, at=0, head=[] if self._found else [nothing])

    def _row(self, index: int, here: bool) -> tuple[Row]:
        _key, label, color = self._found[index]
        style = paints(self.app.theme).bar + Style(reverse=here)
        width = max(10, self.query_one(Listing).size.width)
        mark = ("▌", style + Style(color=color)) if color else (" ", style)
        return (((" ", style), mark, (pad(fit(label, width - 3), width - 2), style)),)

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        self.query_one(Listing).action_move(step)

    @on(TooLong)
    def _is_full(self, event: TooLong) -> None:
        event.stop()
        self.query_one(".ask-keys", Static).update(Content(event.sentence))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        at = self.query_one(Listing).at
        if 0 <= at < len(self._found):
            self.dismiss(self._found[at][0])

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self.dismiss(self._found[event.listing.at][0])
