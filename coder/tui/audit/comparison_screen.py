"""The difference between two moments of the study."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.worker import get_current_worker

from coder.audit.comparison import Comparison, compare
from coder.errors import CoderError
from coder.i18n import _
from coder.model.moment import Moment
from coder.record.study import Study
from coder.tui.audit.history_rows import Line, difference_lines, moment_name, tally_total
from coder.tui.audit.history_screen import open_code
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.command_table import DIFFERENCE, EVERYWHERE, PLACES, Command
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Piece, Row
from coder.tui.widgets.wrap import fit


class DifferenceScreen(DeskScreen):
    """What is otherwise at one moment than at the other, line by line; Enter opens its place."""

    COMMANDS_HERE: tuple[Command, ...] = DIFFERENCE
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*DIFFERENCE[1:], *EVERYWHERE[:1])]

    def __init__(self, one: Moment, other: Moment) -> None:
        super().__init__()
        self._moments = one, other
        self._found: Comparison | None = None
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """Lay out title, moments, list and foot."""
        yield Pane(id="title")
        yield Pane(id="history-filter")
        yield Listing(id="difference")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Compare beside the screen's own thread."""
        self.query_one(Listing).focus()
        self.repaint()
        self.say(_("reading .."))
        self._compare()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out again."""
        self.call_after_refresh(self.repaint)

    @work(thread=True, exclusive=True, group="difference", exit_on_error=False)
    def _compare(self) -> None:
        worker, mine = get_current_worker(), self.coder_app.study
        try:
            with Study.open(mine.path, mine.coder) as study:
                found = compare(study, *self._moments)
        except CoderError as error:
            self.app.call_from_thread(self.say, error.message, bad=True)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._compared, found)

    def _compared(self, found: Comparison) -> None:
        if self.is_attached:
            self._found = found
            made, removed, recoded, moved = tally_total(found.codings)
            self.repaint()
            message = _("codings: {made} made, {removed} removed, {recoded} recoded, {moved} moved; other: {other}")
            self.say(message.format(made=made, removed=removed, recoded=recoded, moved=moved, other=len(found.objects)))

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        study, paints = self.coder_app.study, self.paints
        self.show_title(fit(_("What changed") + f" | {study.project().title}", max(20, self.size.width - 20)), self.who)
        before, after = sorted(self._moments, key=lambda m: (m.changes, m.limits))
        words = _("from {before} to {after}").format(before=moment_name(before), after=moment_name(after))
        self.query_one("#history-filter", Pane).show([((" " + words, paints.warn),)], paints.text)
        if self._found is not None:
            width = max(20, self.query_one(Listing).size.width)
            self._lines = difference_lines(self._found, study.project(), width, paints)
        self.query_one(Listing).fill(len(self._lines), self._draw)
        self.show_keys()

    def _draw(self, index: int, here: bool) -> tuple[Row]:
        row = self._lines[index].row
        if not here:
            return (row,)
        first: Piece = (">", self.paints.warn)
        if not row:
            return ((first,),)
        text, style = row[0]
        return ((first, (text[1:], style), *row[1:]),)

    @on(Listing.Opened, "#difference")
    def _opened(self, event: Listing.Opened) -> None:
        project = self.coder_app.study.project()
        line = self._lines[event.listing.at]
        if line.transcript in project.transcript_by_id:
            self.coder_app.open_transcript(line.transcript, line.start)
        elif line.code in project.code_by_id:
            open_code(self, line.code)
        else:
            self.say(_("this line has no place to open"))

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()

    def palette_commands(self) -> tuple[Command, ...]:
        """Return the commands of the screen and the other screens."""
        return (*self.COMMANDS_HERE, *PLACES)
