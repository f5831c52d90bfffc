"""Help with the codebook on the screen: words for codes, passages like one, codes to merge."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import at_rest, desk, frame, status
from textual.widgets import Input

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.tui.codebook.help_commands import BOOK_HELP, DESK_HELP, LIKE, OVERLAPS, WORDS
from coder.tui.codebook.overlaps_screen import OverlapsScreen
from coder.tui.codebook.screen import CodebookScreen
from coder.tui.codebook.words_screen import WordsScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.choice import NarrowScreen
from coder.tui.frame.asking.questions import ChooseScreen, ConfirmScreen
from coder.tui.retrieval.similar_screen import LikeScreen
from coder.tui.widgets.listing import Listing


@pytest.fixture
def coded(study):
    """Three places with cert and fresh on each, which say 工具 and 實習 too."""
    document = study.transcript("firm-a")
    for words in ("證照幾乎沒在看。每家用的工具都不一樣", "新鮮人我們也收，不過要有實習經驗", "我們還是靠內推"):
        start = document.text.index(words)
        Desk(study).code(document, Span(start, start + len(words)), ["cert", "fresh"])
    return study


async def read(app, pilot):
    """Wait until what is read beside the screen stands."""
    for _ in range(300):
        await at_rest(pilot.app)
        await pilot.pause(0.01)
        if "讀取中" not in status(app):
            return
    raise AssertionError(status(app))


@pytest.fixture
def book(play, coded):
    """Run a story on the codebook screen with the focus on cert."""

    def run(story, *, size=(120, 40)):
        async def opened(app, pilot):
            coded.remember("book-at", "cert")
            await pilot.press("alt+k")
            assert isinstance(app.screen, CodebookScreen)
            await story(app, pilot)

        play(opened, size=size, transcript=None)

    return run


def offered(app):
    return [offer.word for offer in app.screen.items]


async def focus_on(app, pilot, word):
    app.screen.query_one(Listing).go(offered(app).index(word))
    await pilot.pause()


def test_a_word_becomes_a_keyword_by_enter_is_marked_and_goes_back(book, coded):
    async def story(app, pilot):
        await pilot.press("f3")
        await read(app, pilot)
        assert isinstance(app.screen, WordsScreen)
        assert "只有 3 段" in status(app)
        assert "已是關鍵詞" in next(line for line in frame(app).splitlines() if "證照  " in line)
        await focus_on(app, pilot, "工具")
        assert "每家用的工具都不一樣" in frame(app)
        await pilot.press("enter")
        assert coded.project().code_by_id["cert"].keywords == ("證照", "工具")
        assert "關鍵詞加入：工具" in status(app)
        assert app.screen.here.word == "工具"
        assert "已是關鍵詞" in next(line for line in frame(app).splitlines() if "+ 工具" in line)
        await pilot.press("enter")
        assert "「工具」已是" in status(app)
        await pilot.press("ctrl+z")
        assert coded.project().code_by_id["cert"].keywords == ("證照",)
        assert "+ 工具" not in frame(app)

    book(story)


def test_a_refused_word_stays_away_until_it_is_wanted_again(book, coded):
    async def story(app, pilot):
        await pilot.press("y")
        await read(app, pilot)
        await focus_on(app, pilot, "工具")
        await pilot.press("x")
        assert "不要的詞" in frame(app)
        await pilot.press("escape", "y")
        await read(app, pilot)
        assert "工具" not in offered(app)
        await pilot.press("alt+v")
        await focus_on(app, pilot, "工具")
        await pilot.press("ctrl+x", "alt+v")
        assert "工具" in offered(app)

    book(story)


def test_orders_change_by_tab_and_uncovered_words_ask_for_a_code(book, coded):
    async def story(app, pilot):
        await pilot.press("f3")
        await read(app, pilot)
        assert "關鍵性" in frame(app).splitlines()[0]
        await pilot.press("tab")
        assert "TF-IDF" in frame(app).splitlines()[0]
        await pilot.press("shift+tab", "shift+tab")
        assert "TextRank" in frame(app).splitlines()[0]
        await pilot.press("f6")
        await read(app, pilot)
        assert "沒有編碼涵蓋的詞" in frame(app).splitlines()[0]
        word = app.screen.here
        if word is not None:
            await pilot.press("enter")
            assert isinstance(app.screen, NarrowScreen)
            app.screen.query_one(Input).value = "員工推薦"
            await pilot.pause()
            await pilot.press("enter")
            assert word.word in coded.project().code_by_id["referral"].keywords
        await pilot.press("f6")
        await read(app, pilot)
        assert "證照不受信任" in frame(app).splitlines()[0]

    book(story)


def test_the_example_opens_and_what_was_coded_there_counts_on_return(book, coded):
    async def story(app, pilot):
        await pilot.press("f3")
        await read(app, pilot)
        await focus_on(app, pilot, "工具")
        await pilot.press("alt+o")
        assert isinstance(app.screen, CodingScreen)
        assert desk(app).view.caret == coded.transcript("firm-a").text.index("工具")
        await pilot.press("ctrl+z", "escape")
        await read(app, pilot)
        assert "只有 2 段" in status(app)

    book(story)


def test_codes_on_the_same_words_are_merged_from_the_list(book, coded):
    async def story(app, pilot):
        await pilot.press("f4")
        await read(app, pilot)
        assert isinstance(app.screen, OverlapsScreen)
        assert "在 3 個段落同時出現" in frame(app)
        assert "一個是支持證據、一個是反面證據：F1" in frame(app)
        await pilot.press("enter")
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("enter")
        await read(app, pilot)
        assert coded.project().code_by_id["cert"].archived
        assert "已併入" in status(app)
        assert len(app.screen.items) == 0
        await pilot.press("ctrl+z")
        await read(app, pilot)
        assert len(app.screen.items) == 1

    book(story)


def test_passages_like_the_sentence_at_the_caret_are_coded_and_opened_from_the_list(play, coded):
    async def story(app, pilot):
        text = coded.transcript("firm-a").text
        desk(app).view.go_to(text.index("我們還是靠內推"))
        await pilot.press("alt+l")
        await read(app, pilot)
        assert isinstance(app.screen, LikeScreen)
        assert "我們還是靠內推" in frame(app).splitlines()[0]
        assert "句相似" in status(app)
        like = app.screen.here
        before = len(coded.acts())
        await pilot.press("alt+c")
        app.screen.query_one(Input).value = "員工推薦"
        await pilot.pause()
        await pilot.press("enter")
        assert len(coded.acts()) == before + 1
        laid = [c for c in coded.transcript("firm-a").codings if c.code == "referral"]
        assert any(c.start <= like.start < c.end for c in laid)
        assert "員工推薦" in frame(app)
        await pilot.press("alt+l")
        await read(app, pilot)
        assert text[like.start : like.start + 5] in frame(app).splitlines()[0]
        goal = app.screen.here.start
        await pilot.press("enter")
        assert isinstance(app.screen, CodingScreen)
        assert desk(app).view.caret == goal
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, LikeScreen | CodingScreen)

    play(story)


@pytest.mark.parametrize("size", SIZES)
def test_the_screens_fit_narrow_and_wide(book, coded, size):
    async def story(app, pilot):
        for key in ("f3", "f4"):
            await pilot.press(key)
            await read(app, pilot)
            lines = frame(app).splitlines()
            assert any("單位：段；採計：任一編碼員的編碼" in line for line in lines)
            assert "說明" in lines[-1]
            assert any("─" * size[0] in line for line in lines)
            await pilot.press("escape")

    book(story, size=size)


def test_each_action_has_a_key_that_no_input_method_swallows():
    for command in (*BOOK_HELP, *DESK_HELP, *WORDS, *LIKE, *OVERLAPS):
        assert any(len(key) > 1 and key != "plus" for key in command.keys), command.id
