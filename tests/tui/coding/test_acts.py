"""Changing what stands: another code, other borders, a copy, a new code from the words, the coding in focus."""

from __future__ import annotations

from screen_reading import at_rest, desk, frame, status
from textual.widgets import Input

from coder.coding.acts import Desk
from coder.model.new_codes import NEW_CODES
from coder.model.text import Span
from coder.record.study import Study
from coder.tui.widgets.picker import Picker


def standing(study):
    document = study.transcript("firm-a")
    return sorted((document.quote(c), c.code, c.coder) for c in document.codings)


def put(study, words, codes, coder=None):
    who = Study.open(study.path, coder) if coder else study
    document = who.transcript("firm-a")
    at = document.text.index(words)
    Desk(who).code(document, Span(at, at + len(words)), codes)
    if coder:
        who.close()


def go_to(app, words):
    view = desk(app).view
    view.go_to(view.document.text.index(words))


async def type_into(app, pilot, text):
    app.screen.query_one("#picker-input", Input).value = text
    await pilot.pause()


def test_x_gives_the_coding_in_focus_another_code_and_keeps_its_memo(play, study):
    put(study, "證照幾乎", ["cert"])
    coding = study.transcript("firm-a").codings[0]
    Desk(study).write_memo("語氣肯定", "coding", coding.id)

    async def story(app, pilot):
        go_to(app, "證照幾乎")
        await pilot.press("x")
        assert "改用" in frame(app) or "證照不受信任" in frame(app)
        await type_into(app, pilot, "員工")
        await pilot.press("enter")
        assert standing(study) == [("證照幾乎", "referral", "甲")]
        assert [m.text for m in study.transcript("firm-a").memos] == ["語氣肯定"]
        await pilot.press("u")
        assert standing(study) == [("證照幾乎", "cert", "甲")]

    play(story)


def test_y_puts_another_code_on_the_same_words(play, study):
    put(study, "證照幾乎", ["cert"])

    async def story(app, pilot):
        go_to(app, "證照幾乎")
        await pilot.press("alt+y")
        await type_into(app, pilot, "referral")
        await pilot.press("enter")
        assert standing(study) == [("證照幾乎", "cert", "甲"), ("證照幾乎", "referral", "甲")]

    play(story)


def test_e_moves_a_border_and_enter_sets_it(play, study):
    put(study, "證照幾乎", ["cert"])

    async def story(app, pilot):
        go_to(app, "證照幾乎")
        await pilot.press("e", "right", "right", "enter")
        assert standing(study) == [("證照幾乎沒在", "cert", "甲")]
        await pilot.press("e", "o", "left", "left", "left", "enter")
        assert standing(study) == [("老實說證照幾乎沒在", "cert", "甲")]
        await pilot.press("e", "left", "escape")
        assert standing(study) == [("老實說證照幾乎沒在", "cert", "甲")]
        assert not app.screen.query_one(Picker).is_open
        await pilot.press("u", "u")
        assert standing(study) == [("證照幾乎", "cert", "甲")]
        assert study.verify() == []

    play(story)


def test_e_with_marked_words_gives_them_to_the_coding(play, study):
    put(study, "證照幾乎", ["cert"])

    async def story(app, pilot):
        go_to(app, "老實說")
        await pilot.press(*["shift+right"] * 5, "e")
        assert standing(study) == [("老實說證照", "cert", "甲")]

    play(story)


def test_tab_chooses_which_of_several_codings_is_changed(play, study):
    put(study, "證照幾乎沒在看", ["cert"])
    put(study, "老實說證照幾乎沒在看", ["referral"])

    async def story(app, pilot):
        go_to(app, "證照幾乎")
        assert ">1" in frame(app) or ">2" in frame(app)
        await pilot.press("tab", "d")
        assert standing(study) == [("證照幾乎沒在看", "cert", "甲")]

    play(story)


