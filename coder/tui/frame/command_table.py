"""Every action of the screens: its keys, its words, its group in the help.

Each has a key that a Chinese input method does not swallow: control, function or Enter keys.
"""

from __future__ import annotations

from coder.tui.audit.commands import DIFFERENCE, HISTORY, SAMPLE, TRACE
from coder.tui.codebook.commands import BOOK, EDITOR, LOST, MEMOS, NAMES, REVIEW, SETTINGS
from coder.tui.codebook.help_commands import BOOK_HELP, DESK_HELP, LIKE, OVERLAPS, WORDS
from coder.tui.coding.commands import DESK, EVERYWHERE, FIND, HOME, LIST, PLACES, TEXT
from coder.tui.findings.commands import FINDING, FINDINGS, MATRIX, WRITING
from coder.tui.frame.command import Command, alt_digit, key_name, keys_of
from coder.tui.retrieval.commands import CODES, QUOTES, SEARCH

__all__ = [
    "BOOK",
    "BOOK_HELP",
    "CODES",
    "DESK",
    "DESK_HELP",
    "DIFFERENCE",
    "EDITOR",
    "EVERYWHERE",
    "FIND",
    "FINDING",
    "FINDINGS",
    "HISTORY",
    "HOME",
    "LIKE",
    "LIST",
    "LOST",
    "MATRIX",
    "MEMOS",
    "NAMES",
    "OVERLAPS",
    "PLACES",
    "QUOTES",
    "REVIEW",
    "SAMPLE",
    "SEARCH",
    "SETTINGS",
    "TEXT",
    "TOGETHER",
    "TRACE",
    "WORDS",
    "WRITING",
    "Command",
    "all_commands",
    "alt_digit",
    "key_name",
    "keys_of",
]


# Commands that share a screen: a key can do just one thing in each of these.
TOGETHER: tuple[tuple[Command, ...], ...] = (
    (*TEXT, *DESK, *DESK_HELP, *PLACES, *EVERYWHERE),
    (*LIST, *HOME[1:], *EVERYWHERE),
    (*LIST, *MEMOS, *PLACES, *EVERYWHERE),
    EDITOR,
    (*LIST, *SETTINGS[1:], *PLACES, *EVERYWHERE),
    (*BOOK, *BOOK_HELP, *EVERYWHERE),
    (*LIST, *HISTORY[1:], *PLACES, *EVERYWHERE),
    (*LIST, *DIFFERENCE[1:], *PLACES, *EVERYWHERE),
    (*LIST, *TRACE[1:], *PLACES, *EVERYWHERE),
    (*LIST, *SAMPLE[1:], *PLACES, *EVERYWHERE),
    (*REVIEW, *EVERYWHERE),
    (*LIST, *LOST[1:], *PLACES, *EVERYWHERE),
    (*LIST, *NAMES[1:], *EVERYWHERE),
    (*SEARCH[1:], *EVERYWHERE),
    (*LIST, *WORDS[1:], *EVERYWHERE),
    (*LIST, *LIKE[1:], *EVERYWHERE),
    (*LIST, *OVERLAPS[1:], *EVERYWHERE),
    (*LIST, *FINDINGS[1:], *PLACES, *EVERYWHERE),
    (*LIST, *FINDING[1:], *EVERYWHERE),
    (*MATRIX, *EVERYWHERE),
    WRITING,
)


def all_commands() -> tuple[Command, ...]:
    """Return every command, for help and settings."""
    here = (
        TEXT,
        DESK,
        DESK_HELP,
        FIND,
        LIST,
        HOME,
        SEARCH,
        LIKE,
        QUOTES,
        CODES,
        BOOK,
        BOOK_HELP,
        WORDS,
        OVERLAPS,
        REVIEW,
        LOST,
        MEMOS,
        NAMES,
        EDITOR,
        HISTORY,
        DIFFERENCE,
        TRACE,
        SAMPLE,
        FINDINGS,
        FINDING,
        MATRIX,
        WRITING,
        SETTINGS,
        EVERYWHERE,
    )
    return tuple(dict.fromkeys(command for table in here for command in table))
