"""The report's page on the screen: each row is changed where it stands, and taken back."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame

from coder.findings.lead_page import ReportPages
from coder.tui.reporting.page_screen import ReportPageScreen


def focus(app, key):
    app.screen.take(app.screen.items, key)


@pytest.mark.parametrize("size", SIZES)
def test_cover_chapters_and_tables_are_changed_and_taken_back(play, study, size):
    async def story(app, pilot):
        pages = ReportPages(study)
        await pilot.press("g", "p")
        await pilot.pause()
        assert isinstance(app.screen, ReportPageScreen)
        shown = frame(app)
        assert "封面" in shown
        await pilot.press("enter", "X", "enter")
        assert pages.page().title.endswith("X")
        focus(app, "calendar:-1")
        await pilot.press("enter")
        assert pages.page().calendar == "gregorian"
        focus(app, "tables:cases")
        await pilot.press("enter")
        assert "cases" not in pages.page().tables
        focus(app, "chapters:1")
        first = [c.part for c in pages.page().chapters]
        await pilot.press("alt+up")
        assert [c.part for c in pages.page().chapters][:2] == first[1::-1]
        await pilot.press("d")
        assert [c.part for c in pages.page().chapters] == [first[0], *first[2:]]
        await pilot.press("u", "u")
        assert [c.part for c in pages.page().chapters] == first
        focus(app, "chapters:2")
        await pilot.press("enter", "H", "i", "f4")
        assert pages.page().chapters[2].text.endswith("Hi")
        await pilot.press("a", "O", "w", "n", "enter")
        assert len(pages.page().chapters) == len(first) + 1
        await pilot.press("escape")
        assert not isinstance(app.screen, ReportPageScreen)

    play(story, size=size)


def test_a_day_that_is_none_is_refused_where_it_is_typed(play, study):
    async def story(app, pilot):
        await pilot.press("shift+f2")
        focus(app, "date:-1")
        await pilot.press("enter", *"2026-13-01", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, ReportPageScreen)
        await pilot.press("escape")
        assert ReportPages(study).page().date == ""

    play(story)
