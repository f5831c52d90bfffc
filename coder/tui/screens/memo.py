"""Writing a memo."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from coder.i18n import _


class MemoScreen(ModalScreen[str | None]):
    """An editor over the text; returns what was written, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f4", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out title, editor and keys."""
        with Vertical(id="memo-box"):
            yield Static(Content(self._title), id="memo-title")
            yield TextArea(self._text, id="memo-text", soft_wrap=True, show_line_numbers=False)
            yield Static(Content(_("^S or F4 save | Esc leave | an empty memo is removed")), id="memo-keys")

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Give back what was written."""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Leave; what was written is lost only if it was nothing."""
        if self.query_one(TextArea).text != self._text:
            self.query_one("#memo-keys", Static).update(Content(_("Changed: ^S saves, Esc again leaves it unsaved")))
            self._text = self.query_one(TextArea).text
            return
        self.dismiss(None)
