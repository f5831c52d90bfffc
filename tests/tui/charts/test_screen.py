"""Charts on the screen: each number is that of the passages which its cell or bar opens."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from screen_reading import at_rest, frame, status

from coder.agreement.layer_choice import layered
from coder.coding.acts import Desk
from coder.model.counting.passage import Filters, Query
from coder.model.text import Span
from coder.record.study import Study
from coder.retrieval.code_terms import spell
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
    counted = ChartCounts("組長").read(sample, lambda: None)
    info = counted.strips[0][0]
    drawn = portrait(info, "A", read_portrait(sample, info), dict(sample.project().depth_by_id))
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
