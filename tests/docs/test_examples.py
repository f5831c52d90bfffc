"""The command lines of the handbook: each parses, and each that needs no screen runs on the sample study."""

import shutil
from pathlib import Path

import click
import pytest
import rounds

from benchmarks.reference import commands
from coder.cli.main import main, program, speak

from .handbook import HANDBOOK, LANGUAGES, PAGES, command_lines, named, parse


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_command_line_parses(page):
    for arguments in command_lines(page, "sh", "text"):
        assert parse(arguments) or arguments in ([], arguments[:2]), arguments


# It learns from the whole sample once for each of its interviews; tests of its own run it on less.
LONG = [["suggest", "--evaluate"]]
if not rounds.LONG:
    # Other pages write reports too.
    LONG += [["report", "--by", "kind"], ["report", "--format", "docx,html", "--to", "handover/"]]
    # The model learns from the whole sample; tests of the command run it on less.
    LONG += [["suggest", "firm-a", "--limit", "20"]]
# What a page has in both languages runs once; in a short round each page in one language.
EXAMPLES = {
    tuple(map(tuple, command_lines(page, "sh"))) if rounds.LONG else page.name: page
    for page in HANDBOOK
    if page.name != "commands.md" and command_lines(page, "sh")
}


@pytest.mark.parametrize("page", list(EXAMPLES.values()), ids=named)
def test_each_example_runs_on_the_sample(page, built_sample, tmp_path, monkeypatch, capsys):
    shutil.copytree(built_sample, tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    monkeypatch.setenv("CODER_NAME", "組長")
    Path("names.csv").write_text("name,alias,kind\n聯發科,廠商乙,firm\n", "utf-8")
    for arguments in command_lines(page, "sh"):
        status = 0 if arguments in LONG else main(arguments)
        assert status == 0, (arguments, capsys.readouterr().err)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_shows_every_command(language):
    speak("en")
    group = program()
    shown = {
        name[:depth]
        for page in HANDBOOK
        if page.parent.name == language
        for name in (tuple(parse(line)) for line in command_lines(page, "sh", "text"))
        for depth in (1, 2)
    }
    every = [
        tuple(context.command_path.split()[1:])
        for context, command in commands(group, click.Context(group, info_name="coder"))
    ]
    assert [name for name in every if name not in shown] == []
