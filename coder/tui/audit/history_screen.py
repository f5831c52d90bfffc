"""The history: who did what, when and on what; what an act changed; what changed between two moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult

from coder.audit.activity_log import Entry, HistoryFilters, HistoryReader, Step, count_beside, day_range
from coder.audit.change_words import ObjectChange
from coder.errors import CoderError
from coder.i18n import N_, _, labelled
from coder.record.past_study import find_moment
from coder.record.veil.blindness import people
from coder.tui.audit.code_place import open_code
from coder.tui.audit.commands import HISTORY
from coder.tui.audit.history_pages import Pages
from coder.tui.audit.history_rows import act_row, filters_of, moment_name, step_rows
from coder.tui.frame.asking.choice import Option
from coder.tui.frame.asking.questions import AskScreen, TellScreen, refused
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.filtering.filter_bar import any_of, filter_bar
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import ReadingScreen
from coder.tui.widgets.pane import Pane, Row

_STEPS = 40


class HistoryScreen(ReadingScreen, ListScreen[Entry | None]):
    """The acts in a list, newest first; what the one in focus changed is below."""

    COMMANDS_HERE = HISTORY
    SCREEN_TITLE = N_("History | {title}")
    KEY = ""
    LIST, DETAIL, SHORT = "history", "history-steps", 32

    def __init__(self) -> None:
        super().__init__()
        self.filters = HistoryFilters()
        self.pages: Pages | None = None
        self._marked: tuple[str, str] | None = None
        self._steps: list[Step] = []

    def body(self) -> ComposeResult:
        """Yield filters, list and changes."""
        yield Pane(id="history-filter")
        yield from super().body()

    def resumed(self) -> None:
        """Read again when coming back, if something was done."""
        if self.pages is not None:
            self.reload()

    def reload(self, at: str = "", *, anew: bool = False) -> None:  # noqa: ARG002  an act goes by itself
        """Read the history again; the focus stays on its act, or goes to the newest."""
        here = None if anew else self.here
        try:
            reader = HistoryReader(self.study, self.filters)
        except CoderError as error:
            self.filters, anew = HistoryFilters(), True
            reader = HistoryReader(self.study)
            self.say(error.message, bad=True)
        self.items = self.pages = pages = Pages(reader, 0 if anew else self.listing.count)
        self._steps = []
        self.give_up("history")
        if pages.total is None:
            study = self.study
            self.read_beside("history", lambda _beside: count_beside(study, reader.wanted), self._counted)
        self.repaint(0 if anew else pages.place(here.act.act if here else "", self.listing.at))

    def _counted(self, count: int) -> None:
        if self.pages is not None:
            self.pages.total = count
            self.repaint()

    def show_list(self, at: int | None = None) -> None:
        """Show filters, acts, and what the one in focus changed."""
        known = self.pages.total if self.pages is not None else None
        count = _("{count} acts").format(count="..." if known is None else f"{known:,}")
        filters = filters_of(self.filters, self.project)
        bar = filter_bar(filters, self.key_for, self.paints, f" {count}  ")
        self.query_one("#history-filter", Pane).show([bar], self.paints.text)
        super().show_list(at)

    def row(self, item: Entry | None, *, here: bool) -> Row:
        """Return the row of an act."""
        if item is None:
            return ()
        marked = self._marked is not None and self._marked[0] == item.act.act
        coder = self.project.coder_name(item.act.coder)
        return act_row(item, coder, self.listing.size.width, self.paints, here=here, marked=marked)

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  what is too much is scrolled to
        """Return what the act in focus changed."""
        entry = self.here
        if entry is None or self.pages is None:
            return [((" " + _("No act matches."), self.paints.quiet),)]
        if not self._steps or self._steps[0].change.act != entry.act.act:
            self._steps = self.pages.reader.steps(entry, _STEPS)
        more = self.pages.reader.size(entry) - len(self._steps)
        return step_rows(entry, self._steps, more, max(20, width - 1), self.paints)

    def open_item(self, item: Entry | None) -> None:  # noqa: ARG002  its steps are read
        """Go to the place of the act; what has none is told."""
        if not self._steps:
            return
        known = self.project.transcript_by_id
        places = [s.object for s in self._steps if s.object.transcript in known]
        open_change(self, (places or [self._steps[0].object])[0])

    def action_filter(self, name: str) -> None:
        """Choose a coder, a transcript or a code."""

        def chosen(key: str) -> None:
            self._narrow(replace(self.filters, **{name: key}))

        if name == "coder":
            who = [("", _("all")), *people(self.study).items()]
            self.choose_one(_("Acts of which coder?"), who, chosen, self.filters.coder)
            return
        title = _("Acts on which transcript?") if name == "transcript" else _("Acts on which code?")
        self.ask(any_of(title, self._options(name)), chosen)

    def _options(self, name: str) -> list[Option]:
        if name == "transcript":
            cases = self.project.case_by_id
            return [(t.id, f"{t.name}  {cases[t.case].title}", "") for t in self.project.transcripts]
        return [(c.id, f"{self.project.indented(c)}  {c.id}", c.color) for c in self.project.codes]

    def action_day(self) -> None:
        """Ask for a day, or the first and the last of several."""

        def entered(text: str) -> None:
            since, until = day_range(text)
            self._narrow(replace(self.filters, since=since, until=until))

        days = (self.filters.since, self.filters.until)
        now = days[0] if days[0] == days[1] else "..".join(days)
        title = _("Which day? 2026-01-31, or 2026-01-01..2026-01-31 (empty: all)")
        self.ask(AskScreen(title, now, refused(day_range)), entered)

    def action_clear(self) -> None:
        """Take all filters away."""
        self._narrow(HistoryFilters())

    def _narrow(self, filters: HistoryFilters) -> None:
        self.filters = filters
        self.reload(anew=True)

    def action_mark(self) -> None:
        """Mark the moment after the act in focus; again: no moment."""
        entry = self.here
        if entry is None:
            return
        there = self._marked is not None and self._marked[0] == entry.act.act
        self._marked = None if there else (entry.act.act, f"{entry.act.replica}#{entry.act.last_seq}")
        self.listing.redraw()
        self.say(
            _("no moment is marked")
            if there
            else self.with_keys(
                _("marked: the study after #{number}; {history_difference} on another act shows what changed between"),
                number=entry.act.last_seq,
            )
        )

    def action_difference(self) -> None:
        """Show what changed between the marked moment and that of the act in focus; without a mark: since this one."""
        from coder.tui.audit.comparison_screen import DifferenceScreen

        entry = self.here
        if entry is None:
            return
        here = find_moment(self.study, f"{entry.act.replica}#{entry.act.last_seq}")
        other = find_moment(self.study, self._marked[1] if self._marked else "")
        if other.limits == here.limits:
            self.say(_("these are the same moment: {moment}").format(moment=moment_name(here)), bad=True)
            return
        self.app.push_screen(DifferenceScreen(here, other))


def open_change(screen: DeskScreen, change: ObjectChange) -> None:
    """Open the place of a change: the transcript there, the code in the codebook; else tell what it was on."""
    app = screen.coder_app
    if change.transcript in app.study.project().transcript_by_id:
        app.open_transcript(change.transcript, change.start)
    elif change.kind == "code" and change.id in app.study.project().code_by_id:
        open_code(screen, change.id)
    else:
        lines = [labelled(f.label, f.after or f.before) for f in change.fields]
        screen.app.push_screen(TellScreen(change.title, lines or [_("nothing to show")]))
