"""What a person does on the screen of quotes: asks by codes, narrows down, reads, changes, writes a file."""

from __future__ import annotations

import csv

import openpyxl
import pytest
from screen_reading import at_rest, frame, status
from textual.widgets import Input, TextArea

from coder.coding.acts import Desk
from coder.model.counting.passage import Query
from coder.model.counting.passage_filters import Filters
from coder.model.text import Span
from coder.record.study import Study
from coder.retrieval.passages import last_query
from coder.transcripts import intake
from coder.tui.coding import acts
from coder.tui.coding.screen import CodingScreen
from coder.tui.home.screen import HomeScreen
from coder.tui.retrieval.screen import RetrievalScreen

HOSTILE = "訪談者：[/x] 那 [bold]呢\n受訪者：=1+1 [A] \u202e反向\u202c 證照[/laughs]\\\n"


def put(study, words, *codes, coder="甲"):
    """Code the first place of some words."""
    by = study if coder == study.coder else Study.open(study.path, coder)
    for info in by.project().transcripts:
        document = by.transcript(info.id)
        if words in document.text:
            start = document.text.index(words)
            Desk(by).code(document, Span(start, start + len(words)), codes)
            break
    if by is not study:
        by.close()


@pytest.fixture
def coded(study, tmp_path):
    """GIVEN six codings by two coders in two transcripts."""
    (tmp_path / "firm-b.txt").write_text(HOSTILE, "utf-8")
    intake.import_transcripts(study, [tmp_path / "firm-b.txt"], intake.ImportPlan())
    put(study, "老實說證照幾乎沒在看。", "cert")
    put(study, "證照幾乎", "nlp")
    put(study, "老實說證照幾乎沒在看。", "cert", coder="乙")
    put(study, "內推的人留得比較久", "referral")
    put(study, "新鮮人我們也收", "fresh", coder="乙")
    put(study, "=1+1 [A] \u202e反向\u202c 證照[/laughs]\\", "cert")
    study.changed_elsewhere()
    study.project()
    return study


@pytest.fixture
def look(play, coded):
    """Run a story on the screen of quotes, reached from the list by its key."""

    def run(story, *, query=None, **options):
        async def reached(app, pilot):
            if query is not None:
                app.study.remember("retrieval", query)
            await pilot.press("g", "q")
            await at_rest(app)
            await pilot.pause()
            assert isinstance(app.screen, RetrievalScreen)
            await story(app, pilot)

        play(reached, transcript=None, **options)

    return run


def texts(app):
    return [app.screen.passage(f).text for f in app.screen.found]


async def ask(app, pilot, expression):
    app.screen.action_edit()
    app.screen.query_one("#expression", Input).value = expression
    await pilot.pause()
    await pilot.press("enter")
    await at_rest(app)
    await pilot.pause()


def test_an_expression_finds_quotes_and_says_how_many(look):
    async def story(app, pilot):
        await ask(app, pilot, "證照不受信任 AND nlp")
        assert texts(app) == ["證照幾乎"]
        assert "1 段，4 字，1 個個案，2 位編碼員" in status(app)
        shown = frame(app)
        assert "▌證照不受信任" in shown
        assert "▌NLP 人才斷層" in shown
        await ask(app, pilot, "skill NOT nlp")
        assert len(texts(app)) == 1
        assert app.focused is app.screen.quotes

    look(story)


def test_without_an_expression_all_quotes_are_shown(look):
    async def story(app, pilot):
        assert len(texts(app)) == 5
        assert "5 段，53 字，2 個個案，2 位編碼員" in status(app)

    look(story)


def test_a_wrong_expression_is_told_with_its_column_and_nearest_codes(look):
    async def story(app, pilot):
        await ask(app, pilot, "cert AND referal")
        assert "第 10 個字" in status(app)
        assert "referral" in status(app)
        assert app.focused is app.screen.field
        await ask(app, pilot, "cert AND")
        assert app.screen.field.value == "cert AND"
        assert app.screen.query_now.expression == ""
        assert len(texts(app)) == 5
        await pilot.press("tab", "tab", "down", "d")
        assert len(texts(app)) == 4

    look(story)


