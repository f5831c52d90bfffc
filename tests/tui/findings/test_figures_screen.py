"""The figures on the screen: value, source, use, derivation."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame

from coder.tui.findings.figures_screen import FiguresScreen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [("g", "i"), ("shift+f10",)])
def test_each_figure_tells_its_value_its_place_and_what_uses_it(play, study, size, keys):
    async def story(app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, FiguresScreen)
        shown, known = frame(app), study.project().figures
        assert f"調查數據：{len(known)} 項" in shown
        assert known[0].title in shown
        assert known[0].text in shown
        await pilot.press("escape")
        assert not isinstance(app.screen, FiguresScreen)

    play(story, size=size)
