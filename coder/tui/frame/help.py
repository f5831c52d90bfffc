"""All keys in one list, those of the screen below it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from coder.i18n import _
from coder.tui.frame.command_table import Command, all_commands, alt_digit, key_name, keys_of
from coder.tui.widgets.wrap import pad


class HelpScreen(ModalScreen[None]):
    """Keys by group; any of Esc, q, ? and F1 closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "app.pop_screen", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
    ]

    def __init__(self, keys: Mapping[str, str], here: Sequence[Command] = ()) -> None:
        super().__init__()
        self._keys, self._here = keys, here

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalScroll(id="help-box"):
            yield Static(help_text(self._keys, self._here), id="help-text")

    def action_scroll(self, rows: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def help_text(remapped: Mapping[str, str], here: Sequence[Command] = ()) -> Text:
    """Return all commands with their keys, those `here` first, as a text without markup."""
    text = Text()
    text.append(_("Keys") + "\n", style="bold")
    text.append(
        _(
            "Without marking, an act takes the sentence at the caret."
            " Each action has a key that works under an input method."
        )
        + "\n"
    )
    if here:
        _add_group(text, _("On this screen"), here, remapped)
    known = {c.id for c in here}
    others = sorted((c for c in all_commands() if c.id not in known), key=lambda c: c.group())
    for group, commands in groupby(others, key=lambda c: c.group()):
        _add_group(text, group, commands, remapped)
    return text


def _add_group(text: Text, title: str, commands: Iterable[Command], remapped: Mapping[str, str]) -> None:
    typed_by_alt = {alt_digit(n)[1] for n in range(1, 10)}
    text.append(f"\n{title}\n", style="bold")
    for command in commands:
        names = "  ".join(key_name(k) for k in keys_of(command, remapped) if k not in typed_by_alt)
        text.append("  " + pad(names, 17) + " ")
        text.append(pad(command.id, 21), style="dim")
        text.append(command.label() + "\n")
