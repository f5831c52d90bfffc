"""A whole transcript changed from the list."""

from __future__ import annotations

from dataclasses import replace

from screen_reading import at_rest, frame

from coder.agreement.openings import opened
from coder.model.journal.erasure_entry import Erasure
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility


def test_a_transcript_is_erased_from_the_list_after_its_name_was_written_again(play, study):
    async def story(app, pilot):
        await pilot.press("e", "end", "enter", "y")
        await pilot.press(*"firm-x", "enter")
        assert not study.reader.all(Erasure)
        await pilot.press("backspace", "a", "enter")
        await at_rest(app)
        await pilot.pause()
        assert "SHA-256" in frame(app)
        await pilot.press("escape")

    name = study.project().transcripts[0].name
    assert name == "firm-a"

    play(story, transcript=None)
    assert set(study.transcript("firm-a").text) == {"█", "\n"}
    assert study.verify() == []


def test_name_case_attributes_and_taking_out_are_acts_of_the_list(play, study):
    async def story(app, pilot):
        await pilot.press("e", "enter")
        await pilot.pause()
        await pilot.press(*"firm-a2", "enter")
        await pilot.pause()
        assert "firm-a2" in frame(app)
        await pilot.press("e", "down", "enter", "down", "enter")
        await pilot.pause()
        await pilot.press("e", "down", "down", "enter", "end", "up", "up", "enter", *"size", "enter", *"500", "enter")
        await pilot.pause()
        # The first of the attributes has the focus.
        name = next(iter(study.project().case_by_id["B"].attributes))
        await pilot.press("e", "down", "down", "enter", "enter", "end", "9", "enter")
        await pilot.pause()
        assert study.project().case_by_id["B"].attributes[name].endswith("9")
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("e", *["down"] * 4, "enter", "y")
        await pilot.pause()
        assert key not in study.project().transcript_by_id
        assert study.project().case_by_id["B"].attributes["size"] == "500"
        # Each is taken back from the list too, what was done elsewhere is left, and done again.
        await pilot.press("u")
        await pilot.pause()
        assert study.project().transcript_by_id[key] == replace(first, name="firm-a2", case="B")
        for _ in range(3):
            await pilot.press("u")
            await pilot.pause()
        assert study.project().transcript_by_id[key] == first
        assert "size" not in study.project().case_by_id["B"].attributes
        await pilot.press("r")
        await pilot.pause()
        assert study.project().transcript_by_id[key].name == "firm-a2"

    first = study.project().transcripts[0]
    key = first.id
    play(story, transcript=None)
    assert study.verify() == []


def test_a_transcript_is_opened_to_blind_coders_only_when_that_was_wanted(play, study):
    """They see at once what all coded, and that cannot be unseen."""

    async def story(app, pilot):
        for answer, is_open in (("n", False), ("y", True)):
            await pilot.press("e", *["down"] * 3, "enter")
            await pilot.pause()
            assert "會看到所有人" in frame(app)
            assert "丙" in frame(app)
            assert not opened(study)
            await pilot.press(answer)
            await pilot.pause()
            assert bool(opened(study)) is is_open
        await pilot.press("e", *["down"] * 3, "enter")
        await pilot.pause()
        assert not opened(study)

    with Study.open(study.path, "丙") as other:
        set_visibility(other, "丙", blind=True)
    play(story, transcript=None)


def test_what_was_done_stays_told_when_the_counts_come(play):
    async def story(app, pilot):
        await at_rest(app)
        await pilot.press("e", "enter", "2", "enter")
        await pilot.pause()
        await at_rest(app)
        await pilot.pause()
        app.screen.repaint()
        assert "已存 #" in frame(app)

    play(story, transcript=None)
