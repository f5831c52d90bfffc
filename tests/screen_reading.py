"""Reading the running screen as a person would."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.worker import WorkerCancelled

from coder.tui.app import CoderApp
from coder.tui.coding.screen import CodingScreen


def frame(app: CoderApp) -> str:
    """Return the screen as plain text, row by row."""
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips[:height])


def desk(app: CoderApp) -> CodingScreen:
    """Return the coding screen."""
    assert isinstance(app.screen, CodingScreen)
    return app.screen


def status(app: CoderApp) -> str:
    """Return the status line."""
    return "".join(text for row in app.screen.query_one("#status")._rows for text, _style in row)


async def at_rest(app: App[Any]) -> None:
    """Wait until no work goes on beside the screen; work that newer work took the place of was called off."""
    while running := [worker for worker in app.workers if not worker.is_finished]:
        for worker in running:
            with suppress(WorkerCancelled):
                await worker.wait()


async def offered(app, typed: str = "") -> set[str]:
    """Return what the palette offers on the screen in use, before anything is typed or for some letters."""
    from coder.tui.frame.finder import Finder

    finder = Finder(app.screen)
    await finder.startup()
    await at_rest(app)
    return {hit.text async for hit in (finder.search(typed) if typed else finder.discover())}
