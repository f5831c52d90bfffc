"""A list of things to go through, above what is to say of the one in focus: the frame of several screens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from coder.tui.frame.list_detail import Item, ListScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row


class QueueScreen(ListScreen[Item]):
    """A list above two panes, beside each other where there is room; `NOTHING` is said where the list is empty."""

    NOTHING: ClassVar[partial[str]]
    LIST = "queue"
    NARROW = 100

    def body(self) -> ComposeResult:
        """Yield the list and the two panes."""
        yield Listing(id=self.LIST)
        with Horizontal(id="looked"):
            yield Pane(id="quote")
            yield Pane(id="meaning")

    def nothing(self, width: int) -> Sequence[Row]:
        """Return the rows that stand where nothing is in focus."""
        return self.lines(self.with_keys(self.NOTHING()), self.paints.good, width=width)

    def looked(self, item: Item, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return the words of an item, in so many columns and rows, and what they mean, in `room` columns."""
        raise NotImplementedError

    def show_detail(self) -> None:
        """Show the item in focus."""
        quote, meaning, here = self.query_one("#quote", Pane), self.query_one("#meaning", Pane), self.here
        width = max(10, (quote.size.width or self.size.width // 2) - 1)
        if here is None:
            quote.show(self.nothing(width), self.paints.text)
            meaning.show([], self.paints.text)
            return
        height, room = quote.size.height or self.size.height, max(10, (meaning.size.width or width) - 1)
        words, meant = self.looked(here, width, height, room)
        quote.show(words, self.paints.text)
        meaning.show(meant, self.paints.text)

    def action_skip(self) -> None:
        """Leave the item waiting and go to the next."""
        self.listing.action_move(1)
