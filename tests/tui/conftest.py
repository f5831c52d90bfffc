"""The real screen on a real study, driven by keys and mouse."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from screen_reading import at_rest
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from coder.tui.app import CoderApp
from coder.tui.frame import trail
from coder.tui.settings.preferences import Settings

# Every program of a run parses the same styles, which takes a tenth of its time.
_PARSED: dict[Any, Any] = {}
_parse_rules = Stylesheet._parse_rules


def _parsed_once(self: Stylesheet, *args: Any, **options: Any) -> Any:
    key = (args, tuple(options.items()), tuple(sorted(self._variables.items())))
    if key not in _PARSED:
        _PARSED[key] = _parse_rules(self, *args, **options)
    return _PARSED[key]


Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]

# Closed screens are looked for among the program's own objects: pytest and the tests hold a hundred times as many.
trail.settle = gc.collect  # type: ignore[assignment]

Story = Callable[[CoderApp, Pilot], Awaitable[None]]


@pytest.fixture
def play(study):
    """Run a story on the program, opened on the study's transcript (or the list)."""

    def run(
        story: Story,
        *,
        size: tuple[int, int] = (120, 40),
        transcript: str | None = "firm-a",
        keys: dict[str, str] | None = None,
    ) -> None:
        async def go() -> None:
            app = CoderApp(study, Settings(keys=keys or {}), transcript)
            async with app.run_test(size=size, notifications=True) as pilot:
                await at_rest(pilot.app)
                await pilot.pause()
                await story(app, pilot)

        asyncio.run(go())

    return run
