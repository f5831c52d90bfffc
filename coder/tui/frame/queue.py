"""A list of things to go through, above what is to say of the one in focus: the frame of several screens."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coder.coding.acts import Outcome
from coder.tui.frame.base import DeskScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane

_NARROW = 100


class QueueScreen(DeskScreen):
    """A list above two panes, beside each other where there is room; acts are done, said and the list read again."""

    QUEUE: type[Listing] = Listing

    def compose(self) -> ComposeResult:
        """Lay out title, list, the two panes, and foot."""
        yield Pane(id="title")
        yield self.QUEUE(id="queue")
        with Horizontal(id="looked"):
            yield Pane(id="quote")
            yield Pane(id="meaning")
        with Vertical(id="foot"):
            yield Pane(id="status")
            yield Pane(id="keys")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_class(self.size.width < _NARROW, "narrow")
        self.queue.focus()
        self.begin()

    def begin(self) -> None:
        """Show what there is for the first time."""
        self.reload()

    def on_screen_resume(self) -> None:
        """Read again when coming back."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Put the panes below each other on a narrow screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.call_after_refresh(self.repaint)

    @property
    def queue(self) -> Listing:
        """The list."""
        return self.query_one("#queue", Listing)

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def reload(self) -> None:
        """Read what the list holds."""

    def attempt(self, act: Callable[[], Outcome]) -> bool:
        """Do an act and say what it did, or why it could not be done; tell whether it was done."""
        outcome = self.tried(act)
        if outcome is None:
            return False
        self.reload()
        self.say_saved(outcome)
        return True

    def action_leave(self) -> None:
        """Go back; what waits goes on waiting."""
        self.app.pop_screen()
