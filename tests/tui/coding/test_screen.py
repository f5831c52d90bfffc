"""What an interviewer does on the coding screen, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from screen_reading import desk, frame, offered, status
from textual.widgets import Input, TextArea

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.study import Study
from coder.transcripts.intake import ImportPlan, import_transcripts
from coder.tui.coding.screen import CodingScreen
from coder.tui.home.screen import HomeScreen
from coder.tui.memos.editor import MemoScreen
from coder.tui.widgets.picker import Picker
from coder.tui.widgets.wrap import column_of


def quotes(study):
    document = study.transcript("firm-a")
    return sorted((document.quote(c), c.code) for c in document.codings)


def test_the_text_stands_with_its_line_numbers_and_its_notice(play):
    async def story(app, pilot):
        shown = frame(app)
        assert "虛構示例" in shown
        assert any(row.split("老實說")[0].split() == ["3", "受訪者"] for row in shown.split("\n") if "老實說" in row)

    play(story)


def test_a_suggestion_at_the_caret_says_why_and_is_accepted_by_its_number(play, study):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "n")
        shown = frame(app)
        assert "1▌證照不受信任" in shown
        assert "證照" in shown
        await pilot.press("1")
        assert status(app).strip().startswith("已存")
        assert quotes(study) == [("老實說證照幾乎沒在看。", "cert")]
        coding = study.transcript("firm-a").codings[0]
        assert coding.origin == "suggestion"
        assert [e.word for e in coding.evidence] == ["證照"]

    play(story)


def test_a_rejected_suggestion_goes_and_stays_away(play, study):
    async def story(app, pilot):
        before = len(desk(app).state.proposals.open)
        await pilot.press("n", "backspace")
        assert len(desk(app).state.proposals.open) == before - 1
        assert study.transcript("firm-a").decisions[0].verdict == "reject"

    play(story)

    async def later(app, pilot):
        refused = study.transcript("firm-a").decisions[0]
        assert all(s.code != "cert" for s in desk(app).state.proposals.open if s.start == refused.start)

    play(later)


def test_the_picker_codes_the_sentence_by_typing_a_name(play, study):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "t", "c")
        assert app.screen.query_one(Picker).is_open
        app.screen.query_one("#picker-input", Input).value = "員工"
        await pilot.pause()
        await pilot.press("enter")
        assert quotes(study) == [("老實說證照幾乎沒在看。", "referral")]
        assert not app.screen.query_one(Picker).is_open
        assert app.focused is desk(app).view

    play(story)


def test_tab_in_the_picker_puts_several_codes_on_the_same_words(play, study):
    async def story(app, pilot):
        await pilot.press("t", "c", "tab", "down", "tab", "enter")
        assert len(quotes(study)) == 2
        assert len({words for words, _ in quotes(study)}) == 1

    play(story)


def test_the_picker_never_covers_the_marked_words(play):
    async def story(app, pilot):
        view = desk(app).view
        for caret in range(0, len(view.document.text), 25):
            view.go_to(caret)
            if view.target.end <= view.target.start:
                continue
            await pilot.press("c")
            region = app.screen.query_one(Picker).region
            rows = [
                view.region.y + r - view.scroll_offset.y for r in view.rows.rows_of(view.target.start, view.target.end)
            ]
            assert not any(region.y <= row < region.bottom for row in rows), (caret, region, rows)
            await pilot.press("escape")

    play(story, size=(80, 24))


def test_marking_by_shift_and_by_mode_codes_just_those_words(play, study):
    async def story(app, pilot):
        view = desk(app).view
        start = view.document.text.index("證照幾乎")
        view.go_to(start)
        await pilot.press(*["shift+right"] * 4, "c", "1")
        assert quotes(study)[0][0] == "證照幾乎"
        view.go_to(view.document.text.index("每家用"))
        await pilot.press("v", "right", "right", "right", "full_stop")
        assert "每家用" in {words for words, _ in quotes(study)}

    play(story)


def test_widening_marks_word_clause_sentence_turn_and_back(play):
    async def story(app, pilot):
        view = desk(app).view
        text = view.document.text
        view.go_to(text.index("你考了"))
        seen = []
        for key in ("s", "s", "s", "s", "minus"):
            await pilot.press(key)
            seen.append(text[view.selection.start : view.selection.end])
        assert seen[0] == "你"
        assert seen[1] == "你考了這張，"
        assert seen[2] == "每家用的工具都不一樣，你考了這張，進來還是要重學。"
        assert seen[3] == "老實說證照幾乎沒在看。" + seen[2]
        assert len(seen[4]) < len(seen[3])

    play(story)


def test_dragging_the_mouse_marks_whole_glyphs(play, study):
    async def story(app, pilot):
        view = desk(app).view
        row = view.rows.row_of(view.document.text.index("老實說"))
        x = view.beside.cells
        await pilot.mouse_down(view, offset=(x, row))
        await pilot.hover(view, offset=(x + 5, row))
        await pilot.mouse_up(view, offset=(x + 5, row))
        assert view.document.text[view.selection.start : view.selection.end] == "老實說"

    play(story)


def test_a_double_click_marks_the_word_a_triple_click_the_sentence_a_fourth_the_turn(play):
    async def story(app, pilot):
        view = desk(app).view
        text = view.document.text
        row = view.rows.row_of(text.index("LLM"))
        place = (view.beside.cells + column_of(view.rows.text, view.rows.starts[row], text.index("LLM")) + 1, row)
        seen = []
        for times in (2, 3, 4):
            await pilot.click(view, offset=place, times=times)
            seen.append(text[view.selection.start : view.selection.end])
        assert seen[0] == "LLM"
        assert seen[1] == "LLM 出來之後，𪜶做 NLP 的人很難找！"
        assert seen[2].startswith("新鮮人我們")
        assert seen[2].endswith("很難找！")

    play(story)


def test_remove_undo_redo_say_what_they_did(play, study):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "n", "1", "d")
        assert quotes(study) == []
        await pilot.press("u")
        assert "證照不受信任" in status(app)
        assert len(quotes(study)) == 1
        await pilot.press("r")
        assert quotes(study) == []

    play(story)


def test_a_memo_is_written_shown_and_kept(play, study):
    async def story(app, pilot):
        await pilot.press("n", "1", "m")
        assert isinstance(app.screen, MemoScreen)
        app.screen.query_one(TextArea).insert("語氣很肯定")
        await pilot.press("ctrl+s")
        assert [m.text for m in study.transcript("firm-a").memos] == ["語氣很肯定"]
        await pilot.pause()
        assert "語氣很肯定" in frame(app)

    play(story)


def test_leaving_a_changed_memo_keeps_the_draft(play, study):
    async def story(app, pilot):
        await pilot.press("n", "1", "m")
        app.screen.query_one(TextArea).insert("x")
        written = app.screen.query_one(TextArea).text
        await pilot.press("escape")
        assert not isinstance(app.screen, MemoScreen)
        await pilot.press("m")
        assert app.screen.query_one(TextArea).text == written

    play(story)


def test_find_goes_round_the_hits(play):
    async def story(app, pilot):
        await pilot.press("slash")
        app.screen.query_one("#find", Input).value = "內推"
        await pilot.pause()
        await pilot.press("enter")
        view = desk(app).view
        first = view.caret
        assert view.document.text.startswith("內推", first)
        await pilot.press("enter")
        assert view.document.text.startswith("內推", view.caret)
        assert view.caret > first
        await pilot.press("enter")
        assert view.caret == first
        await pilot.press("escape")
        assert app.focused is view

    play(story)


def test_next_uncoded_turn_skips_what_is_coded(play):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "t", "c", "1", "ctrl+home", "t")
        view = desk(app).view
        assert view.document.text.startswith("新鮮人我們", view.caret)

    play(story)


def test_the_same_words_cannot_get_the_same_code_twice(play, study):
    async def story(app, pilot):
        await pilot.press("t", "c", "1", "full_stop")
        assert len(quotes(study)) == 1
        assert "已經" in status(app)

    play(story)


@pytest.mark.parametrize(
    "key",
    ["ctrl+r", "f9", "f8", "ctrl+a", "ctrl+x", "ctrl+z", "ctrl+y", "ctrl+d", "f5", "f6", "f4", "ctrl+f", "f2", "enter"],
)
def test_keys_that_an_input_method_lets_through_do_not_fail(play, key):
    async def story(app, pilot):
        await pilot.press("t", key)
        assert app.is_running

    play(story)


def test_keys_can_be_remapped(play, study):
    async def story(app, pilot):
        await pilot.press("n", "z")
        assert len(quotes(study)) == 1

    play(story, keys={"accept_first": "z"})


def test_what_another_window_wrote_appears(play, study):
    async def story(app, pilot):
        with Study.open(study.path, "乙") as other:
            document = other.transcript("firm-a")
            start = document.text.index("老實說")
            Desk(other).code(document, Span(start, start + 5), ["fresh"])
        await pilot.pause(0.7)
        await pilot.press("t")
        assert "接受新鮮人" in "".join(
            c.code and app.study.project().code_by_id[c.code].name for c in desk(app).document.codings
        )

    play(story)


def test_the_place_is_remembered(play, study):
    async def first(app, pilot):
        await pilot.press("t", "escape")

    async def second(app, pilot):
        assert study.transcript("firm-a").text.startswith("新鮮人我們", desk(app).view.caret)

    play(first)
    play(second)


def test_the_list_shows_progress_and_opens_a_transcript(play, study):
    async def story(app, pilot):
        assert isinstance(app.screen, HomeScreen)
        assert "firm-a" in frame(app)
        assert "虛構" in frame(app)
        await pilot.press("enter")
        desk(app)
        await pilot.press("n", "1", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "1/3" in frame(app)

    play(story, transcript=None)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_every_row_of_every_size_is_exactly_as_wide_as_the_screen(play, size):
    from rich.cells import cell_len

    async def story(app, pilot):
        for keys in ((), ("t", "c"), ("escape", "n", "1")):
            await pilot.press(*keys)
            for row in frame(app).split("\n"):
                assert cell_len(row) == size[0]

    play(story, size=size)


def test_help_lists_every_action(play):
    from coder.tui.frame.command_table import all_commands
    from coder.tui.frame.help import help_text

    async def story(app, pilot):
        await pilot.press("question_mark")
        text = help_text({}).plain
        assert all(c.label() in text for c in all_commands())
        await pilot.press("escape")
        desk(app)

    play(story)


def test_the_palette_holds_every_action_of_the_screen(play):
    from coder.tui.coding.commands import DESK, TEXT

    async def story(app, pilot):
        assert {c.label() for c in (*DESK, *TEXT)} <= await offered(app)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press("escape")

    play(story)


def test_language_and_theme_change_on_the_fly(play):
    async def story(app, pilot):
        assert "建議" in frame(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "Suggestions" in frame(app)
        await pilot.press("ctrl+l", "ctrl+t")
        await pilot.pause()
        assert "建議" in frame(app)
        assert app.theme == "coder-light"

    play(story)


def test_keys_that_arrive_together_act_one_after_the_other(play, study):
    from textual import events

    async def story(app, pilot):
        for key, character in (
            ("t", "t"),
            ("c", "c"),
            ("2", "2"),
            ("t", "t"),
            ("c", "c"),
            ("enter", "\r"),
            ("u", "u"),
            ("r", "r"),
        ):
            app.post_message(events.Key(key, character))
        verbs = []
        for _ in range(200):
            await pilot.pause(0.02)
            verbs = [row[0] for row in study.connection.execute("SELECT act FROM act ORDER BY rowid DESC LIMIT 1")]
            if verbs and verbs[0].startswith("redo"):
                break
        await pilot.pause()
        assert len(quotes(study)) == 2
        assert not app.screen.query_one(Picker).is_open
        assert app.screen.query_one("#picker-input", Input).value == ""

    play(story)


def test_on_a_narrow_screen_passage_status_and_keys_are_all_seen(play):
    async def story(app, pilot):
        await pilot.press("ctrl+home", "n", "1")
        rows = frame(app).split("\n")
        assert "c 編碼" in rows[-1]
        assert "已存" in rows[-2]
        assert any("證照不受信任" in row for row in rows[-6:-2])

    play(story, size=(80, 24))


@pytest.mark.parametrize("key", ["alt+1", "inverted_exclamation_mark"])
def test_alt_with_a_digit_accepts_under_an_input_method(play, study, key):
    async def story(app, pilot):
        await pilot.press("n", key)
        assert len(quotes(study)) == 1

    play(story)


@pytest.mark.parametrize(("key", "character"), [("alt+2", None), ("trade_mark_sign", "™")])
def test_alt_with_a_digit_chooses_in_the_picker(play, study, key, character):
    from textual import events

    async def story(app, pilot):
        await pilot.press("t", "c")
        app.post_message(events.Key(key, character))
        await pilot.pause(0.2)
        assert len(quotes(study)) == 1
        assert not app.screen.query_one(Picker).is_open

    play(story)


def test_leaving_and_entering_screens_never_deafens_the_keyboard(play, study):
    from textual import events

    async def story(app, pilot):
        first = app.screen
        for key in ["escape", "enter", "n", "escape", "enter", "m", "escape", "question_mark", "escape"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(400):
            await pilot.pause(0.02)
            again = isinstance(app.screen, CodingScreen) and app.screen is not first
            if again and not app._waiting and not app._typing and len(desk(app).state.proposals.open):
                break
        await pilot.press("n")
        for _ in range(400):
            if desk(app).suggestions_here():
                break
            await pilot.pause(0.02)
        await pilot.press("1")
        assert len(quotes(study)) == 1
        await pilot.press("u")
        assert quotes(study) == []

    play(story)


def test_a_key_whose_message_is_lost_holds_the_next_back_for_a_moment_only(play, study, monkeypatch):
    async def story(app, pilot):
        monkeypatch.setattr(app, "_follow_key", lambda _rounds: None)
        await pilot.press("n")
        await pilot.press("1")
        await pilot.pause(0.8)
        assert len(quotes(study)) == 1

    play(story)


def test_a_long_transcript_opens_where_it_was_left(play, study, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("".join(f"受訪者：第 {n} 件事，我們看的是做過什麼。\n" for n in range(900)), "utf-8")
    import_transcripts(study, [path], ImportPlan(case_per_file=True))
    long = study.transcript("long")
    study.remember(f"caret:{long.info.id}", str(long.text.index("第 700 件")))

    async def story(app, pilot):
        assert "第 700 件" in frame(app)

    play(story, transcript="long")


def test_a_transcript_opens_on_the_first_words_of_a_respondent(play):
    async def story(app, pilot):
        text = desk(app).document.text
        assert text.startswith("老實說", desk(app).view.caret)

    play(story)


def test_the_plain_view_shows_the_file_and_caret_and_codings_stay(play, study):
    async def story(app, pilot):
        await pilot.press("n", "1")
        view = desk(app).view
        caret, before = view.caret, quotes(study)
        await pilot.press("V")
        assert "受訪者：老實說" in frame(app)
        assert (view.caret, quotes(study)) == (caret, before)
        await pilot.press("V")
        assert "受訪者：老實說" not in frame(app)
        assert view.caret == caret

    play(story)
