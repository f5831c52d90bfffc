"""Charts on the screen: one at a time, chosen by key; Enter on a cell or bar opens its passages."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import get_args

from rich.style import Style
from textual import on
from textual.app import ComposeResult

from coder.agreement.layer_choice import layered
from coder.i18n import _, language
from coder.model.codebook import Code
from coder.model.counting.layers import ANY
from coder.tui.audit.code_place import open_quotes
from coder.tui.charts.bars import kind_bars
from coder.tui.charts.chart import Chart, ChartKind, Spot
from coder.tui.charts.commands import CHARTS
from coder.tui.charts.counted import ChartCounts, Counted, Stretch, read_portrait
from coder.tui.charts.drawing import Window, chart_rows, window
from coder.tui.charts.heat_maps import findings_over_cases, heat_map, portrait, strips
from coder.tui.frame.filtering.filtered_screen import FilteredScreen
from coder.tui.frame.layer_key import LayerScreen
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.frame.unit_line import unit_words
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit

_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
_Portrait = tuple[str, tuple[tuple[Code, Stretch], ...]]


class ChartsScreen(FilteredScreen, LayerScreen, ReadingScreen):
    """Cases by theme, bars by kind of case, findings over cases, and where passages lie in transcripts."""

    COMMANDS_HERE = CHARTS
    PARTS = ()
    SHORT = 30
    FILTERS = "charts"

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counted | None = None
        self.kind: ChartKind = "cases"
        self.chart: Chart | None = None
        self.focus_at = (0, 0)
        self._window: Window | None = None
        self._attribute = self._transcript = ""
        self._language = language()

    def body(self) -> ComposeResult:
        """Yield what is counted, the chart, and what the spot in focus says."""
        yield Pane(id="chart-head")
        yield Pane(id="chart")
        yield Pane(id="chart-spot")

    @cached_property
    def _counts(self) -> ChartCounts:
        return ChartCounts(self.study.coder)

    def begin(self) -> None:
        """Begin with the chart that was shown last."""
        kept = self.study.recall("chart") or ""
        self.kind = next((kind for kind in _KINDS if kind == kept), "cases")
        self._attribute = self.study.recall("chart-attribute") or ""
        self.repaint()
        super().begin()

    def reload(self, at: str = "") -> None:  # noqa: ARG002  the focus goes by its place
        """Count beside the screen's own thread."""
        counts = self._counts

        def read(beside: Beside[Counted]) -> Counted:
            with beside.study() as apart, layered(apart, self.layer or ANY):
                return counts.read(apart, beside.breathe, self.narrowed(apart))

        self.read_beside("charts", read, self._take)

    def recount(self) -> None:
        """Count on the layer of now."""
        self.reload()

    def _take(self, found: Counted) -> None:
        self.counted = found
        self._show_chart()

    def _show_chart(self) -> None:
        """Make the chart of what was counted."""
        if self.counted is None:
            return
        if self.kind == "portrait":
            self._read_portrait(self.counted)
        else:
            self._show(self._made(self.counted))

    def _made(self, counted: Counted) -> Chart:
        if self.kind == "kinds":
            known = counted.groupings
            return kind_bars(counted, next((g for g in known if g.attribute == self._attribute), (*known, None)[0]))
        return {"cases": heat_map, "findings": findings_over_cases, "strips": strips}[self.kind](counted)

    def _read_portrait(self, counted: Counted) -> None:
        infos = [info for info, _strip in counted.strips]
        info = next((info for info in infos if info.id == self._transcript), (*infos, None)[0])
        if info is None:
            self._show(Chart("portrait", "ruler", _("Portrait of a transcript"), (), (), "", _("nothing coded yet")))
            return
        self._transcript = info.id

        def read(beside: Beside[_Portrait]) -> _Portrait:
            with beside.study() as apart, layered(apart, self.layer or ANY):
                return info.id, read_portrait(apart, info, self.narrowed(apart))

        self.read_beside("portrait", read, self._take_portrait)

    def _take_portrait(self, found: _Portrait) -> None:
        info = self.project.transcript_by_id.get(found[0])
        if info is not None and self.kind == "portrait":
            case = self.project.case_by_id.get(info.case)
            self._show(portrait(info, case.title if case else "", found[1], dict(self.project.depth_by_id)))

    def _show(self, chart: Chart) -> None:
        before, self.chart = self.chart, chart
        if before is None or (before.kind, before.title) != (chart.kind, chart.title):
            self.focus_at, self._window = (0, 0), None
        row, column = self.focus_at
        self.focus_at = max(0, min(row, len(chart.lines) - 1)), max(0, min(column, len(chart.columns) - 1))
        self.repaint()

    @property
    def spot(self) -> Spot | None:
        """The cell or bar in focus."""
        chart, (row, column) = self.chart, self.focus_at
        return chart.lines[row].spots[column] if chart is not None and chart.lines else None

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        before, self._language = self._language, language()
        if before != self._language and self.counted is not None:
            self.reload()
        title = self.chart.title if self.chart else _("Charts")
        self.show_heading(_("Chart {number} of {count}: {title}").format(
            number=_KINDS.index(self.kind) + 1, count=len(_KINDS), title=title,
        ))  # fmt: skip
        self._show_head()
        self._show_grid()
        self.show_keys()

    def _number_words(self, counted: Counted) -> str:
        """Return how many passages the chart is of: a portrait's are those of its transcript."""
        if self.kind == "portrait":
            here = [sum(strip.parts) for info, strip in counted.strips if info.id == self._transcript]
            return _("N = {passages} passages in this transcript, merged over all codes").format(
                passages=f"{sum(here):,}"
            )
        return _("N = {passages} passages; {cases} cases and {transcripts} transcripts in all").format(
            passages=f"{counted.passages:,}",
            cases=f"{len(counted.cases):,}",
            transcripts=f"{counted.transcripts:,}",
        )

    def _show_head(self) -> None:
        head, counted, width = self.query_one("#chart-head", Pane), self.counted, self.size.width
        rows: list[Row] = [((" " + _("reading"), self.paints.quiet),)]
        if counted is not None:
            told = (
                unit_words(self.study, counted.layer),
                self._number_words(counted),
                self.chart.reading if self.chart else "",
            )
            rows = [((fit(f" {text}", width), self.paints.quiet),) for text in told]
        head.show([self.filters_row(), *rows], self.paints.text)

    def _show_grid(self) -> None:
        pane, chart, width = self.query_one("#chart", Pane), self.chart, self.size.width
        if chart is None:
            pane.show([], self.paints.text)
        elif not chart.lines or not chart.columns:
            pane.show([((" " + (chart.empty or _("nothing coded yet")), self.paints.quiet),)], self.paints.text)
        else:
            self._window = window(chart, width, max(4, pane.size.height), self.focus_at, self._window)
            pane.show(chart_rows(chart, self._window, width, self.focus_at, self.paints), self.paints.text)
        self._show_spot()

    def _show_spot(self) -> None:
        rows: list[Row] = [self.rule()]
        if (spot := self.spot) is not None:
            style = self.paints.text + Style(bold=True)
            rows += self.lines(spot.words(), style, 2)
            if spot.target is not None and self.kind in {"strips", "portrait"}:
                rows += self.lines(self.with_keys(_("{charts_open} opens the transcript there.")), self.paints.quiet)
            elif spot.target is not None:
                rows += self.lines(self.with_keys(_("{charts_open} opens these passages.")), self.paints.quiet)
        self.query_one("#chart-spot", Pane).show(rows, self.paints.text)

    def _go(self, row: int, column: int) -> None:
        chart = self.chart
        if chart is None or not chart.lines:
            return
        self.focus_at = max(0, min(len(chart.lines) - 1, row)), max(0, min(len(chart.columns) - 1, column))
        self.forget_refusal()
        self._show_grid()

    def action_step(self, down: int, right: int) -> None:
        """Go to the next cell or bar."""
        self._go(self.focus_at[0] + down, self.focus_at[1] + right)

    def action_page(self, step: int) -> None:
        """Go up or down by a screenful."""
        rows = self._window.down - 1 if self._window else 1
        self._go(self.focus_at[0] + step * max(1, rows), self.focus_at[1])

    def action_edge(self, side: int) -> None:
        """Go to the first or last line."""
        self._go(0 if side < 0 or self.chart is None else len(self.chart.lines) - 1, self.focus_at[1])

    def action_choose(self, kind: ChartKind) -> None:
        """Show a chart."""
        if (
            kind == "portrait"
            and self.kind == "strips"
            and self.counted
            and self.focus_at[0] < len(self.counted.strips)
        ):
            self._transcript = self.counted.strips[self.focus_at[0]][0].id
        self.kind = kind
        self.study.remember("chart", kind)
        self._show_chart()

    def action_turn(self, step: int) -> None:
        """Show the next chart."""
        self.action_choose(_KINDS[(_KINDS.index(self.kind) + step) % len(_KINDS)])

    def action_other(self) -> None:
        """Ask for the attribute that parts the cases, or for the transcript that is drawn."""
        counted = self.counted
        if counted is None:
            return
        if self.kind == "kinds" and counted.groupings:
            options = [(g.attribute, g.title) for g in counted.groupings]
            self.choose_one(_("By which attribute?"), options, self._by, self._attribute)
        elif self.kind in {"portrait", "strips"} and counted.strips:
            names = {case.id: case.title for case in counted.cases}
            options = [(info.id, f"{names.get(info.case, info.case)} {info.name}") for info, _strip in counted.strips]
            self.choose_one(_("Which transcript?"), options, self._of, self._transcript)
        else:
            self.say(_("this chart shows everything at once"), bad=True)

    def _by(self, attribute: str) -> None:
        self._attribute = attribute
        self.study.remember("chart-attribute", attribute)
        self._show_chart()

    def _of(self, transcript: str) -> None:
        self._transcript, self.kind = transcript, "portrait"
        self._show_chart()

    def action_open(self) -> None:
        """Open the passages of the spot in focus."""
        spot = self.spot
        if spot is None or spot.target is None:
            self.say(_("no passage here"), bad=True)
        elif spot.target.transcript:
            self.coder_app.open_transcript(spot.target.transcript, spot.target.start)
        else:
            filters = replace(self.filters, cases=spot.target.cases or self.filters.cases)
            open_quotes(self, spot.target.codes, filters)

    @on(Pane.Pressed, "#chart")
    def _pressed(self, event: Pane.Pressed) -> None:
        event.stop()
        if self.chart is None or self._window is None or not self.chart.lines:
            return
        at = self._window.spot_at(self.chart, event.row, event.column)
        if at is None:
            return
        if at == self.focus_at:
            self.action_open()
        else:
            self._go(*at)
