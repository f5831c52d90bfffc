"""A person without a study is led to one, and reads on the screen what to press."""

from __future__ import annotations

import asyncio

import pytest
from rounds import SIZES
from screen_reading import frame, status
from textual import events

from coder.model.lengths import LINE
from coder.tui.begin.first_app import BeginApp
from coder.tui.begin.screen import Beginning
from coder.tui.settings.preferences import Settings


@pytest.fixture
def play(tmp_path):
    """Run a story on the program that leads to a first study; return what it ends with."""

    def run(story, size=(80, 24), name="甲", wrong=""):
        async def go():
            app = BeginApp(tmp_path, name, Settings(), wrong)
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                await story(app, pilot)
            return app.return_value

        return asyncio.run(go())

    return run


async def take(pilot, text):
    pilot.app.screen.query_one("Input").value = text
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_says_what_there_is_and_how_to_begin(play, size):
    async def story(app, pilot):
        shown = "".join(frame(app).split())
        assert "還沒有研究" in shown
        assert all(way in shown for way in ("試用範例", "在這裡建立研究", "用範本建立研究"))
        assert "Enter開始" in shown
        assert "前往" not in shown, "there is nowhere to go yet"

    play(story, size)


def test_the_other_language_is_a_key_in_the_foot_and_holds_for_the_whole_screen(play):
    async def story(app, pilot):
        assert "^L English" in frame(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "Make a study here" in frame(app)
        assert "^L 中文" in frame(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "在這裡建立研究" in frame(app)

    play(story)


def test_the_sample_begins_with_one_key_where_the_name_is_known(play):
    async def story(app, pilot):
        await pilot.press("enter")

    assert play(story) == Beginning("sample", "甲")


def test_a_study_is_made_of_name_coder_and_first_codes(play):
    async def story(app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        await take(pilot, "")
        await take(pilot, "教育研究")
        await take(pilot, "乙")
        await take(pilot, "培育、課綱")

    assert play(story) == Beginning("new", "乙", "教育研究", ("培育", "課綱"))


def test_leaving_makes_nothing_and_what_went_wrong_is_said(play, tmp_path):
    async def story(app, pilot):
        assert "已經存在" in status(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("escape", "q")

    assert play(story, wrong="已經存在") is None
    assert list(tmp_path.iterdir()) == []


def test_its_fields_take_no_more_than_fits(play):
    async def story(app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        for _field in range(3):
            field = app.screen.focused
            for pasted in ("9" * 100_000, "9" * LINE):
                field.post_message(events.Paste(pasted))
                await pilot.pause()
            assert len(field.value) <= LINE
            await pilot.press("enter")
            await pilot.pause()

    assert play(story).way == "new"
