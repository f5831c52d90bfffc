"""Every option and argument of a command is a parameter of the function behind it."""

from __future__ import annotations

import inspect

import click

from benchmarks.reference import commands
from coder.cli.main import program


def test_every_option_and_argument_reaches_its_function(english):
    top = program()
    apart = {}
    for within, command in commands(top, click.Context(top, info_name="coder")):
        function = inspect.unwrap(command.callback) if command.callback else None
        if function is None:
            continue
        given = {param.name for param in command.params if param.expose_value}
        taken = inspect.signature(function).parameters.values()
        if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in taken):
            continue
        names = {one.name for one in taken}
        needed = {one.name for one in taken if one.default is inspect.Parameter.empty} - {"seat", "context", "ctx"}
        if given - names or needed - given:
            apart[within.command_path] = (given - names, needed - given)
    assert apart == {}
