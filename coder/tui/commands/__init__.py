"""Every action of the screens: its keys, its words, its group in the help.

Each has a key that a Chinese input method does not swallow: control, function or Enter keys.
"""

from __future__ import annotations

from coder.tui.commands.command import Command, alt_digit, key_name, keys_of
from coder.tui.commands.desk import DESK, EVERYWHERE, FIND, HOME, LIST, PLACES, TEXT
from coder.tui.commands.history import DIFFERENCE, HISTORY
from coder.tui.commands.keeping import BOOK, EDITOR, MEMOS, REVIEW, SETTINGS
from coder.tui.commands.looking import CODES, QUOTES, SEARCH

__all__ = [
    "BOOK",
    "CODES",
    "DESK",
    "DIFFERENCE",
    "EDITOR",
    "EVERYWHERE",
    "FIND",
    "HISTORY",
    "HOME",
    "LIST",
    "MEMOS",
    "PLACES",
    "QUOTES",
    "REVIEW",
    "SEARCH",
    "SETTINGS",
    "TEXT",
    "TOGETHER",
    "Command",
    "all_commands",
    "alt_digit",
    "key_name",
    "keys_of",
]


# Commands that share a screen: a key can do just one thing in each of these.
TOGETHER: tuple[tuple[Command, ...], ...] = (
    (*TEXT, *DESK, *PLACES, *EVERYWHERE),
    (*LIST, *HOME[1:], *EVERYWHERE),
    (*LIST, *MEMOS, *PLACES, *EVERYWHERE),
    EDITOR,
    (*LIST, *SETTINGS[1:], *PLACES, *EVERYWHERE),
    (*LIST, *HISTORY[1:], *PLACES, *EVERYWHERE),
    (*LIST, *DIFFERENCE[1:], *PLACES, *EVERYWHERE),
    (*BOOK, *EVERYWHERE),
    (*REVIEW, *EVERYWHERE),
    (*SEARCH[1:], *EVERYWHERE),
)


def all_commands() -> tuple[Command, ...]:
    """Return every command, for help and settings."""
    here = (
        TEXT,
        DESK,
        FIND,
        LIST,
        HOME,
        SEARCH,
        QUOTES,
        CODES,
        BOOK,
        REVIEW,
        MEMOS,
        EDITOR,
        HISTORY,
        SETTINGS,
        EVERYWHERE,
    )
    return tuple(dict.fromkeys(command for table in here for command in table))
