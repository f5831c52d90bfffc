"""Findings on the screen: evidence, quotations chosen, text with links, sign-off, and the framework matrix."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import at_rest, frame, status
from textual.widgets import Input, TextArea

from coder.agreement.study_settings import decide
from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.findings.matrix_cells import Matrices
from coder.model.study_setting import Setting
from coder.model.text import Span
from coder.record.study import Study
from coder.tui.coding.screen import CodingScreen
from coder.tui.findings.editor import WritingScreen
from coder.tui.findings.finding_screen import FindingScreen
from coder.tui.findings.matrix_screen import MatrixScreen
from coder.tui.findings.screen import FindingsScreen
from coder.tui.frame.asking.questions import AskScreen, ConfirmScreen


def put(study: Study, words: str, *codes: str) -> None:
    document = study.transcript("firm-a")
    start = document.text.index(words)
    Desk(study).code(document, Span(start, start + len(words)), list(codes))


@pytest.fixture
def laid(study):
    """GIVEN evidence for F1 by two coders, and one passage against it."""
    put(study, "老實說證照幾乎沒在看。", "cert")
    put(study, "你考了這張，進來還是要重學。", "cert")
    put(study, "新鮮人我們也收", "fresh")
    with Study.open(study.path, "乙") as other:
        put(other, "老實說證照幾乎沒在看。", "cert")
    study.changed_elsewhere()
    return study


async def settle(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


async def open_finding(app, pilot) -> None:
    await pilot.press("g", "f")
    await settle(app, pilot)
    assert isinstance(app.screen, FindingsScreen)
    await pilot.press("enter")
    await settle(app, pilot)
    assert isinstance(app.screen, FindingScreen)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [("g", "f"), ("alt+f",)])
def test_the_list_tells_how_each_finding_stands(play, laid, size, keys):
    async def story(app, pilot):
        await pilot.press(*keys)
        await settle(app, pilot)
        shown = frame(app)
        row = next(line for line in shown.split("\n") if "F1" in line)
        told = ["2", "1", "1/1", "尚未簽認"] if size[0] < 100 else ["2", "1", "1/1", "0", "3", "尚未簽認"]
        assert row.split()[-len(told) :] == told
        assert "支持的個案少於" in shown
        assert "證照不足以證明能力。" in shown
        await pilot.press("end")
        assert "建立社群。" in frame(app)
        await pilot.press("escape")
        assert isinstance(app.screen, CodingScreen)

    play(story, size=size)


def test_undo_takes_back_the_order_of_findings_and_asks_before_another_setting(play, study):
    decide(study, "least-for", "2")

    async def story(app, pilot):
        app.action_visit("findings")
        await settle(app, pilot)
        await pilot.press("home", "right_square_bracket")
        await settle(app, pilot)
        assert [finding.id for finding in study.project().findings] == ["F2", "F1"]
        await pilot.press("u")
        await settle(app, pilot)
        assert [finding.id for finding in study.project().findings] == ["F1", "F2"]
        await pilot.press("u")
        await settle(app, pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("escape")

    play(story)
    assert study.reader.require(Setting, "least-for").value == "2"


def test_quotations_are_chosen_marked_ordered_shortened_and_all_of_it_undone(play, laid):
    async def story(app, pilot):
        await open_finding(app, pilot)
        findings = Findings(laid)
        await pilot.press("c", "down", "down", "up", "c", "t")
        work = findings.work("F1")
        assert [(one.shown, one.chosen.telling) for one in work.of("for") if one.chosen] == [
            ("老實說證照幾乎沒在看。", False),
            ("你考了這張，進來還是要重學。", True),
        ]
        await pilot.press("left_square_bracket")
        assert [one.shown[:2] for one in findings.work("F1").of("for")] == ["你考", "老實"]
        await pilot.press("s")
        app.screen.query_one(Input).value = "你考了這張，下次再考。"
        await pilot.press("enter")
        assert isinstance(app.screen, AskScreen)
        app.screen.query_one(Input).value = "你考了[…]還是要重學。"
        await pilot.press("enter")
        assert isinstance(app.screen, FindingScreen)
        assert app.screen.here.shown == "你考了[…]還是要重學。"
        assert "你考了這張，進來還是要重學。" in frame(app)
        await pilot.press(*"uuuuu")
        assert not any(one.chosen for one in findings.work("F1").laid)
        await pilot.press(*"rrrrr")
        assert findings.work("F1").of("for")[0].shown == "你考了[…]還是要重學。"
        await pilot.press("tab")
        assert app.screen.here.side == "against"
        await pilot.press("c")
        await settle(app, pilot)
        assert "沒有選用也沒有引用" not in frame(app)

    play(story)


def test_the_text_is_written_with_links_and_read_beside(play, laid):
    async def story(app, pilot):
        await open_finding(app, pilot)
        quote = app.screen.here.quotation.id
        await pilot.press("e")
        assert isinstance(app.screen, WritingScreen)
        app.screen.query_one(TextArea).insert("廠商說 ")
        await pilot.press("ctrl+o", "enter")
        await settle(app, pilot)
        app.screen.repaint()
        assert f"[[quote:{quote}]]" in app.screen.query_one(TextArea).text
        assert "「老實說證照幾乎沒在看。」（廠商 A，第 3 行）" in frame(app)
        app.screen.query_one(TextArea).insert(f"[[quote:{quote}")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, WritingScreen), "half a citation is refused like a wrong one"
        app.screen.query_one(TextArea).insert("]] [[figure:none]]")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, WritingScreen)
        assert "none" in status(app)
        app.screen.query_one(TextArea).load_text(f"廠商說 [[quote:{quote}]]，見 [[figure:n]]。")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, FindingScreen)
        assert laid.project().findings[0].text == f"廠商說 [[quote:{quote}]]，見 [[figure:n]]。"

    play(story)


def test_an_unsaved_text_is_there_again(play, laid):
    async def story(app, pilot):
        await open_finding(app, pilot)
        await pilot.press("e")
        app.screen.query_one(TextArea).insert("寫到一半")
        await pilot.pause()
        await pilot.press("escape")
        await settle(app, pilot)
        await pilot.press("e")
        await settle(app, pilot)
        assert app.screen.query_one(TextArea).text == "寫到一半"
        await pilot.press("f8", "escape")
        await settle(app, pilot)
        assert isinstance(app.screen, FindingScreen)
        await pilot.press("e")
        assert app.screen.query_one(TextArea).text == ""

    play(story)


def test_a_sign_off_says_what_speaks_against_it_and_what_changed_since(play, laid):
    async def story(app, pilot):
        await open_finding(app, pilot)
        await pilot.press("y")
        assert isinstance(app.screen, ConfirmScreen)
        assert "支持的個案少於" in frame(app)
        await pilot.press("enter")
        await settle(app, pilot)
        assert "甲 於" in frame(app)
        with Study.open(laid.path, "乙") as other:
            put(other, "內推的人留得比較久", "referral")
            put(other, "每家用的工具都不一樣", "cert")
        laid.changed_elsewhere()
        app.screen.follow()
        await settle(app, pilot)
        assert "簽認後有 1 筆異動" in frame(app)
        await pilot.press("x")
        assert "乙：新增 1 筆編碼" in frame(app)

    play(story)


def test_enter_opens_the_passage_and_escape_comes_back(play, laid):
    async def story(app, pilot):
        await open_finding(app, pilot)
        await pilot.press("down", "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, CodingScreen)
        here = laid.transcript("firm-a").text.index("你考了這張")
        assert app.screen.view.caret == here
        await pilot.press("escape")
        assert isinstance(app.screen, FindingScreen)

    play(story)


@pytest.mark.parametrize("size", SIZES)
def test_the_matrix_shows_cells_and_their_summaries_and_tells_when_they_are_stale(play, laid, size):
    async def story(app, pilot):
        await pilot.press("g", "x")
        await settle(app, pilot)
        assert isinstance(app.screen, MatrixScreen)
        assert app.screen.table.name == "個案 × 主題"
        assert [c.passages for c in app.screen.table.cells[0]] == [2, 1]
        assert "待寫" in frame(app)
        await pilot.press("e")
        app.screen.query_one(TextArea).insert("證照沒人看")
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert "證照沒人看" in frame(app)
        assert "過時 0 格" in frame(app)
        put(laid, "每家用的工具都不一樣", "cert")
        app.screen.follow()
        await settle(app, pilot)
        assert "過時 1 格" in frame(app)
        assert "! 已異動" in frame(app)
        assert "新增 1 則，少了 0 則" in frame(app)
        assert "+ A-3-" in frame(app)
        await pilot.press("e")
        await settle(app, pilot)
        shown = frame(app)
        assert "+ A-3-" in shown, "what the cell is written about stands beside it"
        assert "老實說證照幾乎沒在看" in shown.replace("\n", "") or size[0] < 100
        await pilot.press("escape")
        await settle(app, pilot)
        await pilot.press("u")
        await settle(app, pilot)
        assert Matrices(laid).summary("case:A", "skill") == ""
        await pilot.press("a", "enter", "down", "enter")
        await settle(app, pilot)
        assert app.screen.table.name == "個案 × 技能落差"
        await pilot.press("tab")
        await settle(app, pilot)
        assert app.screen.table.name == "個案 × 主題"

    play(story, size=size)


def test_a_recommendation_is_written_with_links_to_findings_and_taken_back(play, laid):
    async def story(app, pilot):
        await pilot.press("g", "f")
        await settle(app, pilot)
        await pilot.press("end", "e")
        assert isinstance(app.screen, WritingScreen)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "F1" in frame(app)
        await pilot.press("enter")
        area = app.screen.query_one(TextArea)
        assert area.text == "[[finding:F1]]"
        area.text = "依[[finding:F9]]"
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, WritingScreen), "a link that leads nowhere is not saved"
        area.text = "依[[finding:F1]]辦理。"
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, FindingsScreen)
        assert laid.project().recommendations[-1].text == "依[[finding:F1]]辦理。"
        assert "依發現一（F1）辦理。" in frame(app)
        await pilot.press("u")
        await settle(app, pilot)
        assert laid.project().recommendations[-1].text == ""

    play(story, size=(120, 40))


def test_a_findings_text_is_written_from_the_list_too(play, laid):
    async def story(app, pilot):
        await pilot.press("g", "f")
        await settle(app, pilot)
        await pilot.press("e")
        assert isinstance(app.screen, WritingScreen)
        app.screen.query_one(TextArea).text = "見[[table:F1]]。"
        await pilot.press("ctrl+s")
        await settle(app, pilot)
        assert laid.project().findings[0].text == "見[[table:F1]]。"

    play(story)


@pytest.mark.parametrize("size", SIZES)
def test_a_key_tells_what_would_topple_the_finding(play, laid, size):
    async def story(app, pilot):
        await open_finding(app, pilot)
        assert "不成立：1 個個案支持" in frame(app)
        await pilot.press("v")
        await settle(app, pilot)
        shown = frame(app)
        assert "哪些情形會使它不成立" in shown
        assert "F1 不成立" in shown
        assert "至少 3 個個案支持" in shown
        await pilot.press("escape")
        assert isinstance(app.screen, FindingScreen)

    play(story, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_what_a_finding_claims_is_checked_on_its_screen(play, laid, size):
    text = "第一句沒有引用。" + "".join(f"第 {n} 家公司都缺人：[[finding:F1]]。" for n in range(30))
    Findings(laid).write("F1", text)

    async def story(app, pilot):
        await open_finding(app, pilot)
        assert "1 個句子沒有引用" in frame(app)
        await pilot.press("a")
        assert "第一句沒有引用。" in frame(app)
        assert "第 29 家公司都缺人" not in frame(app)
        await pilot.press("end")
        await settle(app, pilot)
        assert "第 29 家公司都缺人" in frame(app)
        await pilot.press("escape")
        assert isinstance(app.screen, FindingScreen)

    play(story, size=size)
