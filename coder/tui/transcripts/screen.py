"""What revised transcripts lost: each with its words of then and the likeliest place of now."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from coder.i18n import _
from coder.transcripts.placement import LostAnchors, LostEntry
from coder.tui.frame.command_table import EVERYWHERE, LOST, Command
from coder.tui.frame.questions import ConfirmScreen
from coder.tui.frame.queue import QueueScreen
from coder.tui.transcripts.rows import lost_row, now_rows, then_rows
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit

_WORDS_CELLS = 60


class LostScreen(QueueScreen):
    """The lost anchors in a list; the one in focus is placed, skipped or given up."""

    COMMANDS_HERE: tuple[Command, ...] = LOST
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*LOST[1:], *EVERYWHERE[:1])]

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[LostEntry] = []

    @cached_property
    def anchors(self) -> LostAnchors:
        """The lost anchors of the study."""
        return LostAnchors(self.coder_app.study)

    @property
    def here(self) -> LostEntry | None:
        """The lost anchor in focus."""
        at = self.queue.at
        return self._entries[at] if 0 <= at < len(self._entries) else None

    def reload(self) -> None:
        """Read what waits; the focus stays on its anchor, else on its place in the list."""
        here = self.here
        self._entries = self.anchors.entries()
        at = next((i for i, e in enumerate(self._entries) if here and e.lost.id == here.lost.id), self.queue.at)
        self.queue.fill(len(self._entries), self._row, at=at)
        title = _("{count} lost their words | {title}").format(
            count=len(self._entries), title=self.coder_app.study.project().title
        )
        self.show_title(fit(title, max(20, self.size.width - 20)), self.who)
        self._show_here()
        self.show_keys()

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self.reload()

    def _row(self, index: int, here: bool) -> tuple[Row]:
        project = self.coder_app.study.project()
        return (lost_row(self._entries[index], project, self.paints, self.size.width, here=here),)

    def _show_here(self) -> None:
        then, now = self.query_one("#quote", Pane), self.query_one("#meaning", Pane)
        entry, paints = self.here, self.paints
        width = max(10, (then.size.width or self.size.width // 2) - 1)
        if entry is None:
            then.show([((" " + _("Nothing has lost its words. Esc leads back."), paints.good),)], paints.text)
            now.show([], paints.text)
            return
        then.show(then_rows(entry, paints, width), paints.text)
        now.show(now_rows(entry, paints, max(10, (now.size.width or width) - 1)), paints.text)

    @on(Listing.Moved, "#queue")
    def _moved(self, event: Listing.Moved) -> None:
        if not isinstance(event, Listing.Opened):
            self._show_here()

    @on(Listing.Opened, "#queue")
    def _opened(self) -> None:
        """Open the transcript, the likeliest words marked; Enter there places the anchor."""
        if (entry := self.here) is not None:
            self.coder_app.open_transcript(entry.info.id, entry.near, lost=entry)

    def action_place(self) -> None:
        """Put the anchor in focus on the likeliest words."""
        entry = self.here
        if entry is None:
            return
        place = entry.place
        if place is None:
            self.say(_("no words are like these: Enter opens the transcript"), bad=True)
            return
        study = self.coder_app.study
        self.attempt(lambda: self.anchors.place(study.transcript(entry.info.id), entry.lost, place))

    def action_skip(self) -> None:
        """Leave the anchor waiting and go to the next."""
        self.queue.action_move(1)

    def action_drop(self) -> None:
        """Give the anchor up, once it was asked."""
        entry = self.here
        if entry is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.anchors.drop(entry.lost))

        words = fit(entry.words.replace("\n", " "), _WORDS_CELLS)
        lines = [words, "", _("The memos on it go with it. Undo brings it back; the history keeps it.")]
        title = _("Give up {name} of {coder}?").format(name=entry.title, coder=entry.lost.coder)
        self.app.push_screen(ConfirmScreen(title, lines), answered)

    def action_undo(self) -> None:
        """Take back the last act."""
        self.attempt(self.coder_app.desk.undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.attempt(self.coder_app.desk.redo)
