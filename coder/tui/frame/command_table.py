"""Every action of the screens: its keys, its words, its group in the help.

Each has a key that a Chinese input method does not swallow: control, function or Enter keys.
"""

from __future__ import annotations

from coder.tui.agreement.commands import ADJUDICATION, AGREEMENT, TASKS, TRAINING
from coder.tui.audit.commands import DIFFERENCE, HISTORY, SAMPLE, TRACE
from coder.tui.begin.commands import BEGIN
from coder.tui.charts.commands import CHARTS
from coder.tui.codebook.commands import BOOK, EDITOR, LOST, MEMOS, NAMES, REVIEW, SETTINGS
from coder.tui.codebook.help_commands import BOOK_HELP, DESK_HELP, LIKE, OVERLAPS, WORDS
from coder.tui.coding.commands import DESK, EVERYWHERE, FIND, HOME, LIST, TEXT
from coder.tui.findings.commands import FIGURES, FINDING, FINDINGS, MATRIX, WRITING
from coder.tui.frame.command import Command, alt_digit, key_name, keys_of
from coder.tui.frame.places import GO, PLACES
from coder.tui.reporting.commands import PAGE
from coder.tui.retrieval.commands import CODES, QUOTES, SEARCH, SEARCH_FIELD
from coder.tui.settings.commands import STUDY_SETTINGS
from coder.tui.team.commands import CONFLICTS
from coder.tui.transcripts.commands import FILES, SPEAKERS

__all__ = [
    "ADJUDICATION",
    "AGREEMENT",
    "BEGIN",
    "BOOK",
    "BOOK_HELP",
    "CHARTS",
    "CODES",
    "CONFLICTS",
    "DESK",
    "DESK_HELP",
    "DIFFERENCE",
    "EDITOR",
    "EVERYWHERE",
    "FIGURES",
    "FILES",
    "FIND",
    "FINDING",
    "FINDINGS",
    "GO",
    "HISTORY",
    "HOME",
    "LIKE",
    "LIST",
    "LOST",
    "MATRIX",
    "MEMOS",
    "NAMES",
    "OVERLAPS",
    "PAGE",
    "PLACES",
    "QUOTES",
    "REVIEW",
    "SAMPLE",
    "SEARCH",
    "SEARCH_FIELD",
    "SETTINGS",
    "SPEAKERS",
    "STUDY_SETTINGS",
    "TASKS",
    "TEXT",
    "TRACE",
    "TRAINING",
    "WORDS",
    "WRITING",
    "Command",
    "all_commands",
    "alt_digit",
    "key_name",
    "keys_of",
]


def all_commands() -> tuple[Command, ...]:
    """Return every command, for help and settings."""
    tables = (globals()[name] for name in __all__ if name.isupper())
    return tuple(dict.fromkeys(command for table in tables for command in table))
