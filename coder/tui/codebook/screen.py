"""The codebook: its tree with counts, the code in focus, and the way to every act on it."""

from __future__ import annotations

import json
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from coder.i18n import _
from coder.model.codebook import Code
from coder.record.usage import CodeCount
from coder.tui.codebook.acts import Booking
from coder.tui.codebook.rows import Shown, code_row, count_of, detail_rows, fold_detail, head_row, visible
from coder.tui.frame.command_table import BOOK, BOOK_HELP, EVERYWHERE, Command
from coder.tui.widgets.listing import Listing
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit

_NARROW = 100


class CodeTree(Listing):
    """The list of themes and codes; space and the arrows to the sides fold."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.fold", show=False),
        Binding("left", "screen.fold(True)", show=False),
        Binding("right", "screen.fold(False)", show=False),
    ]


class CodebookScreen(Booking):
    """All themes and codes of the study."""

    COMMANDS_HERE: tuple[Command, ...] = (*BOOK[:-1], *BOOK_HELP, BOOK[-1])
    BINDINGS: ClassVar[list[BindingType]] = [c.binding() for c in (*BOOK, *BOOK_HELP, *EVERYWHERE[:1])]

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, CodeCount] = {}
        self._codes: list[Code] = []
        self._folded: set[str] = set()
        self._archived = False

    def compose(self) -> ComposeResult:
        """Lay out title, tree, definition and foot."""
        yield Pane(id="title")
        with Horizontal(id="book"):
            yield CodeTree(id="tree")
            yield Pane(id="detail")
        with Vertical(id="foot"):
            yield Pane(id="detail-fold")
            yield Pane(id="status")
            yield Pane(id="keys")
        yield Input(id="filter", compact=True)

    def on_mount(self) -> None:
        """Show the codebook as it was left."""
        study = self.coder_app.study
        self._folded = set(json.loads(study.recall("book-folded") or "[]"))
        self.set_class(self.size.width < _NARROW, "narrow")
        self.query_one("#tree").focus()
        self.reload(study.recall("book-at") or "")

    def on_screen_resume(self) -> None:
        """Count again when coming back."""
        if self._codes:
            self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Put the definition below on a narrow screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.call_after_refresh(self.repaint)

    def follow(self) -> None:
        """Take over what another window wrote."""
        self.reload()

    def reload(self, at: str = "") -> None:
        """Read codes and counts again; the focus stays on its code, or goes to the one named."""
        self._counts = self.booking.counts()
        here = self.code_here
        self._fill(at or (here.id if here else ""))
        self.repaint()

    def _fill(self, at: str) -> None:
        typed = self.query_one("#filter", Input).value
        self._codes = visible(self.coder_app.study.project().codes, Shown(self._folded, typed, self._archived))
        index = next((i for i, c in enumerate(self._codes) if c.id == at), None)
        tree = self.query_one(CodeTree)
        tree.fill(len(self._codes), self._row, at=index, head=[head_row(self._tree_width(), self.paints)])

    def _tree_width(self) -> int:
        return self.query_one(CodeTree).size.width or self.size.width

    def _row(self, index: int, here: bool) -> tuple[Row]:
        code = self._codes[index]
        count = count_of(self._counts, code.id)
        folded = code.id in self._folded and not self.query_one("#filter", Input).value
        return (code_row(code, count, self.paints, self._tree_width(), here=here, folded=folded),)

    @property
    def code_here(self) -> Code | None:
        """The code or theme in focus."""
        at = self.query_one(CodeTree).at
        return self._codes[at] if 0 <= at < len(self._codes) else None

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        project = self.coder_app.study.project()
        notice = " | " + _("SYNTHETIC SAMPLE") if project.synthetic else ""
        title = fit(_("Codebook") + f" | {project.title}{notice}", max(20, self.size.width - 20))
        self.show_title(title, self.who)
        here = self.code_here
        self._fill(here.id if here else "")
        self._show_detail()
        self.show_keys()

    def _show_detail(self) -> None:
        code = self.code_here
        narrow = self.has_class("narrow")
        pane = self.query_one("#detail-fold" if narrow else "#detail", Pane)
        width = pane.size.width or self.size.width
        rows: list[Row] = [((" " + _("No codes yet: a makes one, A a theme."), self.paints.quiet),)]
        if code is not None and narrow:
            rows = fold_detail(code, self.paints, width)
        elif code is not None:
            project = self.coder_app.study.project()
            rows = detail_rows(project, code, count_of(self._counts, code.id), self.paints, width)
        pane.show(rows, self.paints.text)

    @on(Listing.Moved, "#tree")
    def _moved(self) -> None:
        self._show_detail()

    @on(Listing.Opened, "#tree")
    def _opened(self) -> None:
        self.action_edit()

    def action_fold(self, fold: bool | None = None) -> None:
        """Fold or unfold the theme in focus, or the one over the code in focus."""
        code = self.code_here
        if code is None:
            return
        group = code.parent or code.id
        wish = group not in self._folded if fold is None else fold
        (self._folded.add if wish else self._folded.discard)(group)
        self.coder_app.study.remember("book-folded", json.dumps(sorted(self._folded)))
        self._fill(group if wish else code.id)
        self._show_detail()

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
        field = self.query_one("#filter", Input)
        field.placeholder = _("name, id or keyword; Enter keeps the filter, Esc closes it")
        field.display = True
        field.focus()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        here = self.code_here
        self._fill(here.id if here else "")
        self._show_detail()

    @on(Input.Submitted, "#filter")
    def _filter_kept(self) -> None:
        self.query_one("#filter", Input).display = bool(self.query_one("#filter", Input).value)
        self.query_one(CodeTree).focus()

    def action_leave(self) -> None:
        """Close the filter, else go back."""
        field = self.query_one("#filter", Input)
        if field.display:
            field.value = ""
            field.display = False
            self.query_one(CodeTree).focus()
            return
        self.remember_place()
        self.app.pop_screen()

    def remember_place(self) -> None:
        """Keep which code was in focus."""
        if self.code_here:
            self.coder_app.study.remember("book-at", self.code_here.id)
