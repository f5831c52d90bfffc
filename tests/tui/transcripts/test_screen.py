"""Placing by hand what a corrected transcript lost, on the real screen."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import at_rest, desk, frame, status

from coder.coding.acts import Desk
from coder.i18n import set_language
from coder.model.text import Span
from coder.record.study import Study
from coder.transcripts.corrections import read_revision, revise
from coder.tui.coding import acts
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.questions import ConfirmScreen
from coder.tui.home.screen import HomeScreen
from coder.tui.transcripts.screen import LostScreen


def corrected(text):
    return text.replace("幾乎沒在看", "完全不看").replace("（電話響）\n", "").replace("內推", "熟人介紹")


def headed(text):
    return "# 訂正\n" + text


def code(study, words, name):
    document = study.transcript("firm-a")
    start = document.text.index(words)
    Desk(study).code(document, Span(start, start + len(words)), [name])


def correct(study, tmp_path, change=corrected):
    (tmp_path / "new.txt").write_text(change(study.transcript("firm-a").text), "utf-8")
    revise(study, read_revision(study, "firm-a", tmp_path / "new.txt"))


@pytest.fixture
def revised(study, tmp_path):
    """GIVEN two codings that a corrected text lost, and one that it carried."""
    code(study, "證照幾乎沒在看", "cert")
    code(study, "要有實習經驗", "fresh")
    code(study, "我們還是靠內推", "referral")
    correct(study, tmp_path)
    return study


def under(study, name):
    document = study.transcript("firm-a")
    return [document.quote(c) for c in document.codings if c.code == name]


@pytest.mark.parametrize("size", SIZES)
def test_the_list_of_transcripts_and_of_lost_anchors(revised, play, size):
    async def story(app, pilot):
        assert "待重新定位的編碼 2 處：按 Alt-b" in frame(app)
        assert "firm-a | 待定 2" in frame(app)
        await pilot.press("alt+b")
        await pilot.pause()
        assert isinstance(app.screen, LostScreen)
        shown = frame(app)
        for words in (
            "待重新定位的編碼 2 處",
            "證照幾乎沒在看",
            "我們還是靠內推",
            "第 3 行，第 1 版",
            "證照完全不看",
            "現在：最可能在第 3 行",
        ):
            assert words in shown
        await pilot.press("down")
        assert "我們還是靠熟人介紹" in frame(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "2 displaced codings" in frame(app)
        set_language("zh_TW")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None, size=size)


def test_enter_opens_the_likeliest_words_marked_and_enter_there_places(revised, play):
    async def story(app, pilot):
        await pilot.press("g", "l", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        view = desk(app).view
        assert view.document.text[view.selection.start : view.selection.end] == "證照完全不看"
        assert "c 將「證照不受信任」標在選取的文字上" in status(app)
        # The person decides on other words than those proposed.
        await pilot.press("shift+left", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LostScreen)
        assert "已存" in status(app)
        assert "已重新標定：證照不受信任" in status(app)
        assert under(revised, "cert") == ["證照完全不"]
        assert "待重新定位的編碼 1 處" in frame(app)
        await pilot.press("u")
        await pilot.pause()
        assert under(revised, "cert") == []
        assert "待重新定位的編碼 2 處" in frame(app)

    play(story, transcript=None)
    assert revised.verify() == []


def test_esc_leaves_it_waiting_and_p_places_at_once(revised, play):
    async def story(app, pilot):
        await pilot.press("g", "l", "s", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LostScreen)
        assert app.screen.here.title == "員工推薦"
        await pilot.press("p")
        await pilot.pause()
        assert under(revised, "referral") == ["我們還是靠熟人介紹"]
        assert app.screen.here.title == "證照不受信任"

    play(story, transcript=None)


def test_giving_up_is_asked_and_can_be_undone(revised, play):
    async def story(app, pilot):
        await pilot.press("g", "l", "d")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert "待重新定位的編碼 2 處" in frame(app)
        await pilot.press("ctrl+d", "y")
        await pilot.pause()
        assert "待重新定位的編碼 1 處" in frame(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "待重新定位的編碼 2 處" in frame(app)

    play(story, transcript=None)


def test_an_open_transcript_takes_over_the_corrected_text(study, play, tmp_path):
    code(study, "要有實習經驗", "fresh")

    async def story(app, pilot):
        view = desk(app).view
        view.go_to(view.document.text.index("實習"))
        with Study.open(study.path, "組長") as lead:
            correct(lead, tmp_path, headed)
        await app._follow()
        await pilot.pause()
        assert "現在是第 2 版" in status(app)
        assert view.document.text.startswith("# 訂正")
        assert view.document.text[view.caret :].startswith("實習")
        await at_rest(app)
        await pilot.press("enter", "enter")
        await pilot.pause()

    play(story)
    assert study.verify() == []


def test_a_marking_on_the_old_text_cannot_be_coded(study, play, tmp_path):
    async def story(app, pilot):
        view = desk(app).view
        view.go_to(80, Span(70, 80))
        with Study.open(study.path, "組長") as lead:
            correct(lead, tmp_path, headed)
        acts.code(desk(app), ["cert"])
        await pilot.pause()
        assert study.lost_counts() == {}
        assert study.transcript("firm-a").codings == ()

    play(story)
