"""Memos on the screen: on anything, found again, edited, never lost."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import desk, frame, status
from textual.widgets import Input, TextArea

from coder.coding.acts import Desk
from coder.coding.memos import Place, draft_key, list_memos
from coder.model.coding import Memo
from coder.model.text import Span
from coder.record.drafts import DraftKeeper
from coder.record.study import Study
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.questions import ChooseScreen, TellScreen
from coder.tui.memos.editor import MemoScreen
from coder.tui.memos.screen import MemosScreen
from coder.tui.widgets.listing import Listing


@pytest.fixture
def memos(study):
    """GIVEN a memo on each kind of thing, and one of another coder's."""
    here = Desk(study)
    document = study.transcript("firm-a")
    start = document.text.index("老實說")
    here.code(document, Span(start, start + 11), ["cert"])
    coding = study.transcript("firm-a").codings[0]
    here.write_memo("語氣很肯定", "coding", coding.id, coding.span)
    place = document.text.index("新鮮人我們")
    here.write_memo("台積電也這樣說", "transcript", document.info.id, Span(place, place + 6))
    here.write_memo("整份訪談很順", "transcript", document.info.id)
    here.write_memo("定義要再收窄", "code", "cert")
    here.write_memo("ＮＬＰ 團隊剛成立", "case", "A")
    here.write_memo("研究的備註", "study", "study")
    with Study.open(study.path, "乙") as other:
        Desk(other).write_memo("乙的看法", "code", "cert")
    study.changed_elsewhere()
    return study


def texts(app) -> set[str]:
    return {e.memo.text for e in app.screen.items}


def focus(app, text: str) -> None:
    listing = app.screen.query_one("#memos", Listing)
    listing.go(next(i for i, e in enumerate(app.screen.items) if e.memo.text == text))


@pytest.mark.parametrize("size", SIZES)
def test_all_memos_stand_with_what_they_are_on(play, memos, size):
    async def story(app, pilot):
        await pilot.press("g", "m")
        assert isinstance(app.screen, MemosScreen)
        focus(app, "語氣很肯定")
        await pilot.pause()
        shown = frame(app)
        assert "證照不受信任 | 廠商 A，第 3 行" in shown
        assert "> 老實說證照幾乎沒在看。" in shown
        assert "A-3-" in shown
        assert "7/7" in shown
        assert all(len(row.encode("big5", "replace")) <= size[0] for row in shown.split("\n"))

    play(story, size=size)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("臺積電", {"台積電也這樣說"}),
        ("nlp 剛", {"ＮＬＰ 團隊剛成立"}),
        ("老實說", {"語氣很肯定"}),
        ("沒有這個", set()),
    ],
)
def test_typing_finds_memos_in_any_spelling(play, memos, typed, found):
    async def story(app, pilot):
        await pilot.press("alt+m", "ctrl+f")
        app.screen.query_one("#memos-find", Input).value = typed
        await pilot.pause()
        assert texts(app) == found
        await pilot.press("enter")
        assert isinstance(app.focused, Listing)
        await pilot.press("escape")
        assert len(texts(app)) == 7
        await pilot.press("escape")
        assert isinstance(app.screen, CodingScreen)

    play(story)


def test_the_kinds_go_round_by_tab_and_the_coders_by_o(play, memos):
    async def story(app, pilot):
        await pilot.press("g", "m")
        sizes = []
        for _ in range(6):
            sizes.append(len(texts(app)))
            await pilot.press("tab")
        assert sizes == [7, 1, 2, 2, 1, 1]
        await pilot.press("shift+tab")
        assert texts(app) == {"研究的備註"}
        await pilot.press("tab", "o", "o")
        assert texts(app) == {"乙的看法"}

    play(story)


def test_enter_opens_the_place_and_escape_comes_back_to_the_memo(play, memos):
    async def story(app, pilot):
        await pilot.press("g", "m")
        focus(app, "台積電也這樣說")
        await pilot.press("enter")
        assert isinstance(app.screen, CodingScreen)
        assert desk(app).view.caret == memos.transcript("firm-a").text.index("新鮮人我們")
        await pilot.press("escape")
        assert app.screen.here.memo.text == "台積電也這樣說"

    play(story, transcript=None)


