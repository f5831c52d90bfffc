"""The codes to make an expression of, and the field it is written in."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from coder.tui.retrieval.commands import CODES
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing


class CodeList(Listing):
    """Codes to walk through; Enter takes one, other keys add it."""

    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in CODES]

    class Added(Listing.Moved):
        """The code in focus was asked for besides what is there, by an operator."""

        def __init__(self, listing: Listing, operator: str) -> None:
            super().__init__(listing)
            self.operator = operator

    def action_add(self, operator: str) -> None:
        """Ask for the code in focus by an operator."""
        if self.count:
            self.post_message(self.Added(self, operator))


class ExpressionField(LineField):
    """A line of text that leaves keys with Alt to the screen: a terminal sends their letters along."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key.startswith("alt+"):
            event.prevent_default()
            return
        await super()._on_key(event)
        event.prevent_default()
