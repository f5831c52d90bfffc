"""Choosing one of many by typing some of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.widgets import Input

from coder.i18n import _
from coder.tui.frame.asking.narrowing import NarrowingBox
from coder.tui.widgets.listing import Listing

Option = tuple[str, str, str]
"""An id, a label, and a colour or nothing."""

_ROWS = 12


class NarrowScreen(NarrowingBox[str]):
    """Asks for one of many; returns its id, None when left.

    `find` returns the options for what was typed, the best first.
    """

    def __init__(self, title: str, find: Callable[[str], Sequence[Option]]) -> None:
        super().__init__(title, _("Enter takes it | Esc leaves"))
        self._find = find
        self._found: Sequence[Option] = ()

    def on_mount(self) -> None:
        """Show all options."""
        self.begin(_ROWS)

    def narrow(self, typed: str) -> None:
        """Show what was typed finds."""
        self._found = self._find(typed)
        self.show(len(self._found), 0)

    def label_of(self, index: int) -> tuple[str, str, str]:
        """Return an option's colour as a mark, and its label."""
        _key, label, color = self._found[index]
        return "▌" if color else " ", color, label

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self.listing.at)

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self._take(event.listing.at)

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._found):
            self.dismiss(self._found[at][0])
