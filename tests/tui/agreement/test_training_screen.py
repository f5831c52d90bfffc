"""Training on the screen."""

from __future__ import annotations

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from agreement.test_training import settled  # noqa: F401  the fixture
from rounds import SIZES
from screen_reading import at_rest, frame

from coder.record.veil.blindness import set_visibility
from coder.tui.agreement.training_screen import TrainingScreen


async def open_training(app, pilot) -> None:
    await pilot.press("shift+f8")
    await pilot.pause()
    await pilot.press("t")
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()
    assert isinstance(app.screen, TrainingScreen)


@pytest.mark.parametrize("size", SIZES)
def test_a_coders_course_and_the_codes_mixed_up_are_shown(settled, play, size):  # noqa: F811
    async def story(app, pilot):
        await open_training(app, pilot)
        shown = frame(app)
        assert "80%" in shown
        assert "67%" in shown
        assert "混淆" in shown
        assert "接受新鮮人 → NLP 人才斷層 1" in shown
        await pilot.press("down")
        await pilot.pause()
        assert "最常漏編：證照不受信任 1、接受新鮮人 1" in frame(app)

    play(story, size=size)


def test_a_blind_coder_is_shown_nothing(settled, play):  # noqa: F811
    set_visibility(settled, "ben", blind=True)
    settled.coder = "ben"
    settled.look_again()

    async def story(app, pilot):
        await open_training(app, pilot)
        assert app.screen.items == []
        assert "80%" not in frame(app)

    play(story)
