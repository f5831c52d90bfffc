"""What every full screen of the program does."""

from __future__ import annotations

import asyncio

from screen_reading import frame


def test_what_was_to_happen_on_a_screen_does_not_once_it_was_left(play):
    async def story(app, pilot):
        app.action_visit("codebook")
        await pilot.pause()
        called = []
        screen = app.screen
        screen.set_timer(0.01, lambda: called.append("there"))
        await asyncio.sleep(0.05)
        assert called == ["there"]
        waiting = screen.set_timer(60, lambda: called.append("left"))
        await pilot.press("escape")
        await pilot.pause()
        waiting._callback()
        assert called == ["there"]

    play(story, transcript=None)


def test_what_was_said_of_an_act_does_not_come_back_with_the_screen(play):
    async def story(app, pilot):
        app.action_visit("codebook")
        await pilot.pause()
        app.screen.say_saved(app.desk.write_memo("字", "code", "cert"))
        await pilot.pause()
        assert "已存" in frame(app)
        app.action_visit("memos")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "已存" not in frame(app)

    play(story)
