"""An editor of one text, which is kept as a draft once a second and when it is left."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea

from coder.record.drafts import DraftKeeper
from coder.tui.frame.drafting import Drafting
from coder.tui.widgets.telling import Telling

_KEEP_SECONDS = 1.0


class KeptText(Telling, Drafting, Screen[Any]):
    """Knows what is `written` in the only text area, over which `saved` text, and whether the editor is `finished`.

    `stands` is the text that is saved by now, where a draft that is back was written over an older one. `keeper` keeps
    the draft.
    """

    keeper: DraftKeeper

    written = saved = stands = ""
    finished = _has_begun = False
    _keeping: Timer | None = None

    @property
    def area(self) -> TextArea:
        """The field."""
        return self.query_one(TextArea)

    def begin_writing(self) -> None:
        """Begin to write at the end."""
        self._has_begun = True
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a draft soon; keys that come meanwhile are in it."""
        self.written = event.text_area.text
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP_SECONDS, self.try_to_keep)

    def keep_draft(self) -> None:
        """Keep what is written now, whether or not its change was told yet, or let go of the draft where it is saved.

        An editor that is only coming, or is gone, has no field: what was told of it is kept.
        """
        self._keeping = None
        if areas := self.query(TextArea):
            self.written = areas.first().text
        elif not self._has_begun:
            return
        if self.finished:
            return
        if self.written == self.saved:
            self.keeper.forget()
        else:
            self.keeper.keep(self.written, self.saved)

    def on_unmount(self) -> None:
        """Keep the draft where the program ends around the open editor; its field may be gone by now."""
        if self._keeping is not None:
            self.try_to_keep()

    def let_go(self) -> None:
        """Finish, with nothing left to keep."""
        self.finished = True
        self.keeper.forget()
