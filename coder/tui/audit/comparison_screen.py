"""The difference between two moments of the study."""

from __future__ import annotations

from textual.app import ComposeResult

from coder.audit.comparison import Comparison, compare
from coder.i18n import N_, _
from coder.model.journal.moment import Moment
from coder.tui.audit.code_place import open_code
from coder.tui.audit.commands import DIFFERENCE
from coder.tui.audit.history_rows import Line, difference_lines, moment_name, tally_total
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import ReadingScreen
from coder.tui.widgets.pane import Pane, Piece, Row


class DifferenceScreen(ReadingScreen, ListScreen[Line]):
    """What is otherwise at one moment than at the other, line by line; Enter opens its place."""

    COMMANDS_HERE = DIFFERENCE
    SCREEN_TITLE = N_("What changed | {title}")
    KEY = ""
    LIST = "difference"

    def __init__(self, one: Moment, other: Moment) -> None:
        super().__init__()
        self._moments = one, other
        self._found: Comparison | None = None

    def body(self) -> ComposeResult:
        """Yield moments and list."""
        yield Pane(id="history-filter")
        yield from super().body()

    def begin(self) -> None:
        """Compare beside the screen's own thread."""
        self.listing.focus()
        self.repaint()
        self.say(_("reading .."))
        self.read_study("difference", lambda apart: compare(apart, *self._moments), self._compared)

    def resumed(self) -> None:
        """Show the same: the moments stay what they were."""

    def _compared(self, found: Comparison) -> None:
        self._found = found
        made, removed, recoded, moved = tally_total(found.codings)
        self.repaint()
        message = _("codings: {made} made, {removed} removed, {recoded} recoded, {moved} moved; other: {other}")
        self.say(message.format(made=made, removed=removed, recoded=recoded, moved=moved, other=len(found.objects)))

    def show_list(self, at: int | None = None) -> None:
        """Show the moments and the lines of now."""
        before, after = sorted(self._moments, key=lambda m: (m.changes, m.limits))
        words = _("from {before} to {after}").format(before=moment_name(before), after=moment_name(after))
        self.query_one("#history-filter", Pane).show([((" " + words, self.paints.warn),)], self.paints.text)
        if self._found is not None:
            width = max(20, self.listing.size.width)
            self.items = difference_lines(self._found, self.project, width, self.paints)
        super().show_list(at)

    def row(self, item: Line, *, here: bool) -> Row:
        """Return a line, marked where it is in focus."""
        if not here:
            return item.row
        first: Piece = (">", self.paints.warn)
        if not item.row:
            return (first,)
        text, style = item.row[0]
        return (first, (text[1:], style), *item.row[1:])

    def open_item(self, item: Line) -> None:
        """Open the place of the line in focus."""
        if item.transcript in self.project.transcript_by_id:
            self.coder_app.open_transcript(item.transcript, item.start)
        elif item.code in self.project.code_by_id:
            open_code(self, item.code)
        else:
            self.say(_("this line has no place to open"))