def test_tab_completes_names_round_and_round_then_leads_on(look):
    async def story(app, pilot):
        await pilot.press(*"cert", "space", *"OR", "space", *"re")
        assert "員工推薦" in frame(app).split("\n")[2]
        await pilot.press("tab")
        assert app.screen.field.value == "cert OR 員工推薦"
        await pilot.press("enter")
        assert len(texts(app)) == 3
        await pilot.press("tab")
        assert app.focused is app.screen.field
        await pilot.press("tab")
        assert app.focused is app.screen.code_list
        await pilot.press("shift+tab")
        assert app.focused is app.screen.field

    look(story)


def test_tab_goes_through_several_names(look):
    async def story(app, pilot):
        app.screen.field.value = ""
        await pilot.press("n", "tab")
        first = app.screen.field.value
        await pilot.press("tab")
        assert app.screen.field.value != first
        assert app.focused is app.screen.field

    look(story)


def test_codes_are_taken_by_enter_and_added_by_space(look):
    async def story(app, pilot):
        await pilot.press("f2")
        assert app.focused is app.screen.code_list
        rows = frame(app).split("\n")
        assert any("證照不受信任" in row and " 3" in row for row in rows)
        await pilot.press("down", "enter")
        assert app.screen.field.value == "證照不受信任"
        assert len(texts(app)) == 2
        await pilot.press("down", "space")
        assert app.screen.field.value == '證照不受信任 AND "NLP 人才斷層"'
        assert texts(app) == ["證照幾乎"]
        await pilot.press("down", "down", "alt+o")
        assert app.screen.field.value.endswith("OR 員工推薦")
        assert len(texts(app)) == 2
        await pilot.press("alt+n")
        assert app.screen.field.value.startswith("(")
        assert texts(app) == ["證照幾乎"]

    look(story)


def test_filters_are_chosen_by_key_shown_and_cleared(look):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        await pilot.press("alt+w", "down", "down", "enter")
        assert "編碼員：乙" in frame(app)
        assert [f.coders for f in app.screen.found] == [("乙",)]
        await pilot.press("z")
        assert len(texts(app)) == 2
        await pilot.press("c", "down", "down", "enter")
        assert [app.screen.passage(f).case for f in app.screen.found] == ["B"]
        await pilot.press("alt+z", "a", "down", "enter")
        assert "屬性：kind=AI 新創" in frame(app)
        assert [app.screen.passage(f).case for f in app.screen.found] == ["A"]
        await pilot.press("z", "p", "down", "enter")
        assert len(app.screen.found) == 0
        await pilot.press("z", "t")
        app.screen.query_one(Input).value = "台看"
        await pilot.press("enter")
        assert len(app.screen.found) == 0
        await pilot.press("z", "h")
        assert len(app.screen.found) == 0
        await pilot.press("h")
        assert len(texts(app)) == 2
        await pilot.press("s", "down", "enter")
        assert [len(t) for t in texts(app)] == sorted(map(len, texts(app)), reverse=True)
        assert "長的在前" in frame(app)

    look(story)


def test_keys_with_alt_act_from_the_field_too_and_type_nothing(look):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        await pilot.press("slash")
        assert app.focused is app.screen.field
        await pilot.press("alt+v")
        assert app.screen.field.value == "cert"
        assert app.screen.query_now.same_coder

    look(story)


def test_a_choice_made_from_the_field_leaves_what_was_written(look):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        await pilot.press("slash", "alt+r", "escape", "1")
        assert app.screen.field.value == "cert1"

    look(story)


def test_same_coder_leaves_out_what_two_people_coded(look, coded):
    put(coded, "證照幾乎沒在看", "fresh", coder="乙")

    async def story(app, pilot):
        await ask(app, pilot, "nlp OVERLAP fresh")
        assert texts(app) == ["證照幾乎"]
        await pilot.press("v")
        assert texts(app) == []

    look(story)


def test_enter_opens_the_transcript_and_esc_comes_back_to_the_same_quote(look):
    async def story(app, pilot):
        await ask(app, pilot, "")
        await pilot.press("down", "down")
        focus = app.screen.in_focus
        await pilot.press("enter")
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.document.info.id == focus.transcript
        assert app.screen.view.caret == focus.start
        await pilot.press("escape")
        assert isinstance(app.screen, RetrievalScreen)
        assert app.screen.in_focus == focus

    look(story)


