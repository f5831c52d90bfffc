"""Finding in the open transcript: as one types, in every spelling, by regular expression, and the way back."""

from __future__ import annotations

import pytest
from screen_reading import desk, frame, status
from textual.widgets import Input


async def type_in(app, pilot, text):
    while app.has_keys:  # on a busy machine those before it are still on their way
        await pilot.pause()
    app.screen.query_one("#find", Input).value = text
    await pilot.pause()


def place(app, words, after=0):
    return desk(app).view.document.text.index(words, after)


def test_the_first_hit_from_the_caret_on_is_shown_while_typing(play):
    async def story(app, pilot):
        view = desk(app).view
        view.go_to(place(app, "受訪者：新鮮人"))
        await pilot.press("slash")
        await type_in(app, pilot, "新鮮人")
        assert view.caret == place(app, "新鮮人我們")
        assert "第 2 處，共 2 處" in status(app)
        await type_in(app, pilot, "新鮮人呢")
        assert view.caret == place(app, "新鮮人呢")

    play(story)


def test_every_spelling_is_found(play):
    async def story(app, pilot):
        await pilot.press("ctrl+f")
        for typed in ("証照", "证照", "證照"):
            await type_in(app, pilot, typed)
            assert "共 2 處" in status(app)
        await type_in(app, pilot, "ｌｌｍ")
        assert desk(app).view.caret == place(app, "LLM")

    play(story)


def test_esc_goes_back_to_where_one_was_unless_enter_took_the_hit(play):
    async def story(app, pilot):
        view = desk(app).view
        view.go_to(5)
        await pilot.press("ctrl+f")
        await type_in(app, pilot, "內推")
        await pilot.press("escape")
        assert (view.caret, app.focused, list(view.overlay.hits)) == (5, view, [])
        await pilot.press("ctrl+f")
        await type_in(app, pilot, "內推")
        await pilot.press("enter", "enter", "escape")
        assert view.caret == place(app, "內推的人")
        assert app.focused is view

    play(story)


def test_f3_finds_the_last_words_again(play):
    async def story(app, pilot):
        await pilot.press("ctrl+f")
        await type_in(app, pilot, "內推")
        await pilot.press("escape", "f3")
        assert desk(app).view.caret == place(app, "內推，")
        await pilot.press("shift+f3")
        assert desk(app).view.caret == place(app, "內推的人")

    play(story)


def test_a_regular_expression_between_slashes_or_by_its_key(play):
    async def story(app, pilot):
        await pilot.press("ctrl+f")
        await type_in(app, pilot, "/証.幾/")
        assert desk(app).view.caret == place(app, "證照幾")
        await type_in(app, pilot, "內.的")
        assert "0 處" in status(app)
        await pilot.press("ctrl+r")
        assert desk(app).view.caret == place(app, "內推的")
        await pilot.press("ctrl+r")
        assert "0 處" in status(app)

    play(story)


def test_half_a_regular_expression_is_told_and_the_hits_stay(play):
    async def story(app, pilot):
        await pilot.press("ctrl+f", "ctrl+r")
        await type_in(app, pilot, "內推")
        await type_in(app, pilot, "內推(")
        assert "第 3 個字" in status(app)
        assert len(desk(app).view.overlay.hits) == 2
        await type_in(app, pilot, "內推(的)")
        assert "共 1 處" in status(app)

    play(story)


def test_a_pattern_without_end_is_told_and_the_screen_goes_on(play, study, tmp_path):
    from coder.transcripts import intake

    source = tmp_path / "firm-b.txt"
    source.write_text(f"受訪者：{'很' * 60}。\n", "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan())

    async def story(app, pilot):
        await pilot.press("ctrl+f", "ctrl+r")
        await type_in(app, pilot, "(很+)+x")
        assert "太花時間" in status(app)
        await type_in(app, pilot, "很。")
        assert "共 1 處" in status(app)

    play(story, transcript="firm-b")


def test_the_key_that_repeats_a_code_repeats_none_in_the_find_line(play, study):
    study.remember("recent", '["cert"]')

    async def story(app, pilot):
        await pilot.press("t", "ctrl+f", "ctrl+r", "escape")
        assert study.transcript("firm-a").codings == ()
        await pilot.press("ctrl+r")
        assert len(study.transcript("firm-a").codings) == 1

    play(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("place", ["", "m", "c"])
def test_a_line_that_is_opened_for_typing_moves_nothing(play, place, size):
    def laid(app):
        return {widget: widget.region for widget in app.screen.query("*") if widget.id not in {"find", "filter"}}

    async def story(app, pilot):
        if place:
            await pilot.press("g", place)
        await pilot.pause()
        before = laid(app)
        await pilot.press("slash")
        await pilot.pause()
        after = laid(app)
        assert {widget.id for widget in before if after[widget] != before[widget]} <= {"memos-find"}
        assert app.screen.scrollbars_enabled == (False, False)

    play(story, size=size)


def test_the_foot_tells_the_keys_that_act_where_one_types(play):
    def foot(app):
        return frame(app).split("\n")[-1]

    async def story(app, pilot):
        await pilot.pause()
        assert " c 編碼" in foot(app)
        await pilot.press("slash")
        await pilot.pause()
        assert " c 編碼" not in foot(app)
        assert "^P 指令" in foot(app)
        assert "Alt-x 改碼" in foot(app)
        await pilot.press("escape")
        await pilot.pause()
        assert " c 編碼" in foot(app)

    play(story, size=(120, 40))
