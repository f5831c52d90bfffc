"""The study's settings and the types of its cases' attributes, seen and changed on the screen."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame, status

from coder.agreement.study_settings import decide
from coder.coding.whole_transcripts import set_case
from coder.record.settings import value
from coder.record.study import Study
from coder.tui.frame.asking.questions import AskScreen, ChooseScreen
from coder.tui.settings.study_screen import StudySettingsScreen


@pytest.mark.parametrize("size", SIZES)
def test_a_setting_is_seen_changed_refused_and_taken_back(play, study, size):
    async def story(app, pilot):
        await pilot.press("ctrl+f11")
        await pilot.pause()
        assert isinstance(app.screen, StudySettingsScreen)
        assert "支持一項發現的最少個案數" in frame(app)
        await pilot.press("down", "down", "enter")
        assert isinstance(app.screen, AskScreen)
        await pilot.press("backspace", "x", "enter")
        assert isinstance(app.screen, AskScreen)
        await pilot.press("backspace", "5", "enter")
        await pilot.pause()
        assert value(app.study.reader, "least-for") == "5"
        await pilot.press("u")
        await pilot.pause()
        assert value(app.study.reader, "least-for") == "3"
        await pilot.press("r")
        await pilot.pause()
        assert value(app.study.reader, "least-for") == "5"
        await pilot.press("u")
        await pilot.pause()
        # Nothing else is taken back from here.
        await pilot.press("u")
        await pilot.pause()
        assert app.study.project().cases
        assert "沒有" in status(app)

    play(story, size=size)


def test_an_attribute_gets_a_type_and_its_choices(play, study):
    set_case(study, "A", None, {"staff": "1,200"})

    async def story(app, pilot):
        await pilot.press("g", "y")
        await pilot.pause()
        await pilot.press("end", "enter")
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert app.study.project().case_by_id["A"].attributes["staff"] == "1200"
        await pilot.press("up", "enter", "end", "enter")
        assert isinstance(app.screen, AskScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert app.study.project().attribute_by_id["kind"].choices == ("AI 新創", "資服業")
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert "kind" not in app.study.project().attribute_by_id

    play(story)


def test_what_another_chose_meanwhile_is_named_and_asked_about(play, study):
    async def story(app, pilot):
        await pilot.press("ctrl+f11")
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, ChooseScreen)
        with Study.open(study.path, "乙") as other:
            decide(other, "unit", "sentence")
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "現在是「句子」" in frame(app)
        assert value(study.reader, "unit") == "sentence"
        await pilot.press("y")
        await pilot.pause()
        assert value(study.reader, "unit") != "sentence"

    play(story)
