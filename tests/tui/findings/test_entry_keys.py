"""Findings, recommendations and figures made, changed and removed on the screen, by keys."""

from __future__ import annotations

from dataclasses import replace

from screen_reading import at_rest, frame, status
from textual.widgets import Input

from coder.findings.entries import Entries
from coder.record.study import Study
from coder.tui.findings.figures_screen import FiguresScreen
from coder.tui.findings.finding_screen import FindingScreen
from coder.tui.findings.screen import FindingsScreen
from coder.tui.frame.asking.both_texts import BothTexts
from coder.tui.frame.asking.form import FormScreen


async def settle(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


def write(app, **values: str) -> None:
    for name, text in values.items():
        app.screen.query_one(f"#form-{name}", Input).value = text


def test_a_finding_is_made_with_its_codes_changed_and_removed(play, study):
    async def story(app, pilot):
        await pilot.press("g", "f")
        await settle(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        write(app, name="缺人")
        app.screen.query_one("#form-supports").focus()
        await pilot.press("enter", "N", "L", "P", "enter")
        await settle(app, pilot)
        assert "NLP 人才斷層" in frame(app)
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, FindingsScreen)
        assert "F3 缺人" in status(app)
        assert app.screen.here.supports == ("nlp",)
        await pilot.press("i")
        await pilot.pause()
        write(app, name="很缺人")
        await pilot.press("f4")
        await settle(app, pilot)
        assert app.screen.here.name == "很缺人"
        await pilot.press("d", "y")
        await settle(app, pilot)
        assert [f.id for f in study.project().findings] == ["F1", "F2"]
        await pilot.press("u")
        await settle(app, pilot)
        assert study.project().findings[2].name == "很缺人"

    play(story, size=(80, 24))


def test_what_another_window_wrote_is_shown_before_it_is_overwritten(play, study):
    async def story(app, pilot):
        await pilot.press("g", "f")
        await settle(app, pilot)
        await pilot.press("i")
        await pilot.pause()
        write(app, name="我的")
        with Study.open(study.path, "乙") as other:
            old = other.project().findings[0]
            Entries(other).edit(old, replace(old, name="他的", opposes=()))
        await pilot.press("f4")
        await settle(app, pilot)
        assert isinstance(app.screen, BothTexts)
        assert "他的" in frame(app)
        await pilot.press("m")
        await settle(app, pilot)
        assert isinstance(app.screen, FormScreen)
        await pilot.press("f4")
        await settle(app, pilot)
        now = study.project().findings[0]
        assert (now.name, now.opposes) == ("我的", ())

    play(story)


def test_a_form_left_unsaved_comes_back_and_a_wrong_one_stays(play, study):
    async def story(app, pilot):
        await pilot.press("g", "i")
        await settle(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        write(app, name="比率")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "數值空白" in frame(app)
        await pilot.press("escape")
        await settle(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        write(app, value="3.5")
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, FiguresScreen)
        assert {f.name: f.value for f in study.project().figures} == {"問卷數": 146, "比率": 3.5}

    play(story)


def test_a_finding_that_another_window_removed_is_left(play, study):
    async def story(app, pilot):
        await pilot.press("g", "f")
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        assert isinstance(app.screen, FindingScreen)
        with Study.open(study.path, "乙") as other:
            entries = Entries(other)
            entries.remove(entries.removal(other.project().findings[0]))
        study.changed_elsewhere()
        app.screen.follow()
        await settle(app, pilot)
        assert isinstance(app.screen, FindingsScreen)
        assert [item.id for item in app.screen.items] == ["F2", "R1"]

    play(story)


def test_enter_on_a_list_without_ticks_takes_the_code_in_focus(play, study):
    async def story(app, pilot):
        await pilot.press("g", "f")
        await settle(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        write(app, name="缺人")
        app.screen.query_one("#form-supports").focus()
        await pilot.press("enter", "enter")
        await settle(app, pilot)
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert len(app.screen.here.supports) == 1

    play(story, size=(80, 24))
