"""Settings: theme, language, view of transcripts, and the keys of every command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coder.i18n import N_, _, language, listed
from coder.tui.frame.asking.box import Box
from coder.tui.frame.command import Command, alt_digit, key_name, keys_of
from coder.tui.frame.keys import clashes, entry, every_command, given, refusal, works_under_input_method
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.palette import theme_title
from coder.tui.frame.stated import shared
from coder.tui.settings.commands import SETTINGS
from coder.tui.settings.preferences import VIEWS, settings_path
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_OWN = ("theme", "language", "view")
"""What stands before the commands."""


class KeyScreen(Box[tuple[str, str | None] | None]):
    """Waits for one key and returns its name and its sign; Esc leaves."""

    def __init__(self, title: str, note: str) -> None:
        super().__init__(title, _("Press the key | Esc leaves"))
        self._note = note

    def body(self) -> ComposeResult:
        """Yield the note."""
        yield Static(Content(self._note), classes="ask-lines")

    def on_key(self, event: events.Key) -> None:
        """Take the key, whatever else it does."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else (event.key, event.character))


class SettingsScreen(ListScreen[Command | str]):
    """Theme, language, view and keys; each change holds at once and is kept at once."""

    COMMANDS_HERE = SETTINGS
    KEY = ""
    SCREEN_TITLE = N_("Settings")

    def __init__(self) -> None:
        super().__init__()
        self._commands = tuple(sorted(every_command(), key=lambda c: c.group()))
        self._asked: tuple[str, str] = ("", "")

    def reload(self, at: str = "") -> None:
        """Show the settings."""
        self.take((*_OWN, *self._commands), at)

    @property
    def _keys(self) -> Mapping[str, str]:
        return self.coder_app.settings.keys

    def heading(self) -> Sequence[Row]:
        """Return where the settings are kept."""
        where = fit(_("Kept in {path}").format(path=settings_path()), max(10, self.size.width - 2))
        return [((" " + where, self.paints.quiet),), ()]

    def row(self, item: Command | str, *, here: bool) -> Row:
        """Return the row of a setting with its value, or of a command with its keys."""
        style = self.paints.text + Style(reverse=here)
        quiet = self.paints.quiet + Style(reverse=here)
        if isinstance(item, str):
            settings = self.coder_app.settings
            name, value = {
                "theme": (_("Colours"), theme_title(settings.theme)),
                "language": (_("Language"), _language_title()),
                "view": (
                    _("Transcript"),
                    _("laid out for reading") if settings.view == VIEWS[0] else _("as in the file"),
                ),
            }[item]
            return self._cells("", name, value, "", style, quiet)
        typed_by_alt = {alt_digit(n)[1] for n in range(1, 10)}
        keys = "  ".join(key_name(k) for k in keys_of(item, self._keys) if k not in typed_by_alt)
        changed = _("changed") if item.id in self._keys else ""
        return self._cells(item.group(), item.label(), keys, changed, style, quiet)

    def _cells(self, group: str, name: str, value: str, note: str, style: Style, quiet: Style) -> Row:
        width = self.size.width
        first = max(cell_len(c.group()) for c in self._commands) + 2
        last = cell_len(_("changed")) + 2
        third = max(20, width // 4)
        return (
            (" " + pad(group, first), quiet),
            (pad(name, max(10, width - first - third - last - 3)) + " ", style),
            (pad(value, third), style),
            (pad(note, last), quiet),
            (" " * width, style),
        )

    def open_item(self, item: Command | str) -> None:
        """Change a setting to its next value, or ask for a key of a command."""
        app = self.coder_app
        if isinstance(item, str):
            {"theme": app.action_next_theme, "language": app.action_toggle_language, "view": app.change_view}[item]()
            return
        note = _("It is added to the keys there are; one that the command has already is taken away.")
        question = KeyScreen(_("Key for: {name}").format(name=item.label()), note)
        self.ask(question, lambda pressed: self._give(item, *pressed))

    def _give(self, command: Command, key: str, character: str | None) -> None:
        """Give a key to a command; one that does something else on the same screen is named first."""
        if wrong := refusal(key, character):
            self.say(wrong, bad=True)
            return
        keys = given(command, key, self._keys)
        if not keys:
            self.say(_("a command keeps at least one key; give it another first"), bad=True)
            return
        others = list(clashes(shared(), command, key, self._keys)) if key in keys else []
        if any(keys_of(other, self._keys) == (key,) for other in others):
            names = listed(c.label() for c in others)
            self.say(_("{key} is the only key of: {names}").format(key=key_name(key), names=names), bad=True)
            return
        if others and self._asked != (command.id, key):
            self._asked = (command.id, key)
            names = listed(c.label() for c in others)
            sentence = _("{key} is used on the same screen by: {names}. Press it again to take it from there.")
            self.say(sentence.format(key=key_name(key), names=names), bad=True)
            return
        self._asked = ("", "")
        changes = {other.id: entry(other, given(other, key, self._keys)) for other in others}
        self._keep({**changes, command.id: entry(command, keys)}, command, keys)

    def _keep(self, changes: dict[str, str | None], command: Command, keys: tuple[str, ...]) -> None:
        names = "  ".join(key_name(k) for k in keys)
        message = _("{name}: {keys}").format(name=command.label(), keys=names)
        safe = any(map(works_under_input_method, keys))
        self.say(message if safe else message + " | " + _("none of these works under an input method"), bad=not safe)
        self.coder_app.change_keys(changes)

    def action_reset(self) -> None:
        """Give the command in focus its default keys again."""
        command = self.here
        if not isinstance(command, Command) or command.id not in self._keys:
            self.say(_("these are the default keys"))
            return
        others = {
            other.id: other
            for key in command.keys
            for other in clashes(shared(), command, key, self._keys)
            if key not in keys_of(command, self._keys)
        }
        if others:
            names = listed(c.label() for c in others.values())
            self.say(_("its default keys are taken by: {names}").format(names=names), bad=True)
            return
        self._keep({command.id: None}, command, command.keys)


def _language_title() -> str:
    return {"zh_TW": _("Traditional Chinese"), "en": _("English")}[language()]
