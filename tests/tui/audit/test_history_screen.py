"""The history on the screen: who did what, filtered, opened, compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rounds import SIZES
from screen_reading import at_rest, desk, frame, status

from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.study import Study
from coder.tui.audit.comparison_screen import DifferenceScreen
from coder.tui.audit.history_screen import HistoryScreen
from coder.tui.codebook.screen import CodebookScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.choice import NarrowScreen
from coder.tui.frame.asking.questions import AskScreen, ChooseScreen, TellScreen
from coder.tui.widgets.listing import Listing


@pytest.fixture
def told(study):
    """GIVEN codings by two coders, one recoded and one removed and brought back, and a code defined anew."""
    here, document = Desk(study), study.transcript("firm-a")
    start = document.text.index("證照幾乎沒在看")
    here.code(document, Span(start, start + 7), ["cert"])
    here.recode(document, study.transcript("firm-a").codings[0], "nlp")
    with Study.open(study.path, "乙") as other:
        place = document.text.index("內推")
        Desk(other).code(document, Span(place, place + 2), ["referral"])
    study.changed_elsewhere()
    here.remove(document, [c for c in study.transcript("firm-a").codings if c.coder == "甲"])
    here.undo()
    book, old = Codebook(study), study.project().code_by_id["cert"]
    book.do(book.edit(old, replace(old, definition="完全不看證照"), "changed"))
    return study


async def settle(app, pilot) -> None:
    await at_rest(app)
    await pilot.pause()


def verbs(app) -> list[str]:
    return [entry.act.verb for entry in app.screen.items]


def focus(app, verb: str) -> None:
    app.screen.query_one("#history", Listing).go(verbs(app).index(verb))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [("g", "h"), ("alt+u",)])
def test_it_opens_from_a_transcript_and_shows_what_an_act_changed(play, told, size, keys):
    async def story(app, pilot):
        await pilot.press(*keys)
        await settle(app, pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert verbs(app)[:6] == ["define", "undo", "uncode", "code", "join", "recode"]
        focus(app, "recode")
        await pilot.pause()
        shown = frame(app)
        assert "改碼" in shown
        assert "編碼：證照不受信任 -> NLP 人才斷層" in shown
        assert "> 證照幾乎沒在看" in shown
        change = told.changes(app.screen.here.act.act)[0]
        assert f"#{change.seq} {change.hash[:12]}" in shown
        assert all(len(row.encode("big5", "replace")) <= size[0] for row in shown.split("\n"))
        await pilot.press("escape")
        assert isinstance(app.screen, CodingScreen)

    play(story, size=size)


def test_filters_narrow_it_down_and_are_shown(play, told):
    async def story(app, pilot):
        await pilot.press("g", "h")
        await settle(app, pilot)
        everything = len(verbs(app))
        await pilot.press("w")
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("end", "enter")
        await settle(app, pilot)
        assert set(verbs(app)) == {"code", "join"}
        assert "編碼員：乙" in frame(app)
        await pilot.press("alt+z", "alt+c")
        assert isinstance(app.screen, NarrowScreen)
        await pilot.press(*"cert", "enter")
        await settle(app, pilot)
        assert verbs(app) == ["define", "recode", "code", "codebook"]
        await pilot.press("alt+t")
        await pilot.press(*"firm-a", "enter")
        await settle(app, pilot)
        assert verbs(app) == ["recode", "code"]
        await pilot.press("z", "d")
        assert isinstance(app.screen, AskScreen)
        await pilot.press(*"nonsense", "enter")
        assert isinstance(app.screen, AskScreen)
        await pilot.press(*["backspace"] * 8, *"1999-01-01..1999-12-31", "enter")
        await settle(app, pilot)
        assert verbs(app) == []
        assert "沒有這樣的操作" in frame(app)
        await pilot.press("enter", "v", "x", "z")
        await settle(app, pilot)
        assert len(verbs(app)) == everything

    play(story)


@pytest.mark.parametrize(
    ("verb", "goal"),
    [("recode", CodingScreen), ("uncode", CodingScreen), ("define", CodebookScreen), ("join", TellScreen)],
)
def test_enter_opens_the_place_and_escape_comes_back_to_the_act(play, told, verb, goal):
    async def story(app, pilot):
        await pilot.press("g", "h")
        await settle(app, pilot)
        focus(app, verb)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, goal)
        if goal is CodingScreen:
            assert desk(app).view.caret == told.transcript("firm-a").text.index("證照幾乎沒在看")
        if goal is CodebookScreen:
            assert app.screen.code_here.id == "cert"
        await pilot.press("escape")
        await settle(app, pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.here.act.verb == verb

    play(story, transcript=None)


def test_two_marked_moments_are_compared(play, told):
    async def story(app, pilot):
        await pilot.press("g", "h")
        await settle(app, pilot)
        focus(app, "import")
        await pilot.press("f5")
        assert "已標記" in status(app)
        app.screen.listing.go(0)
        await pilot.press("alt+x")
        await settle(app, pilot)
        assert isinstance(app.screen, DifferenceScreen)
        shown = frame(app)
        assert "NLP 人才斷層" in shown
        assert "員工推薦" in shown
        assert "定義：不看證照 -> 完全不看證照" in shown
        assert "新增 2、移除 0" in status(app)
        await pilot.press("down", "enter")
        assert isinstance(app.screen, CodebookScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("x")
        await settle(app, pilot)
        assert isinstance(app.screen, DifferenceScreen)
        await pilot.press("q", "v", "x")
        assert "同一個時刻" in status(app)

    play(story)


def test_what_another_window_does_appears_and_the_focus_stays(play, told):
    async def story(app, pilot):
        await pilot.press("g", "h")
        await settle(app, pilot)
        focus(app, "recode")
        with Study.open(told.path, "乙") as other:
            Desk(other).write_memo("新的", "code", "cert")
        await pilot.pause(0.8)
        await settle(app, pilot)
        assert verbs(app)[0] == "memo"
        assert app.screen.here.act.verb == "recode"

    play(story)


def test_a_long_history_is_read_by_pages(play, study):
    for number in range(130):
        Desk(study).write_memo(f"備註 {number}", "code", "cert")

    async def story(app, pilot):
        await pilot.press("g", "h")
        await settle(app, pilot)
        total = len(study.acts())
        assert f"{total} 個操作" in frame(app)
        assert app.screen.pages.read == 1
        await pilot.press("end")
        assert app.screen.here.act.verb == "join"
        app.screen.listing.go(100)
        here = app.screen.here
        with Study.open(study.path, "乙") as other:
            for number in range(3):
                Desk(other).write_memo(f"新的 {number}", "code", "cert")
        await app._follow()
        await settle(app, pilot)
        assert app.screen.here.act == here.act, "the focus went to another act"
        await pilot.press("home", "pagedown")
        assert app.screen.listing.at > 10

    play(story)


def test_hostile_words_are_text(play, study):
    Desk(study).write_memo("[red]x[/] [/y] \x1b[31m \u202e反 [@click=app.bell]z[/]", "code", "cert")

    async def story(app, pilot):
        await pilot.press("g", "h")
        await settle(app, pilot)
        shown = frame(app)
        assert "[red]x[/] [/y]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        await pilot.press("down", "v", "home", "x")
        await settle(app, pilot)
        assert "[red]x[/] [/y]" in frame(app)

    play(story)
