"""What a lead does to the codebook on the screen, with the keys that work under an input method."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import desk, frame, status
from textual.widgets import Input, TextArea

from coder.coding.acts import Desk
from coder.model.coding import Coding
from coder.model.counting.codetree import ordered
from coder.model.text import Span, quote_hash
from coder.record.entry import Put
from coder.record.study import Study
from coder.tui.codebook.code_form import CodeForm
from coder.tui.codebook.commands import BOOK, REVIEW
from coder.tui.codebook.review_screen import ReviewScreen
from coder.tui.codebook.screen import CodebookScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.questions import ChooseScreen, ConfirmScreen
from coder.tui.widgets.listing import Listing


@pytest.fixture
def coded(study):
    """Two codings of cert by 甲, one of them by 乙 too."""
    document = study.transcript("firm-a")
    start = document.text.index("證照幾乎沒在看")
    Desk(study).code(document, Span(start, start + 7), ["cert"])
    Desk(study).code(document, Span(start + 8, start + 16), ["cert"])
    with Study.open(study.path, "乙") as second:
        Desk(second).code(document, Span(start, start + 7), ["cert"])
    study._project = None
    return study


@pytest.fixture
def book(play, coded):
    """Run a story on the codebook screen with the focus on cert."""

    def run(story, *, size=(120, 40), at="cert"):
        async def opened(app, pilot):
            coded.remember("book-at", at)
            await pilot.press("alt+k")
            assert isinstance(app.screen, CodebookScreen)
            await story(app, pilot)

        play(opened, size=size, transcript=None)

    return run


def code(study, key):
    return study.project().code_by_id[key]


async def write(app, pilot, text, key="enter"):
    """Write into the field in focus, as an input method does, and press a key."""
    field = app.focused
    if isinstance(field, TextArea):
        field.text = text
    else:
        assert isinstance(field, Input)
        field.value = text
    await pilot.pause()
    await pilot.press(key)


async def choose(app, pilot, text):
    """Choose the option with a text."""
    assert isinstance(app.screen, ChooseScreen)
    options = [label for _key, label in app.screen.options]
    app.screen.query_one(Listing).go(next(i for i, label in enumerate(options) if text in label))
    await pilot.press("enter")


@pytest.mark.parametrize("size", SIZES)
def test_the_tree_shows_counts_and_the_definition(book, size):
    async def story(app, pilot):
        shown = frame(app)
        row = next(r for r in shown.split("\n") if "▌ 證照不受信任" in r and r.startswith("    "))
        assert row.split()[2:5] == ["2", "2", "1"]
        assert "不看證照" in shown
        assert "接受新鮮人" in shown

    book(story, size=size)


def test_folding_is_remembered(book, coded):
    async def story(app, pilot):
        await pilot.press("space")
        assert "NLP 人才斷層" not in frame(app)
        assert "員工推薦" in frame(app)

    async def later(app, pilot):
        assert "NLP 人才斷層" not in frame(app)
        await pilot.press("right")
        assert "NLP 人才斷層" in frame(app)

    book(story)
    book(later, at="skill")


def test_the_filter_finds_by_keyword_and_escape_closes_it(book):
    async def story(app, pilot):
        await pilot.press("ctrl+f")
        await write(app, pilot, "內推")
        shown = frame(app)
        assert "員工推薦" in shown
        assert "證照不受信任" not in shown
        app.screen.query_one("#filter").value = "沒有這個"
        await pilot.pause()
        assert "還沒有編碼" not in frame(app)
        assert "沒有符合的編碼" in frame(app)
        await pilot.press("escape")
        assert "證照不受信任" in frame(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, CodebookScreen)

    book(story)


def test_a_new_code_and_a_new_theme(book, coded):
    async def story(app, pilot):
        await pilot.press("alt+a")
        await write(app, pilot, "證照有用")
        await write(app, pilot, "Certificates help")
        made = code(coded, "certificates-help")
        assert (made.parent, made.name) == ("skill", "證照有用")
        assert "已新增：證照有用" in status(app)
        assert app.screen.code_here.id == "certificates-help"
        await pilot.press("alt+t")
        await write(app, pilot, "新主題")
        await write(app, pilot, "")
        assert code(coded, "code-1").level == "theme"
        await pilot.press("ctrl+z", "ctrl+z")
        assert "復原" in status(app)
        assert "certificates-help" not in coded.project().code_by_id
        await pilot.press("ctrl+y")
        assert "certificates-help" in coded.project().code_by_id

    book(story)


def test_renaming_and_recolouring(book, coded):
    async def story(app, pilot):
        await pilot.press("alt+n")
        await write(app, pilot, "[bold]證照[/x]")
        await write(app, pilot, "Distrust")
        assert code(coded, "cert").name == "[bold]證照[/x]"
        assert "[bold]證照[/x]" in frame(app)
        await pilot.press("alt+c")
        await write(app, pilot, "red")
        assert "#1F77B4" in frame(app)
        await write(app, pilot, "#00FF00")
        assert code(coded, "cert").color == "#00FF00"
        await pilot.press("u", "u")
        assert "更改名稱" in status(app)
        assert code(coded, "cert").name == "證照不受信任"

    book(story)


def test_the_form_edits_every_field_and_keeps_what_was_not_touched(book, coded):
    async def story(app, pilot):
        await pilot.press("enter")
        form = app.screen
        assert isinstance(form, CodeForm)
        form.query_one("#form-name", Input).value = "證照無用"
        form.query_one("#form-keywords", TextArea).text = "證照、檢定，認證"
        form.query_one("#form-exclude", Input).value = "證照費"
        form.query_one("#form-example", TextArea).text = "沒在看。"
        await pilot.press("f4")
        saved = code(coded, "cert")
        assert (saved.name, saved.keywords, saved.exclude) == ("證照無用", ("證照", "檢定", "認證"), ("證照費",))
        assert (saved.definition, saved.version, saved.example) == ("不看證照", 1, "沒在看。")
        assert isinstance(app.screen, CodebookScreen)

    book(story)


def test_leaving_a_changed_form_changes_nothing_and_keeps_the_draft(book, coded):
    async def story(app, pilot):
        await pilot.press("f2")
        await write(app, pilot, "別的", "escape")
        assert isinstance(app.screen, CodebookScreen)
        assert code(coded, "cert").name == "證照不受信任"
        await pilot.press("f2")
        assert isinstance(app.screen, CodeForm)
        assert app.screen.query_one("#form-name", Input).value == "別的"
        await pilot.press("f8", "escape", "f2")
        assert app.screen.query_one("#form-name", Input).value == "證照不受信任"

    book(story)


def test_a_changed_meaning_asks_and_leads_to_the_codings(book, coded):
    async def story(app, pilot):
        await pilot.press("alt+d")
        await write(app, pilot, "完全不看證照", "ctrl+s")
        assert "3 筆編碼紀錄" in frame(app)
        await choose(app, pilot, "變了")
        assert isinstance(app.screen, ConfirmScreen)
        assert "3 筆編碼紀錄依據舊定義" in frame(app)
        await pilot.press("enter")
        assert isinstance(app.screen, ReviewScreen)
        shown = frame(app)
        assert "舊（v1）：不看證照" in shown
        assert "新：完全不看證照" in shown
        assert "還有 2 筆" in shown
        await pilot.press("ctrl+k")
        assert "還有 1 筆" in frame(app)
        await pilot.press("alt+c")
        await choose(app, pilot, "NLP")
        assert "已改編碼" in status(app) or "NLP" in status(app)
        assert "沒有待看" in frame(app)
        await pilot.press("alt+o")
        assert "還有 1 筆" in frame(app)
        await pilot.press("ctrl+d")
        assert "沒有待看" in frame(app)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert "還有 3 筆" in frame(app)
        await pilot.press("escape")
        row = next(r for r in frame(app).split("\n") if "▌ 證照不受信任" in r and r.startswith("    "))
        assert row.split()[2:6] == ["2", "2", "1", "3"]

    book(story)
    assert coded.verify() == []


def test_other_wording_leaves_the_version(book, coded):
    async def story(app, pilot):
        await pilot.press("d")
        await write(app, pilot, "不看證照。", "ctrl+s")
        await choose(app, pilot, "只改措辭")
        assert (code(coded, "cert").version, code(coded, "cert").definition) == (1, "不看證照。")
        await pilot.press("f9")
        assert "沒有待看" in status(app)

    book(story)


def test_a_quote_opens_in_its_transcript_and_escape_comes_back(book, coded):
    async def story(app, pilot):
        await pilot.press("d")
        await write(app, pilot, "x", "ctrl+s")
        await choose(app, pilot, "變了")
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, CodingScreen)
        text = desk(app).view.document.text
        assert text[desk(app).view.caret :].startswith("證照幾乎")
        await pilot.press("d", "escape")
        assert isinstance(app.screen, ReviewScreen)
        assert "還有 1 筆" in frame(app)

    book(story)


def test_moving_to_a_theme_and_among_its_codes(book, coded):
    async def story(app, pilot):
        await pilot.press("f6")
        await choose(app, pilot, "推薦與信任")
        assert code(coded, "cert").parent == "trust"
        await pilot.press("alt+up", "alt+up")
        assert [c.id for c in ordered(coded.project().codes)][-3:] == ["cert", "referral", "fresh"]
        await pilot.press("alt+up")
        assert "邊" in status(app)
        await pilot.press("alt+down")
        assert app.screen.code_here.id == "cert"

    book(story)


@pytest.mark.parametrize("size", SIZES)
def test_a_code_below_a_code_is_made_moved_and_folded(book, coded, size):
    async def story(app, pilot):
        await pilot.press("b")
        await write(app, pilot, "國外證照")
        await write(app, pilot, "Foreign certificates")
        assert code(coded, "foreign-certificates").parent == "cert"
        assert "     ▌ 國外證照" in frame(app)
        await pilot.press("f6")
        await choose(app, pilot, "NLP")
        assert code(coded, "foreign-certificates").parent == "nlp"
        await pilot.press("left")
        assert app.screen.code_here.id == "nlp"
        assert "▌ 國外證照" not in frame(app)
        await pilot.press("f6")
        assert not any("國外證照" in label for _key, label in app.screen.options)
        await choose(app, pilot, "證照不受信任")
        assert [c.id for c in ordered(coded.project().codes)][:4] == ["skill", "cert", "nlp", "foreign-certificates"]

    book(story, size=size)


def test_a_merge_shows_what_it_touches_before(book, coded):
    async def story(app, pilot):
        await pilot.press("f7")
        await choose(app, pilot, "接受新鮮人")
        shown = frame(app)
        assert "3 筆編碼紀錄" in shown
        assert "F1" in shown
        await pilot.press("escape")
        assert not code(coded, "cert").archived
        await pilot.press("plus")
        await choose(app, pilot, "接受新鮮人")
        await pilot.press("enter")
        assert code(coded, "cert").archived
        assert {c.code for c in coded.transcript("firm-a").codings} == {"fresh"}
        assert "證照不受信任" not in frame(app).replace("證照不受信任 → 接受新鮮人", "")
        await pilot.press("ctrl+z")
        assert not code(coded, "cert").archived

    book(story)


def test_archiving_and_restoring(book, coded):
    async def story(app, pilot):
        await pilot.press("ctrl+d", "enter")
        assert code(coded, "cert").archived
        await pilot.press("alt+v")
        assert "（已封存）" in frame(app)
        app.screen.reload("cert")
        await pilot.press("x")
        assert not code(coded, "cert").archived
        app.screen.reload("skill")
        await pilot.press("x")
        assert "還有" in status(app)

    book(story)


def test_a_split_goes_quote_by_quote_and_can_be_left(book, coded):
    async def story(app, pilot):
        await pilot.press("f8")
        await write(app, pilot, "不看、不信")
        assert "拆分" in frame(app)
        await pilot.press("enter")
        assert isinstance(app.screen, ReviewScreen)
        assert "還有 2 則引文" in frame(app)
        await pilot.press("1")
        assert "還有 1 則引文" in frame(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "拆分做到一半" in frame(app), "a split that was left is shown"
        app.screen.action_review()
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen), "the queue leads on with it"
        await pilot.press("escape", "f8")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("y")
        assert "沒有待看" in frame(app)
        await pilot.press("u")
        assert "還有 1 則引文" in frame(app)
        await pilot.press("alt+c")
        await choose(app, pilot, "不信")
        codes = {c.code for c in coded.transcript("firm-a").codings if c.coder == "甲"}
        assert {code(coded, c).name for c in codes} == {"不看", "不信"}

    book(story)
    assert coded.verify() == []


def test_in_the_queue_a_key_is_not_taken_for_the_coding_after_one_that_is_gone(book, coded):
    async def story(app, pilot):
        await pilot.press("f8")
        await write(app, pilot, "不看、不信")
        await pilot.press("enter")
        first, second = app.screen.items
        with Study.open(coded.path, "甲") as other:
            Desk(other).remove(other.transcript(first.transcript), [first])
        await app._follow()
        assert app.screen.here.id == second.id
        await pilot.press("1")
        assert "還有 1 則引文" in frame(app), "it was meant for the first"
        await pilot.press("1")
        assert not app.screen.items

    book(story)


def test_undoing_to_before_the_split_code_was_made_leaves_the_screen(book, coded):
    async def story(app, pilot):
        await pilot.press("a")
        await write(app, pilot, "新的")
        await write(app, pilot, "Fresh one")
        document = coded.transcript("firm-a")
        app.desk.code(document, Span(30, 40), ["fresh-one"])
        await pilot.press("s")
        await write(app, pilot, "一、二")
        await pilot.press("enter")
        assert isinstance(app.screen, ReviewScreen)
        for _act in range(3):
            await pilot.press("u")
            assert "這在別處" in frame(app)
            await pilot.press("enter")
        assert isinstance(app.screen, CodebookScreen)
        assert "fresh-one" not in coded.project().code_by_id

    book(story)


def test_the_coding_screen_shows_what_the_codebook_became(play, study):
    async def story(app, pilot):
        await pilot.press("alt+k")
        app.screen.reload("cert")
        await pilot.press("alt+n")
        await write(app, pilot, "證照無用")
        await write(app, pilot, "")
        await pilot.press("escape")
        assert "證照無用" in frame(app)
        await pilot.press("u")
        assert "更改名稱" in frame(app)
        await pilot.press("y")
        assert "更改名稱" in status(app)
        assert "證照無用" not in frame(app).replace(status(app).strip(), "")

    play(story)


def test_both_screens_speak_english_and_each_act_has_a_key_for_input_methods(book):
    async def story(app, pilot):
        await pilot.press("ctrl+l")
        assert "Codebook" in frame(app)

    book(story)
    for command in (*BOOK, *REVIEW):
        safe = [k for k in command.keys if len(k) > 1 and not k.endswith(("bracket", "slash", "plus"))]
        assert safe or command.id.startswith("review_to_"), command.id


def test_the_screen_opens_with_few_steps_over_65000_codings(play, study):
    document = study.transcript("firm-a")
    words = quote_hash(document.text[0:5])
    study.record(
        (
            Put("coding", None, Coding(
                id=f"{i:032x}", transcript=document.info.id, start=0, end=5, line=1, code=("cert", "nlp")[i % 2],
                coder="甲", quote_hash=words, code_version=i % 3 != 0, at="2026-01-01T00:00:00+08:00",
            ))
            for i in range(65_000)
        ),
        "codings",
    )  # fmt: skip
    from dataclasses import replace

    old = code(study, "cert")
    study.record([Put("code", old, replace(old, version=2))], "define")

    async def story(app, pilot):
        thousands = [0]

        def count() -> None:
            thousands[0] += 1

        app.study.connection.set_progress_handler(count, 1000)
        await pilot.press("alt+k")
        assert "32,500" in frame(app) or "32500" in frame(app)
        app.study.connection.set_progress_handler(None, 0)
        # Thirty steps of the database a coding: it counts them, and gives none of them to Python.
        assert thousands[0] < 4000

    play(story, transcript=None)
