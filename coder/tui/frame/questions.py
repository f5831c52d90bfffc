"""Small questions over a screen: a line of text, a yes or no with what it will touch, one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coder.errors import CoderError
from coder.i18n import _
from coder.model.text import safe_for_terminal
from coder.tui.frame.command_table import LIST, key_name, keys_of
from coder.tui.frame.palette import paints
from coder.tui.widgets.fields import LineField, TooLong
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit

if TYPE_CHECKING:
    from coder.tui.frame.host import Host


def refused(read: Callable[[str], object]) -> Callable[[str], str]:
    """Return what tells why a text cannot be read, or nothing where it can."""

    def check(text: str) -> str:
        try:
            read(text)
        except CoderError as error:
            return f"{error.message} | {error.hint}" if error.hint else error.message
        return ""

    return check


class AskScreen(ModalScreen[str | None]):
    """Asks for a line of text; returns it, None when left.

    `check` returns what is wrong with a text, or nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False, priority=True)]

    def __init__(self, title: str, text: str = "", check: Callable[[str], str] = lambda _text: "") -> None:
        super().__init__()
        self._title, self._text, self._check = title, text, check

    def compose(self) -> ComposeResult:
        """Lay out question, field and keys."""
        with Vertical(classes="ask-box"):
            yield Static(Content(self._title), classes="ask-title")
            yield LineField(self._text, compact=True, classes="ask-field")
            yield Static(Content(_("Enter takes it | Esc leaves")), classes="ask-keys")

    @on(TooLong)
    def _is_full(self, event: TooLong) -> None:
        event.stop()
        self.query_one(".ask-keys", Static).update(Content(event.sentence))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if wrong := self._check(text):
            self.query_one(".ask-keys", Static).update(Content(wrong))
            return
        self.dismiss(text)


class ConfirmScreen(ModalScreen[bool]):
    """Shows what an act will touch and asks whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", show=False),
        Binding("escape,n,q", "dismiss(False)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Lay out question, what it touches, and keys."""
        with Vertical(classes="ask-box"):
            yield Static(Content(self._title), classes="ask-title")
            yield Static(Content("\n".join(self._lines)), classes="ask-lines")
            yield Static(Content(_("Enter or y: do it | Esc or n: leave it")), classes="ask-keys")


class TellScreen(ModalScreen[None]):
    """Shows lines, more than fit are scrolled; Enter, Esc or q closes them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,q", "dismiss", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Lay out title, lines and keys."""
        with Vertical(classes="ask-box"):
            yield Static(Content(safe_for_terminal(self._title)), classes="ask-title")
            with VerticalScroll(classes="ask-lines"):
                yield Static(Content(safe_for_terminal("\n".join(self._lines))))
            yield Static(Content(_("Enter or Esc closes")), classes="ask-keys")


class ChooseScreen(ModalScreen[str | None]):
    """Asks for one of several, each an id and a label; returns the id, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", show=False)]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], at: str = "") -> None:
        super().__init__()
        self._title, self.options, self._first = title, options, at

    def compose(self) -> ComposeResult:
        """Lay out question, list and keys."""
        with Vertical(classes="ask-box"):
            yield Static(Content(self._title), classes="ask-title")
            yield Listing(classes="ask-list")
            key = key_name(keys_of(LIST[0], cast("Host", self.app).settings.keys)[0])
            yield Static(Content(_("{key} takes it | Esc leaves").format(key=key)), classes="ask-keys")

    def on_mount(self) -> None:
        """Show the options."""
        listing = self.query_one(Listing)
        listing.styles.height = min(len(self.options), 16)
        listing.focus()
        at = next((i for i, (key, _label) in enumerate(self.options) if key == self._first), 0)
        self.call_after_refresh(listing.fill, len(self.options), self._row, at=at)

    def _row(self, index: int, here: bool) -> tuple[Row]:
        style = paints(self.app.theme).bar + Style(reverse=here)
        width = max(10, self.query_one(Listing).size.width)
        label = fit(self.options[index][1], width - 2)
        return (((f" {label}", style), (" " * width, style)),)

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self.dismiss(self.options[event.listing.at][0])
