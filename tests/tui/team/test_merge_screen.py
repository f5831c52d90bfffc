"""Bringing another copy in on the screen: picked, rehearsed, decided pair by pair, and brought in by one key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BOOK, FIGURES, FINDINGS, TRANSCRIPT
from rounds import SIZES
from screen_reading import at_rest, frame, status
from textual import events

from coder.codebook.loading import load_codebook
from coder.coding.acts import Desk
from coder.model.codebook import Case, Code
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.pair_answers import PairAnswers
from coder.transcripts import intake
from coder.transcripts.cases import load_cases
from coder.tui.frame.asking.questions import ConfirmScreen
from coder.tui.team.copies_screen import CopiesScreen
from coder.tui.team.merge_screen import MergeScreen


@pytest.fixture
def copy(study: Study) -> Path:
    """GIVEN a copy of the study below its folder, in which 乙 coded twice."""
    made = clone(study, study.path.parent / "copy").folder
    with Study.open(made / "study.db", "乙") as theirs:
        for start in (45, 60):
            Desk(theirs).code(theirs.transcript("firm-a"), Span(start, start + 8), ["cert"])
    return made


@pytest.fixture
def apart(study: Study) -> Path:
    """GIVEN a study that 甲 built of the same file elsewhere, in which one code is another one."""
    folder = study.path.parent / "apart"
    folder.mkdir()
    with Study.create(folder / "study.db", "甲") as made:
        load_codebook(made, BOOK, FINDINGS, FIGURES)
        load_cases(made, [Case(id="A", name="廠商 A", transcripts=("firm-a.txt",))])
        (folder / "firm-a.txt").write_text(TRANSCRIPT, "utf-8")
        intake.import_transcripts(made, [folder / "firm-a.txt"], intake.ImportPlan())
        Desk(made).code(made.transcript("firm-a"), Span(45, 53), ["cert"])
        old = made.reader.require(Code, "cert")
        made.record([Put("code", old, replace(old, name="薪資", definition="說到薪水"))], "edit")
    Desk(study).code(study.transcript("firm-a"), Span(30, 38), ["cert"])
    return folder


async def open_copy(app, pilot, name: str) -> MergeScreen:
    app.action_visit("merge")
    await pilot.pause()
    assert isinstance(app.screen, CopiesScreen)
    app.screen.go_into(app.study.path.parent)
    await pilot.press("home")
    while app.screen.here.name != name:
        await pilot.press("down")
    await pilot.press("enter")
    await at_rest(app)
    await pilot.pause()
    assert isinstance(app.screen, MergeScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
def test_a_copy_is_shown_before_it_comes_in_and_its_backup_is_named(study, copy, play, size):
    async def story(app, pilot):
        screen = await open_copy(app, pilot, "copy")
        text = frame(app)
        assert "將併入 4 筆異動" in text
        assert "乙  編碼紀錄" in text
        assert study.totals()[0] == 0
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("y")
        await at_rest(app)
        await pilot.pause()
        assert screen is app.screen
        assert "併入 4 筆異動" in status(app)
        assert "backups" in frame(app)
        assert study.totals()[0] == 2
        await pilot.press("t")
        assert "已經併入了" in status(app)

    play(story, size=size)
    assert study.verify() == []


@pytest.mark.parametrize("size", SIZES)
def test_two_studies_become_one_pair_by_pair(study, apart, play, size):
    async def story(app, pilot):
        screen = await open_copy(app, pilot, "apart")
        assert [one.id for one in screen.waiting] == ["coder:甲", "code:cert"]
        await pilot.press("t")
        assert "請先回答" in status(app)
        await pilot.press("n")
        app.screen.focused.post_message(events.Paste("[b]字\x1b[31m" * 500))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("1")
        assert screen.here.id == "code:cert"
        text = frame(app)
        for words in ("證照不受信任", "薪資", "說到薪水"):
            assert words in text
        await pilot.press("1")
        assert not screen.waiting
        await pilot.press("u")
        assert screen.here.id == "code:cert"
        await pilot.press("2", "t")
        await at_rest(app)
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen), status(app)
        await pilot.press("y")
        await at_rest(app)
        await pilot.pause()

    play(story, size=size)
    study.look_again()
    assert {one.name for one in study.reader.all(Code)} >= {"證照不受信任", "薪資"}
    assert len({one.code for one in study.reader.all(Coding)}) == 2
    assert PairAnswers(study, apart).given == {}
    assert study.verify() == []


def test_answers_are_there_again_and_a_pair_that_does_not_exist_is_told(study, apart, play):
    async def story(app, pilot):
        screen = await open_copy(app, pilot, "apart")
        await pilot.press("2")
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"coder:x=y", "enter")
        await at_rest(app)
        await pilot.pause()
        assert "coder:x=y" in status(app)
        assert list(screen.answers.given) == ["coder:甲"]
        await pilot.press("escape")
        await pilot.press("enter")
        await at_rest(app)
        await pilot.pause()
        assert [one.id for one in app.screen.waiting] == ["code:cert"]

    play(story)
    assert study.totals()[0] == 1


def test_a_file_that_is_no_study_is_told(study, play):
    (study.path.parent / "broken.changes").write_bytes(b"\x1f\x8bno")

    async def story(app, pilot):
        screen = await open_copy(app, pilot, "broken.changes")
        assert "broken.changes" in status(app)
        await pilot.press("t")
        assert app.screen is screen

    play(story)
