"""The report's page: cover, chapters in order, tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import get_args

from coder.errors import CoderError
from coder.findings.lead_page import ReportPages, read_field
from coder.i18n import _, labelled, language
from coder.model.reporting.lead_page_text import DEFAULT_CHAPTERS, Calendar, Chapter, ReportPage
from coder.record.outcome import Outcome
from coder.reports.outline import part_name
from coder.tui.frame.asking.questions import AskScreen, ChooseScreen, refused
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.list_detail import ListScreen
from coder.tui.reporting.commands import PAGE
from coder.tui.reporting.page_rows import PageRow, chapter_name, is_text, page_rows
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_GROUP, _LABEL = 10, 34


class ReportPageScreen(ListScreen[PageRow]):
    """Each row is one thing on the page; Enter changes it."""

    COMMANDS_HERE = PAGE
    LIST, DETAIL, SHORT = "figures", "figure-detail", 30
    UNDONE = frozenset({"report"})

    @cached_property
    def _pages(self) -> ReportPages:
        return ReportPages(self.coder_app.study)

    @property
    def page(self) -> ReportPage:
        """The page as it stands."""
        return self._pages.page()

    def reload(self, at: str = "") -> None:
        """Read the page and show it."""
        self.take(page_rows(self.page), at)

    def key_of(self, item: PageRow) -> str:
        """Return the row's id."""
        return item.id

    def title_text(self) -> str:
        """Return what this is."""
        return _("Cover and chapters of the report")

    def draw(self, item: PageRow, *, here: bool) -> tuple[Row]:
        """Return the row with its group where that begins."""
        style = self.row_style(here=here)
        at = self.items.index(item)
        group = item.group if at == 0 or self.items[at - 1].group != item.group else ""
        label = min(_LABEL, max(16, self.size.width // 3))
        room = max(10, self.size.width - _GROUP - label - 4)
        quiet = style + self.paints.quiet
        return (
            (
                (" > " if here else "   ", style),
                (pad(fit(group, _GROUP - 1), _GROUP), quiet),
                (pad(fit(item.label, label - 1), label), style),
                (fit(item.value, room), style),
                (" " * self.size.width, style),
            ),
        )

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  the pane scrolls
        """Return the whole of what is in focus, with what Enter does there."""
        row = self.here
        if row is None:
            return ()
        if row.is_chapter:
            chapter = self.page.chapters[row.at]
            told, whole = self.with_keys(_("{list_open} writes your words at its beginning.")), chapter.words
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

    def open_here(self) -> None:
        """Change what is in focus: a table is printed or not, a text is written, a line is asked for."""
        row = self.here
        if row is None:
            return
        if row.is_chapter:
            self._write_chapter(row.at)
        elif row.name:
            self.act(lambda: self._pages.tick(row.field, row.name), row.id)
        elif row.field == "calendar":
            other = next(one for one in get_args(Calendar) if one != self.page.calendar)
            self.act(lambda: self._pages.set({"calendar": other}), row.id)
        elif is_text(row.field):
            self._write(
                row.label, getattr(self.page, row.field), f"report:{row.field}",
                lambda text, read: self._pages.set({row.field: text}, read),
            )  # fmt: skip
        else:
            self._ask_line(row)

    def act(self, act: Callable[[], Outcome], at: str) -> None:
        """Do an act, and say what it did; where nothing changed only that."""
        outcome = self.tried(act)
        if outcome is not None:
            self._said(outcome, at)

    def _said(self, outcome: Outcome, at: str = "") -> None:
        if outcome.act:
            self.done(outcome, at)
        else:
            self.say(outcome.message)

    def _ask_line(self, row: PageRow) -> None:
        edit_line(
            self, row.label, self._pages.line(row.field),
            lambda new, read: self._pages.set({row.field: new}, read),
            lambda outcome: self._said(outcome, row.id),
            refused(partial(read_field, row.field)),
            draft=f"page:{row.field}",
        )  # fmt: skip

    def _write_chapter(self, at: int) -> None:
        chapter = self.page.chapters[at]
        field = "text_en" if language() == "en" and (chapter.text_en or chapter.text) else "text"
        self._write(
            chapter_name(chapter), getattr(chapter, field), f"report:{chapter.part}:{chapter.title or at}:{field}",
            lambda text, read: self._pages.change(self._place_of(chapter, at), field, text, read),
        )  # fmt: skip

    def _place_of(self, chapter: Chapter, at: int) -> int:
        """Return where a chapter stands by now, which may have been moved meanwhile."""
        known = [(c.part, c.title) for c in self.page.chapters]
        mine = (chapter.part, chapter.title)
        if known[at : at + 1] == [mine]:
            return at
        if mine not in known:
            raise CoderError(_("the chapter was left out meanwhile"), _("add it again, then save"))
        return known.index(mine)

    def _write(self, title: str, text: str, draft: str, save: Callable[[str, str], Outcome]) -> None:
        from coder.tui.findings.editor import WritingScreen

        self.app.push_screen(WritingScreen(title, text, draft, self._offers(), save, self._said))

    def _offers(self) -> list[tuple[str, str]]:
        """Return what a text of the page may link to."""
        project = self.coder_app.study.project()
        return [
            *((f"[[finding:{f.id}]]", f"{f.id} {f.title}") for f in project.findings),
            *((f"[[figure:{f.id}]]", f"{f.title} {f.text}") for f in project.figures),
            *((f"[[table:{f.id}]]", _("table of {name}").format(name=f.title)) for f in project.findings),
        ]

    def _chapter_here(self) -> int | None:
        row = self.here
        if row is not None and row.is_chapter:
            return row.at
        self.say(_("this is not a chapter"), bad=True)
        return None

    def action_rename(self) -> None:
        """Ask for another title; an empty one is the part's own name."""
        if (at := self._chapter_here()) is None:
            return
        chapter = self.page.chapters[at]
        field = "title_en" if language() == "en" else "title"
        edit_line(
            self, _("Title of the chapter"), getattr(chapter, field),
            lambda new, read: self._pages.change(at, field, new, read),
            lambda outcome: self._said(outcome, f"chapters:{at}"),
            draft=f"page:{at}:{field}",
        )  # fmt: skip

    def action_add(self) -> None:
        """Ask for a chapter that is left out, or one of the lead's own, and put it before the one in focus."""
        row, page = self.here, self.page
        at = row.at if row is not None and row.is_chapter else len(page.chapters)
        there = {c.part for c in page.chapters}
        options = [(c.part, part_name(c.part)) for c in DEFAULT_CHAPTERS if c.part not in there]
        own = ("text", _("a chapter of your own"))
        if not options:
            self._ask_own(at)
            return
        self.ask(ChooseScreen(_("Which chapter?"), [own, *options]), lambda part: self._add(at, part))

    def _add(self, at: int, part: str) -> None:
        if part == "text":
            self._ask_own(at)
            return
        chapter = next(c for c in DEFAULT_CHAPTERS if c.part == part)
        self.act(lambda: self._pages.add(at, chapter), f"chapters:{at}")

    def _ask_own(self, at: int) -> None:
        wrong = _("the title is empty")
        question = AskScreen(
            _("Title of the chapter"), "", lambda text: "" if text else wrong, draft="page:new chapter"
        )
        self.ask(question, lambda title: self.act(lambda: self._pages.add(at, Chapter(title=title)), f"chapters:{at}"))

    def action_leave_out(self) -> None:
        """Leave the chapter in focus out; undo brings it back with its words."""
        if (at := self._chapter_here()) is not None:
            self.act(lambda: self._pages.leave_out(at), f"chapters:{at}")

    def action_shift(self, step: int) -> None:
        """Move the chapter in focus up or down."""
        at = self._chapter_here()
        if at is not None and 0 <= at + step < len(self.page.chapters):
            self.act(lambda: self._pages.move(at, step), f"chapters:{at + step}")
