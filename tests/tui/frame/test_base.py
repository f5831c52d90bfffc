"""What every full screen of the program does."""

from __future__ import annotations

import asyncio


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
