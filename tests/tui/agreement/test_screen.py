"""Agreement on the screen: numbers, units, reasons, and from a number to its passages."""

from __future__ import annotations

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from rounds import SIZES
from screen_reading import desk, frame, status

from coder.agreement.assignments import Lot, assign, tasks, unassign
from coder.record.veil.blindness import set_visibility
from coder.tui.agreement.adjudication_screen import AdjudicationScreen
from coder.tui.agreement.screen import AgreementScreen


@pytest.mark.parametrize("size", SIZES)
def test_from_a_number_to_its_passages(coded, play, size):  # noqa: F811
    async def story(app, pilot):
        await pilot.press("shift+f8")
        await pilot.pause()
        assert isinstance(app.screen, AgreementScreen)
        assert "0.583" in frame(app)
        assert "單位：發言" in frame(app)
        await pilot.press("tab")
        assert "單位：句子" in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AdjudicationScreen)
        assert {code for one in app.screen.items for code in one.case.codes} == {"cert"}
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, AgreementScreen)

    play(story, size=size)


def test_a_transcript_is_finished_by_key_and_withheld_turns_show_no_suggestion(study, play):
    assign(study, ["firm-a"], ["甲"], Lot(withheld=1.0, seed=1))

    async def story(app, pilot):
        await pilot.press("n")
        assert not desk(app).suggestions_here()
        await pilot.press("shift+f7")
        assert "已完成" in status(app)
        assert [task.finished for task in tasks(study)] == [True]
        await pilot.press("shift+f7")
        assert [task.finished for task in tasks(study)] == [False]

    async def unhindered(app, pilot):
        await pilot.press("n")
        assert desk(app).suggestions_here(), "there are some where none are withheld"

    play(story)
    unassign(study, ["firm-a"], ["甲"])
    play(unhindered)


def test_where_nothing_is_finished_it_says_what_to_do(study, play):
    async def story(app, pilot):
        await pilot.press("shift+f8")
        await pilot.pause()
        assert "coder assign" in frame(app)

    play(story)


def test_the_blind_see_no_number(coded, play):  # noqa: F811
    coded.coder = "ann"
    set_visibility(coded, "ann", blind=True)

    async def story(app, pilot):
        await pilot.press("shift+f8")
        await pilot.pause()
        assert "0.583" not in frame(app)
        await pilot.press("tab", "v", "enter")
        assert "0.5" not in frame(app)

    play(story)
