"""The audit sample on the real screen: judged by key, resumed where it was left, disputed ones by themselves."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import desk, frame, status

from coder.audit.samples import Samples
from coder.coding.acts import Desk
from coder.i18n import set_language
from coder.model.text import Span
from coder.tui.audit.sample_screen import SampleScreen
from coder.tui.coding.screen import CodingScreen


@pytest.fixture
def drawn(study):
    """GIVEN a sample of three codings."""
    document = study.transcript("firm-a")
    for start in (10, 20, 30):
        Desk(study).code(document, Span(start, start + 5), ["cert"])
    return Samples(study).draw(3, seed=4)[0]


async def arrived(app, pilot):
    await pilot.press("ctrl+b")
    await pilot.pause()
    assert isinstance(app.screen, SampleScreen)


@pytest.mark.parametrize("size", SIZES)
def test_quotations_are_judged_one_after_the_other(drawn, play, size):
    async def story(app, pilot):
        await arrived(app, pilot)
        assert "判讀 0/3" in frame(app)
        first, second, third = drawn.order
        assert app.screen.here == first
        await pilot.press("3")
        assert app.screen.here == second, "the next without a verdict comes by itself"
        assert "不支持" in status(app)
        await pilot.press("1", "4", "u")
        assert "判讀 2/3" in frame(app)
        await pilot.press("home", "e", *"離題", "enter")
        assert "離題" in frame(app)
        await pilot.press("tab")
        assert list(app.screen.items) == [first]
        await pilot.press("tab", "escape")
        await arrived(app, pilot)
        assert app.screen.here == third, "it is resumed where it was left"
        await pilot.press("home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert desk(app).view.caret in {10, 20, 30}

    play(story, size=size)


def test_a_sample_is_drawn_on_the_screen(study, play):
    Desk(study).code(study.transcript("firm-a"), Span(10, 15), ["cert"])

    async def story(app, pilot):
        await arrived(app, pilot)
        assert "no sample was drawn yet" in frame(app)
        await pilot.press("n", "backspace", "backspace", "9", "enter", "enter")
        assert "9 quotations can't be drawn from 1" in status(app)
        await pilot.press("n", "backspace", "backspace", "1", "enter", "down", "enter")
        assert "0 of 1 judged" in frame(app)
        await pilot.press("1")
        assert "not supported 0.0% (0.0% to 79.3%)" in frame(app)

    set_language("en")
    play(story)
