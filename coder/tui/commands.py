"""Every action of the coding desk: its keys, its words, its group in the help.

Each has a key that a Chinese input method does not swallow: control, function or Enter keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from textual.binding import Binding

from coder.i18n import _

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
        return Binding(",".join(self.keys), self.action, self.label(), show=False, id=self.id)


def _marking() -> str:
    return _("Marking")


def _moving() -> str:
    return _("Moving")


def _coding() -> str:
    return _("Coding")


def _suggesting() -> str:
    return _("Suggestions")


def _program() -> str:
    return _("Program")


def _noting() -> str:
    return _("Memos")


def _setting() -> str:
    return _("Settings")


def _visiting() -> str:
    return _("Other screens")


# Textual reads Alt with a digit as the sign that a Mac types by it; some terminals say alt+1 all the same.
_TYPED_BY_ALT = (
    "inverted_exclamation_mark", "trade_mark_sign", "pound_sign", "cent_sign", "infinity", "section_sign",
    "pilcrow_sign", "bullet", "ª",
)  # fmt: skip


def alt_digit(number: int) -> tuple[str, str]:
    """Return the names under which Alt with a digit from 1 to 9 arrives."""
    return f"alt+{number}", _TYPED_BY_ALT[number - 1]


def _accepting() -> Iterator[Command]:
    def label(number: int) -> Words:
        return lambda: _("Accept suggestion {n}").format(n=number)

    for number in range(1, 10):
        keys = (str(number), *alt_digit(number))
        yield Command(f"accept_{number}", f"accept({number})", keys, label(number), _suggesting)


EVERYWHERE: tuple[Command, ...] = (
    Command("help", "help", ("question_mark", "f1"), lambda: _("Help: all keys"), _program, lambda: _("help")),
    Command("palette", "command_palette", ("ctrl+p",), lambda: _("All commands"), _program, lambda: _("commands")),
    Command("language", "toggle_language", ("ctrl+l",), lambda: _("Chinese / English"), _program),
    Command("theme", "next_theme", ("ctrl+t",), lambda: _("Dark / light / high contrast"), _program),
    Command("quit", "quit", ("ctrl+q",), lambda: _("Quit"), _program),
)

PLACES: tuple[Command, ...] = (
    Command(
        "search", "app.visit('search')", ("f", "alt+f"), lambda: _("Search the study"), _visiting, lambda: _("search")
    ),
    Command(
        "retrieve", "app.visit('quotes')", ("g", "alt+g"), lambda: _("Quotes of codes"), _visiting, lambda: _("quotes")
    ),
    Command(
        "edit_codebook",
        "app.visit('codebook')",
        ("B", "alt+b"),
        lambda: _("Edit the codebook"),
        _visiting,
        lambda: _("codebook"),
    ),
    Command("memos", "app.visit('memos')", ("M", "alt+m"), lambda: _("All memos"), _visiting, lambda: _("memos")),
    Command("settings", "app.visit('settings')", ("comma", "f11"), lambda: _("Settings"), _visiting),
)

LIST: tuple[Command, ...] = (
    Command("list_open", "open", ("enter",), lambda: _("Open what is in focus"), _moving, lambda: _("open")),
    Command("list_up", "move(-1)", ("up", "k"), lambda: _("Up"), _moving),
    Command("list_down", "move(1)", ("down", "j"), lambda: _("Down"), _moving),
    Command("list_page_up", "page(-1)", ("pageup",), lambda: _("Page up"), _moving),
    Command("list_page_down", "page(1)", ("pagedown", "space"), lambda: _("Page down"), _moving),
    Command("list_first", "edge(-1)", ("home",), lambda: _("First"), _moving),
    Command("list_last", "edge(1)", ("end",), lambda: _("Last"), _moving),
)

HOME: tuple[Command, ...] = (
    LIST[0],
    *PLACES,
    Command("home_quit", "app.quit", ("q",), lambda: _("Quit"), _program, lambda: _("quit")),
)

DESK: tuple[Command, ...] = (
    Command(
        "code",
        "pick",
        ("c", "enter"),
        lambda: _("Choose codes for the marked words or this sentence"),
        _coding,
        lambda: _("code"),
    ),
    Command(
        "repeat", "repeat", ("full_stop", "ctrl+r"), lambda: _("The last code again"), _coding, lambda: _("repeat")
    ),
    Command(
        "remove", "remove", ("d", "delete", "ctrl+d"), lambda: _("Remove a coding here"), _coding, lambda: _("remove")
    ),
    Command(
        "memo",
        "memo",
        ("m", "f4"),
        lambda: _("Memo on the coding, the marked words or the sentence"),
        _coding,
        lambda: _("memo"),
    ),
    Command("memo_transcript", "memo_transcript", ("w", "alt+w"), lambda: _("Memo on the whole transcript"), _coding),
    Command("undo", "undo", ("u", "ctrl+z"), lambda: _("Undo"), _coding, lambda: _("undo")),
    Command("redo", "redo", ("r", "ctrl+y"), lambda: _("Redo"), _coding, lambda: _("redo")),
    *_accepting(),
    Command("accept_first", "accept(1)", ("ctrl+a",), lambda: _("Accept the first suggestion"), _suggesting),
    Command(
        "reject",
        "reject",
        ("backspace", "ctrl+x"),
        lambda: _("Reject the first suggestion"),
        _suggesting,
        lambda: _("reject"),
    ),
    Command(
        "next_suggestion",
        "next_suggestion",
        ("n", "f8", "ctrl+n"),
        lambda: _("Next suggestion"),
        _suggesting,
        lambda: _("next suggestion"),
    ),
    Command("previous_suggestion", "previous_suggestion", ("p", "f7"), lambda: _("Previous suggestion"), _suggesting),
    Command(
        "next_uncoded",
        "next_uncoded",
        ("t", "f9", "ctrl+u"),
        lambda: _("Next uncoded turn"),
        _moving,
        lambda: _("next uncoded"),
    ),
    Command("find", "find", ("slash", "ctrl+f"), lambda: _("Find"), _moving, lambda: _("find")),
    Command("find_next", "find_next", ("f3", "ctrl+g"), lambda: _("Next hit"), _moving),
    Command("find_previous", "find_previous", ("shift+f3",), lambda: _("Previous hit"), _moving),
    Command("codebook", "toggle_codebook", ("b", "f2"), lambda: _("Show or hide the codebook"), _program),
    Command("home", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

TEXT: tuple[Command, ...] = (
    Command("right", "char(1)", ("right",), lambda: _("Next character"), _moving),
    Command("left", "char(-1)", ("left",), lambda: _("Previous character"), _moving),
    Command("down", "row(1)", ("down", "j"), lambda: _("Next row"), _moving),
    Command("up", "row(-1)", ("up", "k"), lambda: _("Previous row"), _moving),
    Command("page_down", "page(1)", ("pagedown", "space", "ctrl+v"), lambda: _("Page down"), _moving),
    Command("page_up", "page(-1)", ("pageup",), lambda: _("Page up"), _moving),
    Command("row_start", "row_edge(-1)", ("home",), lambda: _("Start of the row"), _moving),
    Command("row_end", "row_edge(1)", ("end",), lambda: _("End of the row"), _moving),
    Command("text_start", "text_edge(-1)", ("ctrl+home",), lambda: _("Start of the transcript"), _moving),
    Command("text_end", "text_edge(1)", ("ctrl+end",), lambda: _("End of the transcript"), _moving),
    Command("next_sentence", "sentence(1)", ("right_square_bracket", "ctrl+down"), lambda: _("Next sentence"), _moving),
    Command(
        "previous_sentence", "sentence(-1)", ("left_square_bracket", "ctrl+up"), lambda: _("Previous sentence"), _moving
    ),
    Command("next_turn", "turn(1)", ("right_curly_bracket", "alt+down"), lambda: _("Next turn"), _moving),
    Command("previous_turn", "turn(-1)", ("left_curly_bracket", "alt+up"), lambda: _("Previous turn"), _moving),
    Command("mark_right", "char(1,True)", ("shift+right",), lambda: _("Mark to the right"), _marking),
    Command("mark_left", "char(-1,True)", ("shift+left",), lambda: _("Mark to the left"), _marking),
    Command("mark_down", "row(1,True)", ("shift+down",), lambda: _("Mark downwards"), _marking),
    Command("mark_up", "row(-1,True)", ("shift+up",), lambda: _("Mark upwards"), _marking),
    Command(
        "mark_mode", "mark_mode", ("v", "f5"), lambda: _("Start or end marking; then move"), _marking, lambda: _("mark")
    ),
    Command(
        "widen",
        "widen",
        ("s", "plus", "f6", "ctrl+w"),
        lambda: _("Mark more: clause, sentence, turn"),
        _marking,
        lambda: _("widen"),
    ),
    Command("narrow", "narrow", ("minus", "shift+f6"), lambda: _("Mark less"), _marking),
)


MEMOS: tuple[Command, ...] = (
    Command(
        "memos_edit", "edit", ("e", "f4", "ctrl+e"), lambda: _("Edit the memo in focus"), _noting, lambda: _("edit")
    ),
    Command(
        "memos_new", "new", ("n", "ctrl+n"), lambda: _("New memo: choose what it is on"), _noting, lambda: _("new")
    ),
    Command(
        "memos_remove",
        "remove",
        ("d", "delete", "ctrl+d"),
        lambda: _("Remove the memo in focus"),
        _noting,
        lambda: _("remove"),
    ),
    Command("memos_find", "find", ("slash", "ctrl+f"), lambda: _("Find in the memos"), _noting, lambda: _("find")),
    Command("memos_kind", "kind(1)", ("tab",), lambda: _("Memos on another kind of thing"), _noting, lambda: _("kind")),
    Command("memos_kind_back", "kind(-1)", ("shift+tab",), lambda: _("The kind of thing before"), _noting),
    Command(
        "memos_coder", "coder", ("o", "f6", "alt+o"), lambda: _("Memos of another coder"), _noting, lambda: _("coder")
    ),
    Command("memos_undo", "undo", ("u", "ctrl+z"), lambda: _("Undo a memo"), _noting, lambda: _("undo")),
    Command("memos_redo", "redo", ("r", "ctrl+y"), lambda: _("Redo a memo"), _noting, lambda: _("redo")),
    Command(
        "memos_further", "read(1)", ("right_square_bracket", "alt+down"), lambda: _("A long memo: further"), _noting
    ),
    Command("memos_back", "read(-1)", ("left_square_bracket", "alt+up"), lambda: _("A long memo: back"), _noting),
    Command("memos_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

EDITOR: tuple[Command, ...] = (
    Command("memo_save", "save", ("ctrl+s", "f4"), lambda: _("Save the memo"), _noting),
    Command("memo_saved_text", "saved_text", ("ctrl+o",), lambda: _("Draft or saved text"), _noting),
    Command("memo_leave", "leave", ("escape",), lambda: _("Leave the memo"), _noting),
)

SETTINGS: tuple[Command, ...] = (
    replace(LIST[0], label=lambda: _("Change what is in focus"), short=lambda: _("change")),
    Command(
        "settings_reset",
        "reset",
        ("backspace", "delete", "ctrl+x"),
        lambda: _("Back to the default keys"),
        _setting,
        lambda: _("default"),
    ),
    Command("settings_leave", "leave", ("escape", "q", "f10"), lambda: _("Back"), _program, lambda: _("back")),
)

# Commands that share a screen: a key can do just one thing in each of these.
TOGETHER: tuple[tuple[Command, ...], ...] = (
    (*TEXT, *DESK, *PLACES, *EVERYWHERE),
    (*LIST, *HOME[1:], *EVERYWHERE),
    (*LIST, *MEMOS, *PLACES, *EVERYWHERE),
    EDITOR,
    (*LIST, *SETTINGS[1:], *PLACES, *EVERYWHERE),
)


def all_commands() -> tuple[Command, ...]:
    """Return every command, for help and settings."""
    return (*TEXT, *DESK, *LIST, *HOME[1:], *MEMOS, *EDITOR, *SETTINGS[1:], *EVERYWHERE)


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


def key_name(key: str) -> str:
    """Return a key as a person reads it: `^P`, `F4`, `⇧→`."""
    *modifiers, base = key.split("+") if key != "+" else ["+"]
    name = _KEY_NAMES.get(base, base.upper() if base.startswith("f") and base[1:].isdigit() else base)
    if modifiers == ["ctrl"] and len(name) == 1:
        return f"^{name.upper()}"
    marks = {"ctrl": "^", "shift": "⇧", "alt": "Alt-"}
    return "".join(marks.get(m, m) for m in modifiers) + name
