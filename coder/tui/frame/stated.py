"""A screen states its commands; its bindings, foot, help, palette and clashes follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

from textual.binding import BindingType

from coder.tui.frame.command import Command, key_name, keys_of
from coder.tui.frame.commands import EVERYWHERE
from coder.tui.frame.places import PLACES

HELP = EVERYWHERE[:1]
OF_APP: tuple[Command, ...] = (*EVERYWHERE[1:], *PLACES)
"""What the program itself binds, for every screen that is not a question over another."""


class _Filled(dict[str, object]):
    """What a message names, by its name: a value, or else the key of a command."""

    def __init__(self, values: Mapping[str, object], key_for: Callable[[str], str]) -> None:
        super().__init__(values)
        self._key_for = key_for

    def __missing__(self, command: str) -> str:
        return self._key_for(command)


class Stated:
    """A screen that states its commands.

    `COMMANDS_HERE` are its own, in the order of the foot. `PARTS` are those of the lists or texts that it holds, which
    bind them themselves; `FIELDS` those of its lines to type in. `AROUND` is what goes everywhere.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    PARTS: ClassVar[tuple[tuple[Command, ...], ...]] = ()
    FIELDS: ClassVar[tuple[Command, ...]] = ()
    AROUND: ClassVar[tuple[Command, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Bind the commands that no part of the screen binds, nor the program."""
        if "COMMANDS_HERE" in cls.__dict__:
            elsewhere = {c.id for c in (*OF_APP, *cls.FIELDS, *(c for part in cls.PARTS for c in part))}
            here = [c for c in cls.COMMANDS_HERE if c.id not in elsewhere]
            cls.BINDINGS = [c.binding() for c in (*here, *(c for c in cls.AROUND if c in HELP))]
        super().__init_subclass__(**kwargs)

    @classmethod
    @cache
    def commands(cls) -> tuple[Command, ...]:
        """Return every command that does something here, each once, the screen's own first."""
        first: dict[str, Command] = {}
        for command in (*cls.COMMANDS_HERE, *(c for part in cls.PARTS for c in part), *cls.FIELDS, *cls.AROUND):
            first.setdefault(command.id, command)
        return tuple(first.values())

    @classmethod
    def first_key(cls, command: str, remapped: Mapping[str, str]) -> str:
        """Return the first key of a command that does something here, as the person set it."""
        named = next(c for c in cls.commands() if c.id == command)
        return key_name(keys_of(named, remapped)[0])

    @classmethod
    def filled(cls, text: str, remapped: Mapping[str, str], **values: object) -> str:
        """Fill a message: a command's id in braces stands for its first key, as the person set it."""
        return text.format_map(_Filled(values, lambda command: cls.first_key(command, remapped)))

    @classmethod
    def together(cls) -> Iterator[tuple[Command, ...]]:
        """Yield the commands that listen to keys at the same time, once for each part that may have the focus."""
        for part in cls.PARTS or ((),):
            parts = {c.id for c in part}
            yield (*part, *(c for c in cls.COMMANDS_HERE if c.id not in parts), *cls.AROUND)
        if cls.FIELDS:
            yield (*cls.FIELDS, *cls.AROUND)


def every_screen() -> tuple[type[Stated], ...]:
    """Return every screen that states commands, of all modules of the screen."""
    from importlib import import_module
    from pkgutil import walk_packages

    import coder.tui

    for module in walk_packages(coder.tui.__path__, "coder.tui."):
        import_module(module.name)
    return tuple(sorted(set(_below(Stated)), key=lambda kind: (kind.__module__, kind.__name__)))


def _below(kind: type[Stated]) -> Iterator[type[Stated]]:
    for below in kind.__subclasses__():
        if "COMMANDS_HERE" in below.__dict__ and below.COMMANDS_HERE:
            yield below
        yield from _below(below)


def shared() -> tuple[tuple[Command, ...], ...]:
    """Return the commands that share a screen: a key can do just one thing in each of these."""
    return tuple(together for screen in every_screen() for together in screen.together())
