"""A box over the screen that asks or tells something: a title, what is asked, and a line that says the keys."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coder.model.text import safe_for_terminal
from coder.tui.widgets.fields import TooLong
from coder.tui.widgets.telling import Telling

Result = TypeVar("Result")


class Box(Telling, ModalScreen[Result]):
    """What all boxes share; `SHAPE` is the class that gives the box its size in the style sheet."""

    SHAPE: ClassVar[str] = ""

    def __init__(self, title: str, keys: str = "") -> None:
        """Ask under a title; `keys` is what the line of keys says at first."""
        super().__init__()
        self.head, self.keys = title, keys

    def compose(self) -> ComposeResult:
        """Lay out title, body and keys."""
        with Vertical(classes=f"ask-box {self.SHAPE}".strip()):
            yield Static(Content(safe_for_terminal(self.head)), classes="ask-title")
            yield from self.body()
            yield Static(Content(safe_for_terminal(self.keys)), classes="ask-keys")

    def body(self) -> ComposeResult:
        """Yield what stands between title and keys."""
        yield from ()

    def tell(self, sentence: str) -> None:
        """Say something in the line of keys."""
        self.query_one(".ask-keys", Static).update(Content(safe_for_terminal(sentence)))

    @on(TooLong)
    def _is_full(self, event: TooLong) -> None:
        event.stop()
        self.tell(event.sentence)
