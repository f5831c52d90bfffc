"""Names and leaks on the real screen: what is redacted is struck out, and no file prints it."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import at_rest, desk, frame, status

from coder.errors import NotFoundError
from coder.i18n import set_language
from coder.model.codebook import Case
from coder.privacy.leaks import find_leaks
from coder.privacy.name_list import name_key
from coder.privacy.seen_leaks import mark_seen, mark_unseen, no_leaks
from coder.transcripts import intake
from coder.transcripts.cases import load_cases
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.questions import ConfirmScreen
from coder.tui.privacy.screen import NamesScreen

SAID = "訪談者：誰說的？\n受訪者：王經理說打 0912-345-678，他在大同科技。\n"


@pytest.fixture
def named(study, tmp_path):
    """GIVEN a transcript in which a person and a phone number stand."""
    (tmp_path / "firm-b.txt").write_text(SAID, "utf-8")
    load_cases(study, [Case(id="B", name="大同科技", aliases=("廠商 B",), transcripts=("firm-b.txt",))])
    intake.import_transcripts(study, [tmp_path / "firm-b.txt"], intake.ImportPlan())
    return study


def struck(app):
    rows = map(desk(app).view.render_line, range(6))
    return "".join(s.text for row in rows for s in row if s.style and s.style.strike)


async def arrived(app, pilot):
    await pilot.press("g", "n")
    await pilot.pause()
    assert isinstance(app.screen, NamesScreen)
    await at_rest(app)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
def test_a_leak_is_redacted_and_comes_back(named, play, size):
    async def story(app, pilot):
        await arrived(app, pilot)
        assert "大同科技" in frame(app)
        assert "顯示為 廠商 B" in frame(app)
        await pilot.press("down", "x")
        await at_rest(app)
        await pilot.pause()
        assert "0912-345-678" in name_key(app.study)
        assert app.screen.words == "王經理", "the next leak takes the place of the one dealt with"
        await pilot.press("a", *"某人", "enter")
        await at_rest(app)
        await pilot.pause()
        assert name_key(app.study)["王經理"] == "某人"
        assert "某人" in status(app)
        assert "可能辨識身分 0 處" in frame(app)
        await pilot.press("u", "u")
        await at_rest(app)
        await pilot.pause()
        assert set(name_key(app.study)) == {"大同科技"}
        assert "可能辨識身分 2 處" in frame(app)
        await pilot.press("home", "d")
        assert "名單上沒有" in status(app), "the names of cases stay in their file"

    play(story, size=size)


def test_a_leak_opens_its_place_and_words_are_redacted_there(named, play):
    async def story(app, pilot):
        await arrived(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert desk(app).document.text[desk(app).view.caret :].startswith("0912")
        await pilot.press("D")
        assert "先選取文字" in status(app)
        await pilot.press("v", *["right"] * 12, "D")
        assert "0912-345-678" in name_key(app.study)
        assert struck(app) == "0912-345-678"
        await pilot.press("u")
        assert "0912-345-678" in frame(app)
        await pilot.press("y")
        assert struck(app) == ""

    play(story)


def test_words_that_stand_in_many_places_are_asked_about_before_they_are_redacted(named, play):
    async def story(app, pilot):
        at = desk(app).document.text.index("說")
        desk(app).view.go_to(at)
        await pilot.press("v", "right", "D")
        assert isinstance(app.screen, ConfirmScreen)
        assert "共出現" in frame(app)
        assert "只有一個字" in frame(app)
        await pilot.press("n")
        assert "說" not in name_key(app.study)
        await pilot.press("D", "y")
        assert "說" in name_key(app.study)

    play(story)


def test_a_name_of_one_character_is_warned_of_at_once_and_in_its_row(named, play):
    async def story(app, pilot):
        await arrived(app, pilot)
        await pilot.press("n", "說", "enter", *"某乙", "enter")
        await at_rest(app)
        await pilot.pause()
        assert "共出現" in status(app)
        assert "只有一個字" in status(app)
        assert any("說" in row and "×" in row and "只有一個字" in row for row in frame(app).split("\n"))

    play(story)


def test_it_speaks_english(named, play):
    async def story(app, pilot):
        await arrived(app, pilot)
        assert "1 name is replaced, 2 likely leaks" in frame(app)
        assert "phone number" in frame(app)

    set_language("en")
    play(story)


def test_what_is_no_leak_is_remembered_and_comes_back_by_undo(named, play):
    async def story(app, pilot):
        await arrived(app, pilot)
        await pilot.press("down", "s")
        await at_rest(app)
        await pilot.pause()
        assert no_leaks(app.study) == ("0912-345-678",)
        assert "0912-345-678" not in name_key(app.study), "it is printed as it stands"
        assert "可能辨識身分 1 處、已標記 1 筆不會辨識身分" in frame(app)
        assert [leak.words for leak in find_leaks(app.study)] == ["王經理"]
        await pilot.press("u")
        await at_rest(app)
        await pilot.pause()
        assert "可能辨識身分 2 處" in frame(app)
        assert no_leaks(app.study) == ()

    play(story)


def test_words_are_marked_once_and_listed_again_when_asked(named):
    asks = "這句不要寫，|真的。"
    for words in ("王經理", asks, "王經理"):
        mark_seen(named, words)
    assert no_leaks(named) == ("王經理", "這句不要寫， 真的。")
    assert [leak.words for leak in find_leaks(named)] == ["0912-345-678"]
    mark_unseen(named, "王經理")
    assert {leak.words for leak in find_leaks(named)} == {"0912-345-678", "王經理"}
    with pytest.raises(NotFoundError, match="沒有標記"):
        mark_unseen(named, "王經理")
