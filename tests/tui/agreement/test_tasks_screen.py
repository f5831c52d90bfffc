"""Assignments on the screen: one's own, everybody's, and on the first screen."""

from __future__ import annotations

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from rounds import SIZES
from screen_reading import at_rest, frame

from coder.record.veil.blindness import set_visibility
from coder.tui.agreement.tasks_screen import TasksScreen
from coder.tui.home.screen import HomeScreen


async def settle(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
def test_a_lead_sees_everybodys_assignments_and_what_waits(coded, play, size):  # noqa: F811
    async def story(app, pilot):
        await pilot.press("shift+f5")
        await settle(app, pilot)
        assert isinstance(app.screen, TasksScreen)
        shown = frame(app)
        assert [line.split()[0] for line in shown.split("\n") if "/10" in line] == ["ann", "ben"]
        assert "5/10" in shown
        assert "已完成" in shown
        assert "待裁決" in shown
        await pilot.press("tab")
        await pilot.pause()
        assert "甲 的分派" in frame(app)
        assert app.screen.items == ()

    play(story, size=size)


def test_the_first_screen_lists_own_assignments(coded, play):  # noqa: F811
    set_visibility(coded, "ben", blind=True)
    coded.coder = "ben"
    coded.look_again()

    async def story(app, pilot):
        while not isinstance(app.screen, HomeScreen):
            await pilot.press("escape")
            await settle(app, pilot)
        await settle(app, pilot)
        shown = frame(app)
        assert "的分派：" in shown
        assert "ann" not in shown
        assert "| 已完成" in shown

    play(story)
