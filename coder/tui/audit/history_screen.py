"""The history: who did what, when and on what; what an act changed; what changed between two moments."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.worker import get_current_worker

from coder.audit.activity_log import Entry, HistoryFilters, HistoryReader, Step, count_beside, day_range
from coder.audit.change_words import ObjectChange
from coder.errors import CoderError
from coder.i18n import _
from coder.record.blindness import people
from coder.record.past_study import find_moment
from coder.tui.audit.history_rows import act_row, filter_row, moment_name, step_rows
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.choice import NarrowScreen, Option
from coder.tui.frame.command_table import EVERYWHERE, HISTORY, PLACES, Command
from coder.tui.frame.questions import AskScreen, ChooseScreen, TellScreen
from coder.tui.retrieval.search_filters import narrowing
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit

_SHORT = 32
_PAGE = 60
_STEPS = 40


class HistoryScreen(DeskScreen):
    """The acts in a list, newest first; what the one in focus changed is below."""

    COMMANDS_HERE: tuple[Command, ...] = HISTORY
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*HISTORY[1:], *EVERYWHERE[:1])]

    def __init__(self) -> None:
        super().__init__()
        self.filters = HistoryFilters()
        self._reader: HistoryReader | None = None
        self._pages: dict[int, list[Entry]] = {}
        self._count: int | None = None
        self._marked: tuple[str, int] | None = None
        self._steps: list[Step] = []
        self._top = 0

    def compose(self) -> ComposeResult:
        """Lay out title, filters, list, changes and foot."""
        yield Pane(id="title")
        yield Pane(id="history-filter")
        yield Listing(id="history")
        yield Pane(id="history-steps")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Show the newest act."""
        self.set_class(self.size.height < _SHORT, "short")
        self._list.focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Read again when coming back, if something was done."""
        if self._reader is not None:
            self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Give the changes less room on a short screen."""
        self.set_class(event.size.height < _SHORT, "short")
        self.call_after_refresh(self.repaint)

    @property
    def _list(self) -> Listing:
        return self.query_one("#history", Listing)

    @property
    def in_focus(self) -> Entry | None:
        """The act in focus."""
        return self._entry(self._list.at) if self._list.count else None

    def _entry(self, index: int) -> Entry | None:
        page, at = divmod(index, _PAGE)
        if page not in self._pages and self._reader is not None:
            self._pages[page] = self._reader.page(page * _PAGE, _PAGE)
        entries = self._pages.get(page, [])
        return entries[at] if at < len(entries) else None

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def reload(self, *, anew: bool = False) -> None:
        """Read the history again; the focus stays on its act, or goes to the newest."""
        study = self.coder_app.study
        here = None if anew else self.in_focus
        newer = self._list.at
        try:
            self._reader = HistoryReader(study, self.filters)
        except CoderError as error:
            self.filters = HistoryFilters()
            self._reader = HistoryReader(study)
            self.say(error.message, bad=True)
        self._pages, self._count = {}, None
        first = self._reader.page(0, _PAGE)
        self._pages[0] = first
        if len(first) < _PAGE:
            self._count = len(first)
        else:
            self._count_beside(self._reader)
        at = 0 if anew else next((i for i, e in enumerate(first) if here and e.act.act == here.act.act), newer)
        self._fill(at)
        self.repaint()

    def _fill(self, at: int | None = None) -> None:
        known = self._count if self._count is not None else max(len(self._pages.get(0, [])), self._list.count)
        self._list.fill(known, self._draw, at=at)
        self._show_filters()
        self._show_steps(anew=True)

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _count_beside(self, reader: HistoryReader) -> None:
        worker = get_current_worker()
        count = count_beside(self.coder_app.study, reader.wanted)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._counted, reader, count)

    def _counted(self, reader: HistoryReader, count: int) -> None:
        if self.is_attached and reader is self._reader:
            self._count = count
            self._fill()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        study = self.coder_app.study
        notice = " | " + _("SYNTHETIC SAMPLE") if study.project().synthetic else ""
        self.show_title(
            fit(_("History") + f" | {study.project().title}{notice}", max(20, self.size.width - 20)), self.who
        )
        self._show_filters()
        self._list.redraw()
        self._show_steps()
        self.show_keys()

    def _show_filters(self) -> None:
        count = _("{count} acts").format(count="..." if self._count is None else f"{self._count:,}")
        project = self.coder_app.study.project()
        self.query_one("#history-filter", Pane).show(
            [filter_row(self.filters, project, count, self.paints)], self.paints.text
        )

    def _draw(self, index: int, here: bool) -> tuple[Row, ...]:
        entry = self._entry(index)
        if entry is None:
            return ((),)
        marked = self._marked is not None and self._marked[0] == entry.act.act
        return (act_row(entry, self._list.size.width, self.paints, here=here, marked=marked),)

    def _show_steps(self, *, anew: bool = False) -> None:
        """Show what the act in focus changed."""
        pane, entry = self.query_one("#history-steps", Pane), self.in_focus
        if entry is None or self._reader is None:
            pane.show([((" " + _("Nothing was done so."), self.paints.quiet),)], self.paints.text)
            return
        if anew or not self._steps or self._steps[0].change.act != entry.act.act:
            self._steps = self._reader.steps(entry, _STEPS)
            self._top = 0
        more = self._reader.size(entry) - len(self._steps)
        rows = step_rows(entry, self._steps, more, max(20, pane.size.width - 1), self.paints)
        self._top = max(0, min(self._top, len(rows) - pane.size.height))
        pane.show(rows[self._top :], self.paints.text)

    @on(Listing.Moved, "#history")
    def _moved(self, event: Listing.Moved) -> None:
        if not isinstance(event, Listing.Opened):
            self._top = 0
            self._show_steps()

    def action_read(self, step: int) -> None:
        """Show more of a long act."""
        self._top += step * max(1, self.query_one("#history-steps", Pane).size.height - 2)
        self._show_steps()

    @on(Listing.Opened, "#history")
    def _opened(self) -> None:
        """Go to the place of the act; what has none is told."""
        if not self._steps:
            return
        known = self.coder_app.study.project().transcript_by_id
        places = [s.object for s in self._steps if s.object.transcript in known]
        open_change(self, (places or [self._steps[0].object])[0])

    def action_filter(self, name: str) -> None:
        """Choose a coder, a transcript or a code."""

        def chosen(key: str | None) -> None:
            if key is not None:
                self._narrow(replace(self.filters, **{name: key}))

        if name == "coder":
            who = [("", _("all")), *people(self.coder_app.study).items()]
            self.app.push_screen(ChooseScreen(_("Acts of which coder?"), who, self.filters.coder), chosen)
            return
        title = _("Acts on which transcript?") if name == "transcript" else _("Acts on which code?")
        self.app.push_screen(NarrowScreen(title, narrowing([("", _("(any)"), ""), *self._options(name)])), chosen)

    def _options(self, name: str) -> list[Option]:
        project = self.coder_app.study.project()
        if name == "transcript":
            return [(t.id, f"{t.name}  {project.case_by_id[t.case].name}", "") for t in project.transcripts]
        return [(c.id, ("  " if c.parent else "") + f"{c.title}  {c.id}", c.color) for c in project.codes]

    def action_day(self) -> None:
        """Ask for a day, or the first and the last of several."""

        def wrong(text: str) -> str:
            try:
                day_range(text)
            except CoderError as error:
                return f"{error.message} | {error.hint}"
            return ""

        def entered(text: str | None) -> None:
            if text is not None:
                since, until = day_range(text)
                self._narrow(replace(self.filters, since=since, until=until))

        days = (self.filters.since, self.filters.until)
        now = days[0] if days[0] == days[1] else "..".join(days)
        self.app.push_screen(
            AskScreen(_("Which day? 2026-01-31, or 2026-01-01..2026-01-31 (empty: all)"), now, wrong), entered
        )

    def action_clear(self) -> None:
        """Take all filters away."""
        self._narrow(HistoryFilters())

    def _narrow(self, filters: HistoryFilters) -> None:
        self.filters = filters
        self.reload(anew=True)

    def action_mark(self) -> None:
        """Mark the moment after the act in focus; again: no moment."""
        entry = self.in_focus
        if entry is None:
            return
        there = self._marked is not None and self._marked[0] == entry.act.act
        self._marked = None if there else (entry.act.act, entry.act.last_seq)
        self._list.redraw()
        self.say(
            _("no moment is marked")
            if there
            else _("marked: the study after #{number}; x on another act shows what changed between them").format(
                number=entry.act.last_seq
            )
        )

    def action_difference(self) -> None:
        """Show what changed between the marked moment and that of the act in focus; without a mark: since this one."""
        from coder.tui.audit.comparison_screen import DifferenceScreen

        entry, study = self.in_focus, self.coder_app.study
        if entry is None:
            return
        if entry.act.replica != study.journal.replica:
            self.say(_("this act was made in another copy of the study; choose one of this copy"), bad=True)
            return
        here = find_moment(study, f"#{entry.act.last_seq}")
        other = find_moment(study, f"#{self._marked[1]}" if self._marked else "")
        if other.seq == here.seq:
            self.say(_("these are the same moment: {moment}").format(moment=moment_name(here)), bad=True)
            return
        self.app.push_screen(DifferenceScreen(here, other))

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()

    def palette_commands(self) -> tuple[Command, ...]:
        """Return the commands of the screen and the other screens."""
        return (*self.COMMANDS_HERE, *(c for c in PLACES if c.id != "history"))


def open_change(screen: DeskScreen, change: ObjectChange) -> None:
    """Open the place of a change: the transcript there, the code in the codebook; else tell what it was on."""
    app = screen.coder_app
    if change.transcript in app.study.project().transcript_by_id:
        app.open_transcript(change.transcript, change.start)
    elif change.kind == "code" and change.id in app.study.project().code_by_id:
        open_code(screen, change.id)
    else:
        lines = [f"{f.label}: {f.after or f.before}" for f in change.fields]
        app.push_screen(TellScreen(change.title, lines or [_("nothing to show")]))


def open_code(screen: DeskScreen, code: str) -> None:
    """Open the codebook at a code."""
    study = screen.coder_app.study
    parent = study.project().code_by_id[code].parent
    folded = [theme for theme in json.loads(study.recall("book-folded") or "[]") if theme != parent]
    study.remember("book-folded", json.dumps(folded))
    study.remember("book-at", code)
    screen.coder_app.action_visit("codebook")
