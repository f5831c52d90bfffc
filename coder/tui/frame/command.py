"""An action of the screen, its keys as a terminal sends them and as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from textual.binding import Binding

from coder.i18n import N_
from coder.tui.frame.groups import program

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Command:
    """An action: `id` names it in the settings, `action` is what Textual runs, `keys` are its default keys.

    `short` is the word in the footer, empty for an action that stands only in help and palette.
    """

    id: str
    action: str
    keys: tuple[str, ...]
    label: Words
    group: Words
    short: Words | None = None

    def binding(self) -> Binding:
        """Return the Textual binding, remappable by the command's id."""
        # To quit must work from a field and from a question over the screen too.
        return Binding(
            ",".join(self.keys), self.action, self.label(), show=False, id=self.id, priority=self.action == "quit"
        )


# Textual reads Alt with a digit as the sign that a Mac types by it; some terminals say alt+1 all the same.
_TYPED_BY_ALT = (
    "inverted_exclamation_mark", "trade_mark_sign", "pound_sign", "cent_sign", "infinity", "section_sign",
    "pilcrow_sign", "bullet", "ª",
)  # fmt: skip


def alt_digit(number: int) -> tuple[str, str]:
    """Return the names under which Alt with a digit from 1 to 9 arrives."""
    return f"alt+{number}", _TYPED_BY_ALT[number - 1]


@dataclass(frozen=True, slots=True)
class Table:
    """States commands that stand in one `group`; their ids begin with its `name`, where it has one."""

    name: str
    group: Words

    def __call__(self, name: str, keys: str, label: Words, short: Words | None = None, *, action: str = "") -> Command:
        """Return a command; its keys have commas between, and its action is called like it unless one is named."""
        return Command(self._id(name), action or name, tuple(keys.split(",")), label, self.group, short)

    def numbered(
        self, name: str, labels: Sequence[Words], shorts: Sequence[Words] = (), *, action: str = ""
    ) -> Iterator[Command]:
        """Yield a command for each label, which may name its `{number}`: a digit does it, or Alt with the digit."""
        for number, (label, short) in enumerate(zip_longest(labels, shorts), 1):
            keys = (str(number), *alt_digit(number))
            told = partial(_numbered, label, number)
            yield Command(self._id(f"{name}_{number}"), f"{action or name}({number})", keys, told, self.group, short)

    def undoing(self) -> tuple[Command, Command]:
        """Return the commands that take the last act back, and do it again."""
        return self("undo", "u,ctrl+z", N_("Undo"), N_("undo")), self("redo", "r,ctrl+y", N_("Redo"))

    def leaving(self) -> Command:
        """Return the command that goes back to the screen before."""
        return Command(self._id("leave"), "leave", ("escape", "q", "f10"), N_("Back"), program, N_("back"))

    def _id(self, name: str) -> str:
        return f"{self.name}_{name}" if self.name else name


def _numbered(label: Words, number: int) -> str:
    return label().format(number=number)


def keys_of(command: Command, remapped: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of a command, as the person set them."""
    return tuple(remapped[command.id].split(",")) if command.id in remapped else command.keys


_KEY_NAMES = {
    "question_mark": "?",
    "full_stop": ".",
    "slash": "/",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "plus": "+",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "⌫",
    "delete": "Del",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "comma": ",",
    "tab": "Tab",
}


def is_typed(key: str) -> bool:
    """Tell whether a field takes a key for itself: a letter, a sign or the space bar."""
    return "+" not in key.rstrip("+") and (key == "space" or (len(name := key_name(key)) == 1 and name.isascii()))


def key_name(key: str) -> str:
    """Return a key as a person reads it: `^P`, `F4`, `⇧→`."""
    *modifiers, base = key.split("+") if key != "+" else ["+"]
    name = _KEY_NAMES.get(base, base.upper() if base.startswith("f") and base[1:].isdigit() else base)
    if modifiers == ["ctrl"] and len(name) == 1:
        return f"^{name.upper()}"
    marks = {"ctrl": "^", "shift": "⇧", "alt": "Alt-"}
    return "".join(marks.get(m, m) for m in modifiers) + name