def test_another_coders_coding_is_left_alone(play, study):
    put(study, "證照幾乎", ["cert"], coder="乙")

    async def story(app, pilot):
        go_to(app, "證照幾乎")
        for key in ("d", "x", "e"):
            await pilot.press(key)
            assert "其他編碼員" in status(app)
        assert standing(study) == [("證照幾乎", "cert", "乙")]

    play(story)


def test_equal_codings_of_two_coders_share_a_bracket_and_a_row(play, study):
    put(study, "證照幾乎", ["cert"])
    put(study, "證照幾乎", ["cert"], coder="乙")

    async def story(app, pilot):
        go_to(app, "證照幾乎")
        assert desk(app).view.lanes.depth == 1
        rows = [row for row in frame(app).split("\n") if "證照不受信任" in row and "甲、乙" in row]
        assert len(rows) == 1

    play(story)


def test_seven_codings_on_one_place_stand_in_seven_columns_with_their_numbers(play, study):
    words = "每家用的工具都不一樣"
    for length in range(4, 11):
        put(study, words[:length], ["cert"])

    async def story(app, pilot):
        view = desk(app).view
        go_to(app, words)
        assert view.beside.lanes == 7
        row = next(r for r in frame(app).split("\n") if "每家用的" in r)
        assert row.count("[") + row.count("⎡") == 7
        assert sum(f"{number}▌證照不受信任" in frame(app) for number in range(1, 8)) == 6

    play(story)


def test_marked_words_become_a_code_of_their_own(play, study):
    async def story(app, pilot):
        go_to(app, "工具都不一樣")
        await pilot.press(*["shift+right"] * 6, "i", "enter")
        assert [(q, w) for q, _code, w in standing(study)] == [("工具都不一樣", "甲")]
        code = next(c for c in study.project().codes if c.name == "工具都不一樣")
        assert code.parent == NEW_CODES
        assert "工具都不一樣" in frame(app).split("\n")[-3] or "工具都不一樣" in status(app)
        await pilot.press("u")
        assert standing(study) == []
        assert all(c.name != "工具都不一樣" for c in study.project().codes)

    play(story)


def test_a_code_that_is_missing_is_made_by_the_name_typed_in_the_picker(play, study):
    async def story(app, pilot):
        go_to(app, "內推")
        await pilot.press("c")
        await type_into(app, pilot, "人情")
        await pilot.press("ctrl+n", "enter")
        code = next(c for c in study.project().codes if c.name == "人情")
        assert {c for _quote, c, _coder in standing(study)} == {code.id}

    play(story)


def test_several_codes_are_put_on_in_one_act(play, study):
    async def story(app, pilot):
        go_to(app, "內推")
        await pilot.press("c", "tab", "down", "tab", "enter")
        assert len(standing(study)) == 2
        await pilot.press("u")
        assert standing(study) == []

    play(story)


def test_folded_themes_stay_folded(play, study):
    async def story(app, pilot):
        await pilot.press("z")
        assert "NLP 人才斷層" not in frame(app)

    play(story, size=(150, 40))

    async def later(app, pilot):
        assert "NLP 人才斷層" not in frame(app)
        await pilot.press("z")
        assert "NLP 人才斷層" in frame(app)

    play(later, size=(150, 40))


def test_another_windows_new_code_and_coding_are_seen_here(play, study):
    async def story(app, pilot):
        other = Study.open(study.path, "乙")
        document = other.transcript("firm-a")
        at = document.text.index("內推")
        Desk(other).code_in_vivo(document, Span(at, at + 2), "人情")
        other.close()
        await app._follow()
        await at_rest(app)
        await pilot.pause()
        go_to(app, "內推")
        assert "人情" in frame(app)

    play(story)


def test_no_glyph_beside_the_picker_is_cut(play):
    async def story(app, pilot):
        for caret in (30, 60, 90):
            desk(app).view.go_to(caret)
            await pilot.press("c")
            picker = app.screen.query_one(Picker).region
            under = desk(app).view.region.union(app.screen.query_one("#overview").region)
            assert (picker.x, picker.right) == (under.x, under.right)
            await pilot.press("escape")

    play(story)
