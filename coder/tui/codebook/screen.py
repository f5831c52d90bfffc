"""The codebook: its tree with counts, the code in focus, and the way to every act on it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from coder.agreement.layer_choice import layered
from coder.i18n import N_, _
from coder.model.codebook import Code
from coder.model.counting.layers import ANY
from coder.record.counts.usage import CodeCount
from coder.tui.codebook.acts import Booking
from coder.tui.codebook.commands import BOOK
from coder.tui.codebook.help_commands import BOOK_HELP
from coder.tui.codebook.rows import Shown, Standing, code_row, count_of, detail_rows, fold_detail, head_row, visible
from coder.tui.frame.layer_key import LayerScreen
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.unit_line import unit_row
from coder.tui.team.apart_line import apart_rows
from coder.tui.widgets.fields import LineField
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import paragraphs


class CodebookScreen(LayerScreen, Booking, ListScreen[Code]):
    """All themes and codes of the study."""

    COMMANDS_HERE = (*BOOK[:-1], *BOOK_HELP, BOOK[-1])
    SCREEN_TITLE = N_("Codebook | {title}")
    LIST, DETAIL, NARROW = "tree", "detail", 100

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, CodeCount] = {}
        self._counted = ""
        self._splits: dict[str, int] = {}
        self._folded: set[str] = set()
        self._depths: dict[str, int] = {}
        self._parents: set[str | None] = set()
        self._archived = False

    def body(self) -> ComposeResult:
        """Yield the tree and the definition beside it."""
        with Horizontal(id="book"):
            yield Listing(id="tree")
            yield Pane(id="detail")

    def over_status(self) -> ComposeResult:
        """Yield the definition on a narrow screen."""
        yield Pane(id="detail-fold")

    def over_body(self) -> ComposeResult:
        """Yield the filter."""
        yield LineField(id="filter", compact=True)

    def begin(self) -> None:
        """Show the codebook as it was left."""
        self._folded = set(json.loads(self.study.recall("book-folded") or "[]"))
        self.listing.focus()
        self.reload(self.study.recall("book-at") or "")

    def resumed(self) -> None:
        """Count again when coming back."""
        if self.items:
            self.reload()

    def reload(self, at: str = "") -> None:
        """Read codes and counts again; the focus stays on its code, or goes to the one named."""
        with layered(self.study, self.layer or ANY):
            self._counts, self._counted = self.booking.counts(), self.study.counted
        self._splits = self.recoding.open_splits()
        self._fill(at)

    def recount(self) -> None:
        """Count on the layer of now."""
        self.reload()

    @property
    def _filter(self) -> Input:
        return self.query_one("#filter", Input)

    def _fill(self, at: str = "") -> None:
        shown = Shown(self._folded, self._filter.value, self._archived)
        self._depths = self.project.depth_by_id
        self._parents = {c.parent for c in self.project.codes if self._archived or not c.archived}
        self.take(visible(self.project.codes, shown), at)

    def heading(self) -> Sequence[Row]:
        """Return what is counted, and the names of the columns."""
        return [unit_row(self.study, self.paints, self.layer), head_row(self._tree_width(), self.paints)]

    def _tree_width(self) -> int:
        return self.listing.size.width or self.size.width

    def row(self, item: Code, *, here: bool) -> Row:
        """Return the row of a code or theme."""
        folded = item.id in self._folded and not self._filter.value
        count = count_of(self._counts, item.id)
        at = Standing(self._depths[item.id], item.id in self._parents, folded)
        return code_row(item, count, self.paints, self._tree_width(), at, here=here)

    @property
    def code_here(self) -> Code | None:
        """The code or theme in focus."""
        return self.here

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  what is too much is cut
        """Return what the code in focus means."""
        code = self.here
        if code is None:
            empty = self.with_keys(_("No codes yet: {book_add} makes one, {book_add_theme} a theme."))
            if self._filter.value:
                empty = _("no code matches")
            return [((" " + empty, self.paints.quiet),)]
        begun = apart_rows(self, "code", code.id, width)
        if left := self._splits.get(code.id):
            text = self.with_keys(
                _("A split was begun: {count} quotes are not placed yet; {book_split} goes on."), count=left
            )
            begun += [((line, self.paints.warn),) for line in paragraphs(text, max(10, width - 1))]
        if self.has_class("narrow"):
            return [*fold_detail(code, self.paints, width), *begun]
        count = count_of(self._counts, code.id)
        return [*begun, *detail_rows(self.project, code, count, self.paints, width, self._counted)]

    @property
    def detail_pane(self) -> Pane:
        """Where the definition stands: in the foot on a narrow screen."""
        return self.query_one("#detail-fold" if self.has_class("narrow") else "#detail", Pane)

    def open_item(self, item: Code) -> None:  # noqa: ARG002  the code in focus
        """Edit the code."""
        self.action_edit()

    def action_fold(self, fold: bool | None = None) -> None:
        """Fold or unfold the theme or code in focus, or what is over it where nothing stands below it to fold."""
        code = self.code_here
        if code is None:
            return
        itself = code.id in self._parents and not (fold and code.id in self._folded)
        group = code.id if itself or code.parent is None else code.parent
        wish = group not in self._folded if fold is None else fold
        (self._folded.add if wish else self._folded.discard)(group)
        self.study.remember("book-folded", json.dumps(sorted(self._folded)))
        self._fill(group if wish else code.id)

    def action_toggle_archived(self) -> None:
        """Show or hide what is archived."""
        self._archived = not self._archived
        self.reload()
        self.say(_("archived codes are shown") if self._archived else _("archived codes are hidden"))

    def action_words(self) -> None:
        """Show words for the code or theme in focus; with none in focus those that no code covers."""
        from coder.tui.codebook.words_screen import WordsScreen

        self.app.push_screen(WordsScreen(self.code_here.id if self.code_here else ""))

    def action_overlaps(self) -> None:
        """Show the codes that could be merged."""
        from coder.tui.codebook.overlaps_screen import OverlapsScreen

        self.app.push_screen(OverlapsScreen())

    def action_filter(self) -> None:
        """Open the filter."""
        self._filter.placeholder = self.with_keys(
            _("name, id or keyword; Enter keeps the filter, {book_leave} closes it")
        )
        self._filter.display = True
        self._filter.focus()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self._fill()

    @on(Input.Submitted, "#filter")
    def _filter_kept(self) -> None:
        self._filter.display = bool(self._filter.value)
        self.listing.focus()

    def action_leave(self) -> None:
        """Close the filter, else go back."""
        if self._filter.display:
            self._filter.value = ""
            self._filter.display = False
            self.listing.focus()
            return
        super().action_leave()

    def remember_place(self) -> None:
        """Keep which code was in focus."""
        if self.here:
            self.study.remember("book-at", self.here.id)