@pytest.mark.parametrize(("text", "fact"), [("定義要再收窄", "不看證照"), ("ＮＬＰ 團隊剛成立", "AI 新創")])
def test_enter_tells_what_a_code_means_and_what_a_case_is(play, memos, text, fact):
    async def story(app, pilot):
        await pilot.press("g", "m")
        focus(app, text)
        await pilot.press("enter")
        assert isinstance(app.screen, TellScreen)
        assert fact in frame(app)
        await pilot.press("escape")
        assert isinstance(app.screen, MemosScreen)

    play(story)


def test_a_memo_is_edited_removed_and_brought_back(play, memos):
    async def story(app, pilot):
        await pilot.press("g", "m")
        focus(app, "整份訪談很順")
        await pilot.press("ctrl+e")
        app.screen.query_one(TextArea).insert("，但很長")
        await pilot.press("f4")
        assert "整份訪談很順，但很長" in texts(app)
        assert status(app).strip().startswith("已存")
        await pilot.press("ctrl+d")
        assert "整份訪談很順，但很長" not in texts(app)
        await pilot.press("ctrl+z")
        assert "逐字稿 firm-a" in status(app)
        assert "整份訪談很順，但很長" in texts(app)
        await pilot.press("ctrl+y")
        assert "整份訪談很順，但很長" not in texts(app)
        await pilot.press("u", "u")
        assert "整份訪談很順" in texts(app)

    play(story)


def test_undo_names_what_the_memo_was_on(memos):
    here = Desk(memos)
    said = [here.undo().message for _ in range(5)]
    for words in ("研究 測試編碼簿", "個案 廠商 A", "編碼 證照不受信任", "逐字稿 firm-a"):
        assert any(words in s for s in said), words
    assert "編碼紀錄 證照不受信任" in here.undo().message


def test_another_coders_memo_is_read_and_left_alone(play, memos):
    async def story(app, pilot):
        await pilot.press("g", "m")
        focus(app, "乙的看法")
        await pilot.press("e")
        assert isinstance(app.screen, MemosScreen)
        await pilot.press("d")
        assert "乙的看法" in texts(app)
        assert "乙" in status(app)

    play(story)


@pytest.mark.parametrize(
    ("kind", "target", "on"),
    [("transcript", "", "transcript"), ("code", "nlp", "code"), ("case", "B", "case"), ("study", None, "study")],
)
def test_a_new_memo_on_anything(play, study, kind, target, on):
    async def story(app, pilot):
        await pilot.press("g", "m", "ctrl+n")
        choice = app.screen
        assert isinstance(choice, ChooseScreen)
        choice.query_one(Listing).go([key for key, _label in choice.options].index(kind))
        await pilot.press("enter")
        if target is not None:
            keys = [key for key, _label in app.screen.options]
            app.screen.query_one(Listing).go(keys.index(target) if target else 0)
            await pilot.press("enter")
        app.screen.query_one(TextArea).insert("新的想法")
        await pilot.press("ctrl+s")
        assert texts(app) == {"新的想法"}
        made = list_memos(study)[0].memo
        assert (made.target_kind, made.start) == (on, None)

    play(story)


def test_a_second_memo_on_the_same_thing(play, memos):
    async def story(app, pilot):
        await pilot.press("g", "m")
        focus(app, "語氣很肯定")
        await pilot.press("n", "enter")
        app.screen.query_one(TextArea).insert("第二則")
        await pilot.press("ctrl+s")
        on = {e.memo.text: e.memo.target for e in app.screen.items}
        assert on["第二則"] == on["語氣很肯定"]
        await pilot.press("escape")
        desk(app).view.go_to(memos.transcript("firm-a").codings[0].start)
        await pilot.press("m")
        assert [label for _key, label in app.screen.options] == ["語氣很肯定", "第二則", "新增一則"]

    play(story)


def test_the_whole_transcript_has_a_memo_of_its_own(play, study):
    async def story(app, pilot):
        await pilot.press("alt+t")
        app.screen.query_one(TextArea).insert("氣氛輕鬆")
        await pilot.press("ctrl+s")
        memo = study.transcript("firm-a").memos[0]
        assert (memo.target_kind, memo.start, memo.text) == ("transcript", None, "氣氛輕鬆")
        await pilot.press("T")
        assert app.screen.query_one(TextArea).text == "氣氛輕鬆"
        await pilot.press("escape", "ctrl+z")
        assert "逐字稿 firm-a" in status(app)
        assert study.transcript("firm-a").memos == ()

    play(story)


