"""Small questions over a screen: a line of text, a yes or no with what it will touch, one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from coder.errors import CoderError
from coder.i18n import _
from coder.model.text import safe_for_terminal
from coder.tui.frame.asking.box import Box
from coder.tui.frame.command import key_name, keys_of
from coder.tui.frame.commands import LIST
from coder.tui.frame.drafting import Drafting
from coder.tui.frame.palette import paints
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit

if TYPE_CHECKING:
    from coder.record.drafts import DraftKeeper
    from coder.tui.frame.host import Host


def refused(read: Callable[[str], object]) -> Callable[[str], str]:
    """Return what tells why a text cannot be read, or nothing where it can."""

    def check(text: str) -> str:
        try:
            read(text)
        except CoderError as error:
            return f"{error.message} | {error.hint}" if error.hint else error.message
        except ValueError as error:
            return str(error)
        return ""

    return check


class AskScreen(Box[str | None], Drafting):
    """Asks for a line of text; returns it, None when left.

    `check` returns what is wrong with a text, or nothing. `draft` names what is written: left unsaved, it is there
    again when the same is asked. `shown` stands in the field where that is not the `text` that is saved. The question
    `after` which this one comes keeps its own draft until this one is answered.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f8", "saved", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        text: str = "",
        check: Callable[[str], str] = lambda _text: "",
        *,
        draft: str = "",
        shown: str | None = None,
        after: AskScreen | None = None,
    ) -> None:
        super().__init__(title, _("Enter takes it | Esc leaves"))
        self._text, self._check = text, check
        self._draft, self._after = draft, after
        self._shown = text if shown is None else shown
        self._may_be_back = shown is None
        self._is_held = False
        if after is not None:
            after._is_held = True  # noqa: SLF001  one of the same class
        self.read = text
        """The saved text that was read before what stands in the field was written."""

    @cached_property
    def _keeper(self) -> DraftKeeper | None:
        from coder.record.drafts import DraftKeeper

        return DraftKeeper(cast("Host", self.app).study, f"line:{self._draft}") if self._draft else None

    def body(self) -> ComposeResult:
        """Yield the field, with the draft in it where one is back."""
        kept = self._keeper.recall() if self._keeper is not None and self._may_be_back else None
        if kept is not None and kept.read is not None and kept.text != self._text:
            # Saved over the line as it was read then, it meets what others wrote since.
            self._shown, self.read = kept.text, kept.read
            self.keys = _("an unsaved text is back; {key} shows the saved one").format(key="F8") + " | " + self.keys
        yield LineField(self._shown, compact=True, classes="ask-field")

    def keep_draft(self) -> None:
        """Keep the line as it is written now, where it is one that is kept."""
        if self._keeper is None or not (fields := self.query(LineField)):
            return
        if (written := fields.first().value) != self._text:
            self._keeper.keep(written, self.read)
        else:
            self._keeper.forget()

    def taken(self) -> None:
        """Let go of the drafts of this line and of the one before it, unless another question follows."""
        if self._keeper is not None and not self._is_held:
            self._keeper.forget()
        if self._after is not None and not self._is_held:
            self._after._is_held = False  # noqa: SLF001  one of the same class
            self._after.taken()

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        if self.may_leave():
            self.dismiss(None)

    def action_saved(self) -> None:
        """Show the saved line in place of the draft."""
        field = self.query_one(LineField)
        field.value, self.read = self._text, self._text
        field.cursor_position = len(self._text)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if wrong := self._check(text):
            self.tell(wrong)
            return
        # Until what follows is done: it may be refused.
        self.try_to_keep()
        self.dismiss(text)


class ConfirmScreen(Box[bool]):
    """Shows what an act will touch and asks whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", show=False),
        Binding("escape,n,q", "dismiss(False)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title, _("Enter or y: do it | Esc or n: leave it"))
        self._lines = lines

    def body(self) -> ComposeResult:
        """Yield what it touches."""
        yield Static(Content("\n".join(self._lines)), classes="ask-lines")


class TellScreen(Box[None]):
    """Shows lines, more than fit are scrolled; Enter, Esc or q closes them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,q", "dismiss", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title, _("Enter or Esc closes"))
        self._lines = lines

    def body(self) -> ComposeResult:
        """Yield the lines."""
        with VerticalScroll(classes="ask-lines"):
            yield Static(Content(safe_for_terminal("\n".join(self._lines))))


class ChooseScreen(Box[str | None]):
    """Asks for one of several, each an id and a label; returns the id, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", show=False)]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], at: str | None = None) -> None:
        super().__init__(title)
        self.options, self._first = options, at

    def body(self) -> ComposeResult:
        """Yield the list."""
        key = key_name(keys_of(LIST[0], cast("Host", self.app).settings.keys)[0])
        self.keys = _("{key} takes it | Esc leaves").format(key=key)
        yield Listing(classes="ask-list")

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
