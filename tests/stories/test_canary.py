"""A word that only another coder's work holds, looked for in all that a blind coder meets.

One object is made of every kind that is a person's own, as the kind declares it, with the word in each of its texts.
Commands, their options and what a shell completes are taken from the program itself, so a new one is looked at too.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli.samples import write_files
from click.shell_completion import ShellComplete
from every_command import BLIND, COMMANDS, OTHER, WORD, WORDS, calls, made_of_every_kind
from screen_reading import at_rest, frame

from coder.building import build
from coder.cli.main import main, program
from coder.coding.acts import Desk
from coder.i18n import set_language
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.kinds import OWNED
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.tui.app import CoderApp
from coder.tui.frame.places import VISITS
from coder.tui.settings.preferences import Settings
from coder.workspace import Workspace


@pytest.fixture(scope="module")
def studied(tmp_path_factory) -> Path:
    """GIVEN a blind coder's study, in which another coder has made one object of every kind of one's own."""
    folder = tmp_path_factory.mktemp("canary") / "study"
    write_files(folder)
    shutil.rmtree(folder / "transcripts" / "codings")
    study = build(Workspace(folder), "lead")
    for coder in (OTHER, BLIND):
        study.ensure_coder(coder)
    set_visibility(study, BLIND, blind=True)
    study.close()
    with Study.open(folder / "study.db", BLIND) as study:
        document = study.transcript("firm-a")
        start = document.text.index(WORDS)
        Desk(study).code(document, Span(start, start + len(WORDS)), ["shortage"])
    with Study.open(folder / "study.db", OTHER) as study:
        for name, value in made_of_every_kind(study):
            study.record([Put(name, None, value)], f"{name}-made")
    (folder / "corrected.txt").write_text(
        (folder / "transcripts" / "firm-a.txt").read_text("utf-8").replace("大公司", "大廠"), "utf-8"
    )
    return folder


@pytest.fixture
def canaries(studied) -> set[str]:
    """The word, and the ids of what holds it."""
    with Study.open(studied / "study.db", "lead") as study:
        keys = {change.key for change in study.journal.changes() if change.coder == OTHER and change.kind in OWNED}
    assert len(keys) == len(OWNED)
    return {WORD, *keys}


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what files hold, those inside zip files too; the record itself is for its owner alone."""
    for path in (p for p in folder.rglob("*") if p.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{path.name}:{name}", packed.read(name)) for name in packed.namelist())
        elif not path.read_bytes().startswith(b"SQLite format") and not path.name.startswith("study.db-"):
            yield path.name, path.read_bytes()


def kept(folder: Path) -> str:
    """Return what the screen and commands keep for the blind coder."""
    connection = sqlite3.connect(folder / "study.db")
    with connection:
        rows = connection.execute("SELECT key, value FROM state WHERE coder = ?", (BLIND,)).fetchall()
    connection.close()
    return repr(rows)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_option_file_or_error_holds_the_word(studied, canaries, capsys, tmp_path, monkeypatch, name):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "study"
    asked = list(calls(COMMANDS[name], folder, canaries))
    for arguments in asked:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(studied, folder)
        capsys.readouterr()
        main(["--study", str(folder), "--coder", BLIND, "--lang", "en", *name.split(), *arguments])
        told = capsys.readouterr()
        set_language("zh_TW")
        # What was typed may be said back.
        text = told.out + told.err + kept(folder)
        held = {one for one in canaries - set(arguments) if one in text}
        held |= {f"{one} in {file}" for file, body in written(tmp_path) for one in canaries if one.encode() in body}
        assert not held, (name, arguments)


def test_no_completion_offers_the_word(studied, canaries):
    line = ["--study", str(studied), "--coder", BLIND]
    shell = ShellComplete(program(), {}, "coder", "_CODER_COMPLETE")
    for name, command in COMMANDS.items():
        words = [*line, *name.split()]
        options = [p.opts[0] for p in command.params if isinstance(p, click.Option) and not p.is_flag]
        for before in (words, *([*words, option] for option in options)):
            offered = {f"{one.value} {one.help}" for one in shell.get_completions(before, "")}
            assert not [text for text in offered if any(one in text for one in canaries)], before


@pytest.mark.parametrize("place", [*VISITS, "coding"])
def test_no_screen_shows_or_keeps_the_word(studied, canaries, tmp_path, place):
    folder = tmp_path / "study"
    shutil.copytree(studied, folder)

    async def story() -> list[str]:
        with Study.open(folder / "study.db", BLIND) as study:
            app, shown = CoderApp(study, Settings()), []
            async with app.run_test(size=(120, 40)) as pilot:
                app.open_transcript("firm-a") if place == "coding" else app.action_visit(place)
                for key in ("home", "down", "tab", "enter", "escape"):
                    await pilot.pause()
                    await at_rest(app)
                    await pilot.pause()
                    shown.append(frame(app))
                    await pilot.press(key)
            return shown

    text = "\n".join(asyncio.run(story())) + kept(folder)
    assert not [one for one in canaries if one in text]


def test_who_sees_meets_the_word(studied, capsys):
    """The same commands tell the lead of it: the word is there to be found."""
    for asked in (
        ["memos"],
        ["log", "--json", "--limit", "40"],
        ["audit", "result", "--json"],
        ["diff", "#0", "--json"],
    ):
        main(["--study", str(studied), "--coder", "lead", *asked])
    assert WORD in capsys.readouterr().out
