"""Two windows on one study: no text of the other is overwritten unseen, in any editor or form."""

from __future__ import annotations

import pytest
from rounds import pairs
from screen_reading import at_rest, frame
from textual.widgets import TextArea

from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.coding.memos import list_memos
from coder.findings.acts import Findings
from coder.findings.matrix_cells import Matrices
from coder.findings.recommendations import Recommendations
from coder.record.study import Study
from coder.tui.codebook.code_form import CodeForm
from coder.tui.findings.editor import WritingScreen
from coder.tui.frame.asking.both_texts import BothTexts, differing
from coder.tui.memos.editor import MemoScreen


async def settle(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


def cell_of(matrices):
    table = matrices.table(matrices.all()[0])
    return table.cells[0][0]


def write_finding(study, text):
    Findings(study).write("F1", text, "")


def write_recommendation(study, text):
    Recommendations(study).write(study.project().recommendations[0].id, text, "")


def write_cell(study, text):
    matrices = Matrices(study)
    matrices.write(cell_of(matrices), text, "")


def finding_text(study):
    return Findings(study).finding("F1").text


def recommendation_text(study):
    return study.project().recommendations[0].text


def cell_text(study):
    matrices = Matrices(study)
    cell = cell_of(matrices)
    return matrices.summary(cell.row, cell.column)


EDITORS = {
    "finding": ("findings", ("e",), write_finding, finding_text),
    "recommendation": ("findings", ("end", "e"), write_recommendation, recommendation_text),
    "cell": ("matrix", ("e",), write_cell, cell_text),
}
CHOICES = {"m": "我的話", "t": "乙的話", "b": "乙的話\n\n我的話"}


@pytest.mark.parametrize(("editor", "choice"), pairs(EDITORS, list(CHOICES)))
def test_a_save_over_anothers_text_shows_both(play, study, editor, choice):
    place, keys, write, read = EDITORS[editor]

    async def story(app, pilot):
        app.action_visit(place)
        await settle(app, pilot)
        await pilot.press(*keys)
        await settle(app, pilot)
        assert isinstance(app.screen, WritingScreen)
        app.screen.query_one(TextArea).load_text("我的話")
        with Study.open(study.path, "乙") as other:
            write(other, "乙的話")
        await app._follow()
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, BothTexts)
        assert read(study) == "乙的話", "nothing is saved yet"
        assert "我的話" in frame(app)
        assert "乙的話" in frame(app)
        await pilot.press(choice)
        await settle(app, pilot)
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert not isinstance(app.screen, (WritingScreen, BothTexts))
        assert read(study) == CHOICES[choice]

    play(story, transcript=None)


def test_what_differs_is_in_view_however_long_the_texts_are(play, study):
    """The same forty paragraphs lie before what the two wrote; only their own words are marked."""
    long = "".join(f"第 {n} 段。\n\n" for n in range(40))
    Findings(study).write("F1", long, "")

    async def story(app, pilot):
        app.action_visit("findings")
        await settle(app, pilot)
        await pilot.press("e")
        await settle(app, pilot)
        app.screen.query_one(TextArea).load_text(f"{long}這是我的話。完")
        with Study.open(study.path, "乙") as other:
            Findings(other).write("F1", f"{long}這是乙的話。完", long)
        await app._follow()
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert "這是我的話。完" in frame(app)
        assert "這是乙的話。完" in frame(app)
        assert "Esc" in frame(app), "the line of keys is whole"

    play(story, transcript=None, size=(80, 24))


def test_only_what_differs_is_marked():
    assert differing("a\n這是我的話", "a\n這是乙的話") == (2, 4, 5)
    assert differing("", "b") == (0, 0, 0)
    assert differing("aa", "a") == (0, 1, 2)


@pytest.mark.parametrize("write", [write_finding, write_recommendation, write_cell])
def test_a_draft_written_over_an_older_text_meets_the_newer_one(play, study, write):
    place, keys = ("matrix" if write is write_cell else "findings"), (("end",) if write is write_recommendation else ())

    async def story(app, pilot):
        app.action_visit(place)
        await settle(app, pilot)
        await pilot.press(*keys, "e")
        await settle(app, pilot)
        await pilot.press("a", "b", "escape")
        await settle(app, pilot)
        with Study.open(study.path, "乙") as other:
            write(other, "乙的話")
        await app._follow()
        await settle(app, pilot)
        await pilot.press("e")
        await settle(app, pilot)
        assert app.screen.query_one(TextArea).text == "ab"
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, BothTexts)

    play(story, transcript=None)


