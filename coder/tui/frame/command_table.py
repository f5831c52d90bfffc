"""Every action of the screens, gathered from the modules that state them; no list names them again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from operator import itemgetter
from pkgutil import walk_packages

import coder.tui
from coder.tui.frame.command import Command
from coder.tui.frame.places import GO, PLACES

_STATED_IN = "commands"
"""How the modules are called that state commands: `commands`, `help_commands`."""


@cache
def all_commands() -> tuple[Command, ...]:
    """Return every command, for help and settings, in the order of the tables' names."""
    tables = sorted([("GO", GO), ("PLACES", PLACES), *_tables()], key=itemgetter(0))
    return tuple(dict.fromkeys(command for _name, table in tables for command in table))


def _tables() -> Iterator[tuple[str, tuple[Command, ...]]]:
    """Yield each tuple of commands that a module of commands names in capitals."""
    for found in walk_packages(coder.tui.__path__, "coder.tui."):
        if found.name.endswith(_STATED_IN):
            for name, value in vars(import_module(found.name)).items():
                if name.isupper() and isinstance(value, tuple) and not name.startswith("_"):
                    yield name, value
