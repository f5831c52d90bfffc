"""A whole transcript changed from the list."""

from __future__ import annotations

from screen_reading import frame

from coder.model.erasure import Erasure


def test_a_transcript_is_erased_from_the_list_after_its_name_was_written_again(play, study):
    async def story(app, pilot):
        await pilot.press("e", "enter", "y")
        await pilot.press(*"firm-x", "enter")
        assert not study.reader.all(Erasure)
        await pilot.press("backspace", "a", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "SHA-256" in frame(app)
        await pilot.press("escape")

    name = study.project().transcripts[0].name
    assert name == "firm-a"

    play(story, transcript=None)
    assert set(study.transcript("firm-a").text) == {"█", "\n"}
    assert study.verify() == []