def test_a_draft_is_kept_while_its_editor_is_only_coming(play, study):
    """The program keeps drafts twice a second, also between the key that opens the editor and its first picture."""

    async def story(app, pilot):
        app.action_visit("findings")
        await settle(app, pilot)
        await pilot.press("e", "a", "b", "escape")
        await settle(app, pilot)
        app.screen.action_write()
        app._keep_drafts()
        await settle(app, pilot)
        assert app.screen.query_one(TextArea).text == "ab"

    play(story, transcript=None)


def test_a_draft_of_a_memo_meets_the_newer_text_however_often_it_is_opened(play, study):
    Desk(study).write_memo("先前", "code", "cert")

    async def story(app, pilot):
        app.action_visit("memos")
        await settle(app, pilot)
        await pilot.press("e", "A", "escape")
        await settle(app, pilot)
        with Study.open(study.path, study.coder) as other:
            Desk(other).write_memo("另一個視窗寫的", "code", "cert", None, list_memos(other)[0].memo)
        await app._follow()
        await settle(app, pilot)
        for _ in range(2):
            await pilot.press("e")
            await settle(app, pilot)
            assert app.screen.query_one(TextArea).text == "先前A"
            app._keep_drafts()
            await pilot.press("escape")
            await settle(app, pilot)
        await pilot.press("e", "ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, BothTexts)
        assert list_memos(study)[0].memo.text == "另一個視窗寫的"

    play(story, transcript=None)


def test_the_form_of_a_code_joins_what_two_wrote_and_shows_where_both_did(play, study):
    async def story(app, pilot):
        app.action_visit("codebook")
        await settle(app, pilot)
        await pilot.press("down", "e")
        await settle(app, pilot)
        assert isinstance(app.screen, CodeForm)
        old = app.screen.code
        app.screen.query_one("#form-example", TextArea).load_text("我的例子")
        with Study.open(study.path, "乙") as other:
            Codebook(other).do(Codebook(other).edit(old, replaced(old, example="乙的例子", when_not="乙加的")))
        await app._follow()
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, BothTexts)
        assert "我的例子" in frame(app)
        assert "乙的例子" in frame(app)
        await pilot.press("b")
        await settle(app, pilot)
        assert isinstance(app.screen, CodeForm)
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        new = study.project().code_by_id[old.id]
        assert new.example == "乙的例子\n我的例子"
        assert new.when_not == "乙加的"

    play(story, transcript=None)


def replaced(code, **values):
    from dataclasses import replace

    return replace(code, **values)


def test_a_memo_written_in_two_windows_shows_both(play, study):
    Desk(study).write_memo("先前", "code", "cert")

    async def story(app, pilot):
        app.action_visit("memos")
        await settle(app, pilot)
        await pilot.press("e")
        await settle(app, pilot)
        assert isinstance(app.screen, MemoScreen)
        app.screen.query_one(TextArea).load_text("這裡寫的")
        with Study.open(study.path, study.coder) as other:
            memo = list_memos(other)[0].memo
            Desk(other).write_memo("另一個視窗寫的", "code", "cert", None, memo)
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, BothTexts)
        await pilot.press("b", "ctrl+s")
        await settle(app, pilot)
        assert list_memos(study)[0].memo.text == "另一個視窗寫的\n\n這裡寫的"

    play(story, transcript=None)


@pytest.mark.parametrize(
    ("at", "leave"),
    pairs(
        [("findings", ("e",)), ("matrix", ("e",)), ("memos", ("e",)), ("codebook", ("home", "down", "d"))],
        [("ctrl+q",), ("escape",), ("escape", "escape")],
    ),
)
def test_whatever_key_leaves_an_editor_the_last_character_is_kept(play, study, at, leave):
    place, keys = at
    Desk(study).write_memo("x", "code", "cert")

    async def story(app, pilot):
        app.action_visit(place)
        await settle(app, pilot)
        await pilot.press(*keys)
        await settle(app, pilot)
        await pilot.press("1", "2", "3", *leave)

    async def again(app, pilot):
        app.action_visit(place)
        await settle(app, pilot)
        await pilot.press(*keys)
        await settle(app, pilot)
        assert app.screen.query_one(TextArea).text.count("123")

    play(story, transcript=None)
    play(again, transcript=None)
