"""The report's page: cover, chapters in order, tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from coder.errors import CoderError
from coder.findings.lead_page import ReportPages, read_field
from coder.i18n import N_, _, labelled, language
from coder.model.reporting.lead_page_text import DEFAULT_CHAPTERS, Calendar, Chapter, ReportPage
from coder.record.outcome import Outcome
from coder.reports.outline import part_name
from coder.tui.frame.asking.questions import AskScreen, refused
from coder.tui.frame.base import of_study
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.list_detail import ListScreen
from coder.tui.reporting.commands import PAGE
from coder.tui.reporting.page_rows import PageRow, chapter_name, is_text, page_rows
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_GROUP, _LABEL = 12, 40


class ReportPageScreen(ListScreen[PageRow]):
    """Each row is one thing on the page; Enter changes it."""

    COMMANDS_HERE = PAGE
    SCREEN_TITLE = N_("Cover and chapters of the report")
    LIST, DETAIL, SHORT = "figures", "figure-detail", 30
    UNDONE = frozenset({"report"})
    _pages = of_study(ReportPages)

    @property
    def page(self) -> ReportPage:
        """The page as it stands."""
        return self._pages.page()

    def reload(self, at: str = "") -> None:
        """Read the page and show it."""
        self.take(page_rows(self.page), at)

    def row(self, item: PageRow, *, here: bool) -> Row:
        """Return the row with its group where that begins."""
        style = self.row_style(here=here)
        at = self.items.index(item)
        group = item.group if at == 0 or self.items[at - 1].group != item.group else ""
        label = min(_LABEL, max(16, self.size.width * 2 // 5))
        room = max(10, self.size.width - _GROUP - label - 4)
        quiet = style + self.paints.quiet
        return (
            (" > " if here else "   ", style),
            (pad(fit(group, _GROUP - 1), _GROUP), quiet),
            (pad(fit(item.label, label - 1), label), style),
            (fit(item.value, room), style),
            (" " * self.size.width, style),
        )

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  the pane scrolls
        """Return the whole of what is in focus, with what Enter does there."""
        row = self.here
        if row is None:
            return ()
        if row.chapter is not None:
            told, whole = self.with_keys(_("{list_open} writes your words at its beginning.")), row.chapter.words
        elif row.name:
            told, whole = self.with_keys(_("{list_open} prints it, or leaves it out.")), ""
        else:
            held = getattr(self.page, row.field)
            told, whole = self.with_keys(_("{list_open} changes it.")), held if isinstance(held, str) else row.value
        return [
            *self.lines(labelled(row.label, row.value) if row.name else row.label, self.paints.text, 2),
            *(line for part in whole.split("\n") for line in self.lines(part, self.paints.text)),
            *self.lines(told, self.paints.quiet, 2),
        ]

    def open_item(self, item: PageRow) -> None:
        """Change what is in focus: a table is printed or not, a text is written, a line is asked for."""
        row = item
        if row.chapter is not None:
            self._write_chapter(row.chapter, row.at)
        elif row.name:
            self.attempt(lambda: self._pages.tick(row.field, row.name), row.id)
        elif row.field == "calendar":
            other = next(one for one in get_args(Calendar) if one != self.page.calendar)
            self.attempt(lambda: self._pages.set({"calendar": other}), row.id)
        elif is_text(row.field):
            self._write(
                row.label, getattr(self.page, row.field), f"report:{row.field}",
                lambda text, read: self._pages.set({row.field: text}, read),
            )  # fmt: skip
        else:
            self._ask_line(row)

    def _ask_line(self, row: PageRow) -> None:
        def save(new: str, read: str) -> Outcome:
            return self._pages.set({row.field: new}, read)

        check = refused(partial(read_field, row.field))
        edit_line(self, row.label, self._pages.line(row.field), save, at=row.id, check=check, draft=f"page:{row.field}")

    def _write_chapter(self, chapter: Chapter, at: int) -> None:
        field = "text_en" if language() == "en" and (chapter.text_en or chapter.text) else "text"
        self._write(
            chapter_name(chapter), getattr(chapter, field), f"report:{chapter.part}:{chapter.title or at}:{field}",
            lambda text, read: self._pages.change(self._place_of(chapter, at), field, text, read),
        )  # fmt: skip

    def _place_of(self, chapter: Chapter, at: int) -> int:
        """Return where a chapter that is shown at a place stands by now; it may have been moved or renamed."""
        now = list(enumerate(self.page.chapters))
        same = [n for n, one in now if (one.part, one.title) == (chapter.part, chapter.title)]
        same = same or [n for n, one in now if one.part == chapter.part != "text"]
        same = same or [n for n, one in now if n == at and one.part == "text" and one.text == chapter.text]
        if same:
            return at if at in same else same[0]
        raise CoderError(_("the chapter was left out meanwhile"), _("add it again, then save"))

    def _write(self, title: str, text: str, draft: str, save: Callable[[str, str], Outcome]) -> None:
        from coder.tui.findings.editor import WritingScreen

        self.app.push_screen(WritingScreen(title, text, draft, self._offers(), save, self.done))

    def _offers(self) -> list[tuple[str, str]]:
        """Return what a text of the page may link to."""
        return [
            *((f"[[finding:{f.id}]]", f"{f.id} {f.title}") for f in self.project.findings),
            *((f"[[figure:{f.id}]]", f"{f.title} {f.text}") for f in self.project.figures),
            *((f"[[table:{f.id}]]", _("table of “{name}”").format(name=f.title)) for f in self.project.findings),
        ]

    def _chapter_here(self) -> tuple[Chapter, int] | None:
        """Return the chapter in focus, as it is shown, and its place."""
        row = self.here
        if row is not None and row.chapter is not None:
            return row.chapter, row.at
        self.say(_("this is not a chapter"), bad=True)
        return None

    def action_rename(self) -> None:
        """Ask for another title; an empty one is the part's own name."""
        if (here := self._chapter_here()) is None:
            return
        field = "title_en" if language() == "en" else "title"
        chapter, at = here
        edit_line(
            self, _("Title of the chapter"), getattr(chapter, field),
            lambda new, read: self._pages.change(self._place_of(*here), field, new, read),
            at=f"chapters:{at}", draft=f"page:{chapter.part}:{chapter.title or at}:{field}",
        )  # fmt: skip

    def action_add(self) -> None:
        """Ask for a chapter that is left out, or one of the lead's own, and put it before the one in focus."""
        row, page = self.here, self.page
        at = len(page.chapters)
        if row is not None and row.chapter is not None:
            at = self._place_of(row.chapter, row.at)
        there = {c.part for c in page.chapters}
        options = [(c.part, part_name(c.part)) for c in DEFAULT_CHAPTERS if c.part not in there]
        own = ("text", _("a chapter of your own"))
        if not options:
            self._ask_own(at)
            return
        self.choose_one(_("Which chapter?"), [own, *options], lambda part: self._add(at, part))

    def _add(self, at: int, part: str) -> None:
        if part == "text":
            self._ask_own(at)
            return
        self._put(at, next(c for c in DEFAULT_CHAPTERS if c.part == part))

    def _ask_own(self, at: int) -> None:
        wrong = _("the title is empty")
        question = AskScreen(
            _("Title of the chapter"), "", lambda text: "" if text else wrong, draft="page:new chapter"
        )
        self.ask(question, lambda title: self._put(at, Chapter(title=title)))

    def _put(self, at: int, chapter: Chapter) -> bool:
        return self.attempt(lambda: self._pages.add(at, chapter), f"chapters:{at}")

    def action_leave_out(self) -> None:
        """Leave the chapter in focus out; undo brings it back with its words."""
        if (here := self._chapter_here()) is not None:
            self.attempt(lambda: self._pages.leave_out(self._place_of(*here)), f"chapters:{here[1]}")

    def action_shift(self, step: int) -> None:
        """Move the chapter in focus up or down."""
        here = self._chapter_here()
        if here is not None and 0 <= here[1] + step < len(self.page.chapters):
            self.attempt(lambda: self._pages.move(self._place_of(*here), step), f"chapters:{here[1] + step}")
