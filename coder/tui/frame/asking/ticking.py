"""One or several of many: a filter, a list below it, and ticks on what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from coder.i18n import _
from coder.tui.frame.asking.narrowing import NarrowingBox
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing

Options = Sequence[tuple[str, str]]


class TickScreen(NarrowingBox[tuple[str, ...]]):
    """Asks for some of the options, each an id and a label; returns their ids in the list's order, None when left.

    With `several` False one is taken at most, and what was held can be let go.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("tab", "tick", show=False, priority=True),
    ]

    def __init__(self, title: str, options: Options, held: Sequence[str], *, several: bool) -> None:
        one = _("Type to narrow | Enter takes it | Tab takes the tick away | Esc leaves")
        super().__init__(
            title, _("Type to narrow | Tab ticks | Enter takes the ticked | Esc leaves") if several else one
        )
        self._options, self._several = list(options), several
        self._ticked = set(held)
        self._touched = False
        # What is ticked already is seen at once.
        self._order = sorted(self._options, key=lambda option: option[0] not in self._ticked)
        self._found = self._order

    def on_mount(self) -> None:
        """Show all options."""
        self.begin(max(1, min(len(self._options), 14)))

    def narrow(self, typed: str) -> None:
        """Show the options that hold every word typed."""
        words = typed.casefold().split()
        self._found = [o for o in self._order if all(word in f"{o[0]} {o[1]}".casefold() for word in words)]
        self.show(len(self._found), 0)

    def label_of(self, index: int) -> tuple[str, str, str]:
        """Return an option's tick and label."""
        key, label = self._found[index]
        return ("[x] " if key in self._ticked else "[ ] "), "", label

    @on(Listing.Opened)
    def _clicked(self, event: Listing.Opened) -> None:
        event.stop()
        self.action_tick()
        self.query_one(LineField).focus()

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        self._touched = self._touched and self._several
        super().action_move(step)

    def action_tick(self) -> None:
        """Tick what is in focus, or take the tick away, and be ready for the next word."""
        if not self._found:
            return
        key, self._touched = self._found[self.listing.at][0], True
        was = key in self._ticked
        if not self._several:
            self._ticked.clear()
        (self._ticked.discard if was else self._ticked.add)(key)
        field = self.query_one(LineField)
        if field.value:
            field.value = ""
        else:
            self.show(len(self._found))

    def action_take(self) -> None:
        """Take what is ticked; who ticked nothing since, and typed or has no tick at all, means what is in focus."""
        meant = not self._several or self.query_one(LineField).value or not self._ticked
        if self._found and not self._touched and meant:
            key = self._found[self.listing.at][0]
            self._ticked = {*self._ticked, key} if self._several else {key}
        self.dismiss(tuple(key for key, _label in self._options if key in self._ticked))
