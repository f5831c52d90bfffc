"""Two texts for one place, written in two windows: both shown, and a person chooses or joins them."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coder.i18n import _
from coder.model.text import safe_for_terminal
from coder.tui.frame.asking.box import Box

Which = Literal["mine", "theirs", "both"]


class BothTexts(Box[Which | None]):
    """Shows one's own text beside the other's; returns which to go on with, None when left."""

    SHAPE = "both"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "take('mine')", show=False),
        Binding("t", "take('theirs')", show=False),
        Binding("b", "take('both')", show=False),
        Binding("escape,q", "dismiss(None)", show=False),
    ]

    def __init__(self, mine: str, theirs: str, by: str) -> None:
        super().__init__(
            _("{coder} has written here since you opened it; nothing is saved yet").format(coder=by),
            _("m go on with yours | t take theirs | b join both | Tab scrolls the other | Esc back"),
        )
        self._texts = {"mine": mine, "theirs": theirs}
        self._by = by

    def body(self) -> ComposeResult:
        """Yield both texts."""
        with Horizontal(id="both-texts"):
            for name, heading in (("mine", _("Yours")), ("theirs", self._by)):
                with VerticalScroll(id=f"both-{name}"):
                    text = self._texts[name] or _("(empty)")
                    yield Static(Content(safe_for_terminal(f"{heading}\n\n{text}")))

    def on_mount(self) -> None:
        """Begin at what is new to the person."""
        self.query_one("#both-theirs").focus()

    def action_take(self, which: Which) -> None:
        """Go on with one of the texts, or with both."""
        self.dismiss(which)


def taken(which: Which, mine: str, theirs: str) -> str:
    """Return the text to go on with."""
    if which == "both":
        return "\n\n".join(text.strip() for text in (theirs, mine) if text.strip())
    return mine if which == "mine" else theirs
