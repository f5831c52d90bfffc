"""One or several of many: a filter, a list below it, and ticks on what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
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
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit

Options = Sequence[tuple[str, str]]


class TickScreen(ModalScreen[tuple[str, ...] | None]):
    """Asks for some of the options, each an id and a label; returns their ids in the list's order, None when left.

    With `several` False one is taken at most, and what was held can be let go.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("tab", "tick", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]

    def __init__(self, title: str, options: Options, held: Sequence[str], *, several: bool) -> None:
        super().__init__()
        self._title, self._options, self._several = title, list(options), several
        self._ticked = set(held)
        self._touched = False
        # What is ticked already is seen at once.
        self._order = sorted(self._options, key=lambda option: option[0] not in self._ticked)
        self._found = self._order

    def compose(self) -> ComposeResult:
        """Lay out question, filter, list and keys."""
        told = _("Type to narrow | Tab ticks | Enter takes the ticked | Esc leaves")
        if not self._several:
            told = _("Type to narrow | Enter takes it | Tab takes the tick away | Esc leaves")
        with Vertical(classes="ask-box"):
            yield Static(Content(self._title), classes="ask-title")
            yield LineField(compact=True, classes="ask-field")
            yield Listing(classes="ask-list")
            yield Static(Content(told), classes="ask-keys")

    def on_mount(self) -> None:
        """Begin in the filter, with all that there is below."""
        self._list.styles.height = max(1, min(len(self._options), 14))
        self.query_one(LineField).focus()
        self.call_after_refresh(self._show, 0)

    @property
    def _list(self) -> Listing:
        return self.query_one(Listing)

    def _show(self, at: int | None = None) -> None:
        none: list[Row] = [] if self._found else [((" " + _("nothing matches"), paints(self.app.theme).quiet),)]
        self._list.fill(len(self._found), self._row, at=at, head=none)

    def _row(self, index: int, here: bool) -> tuple[Row]:
        key, label = self._found[index]
        style = paints(self.app.theme).bar + Style(reverse=here)
        width = max(10, self._list.size.width)
        mark = "[x]" if key in self._ticked else "[ ]"
        return (((f" {mark} {fit(label, width - 6)}", style), (" " * width, style)),)

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        words = event.value.casefold().split()
        self._found = [o for o in self._order if all(word in f"{o[0]} {o[1]}".casefold() for word in words)]
        self._show(0)

    @on(Listing.Opened)
    def _clicked(self, event: Listing.Opened) -> None:
        event.stop()
        self.action_tick()
        self.query_one(LineField).focus()

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        self._touched = self._touched and self._several
        self._list.action_move(step)

    def action_page(self, step: int) -> None:
        """Go up or down by a screenful."""
        self._list.action_page(step)

    def action_tick(self) -> None:
        """Tick what is in focus, or take the tick away, and be ready for the next word."""
        if not self._found:
            return
        key, self._touched = self._found[self._list.at][0], True
        was = key in self._ticked
        if not self._several:
            self._ticked.clear()
        (self._ticked.discard if was else self._ticked.add)(key)
        field = self.query_one(LineField)
        if field.value:
            field.value = ""
        else:
            self._show()

    def action_take(self) -> None:
        """Take what is ticked; who ticked nothing since means what is in focus."""
        if self._found and not self._touched and (not self._several or self.query_one(LineField).value):
            key = self._found[self._list.at][0]
            self._ticked = {*self._ticked, key} if self._several else {key}
        self.dismiss(tuple(key for key, _label in self._options if key in self._ticked))
