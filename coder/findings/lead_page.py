"""Acts on the lead's page of the report, each one undoable; each returns what it did, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from coder.errors import CoderError
from coder.findings.citations import Citations
from coder.i18n import _, listed
from coder.model.reporting.lead_page_text import (
    DEFAULT_CHAPTERS,
    LISTS,
    TEXTS,
    Calendar,
    Chapter,
    Part,
    ReportPage,
    is_day,
)
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen


class ReportPages:
    """Reads and changes the page."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def page(self) -> ReportPage:
        """Return the page as the lead wrote it, or the default."""
        return self.study.reader.one(ReportPage, "report") or ReportPage()

    def line(self, field: str) -> str:
        """Return what a field holds as it is typed: names set apart by commas."""
        held = getattr(self.page(), field)
        return held if isinstance(held, str) else ", ".join(held)

    def set(self, values: Mapping[str, str], read: str | None = None) -> Outcome:
        """Set fields of the page; several authors or tables are set apart by commas, Chinese or not.

        `read` is the text that one alone was written over.
        """
        page = self.page()
        changes: dict[str, object] = {}
        for field, value in values.items():
            if field not in _FIELDS:
                raise CoderError(
                    _("the report's page has no field {name}").format(name=field),
                    _("there are: {names}").format(names=listed(_FIELDS)),
                )
            changes[field] = read_field(field, value)
            require_seen(self.study, page.id, read, self.line(field))
        for field in ("abstract", "abstract_en"):
            if isinstance(text := changes.get(field), str):
                Citations(self.study).check(text)
        return self._put(replace(page, **changes))  # type: ignore[arg-type]

    def write(self, part: str, text: str) -> Outcome:
        """Write what the lead says at the beginning of a chapter, which is named by its part or its title."""
        chapters = self.page().chapters
        found = [at for at, c in enumerate(chapters) if part in {c.part, c.title, c.title_en} - {"", "text"}]
        if not found:
            raise _no_chapter(part, chapters)
        return self.change(found[0], "text", text)

    def change(self, at: int, field: str, text: str, read: str | None = None) -> Outcome:
        """Set title or text of the chapter at a place, in one of the languages, over the text that was `read`."""
        self.study.look_again()
        page = self.page()
        chapter = page.chapters[at]
        require_seen(self.study, page.id, read, getattr(chapter, field))
        Citations(self.study).check(text)
        return self._with(page, at, (replace(chapter, **{field: text.strip()}),))  # type: ignore[arg-type]

    def add(self, at: int, chapter: Chapter) -> Outcome:
        """Put a chapter before the one at a place."""
        page = self.page()
        return self._put(replace(page, chapters=(*page.chapters[:at], chapter, *page.chapters[at:])))

    def leave_out(self, at: int) -> Outcome:
        """Leave the chapter at a place out of the report."""
        page = self.page()
        if len(page.chapters) == 1:
            raise _no_chapters()
        return self._with(page, at, ())

    def move(self, at: int, step: int) -> Outcome:
        """Move the chapter at a place up or down."""
        page = self.page()
        chapters = list(page.chapters)
        chapters.insert(max(0, at + step), chapters.pop(at))
        return self._put(replace(page, chapters=tuple(chapters)))

    def tick(self, field: str, name: str) -> Outcome:
        """Take a table, chart or appendix into the report or leave it out; they keep the order that all have."""
        page = self.page()
        held = set(getattr(page, field)) ^ {name}
        return self._put(replace(page, **{field: tuple(one for one in LISTS[field] if one in held)}))  # type: ignore[arg-type]

    def order(self, names: Sequence[str]) -> Outcome:
        """Set which chapters there are, in which order; a name that is no part begins a chapter of the lead's own."""
        page, known = self.page(), get_args(Part)
        chapters = []
        for name in names:
            held = next((c for c in page.chapters if name in {c.part, c.title, c.title_en} - {"", "text"}), None)
            new = Chapter(part=name) if name in known and name != "text" else Chapter(title=name)  # type: ignore[arg-type]
            chapters.append(held or new)
        if not chapters:
            raise _no_chapters()
        return self._put(replace(page, chapters=tuple(chapters)))

    def _with(self, page: ReportPage, at: int, chapters: Sequence[Chapter]) -> Outcome:
        return self._put(replace(page, chapters=(*page.chapters[:at], *chapters, *page.chapters[at + 1 :])))

    def _put(self, page: ReportPage) -> Outcome:
        old = self.study.reader.one(ReportPage, "report")
        if page == (old or ReportPage()):
            return Outcome("", _("the report's page says so already"))
        act = self.study.record([Put("report", old, page)], "page")
        return Outcome(act, _("page of the report saved"))


_FIELDS = (*TEXTS, "authors", "calendar", "group_by", *LISTS)


def read_field(field: str, value: str) -> object:
    """Return the value of a field as it is kept, read from a line."""
    if field in {"authors", "group_by", *LISTS}:
        names = tuple(part.strip() for part in re.split(r"[,\u3001\uff0c]", value) if part.strip())
        if unknown := set(names) - set(LISTS.get(field, names)):
            raise CoderError(
                _("{field}: nothing is called {name}").format(field=field, name=listed(sorted(unknown))),
                _("there are: {names}").format(names=listed(LISTS[field])),
            )
        return tuple(dict.fromkeys(names))
    if field == "date" and value and not is_day(value):
        raise CoderError(_("{value} is not a day").format(value=value), _("write it as 2026-11-29"))
    if field == "calendar" and value not in get_args(Calendar):
        raise CoderError(
            _("no calendar {value}").format(value=value), _("there are: {names}").format(names="minguo, gregorian")
        )
    return value.strip()


def _no_chapter(name: str, chapters: Sequence[Chapter]) -> CoderError:
    names = listed(c.title or c.part for c in chapters or DEFAULT_CHAPTERS)
    return CoderError(_("no chapter “{name}”").format(name=name), _("there are: {names}").format(names=names))


def _no_chapters() -> CoderError:
    return CoderError(_("a report has a chapter at least"), _("name them, set apart by commas"))