def test_what_was_coded_in_the_transcript_is_there_on_coming_back(look):
    async def story(app, pilot):
        await ask(app, pilot, "fresh")
        assert len(texts(app)) == 1
        await pilot.press("enter")
        app.screen.view.go_to(app.screen.document.text.index("我們還是靠內推"))
        acts.code(app.screen, ["fresh"])
        await pilot.press("escape")
        assert len(texts(app)) == 2
        assert texts(app)[0] == "新鮮人我們也收"
        assert app.screen.quotes.at == 0

    look(story)


def test_removing_takes_ones_own_alone_and_is_undone(look, coded):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        assert set(app.screen.in_focus.coders) == {"甲", "乙"}
        await pilot.press("d")
        assert app.screen.in_focus.coders == ("乙",)
        assert status(app).strip().startswith("已存")
        app.screen.follow()
        assert status(app).strip().startswith("已存"), "what another window wrote takes no sentence away"
        await pilot.press("delete")
        assert "沒有你的編碼" in status(app)
        await pilot.press("down", "ctrl+d")
        assert len(texts(app)) == 1
        await pilot.press("u")
        assert len(texts(app)) == 2
        assert app.screen.quotes.at == 1
        await pilot.press("ctrl+z")
        assert set(app.screen.found[0].coders) == {"甲", "乙"}
        await pilot.press("r")
        assert app.screen.found[0].coders == ("乙",)
        assert coded.verify() == []

    look(story)


def test_of_several_codings_in_one_quote_the_one_to_remove_is_asked_for(look, coded):
    async def story(app, pilot):
        await ask(app, pilot, "cert AND nlp")
        await pilot.press("d")
        assert "移除你的哪一筆" in frame(app)
        await pilot.press("down", "enter")
        assert texts(app) == []
        assert sorted(c.code for c in coded.transcript("firm-a").codings if c.coder == "甲") == ["cert", "referral"]

    look(story)


def test_recoding_keeps_the_memo(look, coded):
    async def story(app, pilot):
        await ask(app, pilot, "referral")
        await pilot.press("f4")
        app.screen.query_one(TextArea).text = "第一行 [/x]\n第二行"
        await pilot.press("ctrl+s")
        assert "* 甲：第一行 [/x]" in frame(app)
        await pilot.press("h")
        assert len(texts(app)) == 1
        await pilot.press("alt+x")
        app.screen.query_one("#picker-input", Input).value = "新鮮人"
        await pilot.pause()
        await pilot.press("enter")
        assert texts(app) == []
        await ask(app, pilot, "fresh")
        assert texts(app) == ["內推的人留得比較久"]
        assert app.screen.passage(app.screen.in_focus).notes[0].text == "第一行 [/x]\n第二行"
        await pilot.press("m", "end", "!", "ctrl+s")
        assert app.screen.passage(app.screen.in_focus).notes[0].text.endswith("!")
        assert len([m for m in coded.transcript("firm-a").memos if m.target_kind == "coding"]) == 1

    look(story)


def test_recoding_to_what_stands_there_already_is_refused(look, coded):
    put(coded, "內推的人留得比較久", "fresh")

    async def story(app, pilot):
        await ask(app, pilot, "referral")
        await pilot.press("x")
        app.screen.query_one("#picker-input", Input).value = "新鮮人"
        await pilot.pause()
        await pilot.press("enter")
        assert "已經" in status(app)
        await pilot.press("x", "escape")
        assert app.focused is app.screen.quotes

    look(story)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.md"])
