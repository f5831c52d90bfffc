"""The palette of all commands speaks the interface's language."""

from __future__ import annotations

from screen_reading import at_rest, frame


def test_the_palette_asks_in_chinese_and_knows_every_place(play):
    async def story(app, pilot):
        await pilot.press("ctrl+p")
        await at_rest(app)
        await pilot.pause()
        assert "尋找操作、逐字稿、編碼" in frame(app)

    play(story)