def test_the_input_method_shows_its_candidates_at_the_caret(play, study):
    async def story(app, pilot):
        await pilot.press("T")
        area = app.screen.query_one(TextArea)
        await pilot.pause()
        before = app.cursor_position
        await pilot.press("證", "照")
        assert area.text == "證照"
        assert area.region.contains(*app.cursor_position)
        assert app.cursor_position.x == before.x + 4

    play(story)


@pytest.mark.parametrize(("key", "field"), [("c", "#picker-input"), ("slash", "#find")])
def test_candidates_show_in_a_field_before_anything_is_typed(play, study, key, field):
    async def story(app, pilot):
        await pilot.press("t", key)
        await pilot.pause()
        assert app.screen.query_one(field).region.contains(*app.cursor_position)

    play(story)


def test_a_failed_save_keeps_the_text_in_the_editor(play, memos):
    async def story(app, pilot):
        view = desk(app).view
        view.go_to(memos.transcript("firm-a").codings[0].start)
        await pilot.press("m")
        with Study.open(memos.path, "甲") as other:
            document = other.transcript("firm-a")
            Desk(other).remove(document, document.codings)
        app.screen.query_one(TextArea).insert("，非常")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, MemoScreen)
        assert app.screen.query_one(TextArea).text == "語氣很肯定，非常"
        assert "已不存在" in frame(app)

    play(story)


def test_a_crash_takes_no_text_and_the_draft_is_offered_again(play, study):
    async def story(app, pilot):
        await pilot.press("T")
        app.screen.query_one(TextArea).insert("寫到一半")
        await pilot.pause(1.2)

    play(story)

    async def later(app, pilot):
        await pilot.press("T")
        assert app.screen.query_one(TextArea).text == "寫到一半"
        assert "未存" in frame(app)
        await pilot.press("ctrl+o")
        assert app.screen.query_one(TextArea).text == ""
        await pilot.press("ctrl+o", "ctrl+s")
        assert [m.text for m in study.transcript("firm-a").memos] == ["寫到一半"]
        await pilot.press("T", "escape")
        assert isinstance(app.screen, CodingScreen)

    play(later)


def test_a_text_that_was_given_up_is_not_offered_again(play, study):
    async def story(app, pilot):
        await pilot.press("T")
        app.screen.query_one(TextArea).insert("不要了")
        await pilot.press("ctrl+o", "escape")
        assert isinstance(app.screen, CodingScreen)
        assert (
            DraftKeeper(study, draft_key(Place("transcript", study.transcript("firm-a").info.id), None)).recall()
            is None
        )

    play(story)


def test_what_another_window_writes_appears(play, memos):
    async def story(app, pilot):
        await pilot.press("g", "m")
        with Study.open(memos.path, "乙") as other:
            Desk(other).write_memo("剛剛寫的", "case", "B")
        await pilot.pause(0.8)
        assert "剛剛寫的" in texts(app)

    play(story)


def test_hostile_memos_are_text(play, study):
    hostile = "[red]x[/] [/y] \x1b[31m \u202e反 [@click=app.bell]z[/]"
    Desk(study).write_memo(hostile, "code", "cert")

    async def story(app, pilot):
        await pilot.press("g", "m")
        shown = frame(app)
        assert "[red]x[/] [/y]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        await pilot.press("n", "escape", "e", "escape", "enter")
        assert app.is_running

    play(story)


def test_a_memo_whose_target_is_gone_stays_readable(play, study):
    memo = Memo(id="m1", target_kind="coding", target="gone", coder="甲", text="孤兒", at="2026-01-01T10:00:00+08:00")
    from coder.record.entry import Put

    study.record([Put("memo", None, memo)], "memo")

    async def story(app, pilot):
        await pilot.press("g", "m")
        assert "已不存在" in frame(app)
        await pilot.press("enter")
        assert "已不存在" in status(app)

    play(story)
