"""The keys: those of the screen below first, by task; the rest is folded, and a filter goes through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coder.i18n import _
from coder.tui.frame.command import Command, alt_digit, key_name, keys_of
from coder.tui.frame.command_table import all_commands
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.telling import Telling
from coder.tui.widgets.wrap import pad

_KEYS = 17


class HelpScreen(Telling, ModalScreen[None]):
    """Keys by group; any of Esc, q, ? and F1 closes it, / filters, + unfolds the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("q,question_mark,f1", "app.pop_screen", show=False),
        Binding("slash,ctrl+f", "filter", show=False),
        Binding("plus,enter", "unfold", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
    ]

    def __init__(self, keys: Mapping[str, str], here: Sequence[Command] = ()) -> None:
        super().__init__()
        self._keys, self._here = keys, here
        self._whole = not here

    def compose(self) -> ComposeResult:
        """Lay out the filter and the list."""
        with Vertical(id="help-box"):
            yield LineField(id="help-filter", placeholder=_("/ filters by a word or a key; Esc takes it back"))
            with VerticalScroll():
                yield Static(id="help-text")

    def on_mount(self) -> None:
        """Show the keys of the screen below; the filter has its row from the beginning, so that nothing moves."""
        self.query_one("#help-filter").disabled = True
        self._show()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show what the filter finds."""
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go back to the list, filtered as it is."""
        self._end_filter()

    def action_filter(self) -> None:
        """Type a filter."""
        field = self.query_one("#help-filter", Input)
        field.disabled = False
        field.focus()

    def action_leave(self) -> None:
        """Take the filter back, or close the list."""
        field = self.query_one("#help-filter", Input)
        if field.value or not field.disabled:
            field.value = ""
            self._end_filter()
        else:
            self.dismiss()

    def action_unfold(self) -> None:
        """Show the keys of other screens too, or fold them again."""
        self._whole = not self._whole
        self._show()

    def action_scroll(self, rows: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def _end_filter(self) -> None:
        self.query_one("#help-filter").disabled = True
        self.set_focus(None)

    def _show(self) -> None:
        wanted = self.query_one("#help-filter", Input).value
        text = help_text(self._keys, self._here, wanted, whole=self._whole or bool(wanted.strip()))
        self.query_one("#help-text", Static).update(text)


def help_text(
    remapped: Mapping[str, str], here: Sequence[Command] = (), wanted: str = "", *, whole: bool = True
) -> Text:
    """Return the commands with their keys, those `here` first, as a text without markup.

    Only what holds every word that is `wanted`; the `whole` has those of other screens too.
    """
    text = Text()
    text.append(_("Keys") + "\n", style="bold")
    text.append(
        _(
            "Without marking, an action takes the sentence at the caret."
            " Each action has a key that works under an input method."
        )
        + "\n"
    )
    words = wanted.casefold().split()
    found = _add_group(text, _("On this screen"), here, remapped, words) if here else 0
    known = {c.id for c in here}
    others = sorted((c for c in all_commands() if c.id not in known), key=lambda c: c.group())
    if not whole:
        text.append("\n" + _("{count} keys of other screens: + shows them, / looks for one.").format(count=len(others)))
        return text
    for group, commands in groupby(others, key=lambda c: c.group()):
        found += _add_group(text, group, commands, remapped, words)
    if words and not found:
        text.append("\n" + _("no key does that") + "\n")
    return text


def _add_group(
    text: Text, title: str, commands: Iterable[Command], remapped: Mapping[str, str], words: Sequence[str]
) -> int:
    """Add those of a group's commands that hold all words; return how many they are."""
    typed_by_alt = {alt_digit(n)[1] for n in range(1, 10)}
    rows: dict[str, None] = {}  # several screens may have a key for the same
    for command in commands:
        names = "  ".join(key_name(k) for k in keys_of(command, remapped) if k not in typed_by_alt)
        held = f"{title} {names} {command.label()} {command.id}".casefold()
        if all(word in held for word in words):
            rows["  " + pad(names, _KEYS) + " " + command.label() + "\n"] = None
    if rows:
        text.append(f"\n{title}\n", style="bold")
        text.append("".join(rows))
    return len(rows)
