"""The list of transcripts: what is done, what waits, what to do next."""

from __future__ import annotations

import re

import pytest
from rounds import SIZES
from screen_reading import at_rest, frame

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.retrieval.code_terms import spell
from coder.suggestions.counts import open_suggestions_by_transcript
from coder.transcripts import intake
from coder.tui.codebook.review_screen import ReviewScreen
from coder.tui.home.screen import HomeScreen
from coder.tui.retrieval.screen import RetrievalScreen


async def counted(app, pilot):
    for _ in range(100):
        await pilot.pause(0.05)
        await at_rest(app)
        if isinstance(app.screen, HomeScreen) and app.screen.waiting and app.screen.glance:
            return
    raise AssertionError


def row(app, name="firm-a"):
    lines = shown(app.screen.listing)
    return next(line.split() for line in lines if name in line and "░" in line)


def shown(listing):
    return [listing.render_line(y).text for y in range(listing.size.height)]


def test_the_list_counts_waiting_suggestions_and_what_was_done(play, study):
    async def story(app, pilot):
        await counted(app, pilot)
        assert row(app)[3:6] == [f"{len(study.transcript('firm-a').text)}", "0", "4"]
        await pilot.press("enter", "n", "1", "escape")
        await at_rest(app)
        await pilot.pause()
        assert row(app)[4:6] == ["1", "3"]
        assert row(app)[-1] == "甲"
        assert "Enter 繼續編 firm-a" in frame(app)

    play(story, transcript=None)


def test_one_rule_counts_the_suggestions_of_every_transcript(play, study, tmp_path):
    coded(study)
    for name in ("b", "c"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"訪談者：證照呢？\n受訪者：證照我們{name}家不看，證照沒用，內推比較準。\n" * 3, "utf-8")
        intake.import_transcripts(study, [path], intake.ImportPlan(case_per_file=True))
    keys = [info.id for info in study.project().transcripts]
    learnt = study.transcript(keys[1])
    for at in (one.start() for one in re.finditer("內推比較準", learnt.text)):
        Desk(study).code(study.transcript(keys[1]), Span(at, at + 5), ["cert"])

    async def story(app, pilot):
        def by(model):
            found = open_suggestions_by_transcript(study.path, "甲", app.desk.matcher(), keys, model)
            return dict(filter(None, found))

        await counted(app, pilot)
        await at_rest(app)
        assert app.screen.waiting == by(None)
        await pilot.press("enter")
        app.advise()
        await at_rest(app)
        await pilot.press("escape")
        await pilot.pause()
        await at_rest(app)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.waiting == by(app.adviser.model)
        assert by(app.adviser.model) != by(None)

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


def coded(study):
    document = study.transcript("firm-a")
    desk = Desk(study)
    desk.code(document, Span(30, 40), ["cert"])
    desk.code(study.overlaid(document), Span(45, 50), ["cert"])


@pytest.mark.parametrize("size", SIZES)
def test_the_study_stands_at_a_glance_beside_or_below_the_list(play, study, size):
    coded(study)

    async def story(app, pilot):
        await counted(app, pilot)
        beside = app.screen.glance_list
        assert (beside.region.x > 0) == (size[0] == 120)
        lines = shown(beside)
        theme = app.screen.glance.themes[0]
        assert (theme.passages, theme.cases) == (2, 1)
        assert any(theme.code.title in line and "█" in line and line.split()[-2:] == ["2", "1"] for line in lines)
        assert "單位：段" in "".join(lines[:2])
        await pilot.press("tab", "end")
        assert any("甲" in line and line.split()[-2] == "2" for line in shown(beside))
        await pilot.press("tab")
        assert app.screen.listing.has_focus

    play(story, transcript=None, size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 45)])
def test_names_at_a_glance_are_shown_whole_before_bars_get_long(play, study, size):
    coded(study)

    async def story(app, pilot):
        await counted(app, pilot)
        longest = "實務經驗優先"
        study.connection.execute(
            "UPDATE code SET name = ? WHERE id = ?", (longest, app.screen.glance.themes[0].code.id)
        )
        study._project = None
        app.screen.read_glance()
        await at_rest(app)
        await pilot.pause()
        line = next(line for line in shown(app.screen.glance_list) if "█" in line)
        assert longest in line
        assert line.count("█") >= 4

    play(story, transcript=None, size=size)


def test_what_to_do_next_takes_two_rows_where_one_is_too_short(play, study):
    coded(study)

    async def story(app, pilot):
        await counted(app, pilot)
        await pilot.press("enter", "escape")
        await at_rest(app)
        await pilot.pause()
        rows = [line.strip() for line in frame(app).splitlines()[1:3]]
        assert all(rows)
        assert "".join(rows).startswith("Enter 繼續編 firm-a")
        assert "".join(rows).endswith("。")

    play(story, transcript=None, size=(44, 24))


def test_a_theme_at_a_glance_opens_its_passages_and_what_waits_opens_its_place(play, study):
    coded(study)
    study.connection.execute("UPDATE code SET version = 2 WHERE id = 'cert'")
    study._project = None

    async def story(app, pilot):
        await counted(app, pilot)
        home, theme = app.screen, app.screen.glance.themes[0]
        await pilot.press("tab", "enter")
        await at_rest(app)
        await pilot.pause()
        assert isinstance(app.screen, RetrievalScreen)
        assert app.screen.query_now.expression == spell(theme.code, study.project().codes)
        app.pop_screen()
        await pilot.pause()
        home.glance_list.go(next(i for i, one in enumerate(home._glance_items) if one.place == "review"))
        await pilot.press("enter")
        assert isinstance(app.screen, ReviewScreen)

    play(story, transcript=None)
