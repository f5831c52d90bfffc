"""Charts on the screen: each number is that of the passages which its cell or bar opens."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from screen_reading import at_rest, frame, status

from coder.agreement.layer_choice import layered
from coder.coding.acts import Desk
from coder.findings.matrix_cells import Matrices
from coder.model.counting.narrowed import Narrowed
from coder.model.counting.passage import Query
from coder.model.counting.passage_filters import Filters
from coder.model.text import Span
from coder.record.study import Study
from coder.retrieval.code_terms import spell
from coder.retrieval.filtered_study import narrowed
from coder.retrieval.passages import retrieved
from coder.tui.charts.bars import kind_bars
from coder.tui.charts.counted import ChartCounts, read_portrait
from coder.tui.charts.drawing import chart_rows, window
from coder.tui.charts.heat_maps import findings_over_cases, heat_map, portrait, strips
from coder.tui.charts.screen import ChartsScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.palette import paints
from coder.tui.retrieval.screen import RetrievalScreen


@pytest.fixture(scope="module")
def sample(built_sample):
    with Study.open(built_sample / "study.db", "組長") as study, layered(study, "any"):
        yield study


@pytest.fixture(scope="module")
def charts(sample):
    every = Narrowed(sample.project())
    counted = ChartCounts("組長").read(sample, lambda: None, every)
    info = counted.strips[0][0]
    drawn = portrait(info, "A", read_portrait(sample, info, every), dict(sample.project().depth_by_id))
    bars = [kind_bars(counted, grouping) for grouping in (None, *counted.groupings)]
    return [heat_map(counted), findings_over_cases(counted), strips(counted), drawn, *bars]


def test_each_number_is_that_of_the_passages_it_opens(sample, charts):
    project = sample.project()
    spots = [s for chart in charts for line in chart.lines for s in line.spots if s.target and s.target.codes]
    assert len(spots) > 100
    for spot in spots[::9]:
        expression = " OR ".join(spell(project.code_by_id[key], project.codes) for key in spot.target.codes)
        found = retrieved(sample, Query(expression=expression, filters=Filters(cases=spot.target.cases)))
        assert len(found) == spot.number, spot.words()


def test_a_strip_leads_to_where_its_passages_begin(sample, charts):
    for chart in charts[2:4]:
        for line in chart.lines:
            targets = [spot.target for spot in line.spots if spot.target]
            assert all(target.start >= 0 for target in targets)
            assert [t.start for t in targets] == sorted(t.start for t in targets)


def test_filters_count_what_quotes_find_under_the_same_ones(sample):
    project, some = sample.project(), Filters(speakers=("受訪者2",), where=(("kind", "AI 新創"),))
    for filters in (Filters(speakers=("受訪者2",)), Filters(roles=("interviewer",)), some):
        only = narrowed(sample.reader, project, filters)
        counted = ChartCounts("組長").read(sample, lambda: None, only)
        themes = {row.code.id: row.passages for row in counted.themes}
        for code in (code for code in project.codes if code.level == "theme"):
            found = retrieved(sample, Query(expression=spell(code, project.codes), filters=filters))
            assert len(found) == themes.get(code.id, 0)
        outline = Matrices(sample, only).outline(Matrices(sample).usual())
        for row, cells in zip(outline.rows, outline.cells, strict=True):
            for column, cell in zip(outline.columns, cells, strict=True):
                codes = [spell(project.code_by_id[heading.id], project.codes) for heading in (row, column)]
                asked = Query(expression=" AND ".join(codes), filters=filters)
                assert cell.passages == len(retrieved(sample, asked)), (row.title, column.title)


def test_a_filter_is_chosen_by_key_and_holds_on_every_screen_that_counts(play, study):
    document = study.transcript("firm-a")
    answer, question = (next(t for t in document.turns if t.role == role) for role in ("respondent", "interviewer"))
    for turn in (answer, question):
        Desk(study).code(document, Span(turn.body, turn.end), ["cert"])

    async def story(app, pilot):
        async def press(*keys):
            await pilot.press(*keys)
            await at_rest(app)
            await pilot.pause()

        await press("g", "b")
        assert app.screen.counted.passages == 2
        await press("R")
        await press(*"受訪者", "enter")
        assert app.screen.counted.passages == 1
        assert "受訪者（角色）" in frame(app)
        await press("enter")
        assert [found.start for found in app.screen.found] == [answer.body]
        assert app.screen.query_now.filters.roles == ("respondent",)
        await press("escape", "escape", "g", "x")
        assert "受訪者（角色）" in frame(app)
        await press("X")
        assert "受訪者（角色）" not in frame(app)

    play(story, size=(80, 24), transcript=None)


@pytest.mark.parametrize("size", [(80, 15), (120, 31), (60, 8)])
@pytest.mark.parametrize("theme", ["coder-dark", "coder-contrast"])
def test_a_chart_fits_its_window_and_shows_the_focus(charts, size, theme):
    width, height = size
    for chart in charts:
        row, column = len(chart.lines) - 1, len(chart.columns) - 1
        shown = window(chart, width, height, (row, column), None)
        rows = chart_rows(chart, shown, width, (row, column), paints(theme))
        assert len(rows) <= height
        told = ["".join(text for text, _style in row) for row in rows]
        assert max(map(cell_len, told)) <= width
        assert told[-1].startswith(">")
        assert shown.left <= column < shown.left + shown.across


def test_charts_are_chosen_by_key_and_open_passages(play, study):
    async def settle(app, pilot):
        await pilot.pause()
        await at_rest(app)
        await pilot.pause()

    document = study.transcript("firm-a")
    start = document.text.index("老實說證照幾乎沒在看。")
    Desk(study).code(document, Span(start, start + 11), ["cert"])

    async def story(app, pilot):
        await pilot.press("g", "b")
        await settle(app, pilot)
        assert isinstance(app.screen, ChartsScreen)
        assert "單位：段" in frame(app)
        assert app.screen.spot.number == 1
        seen = set()
        for key in ("2", "3", "4", "5", "tab"):
            await pilot.press(key)
            await settle(app, pilot)
            seen.add(app.screen.chart.title)
            if app.screen.kind == "portrait":
                assert "n = 1 段，本份逐字稿" in frame(app)
        assert len(seen) == 5
        await pilot.press("right")
        assert app.screen.spot is not None
        await pilot.press("enter")
        await settle(app, pilot)
        assert isinstance(app.screen, RetrievalScreen)
        assert len(app.screen.found) == 1
        await pilot.press("escape", "4")
        await settle(app, pilot)
        at = next(i for i, spot in enumerate(app.screen.chart.lines[0].spots) if spot.target)
        if at:
            await pilot.press("enter")
            assert "段" in status(app)
        await pilot.press(*["right"] * at, "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, CodingScreen)

    play(story, size=(80, 24), transcript=None)