def test_what_is_shown_is_written_into_a_file(look, coded, name):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        await pilot.press("ctrl+e")
        field = app.screen.query_one(Input)
        field.value = "../out.csv"
        await pilot.press("enter")
        assert "資料夾" in frame(app)
        field.value = "out.pdf"
        await pilot.press("enter")
        assert ".xlsx" in frame(app)
        field.value = name
        await pilot.press("enter")
        await at_rest(app)
        await pilot.pause()
        assert name in status(app)
        await pilot.press("e")
        app.screen.query_one(Input).value = name
        await pilot.press("enter")
        await pilot.pause()
        assert "取代" in frame(app)
        await pilot.press("escape")

    look(story)
    path = coded.path.parent / "exports" / name
    if name.endswith("csv"):
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        assert rows[1]["text"].startswith("'=1+1")
        assert rows[0]["journal_head"]
        assert rows[0]["notice"]
    elif name.endswith("xlsx"):
        cells = [c.value for sheet in openpyxl.load_workbook(path) for row in sheet for c in row]
        assert any(str(c).startswith("=1+1") for c in cells)
        assert any("虛構" in str(c) for c in cells)
    else:
        assert "老實說證照幾乎沒在看。" in path.read_text("utf-8")
        assert coded.journal.head()[1] in path.read_text("utf-8")


def test_the_last_query_is_remembered_for_the_coder(look, coded):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        await pilot.press("w", "down", "enter", "s", "down", "down", "enter", "escape")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("alt+q")
        assert app.screen.field.value == "cert"
        assert "依編碼員" in frame(app)
        assert app.focused is app.screen.quotes

    look(story)
    assert last_query(coded) == Query(expression="cert", sort="coder", filters=Filters(coders=("甲",)))


def test_a_remembered_query_that_makes_no_sense_any_more_is_forgotten(look):
    async def story(app, pilot):
        assert app.screen.field.value == ""
        assert len(texts(app)) == 5

    look(story, query='{"expression":"gone"}')
    look(story, query="{")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
def test_hostile_words_stand_as_they_are_and_nothing_breaks(look, size):
    async def story(app, pilot):
        await ask(app, pilot, "cert")
        await pilot.press("down")
        shown = frame(app)
        assert "=1+1 [A]" in shown
        assert "[/laughs]\\" in shown
        assert "\u202e" not in shown

    look(story, size=size)


def test_on_a_narrow_screen_the_codes_come_and_go_by_key(look):
    async def story(app, pilot):
        assert not app.screen.code_list.size.width
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen.code_list.size.width == 80
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.quotes.size.width == 80
        await pilot.press("b", "down", "enter")
        await pilot.pause()
        assert app.focused is app.screen.quotes
        assert len(texts(app)) == 2

    look(story, size=(80, 24))


def test_another_windows_codings_come_in(look, coded):
    async def story(app, pilot):
        await ask(app, pilot, "fresh")
        put(coded, "不過要有實習經驗", "fresh", coder="乙")
        await app._follow()
        await at_rest(app)
        await pilot.pause()
        assert len(texts(app)) == 2

    look(story)


def test_reading_that_takes_long_holds_no_key_back(look, monkeypatch):
    monkeypatch.setattr("coder.tui.retrieval.quote_list._AT_ONCE_SECONDS", -1.0)

    async def story(app, pilot):
        app.screen.action_edit()
        app.screen.query_one("#expression", Input).value = "cert"
        await pilot.press("enter")
        assert app.screen.query_now.expression == "cert"
        await at_rest(app)
        await pilot.pause()
        assert len(texts(app)) == 2
        await pilot.press("d")
        await at_rest(app)
        await pilot.pause()
        assert app.screen.in_focus.coders == ("乙",)

    look(story)


def test_both_languages_and_themes(look):
    async def story(app, pilot):
        await pilot.press("escape")
        await pilot.press("ctrl+l")
        assert "Quotes of codes" in frame(app)
        await pilot.press("ctrl+t", "ctrl+l")
        assert "依編碼取出引文" in frame(app)

    look(story)


def test_the_quote_after_one_that_is_gone_is_not_taken_for_it(look, coded):
    async def story(app, pilot):
        await ask(app, pilot, "nlp OR referral")
        assert len(texts(app)) == 2
        with Study.open(coded.path, "甲") as other:
            document = other.transcript("firm-a")
            Desk(other).remove(document, [c for c in document.codings if c.code == "nlp"])
        await app._follow()
        await at_rest(app)
        assert len(texts(app)) == 1
        assert "別的視窗" in status(app)
        await pilot.press("d")
        assert len(texts(app)) == 1, "the key was meant for the quote that is gone"
        await pilot.press("d")
        assert not texts(app)

    look(story)
