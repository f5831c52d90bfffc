"""What revised transcripts lost: each with its words of then and the likeliest place of now."""

from __future__ import annotations

from collections.abc import Sequence

from coder.coding.undo_place import UndoPlace
from coder.i18n import N_, _
from coder.transcripts.placement import LostAnchors, LostEntry
from coder.tui.frame.base import of_study
from coder.tui.frame.queue import QueueScreen
from coder.tui.transcripts.commands import LOST
from coder.tui.transcripts.rows import lost_row, now_rows, then_rows
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit

_WORDS_CELLS = 60


class LostScreen(QueueScreen[LostEntry]):
    """The lost anchors in a list; the one in focus is placed, skipped or given up."""

    COMMANDS_HERE = LOST
    NOTHING = N_("No displaced codings. {lost_leave}: back")
    SCREEN_TITLE = N_("{count} displaced codings | {title}")
    KEY = "lost.id"
    anchors = of_study(LostAnchors)
    """The lost anchors of the study."""

    def undo_place(self) -> UndoPlace:
        """Return the place: what was placed or given up."""
        return UndoPlace(lambda act: "here" if "lost" in act.kinds else "elsewhere")

    def reload(self, at: str = "") -> None:
        """Read what waits; the focus stays on its anchor, else on its place in the list."""
        self.take(self.anchors.entries(), at)

    def row(self, item: LostEntry, *, here: bool) -> Row:
        """Return the row of an anchor."""
        return lost_row(item, self.project, self.paints, self.size.width, here=here)

    def looked(self, item: LostEntry, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:  # noqa: ARG002  what is too much is cut
        """Return the words of then and the likeliest ones of now."""
        return then_rows(item, self.paints, width), now_rows(item, self.paints, room)

    def open_item(self, item: LostEntry) -> None:
        """Open the transcript, the likeliest words marked; Enter there places the anchor."""
        self.coder_app.open_transcript(item.info.id, item.near, lost=item)

    def action_place(self) -> None:
        """Put the anchor in focus on the likeliest words."""
        entry = self.here
        if entry is None:
            return
        place = entry.place
        if place is None:
            self.say(self.with_keys(_("no words are like these: {list_open} opens the transcript")), bad=True)
            return
        self.attempt(lambda: self.anchors.place(self.study.transcript(entry.info.id), entry.lost, place))

    def action_drop(self) -> None:
        """Give the anchor up, once it was asked."""
        entry = self.here
        if entry is None:
            return
        words = fit(entry.words.replace("\n", " "), _WORDS_CELLS)
        lines = [words, "", _("The memos on it go with it. Undo brings it back; the history keeps it.")]
        title = _("Give up “{name}” of {coder}?").format(name=entry.title, coder=entry.lost.coder)
        self.confirm(title, lines, lambda: self.attempt(lambda: self.anchors.drop(entry.lost)))
