"""The menu of places: a letter goes there; so do the arrows and Enter, and the key that goes there directly."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coder.i18n import _
from coder.tui.frame.asking.box import Box
from coder.tui.frame.command import Command, key_name, keys_of
from coder.tui.frame.commands import LIST
from coder.tui.frame.palette import paints
from coder.tui.frame.places import ALL, GO
from coder.tui.frame.stated import Stated
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_KEY_CELLS = 8


class _Leaving(Box[str | None]):
    """Esc leaves, whatever keys the choices have."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]


class GoToScreen(Stated, _Leaving):
    """Asks where to go; returns the place's name, None when left."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = GO
    PARTS: ClassVar[tuple[tuple[Command, ...], ...]] = (LIST,)

    def __init__(self, remapped: dict[str, str]) -> None:
        hint = _("A letter goes there, or {key} | Esc leaves")
        super().__init__(_("Go to"), hint.format(key=key_name(keys_of(LIST[0], remapped)[0])))
        self._remapped = remapped

    def body(self) -> ComposeResult:
        """Yield the places."""
        yield Listing(classes="ask-list")

    def on_mount(self) -> None:
        """Show the places."""
        listing = self.query_one(Listing)
        listing.styles.height = len(ALL)
        listing.focus()
        self.call_after_refresh(listing.fill, len(ALL), self._row)

    def _key(self, command: Command) -> str:
        return key_name(keys_of(command, self._remapped)[0])

    def _row(self, index: int, here: bool) -> tuple[Row]:
        bar = paints(self.app.theme).bar + Style(reverse=here)
        place = ALL[index]
        width = max(20, self.query_one(Listing).size.width)
        letter, direct = self._key(place.choice), self._key(place.visit)
        name = pad(fit(place.label(), width - 2 * _KEY_CELLS - 3), width - 2 * _KEY_CELLS - 3)
        return (
            (
                (" " + pad(letter, _KEY_CELLS), bar + Style(bold=True)),
                (name + " ", bar),
                (pad(direct, _KEY_CELLS), bar),
                (" " * width, bar),
            ),
        )

    def action_go(self, name: str) -> None:
        """Go to a place."""
        self.dismiss(name)

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self.dismiss(ALL[event.listing.at].name)
