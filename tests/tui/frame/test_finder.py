"""The palette finds actions, transcripts, codes, findings and quotations, by name and by sound, and says when nothing."""

from __future__ import annotations

from screen_reading import desk, offered

from coder.model.identity import quote_id
from coder.tui.frame.finder import Finder


def test_things_are_found_by_their_names_and_by_their_sounds(play):
    async def story(app, pilot):
        assert "firm-a" in await offered(app, "firm")
        assert "證照不受信任" in await offered(app, "證照")
        assert "證照不受信任" in await offered(app, "zhengzhao")
        assert "證照不受信任" in await offered(app, "zzbsxr")
        assert "證照不受信任" in await offered(app, "ㄓㄥㄓㄠ")
        assert any(name.startswith("F1 ") for name in await offered(app, "f1"))
        assert "復原" in await offered(app, "fuyuan")

    play(story)


def test_a_quotation_is_found_by_its_id_and_what_is_not_there_is_said(play, study):
    async def story(app, pilot):
        await pilot.press("n", "1")
        (coding,) = study.transcript("firm-a").codings
        quote = quote_id(desk(app).document.info.case, coding.line, coding.id)
        assert quote in await offered(app, quote)
        assert await rows(app, "沒有這種東西") == ["找不到：沒有這種東西"]

    play(story)


def test_a_sound_is_looked_for_when_it_is_known_how_the_names_are_read(play):
    async def story(app, pilot):
        assert [row for row in await rows(app, "fuyuan") if row.startswith("復原")]

    play(story)


def test_an_action_stands_with_its_keys(play):
    async def story(app, pilot):
        assert any(row.startswith("復原  u  ^Z") for row in await rows(app, "復原"))

    play(story)


async def rows(app, typed):
    """Return what the palette shows for some letters."""
    finder = Finder(app.screen)
    await finder.startup()
    return [hit.match_display.plain async for hit in finder.search(typed)]
