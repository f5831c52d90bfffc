"""The line in which one types what to find in the open transcript."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from coder.tui.frame.command_table import FIND


class FindField(Input):
    """An input whose own keys go before those of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in FIND]
