"""The palette of all commands speaks the interface's language."""

from __future__ import annotations

from screen_reading import frame


def test_the_palette_asks_in_chinese_and_knows_every_place(play):
    async def story(app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        shown = frame(app)
        assert "尋找指令" in shown

    play(story)
