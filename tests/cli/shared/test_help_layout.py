"""Help: in cells, in the chosen language, with examples that exist."""

import gettext
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from coder import i18n
from coder.cli.main import program
from coder.cli.shared.command_table import entries
from coder.cli.shared.help_layout import cells, wrap

from ..conftest import Run  # noqa: TID252

CATALOGUE = gettext.find("coder", str(Path(i18n.__file__).with_name("locale")), ["zh_TW"])


@pytest.mark.parametrize("width", [16, 21, 40])
def test_lines_fit_and_nothing_is_lost(width: int):
    text = "把逐字稿讀進研究，the coder（AI 新創）會看到 suggestions，然後再決定。𪜶"
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line[0] in "，。）" for line in lines)


@pytest.mark.parametrize("name", [e.name for e in entries()])
def test_every_command_explains_itself_and_its_examples_parse(run: Run, name: str):
    result = run(name, "--help")
    assert result.status == 0
    assert "Examples:" in result.out
    _parse_examples(program().get_command(click.Context(program()), name))


def _parse_examples(command: click.Command | None) -> None:
    """Parse each example of a command and of those below it, to the last option, without running it."""
    assert command is not None
    for example in (command.epilog or "").splitlines():
        words = shlex.split(example)
        if words[0] != "coder":
            continue
        words = words[1 : words.index(">") if ">" in words else None]
        step: click.Command = program()
        context = step.make_context("coder", words)
        while isinstance(step, click.Group) and (words := [*context._protected_args, *context.args]):
            _name, found, words = step.resolve_command(context, words)
            assert found is not None
            step, context = found, found.make_context(found.name, list(words), parent=context)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _parse_examples(below)


def test_alone_and_without_a_terminal_it_prints_the_help(run: Run):
    result = run()
    assert (result.status, "Usage: coder" in result.out) == (0, True)


def test_the_version_is_printed(run: Run):
    assert run("--version").out.startswith("coder ")


def _speak(*arguments: str, **environment: str) -> str:
    clean = {
        k: v for k, v in os.environ.items() if k not in {"LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "CODER_LANG"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "coder", *arguments],
        capture_output=True,
        text=True,
        env={**clean, **environment},
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.skipif(CATALOGUE is None, reason="the catalogue was not compiled")
@pytest.mark.parametrize(
    ("arguments", "environment", "chinese"),
    [
        ((), {}, True), ((), {"CODER_LANG": "en"}, False), (("--lang", "zh_TW"), {"CODER_LANG": "en"}, True),
        (("--lang=en",), {}, False), ((), {"LANG": "en_US.UTF-8"}, False),
    ],
    ids=["default", "environment", "option", "option with =", "locale"],
)  # fmt: skip
def test_the_language_is_chosen(arguments: tuple[str, ...], environment: dict[str, str], chinese: bool):
    shown = _speak("--help", *arguments, **environment)
    assert ("用法" in shown) == chinese
    assert ("錯誤：" in _speak("frq", *arguments, **environment)) == chinese


def test_placeholders_and_what_is_missing_are_told_in_chinese(run, study):
    shown = run("--lang", "zh_TW", "quotes", "--help").out
    assert "用法：coder quotes [選項] [編碼式]..." in shown
    assert "--where 屬性=值" in shown
    assert run("--lang", "zh_TW", "finding").err.strip().endswith("錯誤：缺少引數 代號。")
