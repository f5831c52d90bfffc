"""The report's page on the screen: each row is changed where it stands, and taken back."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame

from coder.findings.lead_page import ReportPages
from coder.record.study import Study
from coder.tui.frame.asking.both_texts import BothTexts
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


def test_what_is_done_with_a_chapter_meets_the_one_that_was_shown(play, study):
    """Another window moves and renames chapters, and this screen has not looked since."""

    async def story(app, pilot):
        pages = ReportPages(study)
        await pilot.press("shift+f2")
        await pilot.pause()
        app.screen.follow = lambda: None
        parts = [c.part for c in pages.page().chapters]
        with Study.open(study.path, "乙") as other:
            ReportPages(other).move(0, 3)
        focus(app, "chapters:0")
        await pilot.press("d")
        assert [c.part for c in pages.page().chapters] == parts[1:]
        focus(app, "chapters:0")
        with Study.open(study.path, "乙") as other:
            ReportPages(other).move(0, 2)
            ReportPages(other).change(2, "title", "乙的標題")
        await pilot.press("t", "X", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BothTexts)
        assert "乙的標題" in frame(app)
        await pilot.press("m", "enter")
        await pilot.pause()
        assert [c.title for c in pages.page().chapters if c.title] == ["X"]

    play(story)
