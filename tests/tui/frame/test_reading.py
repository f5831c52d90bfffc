"""Reading beside the screen."""

from __future__ import annotations

import asyncio
from threading import Event

from screen_reading import at_rest, status

from coder.errors import CoderError
from coder.tui.frame.reading import ReadingScreen


class Reader(ReadingScreen):
    """Shows nothing but what is said."""


async def settled(app, pilot):
    await at_rest(app)
    await pilot.pause()


def test_what_a_reading_given_up_hands_over_is_dropped(play):
    async def story(app, pilot):
        screen, shown, begun, late, over = Reader(), [], Event(), Event(), Event()
        await app.push_screen(screen)

        def slow(beside):
            begun.set()
            late.wait(10)
            try:
                beside.hand("slow")
            finally:
                over.set()
            return "slow too"

        screen.read_beside("words", slow, shown.append)
        assert await asyncio.to_thread(begun.wait, 10)
        screen.read_beside("words", lambda _beside: "fast", shown.append)
        late.set()
        assert await asyncio.to_thread(over.wait, 10)
        await pilot.pause()
        await pilot.pause()
        assert shown == ["fast"]

    play(story)


def test_a_reading_that_fails_says_why_and_shows_nothing(play):
    async def story(app, pilot):
        screen, shown = Reader(), []
        await app.push_screen(screen)

        def failing(_beside):
            raise CoderError("no", "try")

        screen.read_beside("words", failing, shown.append)
        await settled(app, pilot)
        assert (shown, status(app)) == ([], " no | try")

    play(story)


def test_what_is_read_in_parts_comes_in_order(play):
    async def story(app, pilot):
        screen, shown = Reader(), []
        await app.push_screen(screen)

        def parts(beside):
            beside.hand(1)
            beside.hand(2)
            return 3

        screen.read_beside("words", parts, shown.append)
        await settled(app, pilot)
        assert shown == [1, 2, 3]

    play(story)
