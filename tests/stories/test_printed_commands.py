"""Commands in messages: they exist with their options, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.pofile import read_po

import coder
from coder.cli.main import program

CATALOGUE = Path(coder.__file__).parent / "locale/zh_TW/LC_MESSAGES/coder.po"


def texts() -> Iterator[tuple[str, str]]:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            yield " ".join(ids), " ".join(strings)


def commands_in(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each command that a text prints, with the options that follow it up to the end of the clause."""
    context = click.Context(main := program())
    for found in re.finditer(r"\bcoder ((?:--?\w+ \S+ )?)([a-z]+)((?:(?!coder )[^;；。,，、()（）|])*)", text):
        command, path = main.get_command(context, found[2]), [found[2]]
        if command is None:
            continue
        words = found[3].split()
        while isinstance(command, click.Group) and words and (inner := command.get_command(context, words[0])):
            command, path = inner, [*path, words.pop(0)]
        known = {
            opt for part in (main, command) for param in part.params for opt in (*param.opts, *param.secondary_opts)
        }
        options = tuple(word for word in words if word.startswith("--"))
        assert set(options) <= known | {"--help"}, text
        yield tuple(path), options


def test_every_printed_command_has_its_options_and_is_the_same_in_both_languages() -> None:
    printed = 0
    for english, chinese in texts():
        told = set(commands_in(english))
        printed += len(told)
        assert {path for path, _ in commands_in(chinese)} == {path for path, _ in told}, english
    assert printed > 80
