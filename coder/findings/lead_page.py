"""Acts on the lead's page of the report, each one undoable; each returns what it did, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from coder.errors import CoderError
from coder.findings.citations import Citations
from coder.i18n import _
from coder.model.reporting.lead_page_text import DEFAULT_CHAPTERS, TEXTS, Calendar, Chapter, Part, ReportPage, is_day
from coder.record.journal import Put
from coder.record.study import Study


class ReportPages:
    """Reads and changes the page."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def page(self) -> ReportPage:
        """Return the page as the lead wrote it, or the default."""
        return self.study.reader.one(ReportPage, "report") or ReportPage()

    def set(self, values: Mapping[str, str]) -> str:
        """Set texts of the page by their fields; several authors are set apart by commas, Chinese or not."""
        changes: dict[str, object] = {}
        for field, value in values.items():
            if field not in {*TEXTS, "authors", "calendar", "group_by"}:
                known = ", ".join((*TEXTS, "authors", "calendar", "group_by"))
                raise CoderError(
                    _("the report's page has no field {name}").format(name=field),
                    _("there are: {names}").format(names=known),
                )
            changes[field] = _read(field, value)
        for field in ("abstract", "abstract_en"):
            if isinstance(text := changes.get(field), str):
                Citations(self.study).check(text)
        return self._put(replace(self.page(), **changes))  # type: ignore[arg-type]

    def write(self, part: str, text: str) -> str:
        """Write what the lead says at the beginning of a chapter, which is named by its part or its title."""
        Citations(self.study).check(text)
        page = self.page()
        found = [c for c in page.chapters if part in {c.part, c.title, c.title_en} - {"", "text"}]
        if not found:
            raise _no_chapter(part, page.chapters)
        new = replace(found[0], text=text.strip())
        return self._put(replace(page, chapters=tuple(new if c is found[0] else c for c in page.chapters)))

    def order(self, names: Sequence[str]) -> str:
        """Set which chapters there are, in which order; a name that is no part begins a chapter of the lead's own."""
        page, known = self.page(), get_args(Part)
        chapters = []
        for name in names:
            held = next((c for c in page.chapters if name in {c.part, c.title, c.title_en} - {"", "text"}), None)
            new = Chapter(part=name) if name in known and name != "text" else Chapter(title=name)  # type: ignore[arg-type]
            chapters.append(held or new)
        if not chapters:
            raise CoderError(_("a report has a chapter at least"), _("name them, set apart by commas"))
        return self._put(replace(page, chapters=tuple(chapters)))

    def _put(self, page: ReportPage) -> str:
        old = self.study.reader.one(ReportPage, "report")
        if page == (old or ReportPage()):
            return _("the report's page says so already")
        self.study.record([Put("report", old, page)], "page")
        return _("page of the report saved")


def _read(field: str, value: str) -> object:
    if field in {"authors", "group_by"}:
        return tuple(part.strip() for part in re.split(r"[,\u3001\uff0c]", value) if part.strip())
    if field == "date" and value and not is_day(value):
        raise CoderError(_("{value} is no day").format(value=value), _("write it as 2026-11-29"))
    if field == "calendar" and value not in get_args(Calendar):
        raise CoderError(
            _("no calendar {value}").format(value=value), _("there are: {names}").format(names="minguo, gregorian")
        )
    return value.strip()


def _no_chapter(name: str, chapters: Sequence[Chapter]) -> CoderError:
    names = ", ".join(c.title or c.part for c in chapters or DEFAULT_CHAPTERS)
    return CoderError(_("no chapter {name}").format(name=name), _("there are: {names}").format(names=names))
