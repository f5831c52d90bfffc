"""The report is written from the screen: a format by Enter, all by one key, into the study's exports."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame, status

from coder.tui.reporting.export_screen import ExportScreen


@pytest.mark.parametrize("size", SIZES)
def test_a_report_is_written_from_the_menu_of_places(study, play, size):
    async def story(app, pilot):
        await pilot.press("g", "v")
        await pilot.pause()
        assert isinstance(app.screen, ExportScreen)
        assert "Word" in frame(app)
        await pilot.press("down", "down", "down", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "findings.md" in status(app)

    play(story, size=size)
    written = study.path.parent / "exports" / "findings.md"
    assert written.stat().st_size > 0
