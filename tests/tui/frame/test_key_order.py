"""A key waits for the one before it, however slow the machine is."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from coder.tui.frame import key_order
from coder.tui.frame.key_order import OrderlyApp

WORK_SECONDS, HASTE = 0.6, 20


class Slow(Widget, can_focus=True):
    """Opens a field by one key, after long work in short steps."""

    async def on_key(self, event: events.Key) -> None:
        end = time.monotonic() + WORK_SECONDS
        while event.character == "c" and time.monotonic() < end:
            until = time.thread_time() + 0.002
            while time.thread_time() < until:
                pass
            await asyncio.sleep(0)
        self.app.query_one(Input).focus()


class SlowApp(OrderlyApp):
    """A slow widget and a field."""

    def compose(self) -> ComposeResult:
        yield Slow()
        yield Input()

    async def on_mount(self) -> None:
        self.query_one(Slow).focus()
        self.call_after_refresh(self.take_keys)


def test_a_key_waits_for_one_that_takes_long(monkeypatch: pytest.MonkeyPatch):
    """The clock runs so fast that the first key seems to take twelve seconds; what was typed reaches the field."""
    begun = time.monotonic()
    monkeypatch.setattr(key_order, "monotonic", lambda: begun + (time.monotonic() - begun) * HASTE)

    async def story() -> str:
        app = SlowApp()
        async with app.run_test() as pilot:
            await pilot.pause()
            for key in "cab":
                app.post_message(events.Key(key, key))
            field = app.query_one(Input)
            async with asyncio.timeout(60):
                while app._waiting or app._typing or not field.has_focus:  # noqa: ASYNC110  a look at what it shows
                    await asyncio.sleep(0.02)
            return field.value

    assert asyncio.run(story()) == "ab"


def test_what_loads_beside_the_screen_waits_until_nobody_types(play):
    async def story(app, pilot):
        begun = time.monotonic()
        await pilot.press("down")
        await asyncio.to_thread(app.let_type)
        assert time.monotonic() - begun >= key_order._QUIET_SECONDS

    play(story)
