"""The frame of most screens: title, body and foot, made for small terminals too; acts, undo, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from coder.record.outcome import Outcome
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.taking_back import take_back
from coder.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from coder.coding.undo_place import UndoPlace


class StandardScreen(DeskScreen):
    """A screen with its regions between title and foot; acts are done, said, and what is shown is read again.

    Under `NARROW` columns it has the class `narrow`, under `SHORT` rows `short`. Undo and redo keep to acts on the
    kinds in `UNDONE`.
    """

    NARROW: ClassVar[int] = 0
    SHORT: ClassVar[int] = 0
    UNDONE: ClassVar[frozenset[str] | None] = None

    def compose(self) -> ComposeResult:
        """Lay out title, body and foot."""
        yield Pane(id="title")
        yield from self.body()
        with Vertical(id="foot"):
            yield from self.over_status()
            yield Pane(id="status")
            yield Pane(id="keys")
        yield from self.over_body()

    def body(self) -> ComposeResult:
        """Yield the regions between title and foot."""
        yield from ()

    def over_status(self) -> ComposeResult:
        """Yield what stands in the foot above the status line."""
        yield from ()

    def over_body(self) -> ComposeResult:
        """Yield what lies over the screen until it is asked for."""
        yield from ()

    def on_mount(self) -> None:
        """Fit the terminal and begin."""
        self._fit(self.app.size.width, self.app.size.height)
        self.begin()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again."""
        self._fit(event.size.width, event.size.height)
        self.call_after_refresh(self.repaint)

    def _fit(self, width: int, height: int) -> None:
        self.set_class(width < self.NARROW, "narrow")
        self.set_class(height < self.SHORT, "short")

    def on_screen_resume(self) -> None:
        """Take over what was done meanwhile."""
        self.resumed()

    def begin(self) -> None:
        """Show what there is for the first time."""
        self.reload()

    def resumed(self) -> None:
        """Take over what was done while another screen was open."""
        self.reload()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def reload(self, at: str = "") -> None:
        """Read what is shown anew, with the focus on the thing whose id is `at`."""

    def attempt(self, act: Callable[[], Outcome], at: str = "") -> bool:
        """Do an act and say what it did, or why it could not be done; tell whether it was done."""
        outcome = self.tried(act)
        if outcome is None:
            return False
        self.done(outcome, at)
        return True

    def done(self, outcome: Outcome, at: str = "") -> None:
        """Show what an act made of things, and say what it did; where nothing was to be done only that."""
        if outcome.act:
            self.reload(at)
        self.say_saved(outcome)

    def undo_place(self) -> UndoPlace:
        """Return where the person stands here: which acts lie here, and which may be taken back at all."""
        from coder.coding.undo_place import UndoPlace

        return UndoPlace() if self.UNDONE is None else UndoPlace(offers=self.UNDONE)

    def action_undo(self) -> None:
        """Take back the last act here; one that lies elsewhere is asked first."""
        take_back(self, self.undo_place(), "undo", self.attempt)

    def action_redo(self) -> None:
        """Do again what was last undone."""
        take_back(self, self.undo_place(), "redo", self.attempt)

    def action_leave(self) -> None:
        """Go back; where the person was is kept."""
        self.remember_place()
        self.app.pop_screen()
