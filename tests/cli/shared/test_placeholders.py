"""No placeholder of any command is left in English where the help is Chinese."""

from __future__ import annotations

import re

import click

from benchmarks.reference import commands
from coder.cli.main import program, speak
from coder.cli.shared.placeholders import placeholders


def test_every_placeholder_of_every_command_has_a_word_in_chinese(english):
    speak("zh_TW")
    top = program()
    context = click.Context(top, info_name="coder")
    left = set()
    for within, command in commands(top, context):
        forms = [param.make_metavar(within) for param in command.get_params(within) if not getattr(param, "is_flag", 0)]
        for form in [*forms, *command.collect_usage_pieces(within)]:
            left |= set(re.findall(r"\b[A-Z]{2,}\b", placeholders(form)))
    assert left == set()
