"""Many screens visited leave few open, and none of the closed ones in memory."""

from __future__ import annotations

import gc
import weakref

from screen_reading import at_rest

from coder.tui.findings.editor import WritingScreen
from coder.tui.frame.trail import MOST_OPEN
from coder.tui.home.screen import HomeScreen

PLACES = ("search", "codebook", "history", "memos", "names", "settings", "agreement", "lost", "sample", "findings")


def test_the_way_back_is_short_and_ends_at_the_first_screen(play):
    async def story(app, pilot):
        for place in PLACES:
            app.action_visit(place)
            await pilot.pause()
        opened = app.screen_stack[2:]
        assert [type(screen).__name__ for screen in opened][-2:] == ["SampleScreen", "FindingsScreen"]
        assert len(opened) == MOST_OPEN
        for left in range(MOST_OPEN, 0, -1):
            assert len(app.screen_stack) == 2 + left
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None)


def test_what_is_written_stays_open(play):
    """Neither the editor nor the screen that it tells what was saved is closed under it."""

    async def story(app, pilot):
        app.action_visit("findings")
        await at_rest(app)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, WritingScreen)
        for place in PLACES:
            app.action_visit(place)
            await pilot.pause()
        assert [type(screen).__name__ for screen in app.screen_stack[2:4]] == ["FindingsScreen", "WritingScreen"]
        assert len(app.screen_stack) == 2 + MOST_OPEN

    play(story, transcript=None)


def test_a_closed_screen_is_given_back(play):
    async def story(app, pilot):
        app.action_visit("codebook")
        await pilot.pause()
        gone = weakref.ref(app.screen)
        rows = weakref.ref(app.screen._styles_cache)
        await pilot.press("escape")
        await pilot.pause()
        gc.disable()
        try:
            for _ in range(7):
                app.action_visit("settings")
                await pilot.pause()
                await pilot.press("escape")
                await pilot.pause()
            app.tidy()
        finally:
            gc.enable()
        assert gone() is None
        assert rows() is None, "the rows that a closed screen painted are kept"

    play(story, transcript=None)
