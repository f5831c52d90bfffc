"""A list of things, and beside or below it what there is to say of the one in focus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult

from coder.tui.frame.standard import StandardScreen
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row

if TYPE_CHECKING:
    from coder.record.outcome import Outcome

Item = TypeVar("Item")


class ListScreen(StandardScreen, Generic[Item]):
    """A list whose items are drawn by `row`, and a region that `detail` fills for the one in focus.

    `LIST` and `DETAIL` name the two; a screen without the second leaves it empty. An item takes `EACH` rows, which
    `draw` returns where they are several. `KEY` leads to the id by which an item is found again; it is empty where an
    item goes by its place. `SCREEN_TITLE` may hold the study's `{title}` and the `{count}` of items.
    """

    LIST: ClassVar[str] = "list"
    DETAIL: ClassVar[str] = ""
    EACH: ClassVar[int] = 1
    KEY: ClassVar[str] = "id"
    SCREEN_TITLE: ClassVar[partial[str]] = partial(str, "{title}")

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Item] = ()
        self._top = 0
        # Whether what another window wrote is being taken over.
        self._follows = False

    def body(self) -> ComposeResult:
        """Yield list and detail, one below the other."""
        yield Listing(id=self.LIST)
        if self.DETAIL:
            yield Pane(id=self.DETAIL)

    def begin(self) -> None:
        """Begin in the list."""
        self.listing.focus()
        super().begin()

    @property
    def listing(self) -> Listing:
        """The list."""
        return self.query_one(f"#{self.LIST}", Listing)

    @property
    def here(self) -> Item | None:
        """The item in focus."""
        at = self.listing.at
        return self.items[at] if 0 <= at < len(self.items) else None

    def title_text(self) -> str:
        """Return what stands in the title line."""
        return self.SCREEN_TITLE().format(title=self.project.title, count=len(self.items))

    def heading(self) -> Sequence[Row]:
        """Return the rows above the list that stay."""
        return ()

    def draw(self, item: Item, *, here: bool) -> Sequence[Row]:
        """Return the rows of an item, told whether it is in focus."""
        return (self.row(item, here=here),)

    def row(self, item: Item, *, here: bool) -> Row:
        """Return the row of an item that takes one."""
        raise NotImplementedError

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  for those that say something
        """Return the rows of what there is to say of the item in focus."""
        return ()

    def key_of(self, item: Item) -> str:
        """Return the id of an item, by which it is found again; nothing where it goes by its place."""
        return str(attrgetter(self.KEY)(item)) if self.KEY else ""

    def take(self, items: Sequence[Item], at: str = "") -> None:
        """Show other items; the focus goes to the one with id `at`, or stays on its own, else on its place."""
        was = self.key_of(self.here) if self.here is not None else ""
        place = next((i for i, item in enumerate(items) if (at or was) and self.key_of(item) == (at or was)), None)
        slides = self._follows and not at and bool(was) and place is None and bool(items)
        self._follows = False
        self.items = items
        self._top = 0
        self.repaint(place)
        if slides:
            self.slide()

    def follow(self) -> None:
        """Take over what another window wrote."""
        self._follows = True
        super().follow()

    def done(self, outcome: Outcome, at: str = "") -> None:
        """Show what an act made of things, and say what it did."""
        self._follows = False
        super().done(outcome, at)

    def repaint(self, at: int | None = None) -> None:
        """Draw everything in the theme and language of now; with `at` the focus goes there."""
        self.show_heading(self.title_text())
        self.show_list(at)
        self.show_keys()

    def show_list(self, at: int | None = None) -> None:
        """Draw list and detail; with `at` the focus goes there."""
        self.listing.fill(len(self.items), self._drawn, at=at, each=self.EACH, head=self.heading())
        self.show_detail()

    def _drawn(self, index: int, here: bool) -> Sequence[Row]:
        return self.draw(self.items[index], here=here)

    @property
    def detail_pane(self) -> Pane:
        """Where the detail stands."""
        return self.query_one(f"#{self.DETAIL}", Pane)

    def show_detail(self) -> None:
        """Say what there is to say of the item in focus, from the row that was scrolled to."""
        if not self.DETAIL:
            return
        pane = self.detail_pane
        rows = self.detail(pane.size.width or self.size.width, pane.size.height)
        self._top = max(0, min(self._top, len(rows) - pane.size.height))
        pane.show(rows[self._top :], self.paints.text)

    def action_read(self, step: int) -> None:
        """Show more of a long detail."""
        self._top += step * max(1, self.detail_pane.size.height - 2)
        self.show_detail()

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        if event.listing is self.listing and type(event) is Listing.Moved:
            self._top, self.slid = 0, False
            self.forget_refusal()
            self.moved()

    def moved(self) -> None:
        """Follow the focus to another item."""
        self.show_detail()

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        if event.listing is self.listing and self.here is not None:
            self.open_item(self.here)

    def open_item(self, item: Item) -> None:
        """Open the item in focus: Enter, or a click on it."""
