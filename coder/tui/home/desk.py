"""The study at a glance beside the list of transcripts: read, shown, and opened from."""

from __future__ import annotations

from functools import cached_property

from textual import events, on

from coder.i18n import _
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.frame.unit_line import unit_words
from coder.tui.home.glance import Desk, Glance, Waiting
from coder.tui.home.glance_rows import GlanceItem, GlanceWidths, glance_items, glance_row, glance_widths
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, paragraphs

_LEAST_WIDTH, _MOST_WIDTH = 38, 58


def glance_width(screen_width: int) -> int:
    """Return the cells that it takes beside the list, a gap among them."""
    return min(_MOST_WIDTH, _LEAST_WIDTH + max(0, screen_width - GlanceScreen.NARROW) // 2)


class GlanceScreen(ReadingScreen):
    """A screen with a list `glance` that shows how the study stands."""

    NARROW, SHORT = 120, 20

    def __init__(self) -> None:
        super().__init__()
        self.glance: Glance | None = None
        self._glance_items: list[GlanceItem] = []
        self._glance_widths = GlanceWidths(0, ())

    @cached_property
    def desk(self) -> Desk:
        """The counts that are kept."""
        return Desk(self.study.coder)

    @property
    def glance_list(self) -> Listing:
        """Where it stands."""
        return self.query_one("#glance", Listing)

    def waits(self) -> Waiting:
        """Return how much waits for the coder."""
        raise NotImplementedError

    def read_glance(self) -> None:
        """Count what was touched since."""
        desk = self.desk

        def read(beside: Beside[Glance]) -> Glance | None:
            with beside.study() as apart:
                return desk.glance(apart, beside.breathe)

        self.read_beside("glance", read, self._take_glance)

    def _take_glance(self, found: Glance) -> None:
        self.glance = found
        self.show_glance()

    def show_glance(self) -> None:
        """Draw it in the theme and language of now; before it is counted its place says so."""
        items = glance_items(self.glance, self.waits()) if self.glance is not None else []
        self._glance_items, self._glance_widths = items, glance_widths(items)
        self.glance_list.styles.width = "100%" if self.has_class("narrow") else self._glance_room
        self.glance_list.fill(len(items), self._draw_glance, head=self._glance_head())

    def _glance_head(self) -> list[Row]:
        width = self._glance_room
        if self.glance is None:
            return [((" " + _("reading"), self.paints.quiet),)]
        title = self.with_keys(_("The study at a glance ({home_glance})"))
        unit = unit_words(self.study, self.glance.layer)
        if self.has_class("narrow"):
            return [((fit(f" {title}  {unit}", width), self.paints.quiet),)]
        lines = [title, *paragraphs(unit, width - 2)]
        return [((" " + line, self.paints.quiet),) for line in lines]

    def _draw_glance(self, index: int, here: bool) -> tuple[Row]:
        here = here and self.glance_list.has_focus
        item = self._glance_items[index]
        return (glance_row(item, self._glance_room, self._glance_widths, self.paints, here=here),)

    @property
    def _glance_room(self) -> int:
        """The cells of a row; what the style says is not laid out yet where the screen has just changed."""
        return self.size.width if self.has_class("narrow") else glance_width(self.size.width) - 1

    def action_glance(self) -> None:
        """Go to the study at a glance, or back to the list."""
        glance = self.glance_list
        if glance.has_focus or not glance.display or not self._glance_items:
            self.query_one("#list", Listing).focus()
            return
        glance.at = max(1, glance.at)
        glance.focus()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Show which of the two the keys go to."""
        self.query_one("#list", Listing).redraw()
        self.glance_list.redraw()

    @on(Listing.Opened, "#glance")
    def _glance_opened(self, event: Listing.Opened) -> None:
        item = self._glance_items[event.listing.at]
        if item.code:
            from coder.tui.audit.code_place import open_quotes

            open_quotes(self, [item.code])
        elif item.place:
            self.open_waiting(item.place)

    def open_waiting(self, place: str) -> None:
        """Open where something waits."""
        if place == "review":
            from coder.tui.codebook.review_screen import ReviewScreen

            self.app.push_screen(ReviewScreen(None))
        else:
            self.coder_app.action_visit(place)
