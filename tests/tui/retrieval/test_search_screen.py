"""Searching the study on the screen: typing, filters, coding from the list, the way to the text and back."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len
from rounds import SIZES
from screen_reading import desk, frame, offered, status
from textual.widgets import Input

from coder.model.text import Span
from coder.transcripts import intake
from coder.tui.frame.asking.choice import NarrowScreen
from coder.tui.retrieval.commands import SEARCH
from coder.tui.retrieval.search_screen import HitList, SearchScreen
from coder.tui.retrieval.search_worker import Found


def listing(app) -> HitList:
    return app.screen.query_one(HitList)


def filters(app) -> str:
    return "".join(text for row in app.screen.query_one("#filters")._rows for text, _style in row)


def found(app) -> list[str]:
    return [f"{h.before[-2:]}[{h.match}]{h.after[:2]}" for h in app.screen.items]


async def settle(app, pilot):
    """Let a search that typing set off come to its end."""
    screen = app.screen
    for _ in range(200):
        await pilot.pause(0.02)
        if not screen.searching and "秒" in status(app):
            return
        if not screen.waits and not screen.state.typed:
            return
    raise AssertionError(status(app))


async def look_for(app, pilot, text):
    if not isinstance(app.screen, SearchScreen):
        await pilot.press("alt+s")
    app.screen.query_one("#query", Input).value = text
    await pilot.pause()
    await settle(app, pilot)


async def choose(app, pilot, typed):
    assert isinstance(app.screen, NarrowScreen)
    app.screen.query_one(Input).value = typed
    await pilot.pause()
    await pilot.press("enter")


def test_hits_come_while_typing_aligned_on_their_word(play):
    async def story(app, pilot):
        await look_for(app, pilot, "内推")
        assert found(app) == ["是靠[內推]，內", "推，[內推]的人"]
        rows = [[text for text, _style in row] for row in listing(app)._rows]
        assert len({cell_len("".join(row[: row.index("內推")])) for row in rows}) == 1
        assert all(row[0].strip() == "廠商 A 7" for row in rows)
        assert "2 處，1 份逐字稿" in status(app)
        await look_for(app, pilot, "證照 NEAR/30 工具")
        assert len(app.screen.items) == 1

    play(story)


def test_a_regular_expression_is_typed_between_slashes_or_switched_on(play):
    async def story(app, pilot):
        await look_for(app, pilot, "/内.的/")
        assert found(app) == ["推，[內推的]人留"]
        assert "正規表示式" in filters(app)
        await look_for(app, pilot, "内.的")
        assert found(app) == []
        await pilot.press("alt+r")
        await settle(app, pilot)
        assert found(app) == ["推，[內推的]人留"]

    play(story)


def test_a_wrong_expression_is_told_with_its_column_and_the_hits_stay(play):
    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        app.screen.query_one("#query", Input).value = "(內推"
        await pilot.pause(0.4)
        assert "第 1 個字" in status(app)
        assert len(app.screen.items) == 2

    play(story)


def test_down_and_up_lead_between_field_and_list(play):
    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        await pilot.press("down")
        assert app.focused is listing(app)
        await pilot.press("down")
        assert listing(app).at == 1
        await pilot.press("up", "up")
        assert app.focused is app.screen.query_one("#query")
        await pilot.press("enter")
        assert app.focused is listing(app)

    play(story)


def test_enter_opens_the_text_with_its_hits_marked_and_esc_comes_back(play, study):
    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        view, text = desk(app).view, study.transcript("firm-a").text
        second = text.index("內推", text.index("內推") + 1)
        assert view.caret == second
        assert list(view.overlay.hits) == [Span(text.index("內推"), text.index("內推") + 2), Span(second, second + 2)]
        await pilot.press("f3")
        assert view.caret == text.index("內推")
        assert "第 1 處，共 2 處" in status(app)
        await pilot.press("escape")
        assert isinstance(app.screen, SearchScreen)
        assert (listing(app).at, app.focused) == (1, listing(app))

    play(story)


def test_a_hit_is_coded_from_the_list_and_undone(play, study):
    async def story(app, pilot):
        await look_for(app, pilot, "工具")
        await pilot.press("enter", "alt+c")
        await choose(app, pilot, "員工")
        document = study.transcript("firm-a")
        assert [(document.quote(c), c.code) for c in document.codings] == [
            ("每家用的工具都不一樣，你考了這張，進來還是要重學。", "referral")
        ]
        assert "員工推薦" in status(app)
        assert "▌員工推薦" in frame(app)
        assert json.loads(study.recall("recent"))[0] == "referral"
        await pilot.press("ctrl+z")
        assert study.transcript("firm-a").codings == ()
        assert "▌員工推薦" not in frame(app)
        await pilot.press("ctrl+y")
        assert len(study.transcript("firm-a").codings) == 1

    play(story)


def test_a_stage_direction_is_not_coded_from_the_list(play, study):
    async def story(app, pilot):
        await look_for(app, pilot, "電話響")
        await pilot.press("enter", "c")
        assert "此處不是發言內容" in status(app)

    play(story)


def test_filters_are_chosen_shown_and_cleared(play, study):
    async def story(app, pilot):
        await look_for(app, pilot, "新鮮人")
        assert len(app.screen.items) == 2
        await pilot.press("f4")
        await choose(app, pilot, "訪談者")
        await settle(app, pilot)
        assert found(app) == ["那[新鮮人]呢？"]
        assert "| 訪談者" in filters(app)
        await pilot.press("f6")
        await choose(app, pilot, "資服")
        await settle(app, pilot)
        assert found(app) == []
        assert "kind=資服業" in filters(app)
        await pilot.press("alt+x")
        await settle(app, pilot)
        assert len(app.screen.items) == 2
        assert "沒有篩選" in filters(app)

    play(story)


def test_only_or_not_on_codings_of_a_theme_or_a_coder(play, study):
    async def story(app, pilot):
        await look_for(app, pilot, "證照")
        await pilot.press("enter", "down", "c")
        await choose(app, pilot, "cert")
        for key, typed, count in (("f2", "skill", 1), ("f2", "", 2), ("f3", "cert", 1), ("f3", "", 2), ("f7", "甲", 1)):
            await pilot.press(key)
            await choose(app, pilot, typed)
            await settle(app, pilot)
            assert len(app.screen.items) == count, (key, typed)
        await pilot.press("f5")
        await choose(app, pilot, "廠商 B")
        await settle(app, pilot)
        assert not app.screen.items

    play(story)


def test_unit_spelling_and_order_are_switched(play):
    async def story(app, pilot):
        await look_for(app, pilot, "證照 工具")
        assert len(app.screen.items) == 1
        await pilot.press("f8")
        await settle(app, pilot)
        assert not app.screen.items
        await pilot.press("f8", "f8", "f8")
        await look_for(app, pilot, "内推")
        await pilot.press("alt+e")
        await settle(app, pilot)
        assert not app.screen.items
        await pilot.press("alt+e", "f9")
        await settle(app, pilot)
        assert "依左文" in filters(app)
        assert found(app) == ["推，[內推]的人", "是靠[內推]，內"]

    play(story)


def test_query_filters_and_focus_are_there_again(play, study):
    async def first(app, pilot):
        await look_for(app, pilot, "內推")
        await pilot.press("f4")
        await choose(app, pilot, "受訪")
        await settle(app, pilot)
        await pilot.press("down", "down", "escape")
        assert desk(app)

    async def second(app, pilot):
        await pilot.press("alt+s")
        await settle(app, pilot)
        assert app.screen.query_one("#query", Input).value == "內推"
        assert listing(app).at == 1
        assert "| 受訪者" in filters(app)

    play(first)
    play(second)


@pytest.mark.parametrize(
    "kept", ["nonsense", "[]", '{"unit": "page"}', '{"filters": {"code": "gone", "where": [["a", "b"]]}}']
)
def test_a_state_that_no_longer_fits_is_left(play, study, kept):
    study.remember("search", kept)

    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        assert len(app.screen.items) == 2

    play(story)


def test_hits_that_come_later_leave_the_focus_where_it_is(play):
    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        await pilot.press("down", "down")
        screen = app.screen
        focused = screen.items[1]
        screen.take_hits(Found([screen.items[0]] * 50))
        assert (listing(app).at, screen.here) == (1, focused)
        assert len(screen.items) == 52

    play(story)


def test_hostile_words_are_shown_as_text(play, study, tmp_path):
    source = tmp_path / "firm-b.txt"
    source.write_text("受訪者：他說 [bold]粗體[/bold] 跟 [/x] \u202e反\u202c 還有 \x1b[31m紅。\n", "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan())

    async def story(app, pilot):
        await look_for(app, pilot, "/.bold.粗體/")
        assert "[bold]粗體[/bold] 跟 [/x]" in frame(app)
        assert not set("\x1b\u202e\u202c") & set(frame(app))
        await pilot.press("enter", "c")
        assert "[bold]粗體" in frame(app)

    play(story)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_row_is_as_wide_as_the_screen(play, size, language):
    async def story(app, pilot):
        if language == "en":
            await pilot.press("ctrl+l")
        await pilot.press("alt+s")
        app.screen.query_one("#query", Input).value = "人"
        await pilot.pause(0.5)
        assert len(app.screen.items) > 3
        await pilot.press("enter", "down")
        for row in frame(app).split("\n"):
            assert cell_len(row) == size[0]

    play(story, size=size)


def test_the_help_and_the_palette_know_its_keys(play):
    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        await pilot.press("enter")
        assert {c.label() for c in SEARCH} <= await offered(app)
        await pilot.press("question_mark")
        assert app.screen.query("#help-text")

    play(story)


def test_what_another_window_coded_appears(play, study):
    from coder.coding.acts import Desk
    from coder.record.study import Study

    async def story(app, pilot):
        await look_for(app, pilot, "內推")
        with Study.open(study.path, "乙") as other:
            document = other.transcript("firm-a")
            start = document.text.index("內推")
            Desk(other).code(document, Span(start, start + 2), ["fresh"])
        await pilot.pause(0.8)
        assert "▌接受新鮮人" in frame(app)

    play(story)


def test_cases_are_filtered_by_a_typed_condition_and_by_all_but_a_value(play, study):
    async def story(app, pilot):
        await look_for(app, pilot, "新鮮人")
        everything = len(app.screen.items)
        await pilot.press("f6")
        await choose(app, pilot, "≠ 資服業")
        await settle(app, pilot)
        assert "kind!=資服業" in filters(app)
        without = len(app.screen.items)
        await pilot.press("f6")
        await choose(app, pilot, "kind=資服業")
        await settle(app, pilot)
        assert without + len(app.screen.items) == everything
        assert len(app.screen.items) == 0

    play(story)
