"""The speaker desk on the real screen: a file before it is taken in, and a transcript of the study."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame, status

from coder.coding.whole_transcripts import remove_transcript
from coder.model.project import TranscriptRecord
from coder.record.study import Study
from coder.transcripts.speaker_desk import StudyDesk
from coder.tui.home.screen import HomeScreen
from coder.tui.transcripts.files_screen import FilesScreen
from coder.tui.transcripts.speakers_screen import SpeakersScreen

TALK = "林子含：為什麼要先談？\n王小明：沒有這樣做。\n王經理：很多。\n林子含：很希望。\n王小明：下次。\n附帶：無\n附帶：無\n"


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "訪談.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


async def type_in(pilot, text):
    pilot.app.screen.query_one("Input").value = text
    await pilot.press("enter")
    await pilot.pause()


def speakers_of(study, name):
    (info,) = [t for t in study.project().transcripts if t.name == name]
    return dict(study.reader.require(TranscriptRecord, info.id).speakers)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_is_taken_in_as_the_desk_shows_it(study, play, talk, size):
    async def story(app, pilot):
        before = len(study.project().transcripts)
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        await type_in(pilot, str(talk))
        assert isinstance(app.screen, SpeakersScreen)
        shown = frame(app)
        for words in ("林子含", "王經理", "附帶", "×2", "為什麼要先談", "重複出現", "尚未匯入"):
            assert words in shown
        await pilot.press("x", "home", "pageup")
        listing = app.screen
        await _focus(pilot, listing, "附帶")
        await pilot.press("x")
        await _focus(pilot, listing, "附帶")
        assert "x 發言者" in frame(app).splitlines()[-1]
        await _focus(pilot, listing, "林子含")
        while next(c for c in listing.items if c.name == "林子含").role != "interviewer":
            await pilot.press("o")
            await pilot.pause()
        assert "x 發言者" not in frame(app).splitlines()[-1]
        await _focus(pilot, listing, "王經理")
        await pilot.press("enter")
        await pilot.pause()
        await type_in(pilot, "王小明")
        assert "王經理 → 王小明" in frame(app)
        assert len(study.project().transcripts) == before
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "已匯入" in status(app)
        assert speakers_of(study, "訪談") == {"林子含": "interviewer", "王小明": "respondent"}

    play(story, size=size, transcript=None)


def test_a_form_of_labels_is_typed_on_the_desk(study, play, tmp_path):
    path = tmp_path / "甲.txt"
    path.write_text("".join(f"~{('王', '林')[n % 2]}~ 第{n}句話。\n" for n in range(8)), "utf-8")

    async def story(app, pilot):
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        await type_in(pilot, str(path))
        await pilot.press("l")
        await pilot.pause()
        await type_in(pilot, "~(")
        assert "~(" in frame(app)
        await type_in(pilot, "~(.)~ ")
        assert [(one.name, one.count) for one in app.screen.items] == [("王", 4), ("林", 4)]
        assert "王：第0句話。" in frame(app)

    play(story, transcript=None)


async def _focus(pilot, screen, name):
    await pilot.press("home")
    for _ in screen.items:
        if screen.here.name == name:
            return
        await pilot.press("down")
        await pilot.pause()
    assert screen.here.name == name


def test_a_file_that_cannot_be_read_is_said(study, play, tmp_path):
    async def story(app, pilot):
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        await type_in(pilot, str(tmp_path / "gone.txt"))
        assert isinstance(app.screen, FilesScreen)
        assert "gone.txt" in status(app)

    play(story, transcript=None)


def test_the_speakers_of_a_transcript_change_as_an_act_and_are_taken_back(study, play):
    before = speakers_of(study, "firm-a")

    async def story(app, pilot):
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, SpeakersScreen)
        name = app.screen.here.name
        await pilot.press("o")
        await pilot.pause()
        assert speakers_of(study, "firm-a")[name] == "interviewer"
        assert app.screen.here.name == name
        await pilot.press("t")
        assert "研究裡已經有" in status(app)
        await pilot.press("u")
        await pilot.pause()
        assert speakers_of(study, "firm-a") == before
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None)


def test_speakers_of_a_transcript_that_another_window_removed_are_told_gone(study, play):
    async def story(app, pilot):
        app.push_screen(SpeakersScreen(StudyDesk(study, study.transcript("firm-a").info.id)))
        await pilot.pause()
        with Study.open(study.path, "乙") as other:
            remove_transcript(other, other.transcript("firm-a").info.id)
        await app._follow()
        await pilot.pause()
        assert "已經不在了" in status(app)
        await pilot.press("enter", "escape", "escape")
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None)
