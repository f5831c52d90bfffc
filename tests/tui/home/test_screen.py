"""The list of transcripts: what is done, what waits, what to do next."""

from __future__ import annotations

from screen_reading import frame

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.tui.home.screen import HomeScreen


async def counted(app, pilot):
    for _ in range(100):
        await pilot.pause(0.05)
        await app.workers.wait_for_complete()
        if isinstance(app.screen, HomeScreen) and app.screen.waiting:
            return
    raise AssertionError


def row(app, name="firm-a"):
    return next(line.split() for line in frame(app).split("\n") if name in line and "░" in line)


def test_the_list_counts_waiting_suggestions_and_what_was_done(play, study):
    async def story(app, pilot):
        await counted(app, pilot)
        assert row(app)[3:6] == [f"{len(study.transcript('firm-a').text)}", "0", "4"]
        await pilot.press("enter", "n", "1", "escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert row(app)[4:6] == ["1", "3"]
        assert row(app)[-1] == "甲"
        assert "Enter 繼續編 firm-a" in frame(app)

    play(story, transcript=None)


def test_the_list_fits_a_small_screen(play):
    async def story(app, pilot):
        await counted(app, pilot)
        lines = frame(app).split("\n")
        head = next(line for line in lines if "逐字稿" in line and "字數" in line)
        assert head.rstrip().endswith("最近")

    play(story, transcript=None, size=(80, 24))


def test_codings_under_an_older_definition_are_named(play, study):
    document = study.transcript("firm-a")
    Desk(study).code(document, Span(30, 40), ["cert"])
    study.connection.execute("UPDATE code SET version = 2 WHERE id = 'cert'")
    study._project = None

    async def story(app, pilot):
        assert "1 筆編碼紀錄用的是舊定義" in frame(app)

    play(story, transcript=None)
