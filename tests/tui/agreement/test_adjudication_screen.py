"""A whole adjudication by keyboard alone."""

from __future__ import annotations

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from rounds import SIZES
from screen_reading import frame, status

from coder.agreement.adjudication import Adjudications
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.tui.agreement.adjudication_screen import AdjudicationScreen
from coder.tui.coding.screen import CodingScreen


async def arrived(app, pilot) -> None:
    await pilot.press("shift+f9")
    await pilot.pause()
    assert isinstance(app.screen, AdjudicationScreen)


@pytest.mark.parametrize("size", SIZES)
def test_each_case_is_one_key_and_the_next_comes_by_itself(coded, play, size):  # noqa: F811
    originals = coded.connection.execute("SELECT * FROM coding ORDER BY id").fetchall()

    async def story(app, pilot):
        await arrived(app, pilot)
        assert "3 處待裁決" in frame(app)
        _first, second, third = app.screen.items
        text = frame(app)
        assert "1 ann" in text
        assert "2 ben" in text
        assert "不看證照" in text, "the code's definition stands beside"
        await pilot.press("1")
        assert app.screen.here.case.id == second.case.id
        assert "採用一人" in status(app)
        await pilot.press("m", *"說得很白", "enter")
        await pilot.press("n")
        assert app.screen.here.case.id == third.case.id
        await pilot.press("u")
        assert len(app.screen.items) == 2
        await pilot.press("home", "n", "b")
        assert not app.screen.items
        await pilot.press("a", "tab")
        assert len(app.screen.items) == 3
        assert "說得很白" in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)

    play(story, size=size)
    desk = Adjudications(coded)
    assert desk.queue() == []
    assert [one.ruling for one in desk.settled(["firm-z"])] == ["keep", "agreed", "agreed", "agreed", "both"]
    assert coded.connection.execute("SELECT * FROM coding ORDER BY id").fetchall() == originals


def test_new_borders_are_typed_as_words_and_another_code_is_chosen(coded, play):  # noqa: F811
    async def story(app, pilot):
        await arrived(app, pilot)
        await pilot.press("e", "ctrl+u", *"說了", "enter")
        await pilot.press("c", "end", "enter")
        await pilot.pause()

    play(story)
    desk = Adjudications(coded)
    cut, recoded = desk.settled(["firm-z"])
    assert desk.text(coded.transcript("firm-z").info)[cut.start : cut.end] == "說了"
    assert recoded.code == coded.project().usable_codes[-1].id


def test_the_blind_are_told_why_there_is_nothing(coded, play):  # noqa: F811
    coded.coder = "ann"
    set_visibility(coded, "ann", blind=True)

    async def story(app, pilot):
        await arrived(app, pilot)
        assert "盲編" in frame(app)
        assert "ben" not in frame(app)
        await pilot.press("1", "b", "n", "e", "c", "m", "a")
        await pilot.press("x")
        assert app.is_running, "what a key cannot do is said, and does not end the program"
        assert "盲編" in frame(app).splitlines()[-2]

    play(story)


@pytest.mark.parametrize("size", SIZES)
def test_a_coder_has_the_same_digit_in_every_case_and_the_place_is_told(coded, play, size):  # noqa: F811
    async def story(app, pilot):
        await arrived(app, pilot)
        for _case in range(3):
            shown = frame(app)
            assert "1 ann" in shown
            assert "2 ben" in shown
            assert "firm-z" in shown
            # Who put nothing is kept by their digit too.
            await pilot.press("2")
        assert not app.screen.items

    play(story, size=size)
    settled = Adjudications(coded).settled(["firm-z"])
    assert [one.ruling for one in settled] == ["keep"]


def test_the_adjudication_of_a_transcript_is_closed_by_key_and_opened_by_undo(coded, play):  # noqa: F811
    info = coded.transcript("firm-z").info

    async def story(app, pilot):
        await arrived(app, pilot)
        await pilot.press("x")
        assert "沒有可結束裁決的逐字稿" in status(app)
        await pilot.press("1", "1", "1", "a", "x", "enter")
        await pilot.pause()
        assert Adjudications(coded).is_closed(info)
        await pilot.press("x")
        assert "所有逐字稿的裁決都已結束" in status(app)
        await pilot.press("u")
        assert not Adjudications(coded).is_closed(info)

    play(story)


def test_after_a_decision_the_cases_of_other_transcripts_stay(coded, play, monkeypatch):  # noqa: F811
    read = []
    dockets = Adjudications.dockets

    def watched(self, transcripts=(), *args, **named):
        read.append(tuple(transcripts))
        return dockets(self, transcripts, *args, **named)

    monkeypatch.setattr(Adjudications, "dockets", watched)
    info = coded.transcript("firm-z").info

    async def story(app, pilot):
        await arrived(app, pilot)
        read.clear()
        await pilot.press("1")
        assert read == [(info.id,)]
        assert len(app.screen.items) == 2

    play(story)


def test_a_case_that_another_lead_decides_is_not_taken_for_the_next(coded, play):  # noqa: F811
    async def story(app, pilot):
        await arrived(app, pilot)
        first, second, _third = app.screen.items
        with Study.open(coded.path, "主編") as other:
            Adjudications(other).keep(first, "ben")
        await app._follow()
        assert app.screen.here.case.id == second.case.id
        assert "別的視窗" in status(app)
        await pilot.press("2")
        assert [one.case.id for one in Adjudications(coded).queue()] == [one.case.id for one in app.screen.items]
        assert app.screen.here.case.id == second.case.id, "the key was meant for the first"
        await pilot.press("2")
        assert len(app.screen.items) == 1

    play(story)


def test_under_a_question_the_case_stays_that_it_was_asked_of(coded, play):  # noqa: F811
    async def story(app, pilot):
        await arrived(app, pilot)
        first, second, _third = app.screen.items
        await pilot.press("c")
        with Study.open(coded.path, "主編") as other:
            Adjudications(other).both(first)
        await app._follow()
        await pilot.press("end", "enter")
        await pilot.pause()
        waiting = [one.case.id for one in Adjudications(coded).queue()]
        assert second.case.id in waiting, "the next one was not decided unseen"
        decided = next(one.decision for one in Adjudications(coded).dockets() if one.case.id == first.case.id)
        assert decided.ruling == "both", "nor the first again"

    play(story)
