"""Lists of words, while another window takes their text away or corrects it."""

from __future__ import annotations

import pytest
from screen_reading import at_rest, desk, frame
from textual.widgets import Input

from coder.coding.acts import Desk
from coder.coding.whole_transcripts import remove_transcript
from coder.record.study import Study
from coder.transcripts.corrections import read_revision, revise


async def search(app, pilot):
    app.action_visit("search")
    await pilot.pause()
    app.screen.query_one("#query", Input).value = "內推"
    await pilot.pause(0.2)
    await settled(app, pilot)
    app.screen.listing.focus()


async def more_like_this(app, pilot):
    desk(app).view.go_to(app.study.transcript("firm-a").text.index("我們還是靠內推"))
    await pilot.press("alt+l")
    await settled(app, pilot)


async def settled(app, pilot):
    await pilot.pause()
    await at_rest(app)
    await pilot.pause(0.1)
    await at_rest(app)


@pytest.mark.parametrize("listed", [search, more_like_this])
def test_words_that_another_window_took_away_leave_the_list_and_come_back(play, study, listed):
    async def story(app, pilot):
        await listed(app, pilot)
        first, count = app.screen.key_of(app.screen.here), len(app.screen.items)
        assert count > 0
        with Study.open(study.path, "乙") as other:
            remove_transcript(other, other.transcript("firm-a").info.id)
            await app._follow()
            await settled(app, pilot)
            assert app.screen.items == []
            assert "廠商 A" not in frame(app).split("\n", 1)[1]
            Desk(other).undo(None)
        await app._follow()
        await settled(app, pilot)
        assert app.screen.key_of(app.screen.here) == first
        assert len(app.screen.items) == count

    play(story)


@pytest.mark.parametrize("listed", [search, more_like_this])
def test_words_of_a_text_that_another_window_corrected_are_found_at_their_new_place(play, study, tmp_path, listed):
    async def story(app, pilot):
        await listed(app, pilot)
        was = app.screen.words_of(app.screen.here)[1]
        words = app.study.transcript("firm-a").text[was.start : was.end]
        with Study.open(study.path, "乙") as other:
            (tmp_path / "new.txt").write_text(
                other.transcript("firm-a").text.replace("（電話響）", "（門外電話響了很久）"), "utf-8"
            )
            revise(other, read_revision(other, "firm-a", tmp_path / "new.txt"))
        await app._follow()
        await settled(app, pilot)
        key, now = app.screen.words_of(app.screen.here)
        assert app.study.transcript(key).text[now.start : now.end] == words

    play(story)
