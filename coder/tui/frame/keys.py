"""Giving keys to commands: what clashes, what an input method swallows, what cannot be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coder.i18n import _
from coder.tui.frame.command import Command, keys_of
from coder.tui.frame.command_table import all_commands

RESERVED = frozenset({"escape", "ctrl+q", "ctrl+c"})
_NAMED = frozenset({
    "enter", "escape", "tab", "backspace", "delete", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    "insert",
})  # fmt: skip


def works_under_input_method(key: str) -> bool:
    """Tell whether a key reaches the program while a Chinese input method is on."""
    base = key.rpartition("+")[2]
    return base in _NAMED or (base[:1] == "f" and base[1:].isdigit()) or key.startswith(("ctrl+", "alt+"))


def refusal(key: str, character: str | None) -> str:
    """Return why a key cannot be given to a command, or nothing."""
    if key in RESERVED:
        return _("this key always does the same and cannot be given")
    if character is not None and character.isprintable() and not character.isascii():
        return _("this is a sign of the input method: switch it off, or take a key with Ctrl, Alt or F")
    if "," in key:
        return _("this key cannot be written into the settings")
    return ""


def every_command() -> tuple[Command, ...]:
    """Return each command once, as the settings list them."""
    return tuple({c.id: c for c in all_commands()}.values())


def clashes(
    together: Sequence[Sequence[Command]], command: Command, key: str, remapped: Mapping[str, str]
) -> Iterator[Command]:
    """Yield the other commands that a key does on a screen where the command stands too."""
    seen = {command.id}
    for screen in together:
        if not any(c.id == command.id for c in screen):
            continue
        for other in screen:
            if other.id not in seen and key in keys_of(other, remapped):
                seen.add(other.id)
                yield other


def given(command: Command, key: str, remapped: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of a command with one more, which comes first; a key that it has is taken away."""
    keys = keys_of(command, remapped)
    return tuple(k for k in keys if k != key) if key in keys else (key, *keys)


def entry(command: Command, keys: Sequence[str]) -> str | None:
    """Return what the settings say of a command with these keys: nothing where they are its own."""
    return None if tuple(keys) == command.keys else ",".join(keys)
