"""No screen, widget or program stops listening to keys when something cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from screen_reading import frame
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from coder.errors import CoderError
from coder.tui.frame.stated import every_screen
from coder.tui.home.screen import HomeScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.telling import Telling


def below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_every_screen_and_widget_of_ours_goes_on():
    every_screen()
    ours = {kind for base in (App, Screen, Widget) for kind in below(base) if kind.__module__.startswith("coder.")}
    assert len(ours) > 50
    lacking = {kind.__name__ for kind in ours if not issubclass(kind, Telling)}
    # What they do is done by those above them.
    assert lacking <= {"LeanDisplay", "OrderlyApp", "TrailApp"}


@pytest.mark.parametrize("at", [HomeScreen, Listing])
def test_after_an_error_in_a_handler_keys_are_heard(play, monkeypatch, at):
    def broken(*_event: object) -> None:
        raise CoderError("cannot be done")

    async def story(app, pilot):
        monkeypatch.setattr(at, "on_mouse_down", broken, raising=False)
        await pilot.click("#list")
        assert "cannot be done" in frame(app)
        monkeypatch.undo()
        await pilot.press("g", "c")
        await pilot.pause()
        assert not isinstance(app.screen, HomeScreen)

    play(story, transcript=None)
