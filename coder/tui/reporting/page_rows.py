"""The rows of the report's page: fields of its cover, chapters, and what else is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coder.i18n import _, listed
from coder.model.finding import flat
from coder.model.reporting.lead_page_text import TEXTS, Chapter, ReportPage
from coder.model.reporting.page_words import calendar_words, field_words, list_words
from coder.model.values.value_names import attribute_name
from coder.reports.outline import UNNUMBERED, numbered, part_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One row: the field it is of, for a chapter itself and its place, for a table its name; what it holds."""

    field: str
    name: str = ""
    at: int = -1
    chapter: Chapter | None = None
    group: str
    label: str
    value: str

    @property
    def id(self) -> str:
        """What the row is found again by."""
        return f"{self.field}:{self.name or self.at}"


def chapter_name(chapter: Chapter) -> str:
    """Return what a chapter is called: the lead's title, else its part's name."""
    return chapter.heading or chapter.title or part_name(chapter.part) or _("untitled")


def page_rows(page: ReportPage) -> tuple[PageRow, ...]:
    """Return all rows in the order of the screen."""
    return (*_cover(page), *_chapters(page), *_lists(page))


def _cover(page: ReportPage) -> Iterator[PageRow]:
    for field, label in field_words().items():
        held = getattr(page, field)
        named = map(attribute_name, held) if field == "group_by" else held
        shown = held if isinstance(held, str) else listed(named)
        value = calendar_words(held) if field == "calendar" else shown
        if field == "date" and not held:
            value = _("day of export")
        yield PageRow(field=field, group=_("Cover"), label=label, value=flat(value))


def _chapters(page: ReportPage) -> Iterator[PageRow]:
    number = 0
    for at, chapter in enumerate(page.chapters):
        own = _("chapter of your own") if chapter.part == "text" else part_name(chapter.part)
        words = flat(chapter.words or chapter.text) or ("" if chapter.part != "text" else _("nothing written yet"))
        name = label = chapter_name(chapter)
        if chapter.part not in UNNUMBERED and (chapter.part != "text" or chapter.words):
            # What nobody wrote yet is not printed, and takes no number.
            number += 1
            label = numbered(number, name)
        yield PageRow(
            field="chapters", at=at, chapter=chapter, group=_("Chapters"), label=label,
            value=_told(own if own != name else "", words),
        )  # fmt: skip


def _told(part: str, words: str) -> str:
    """Return what a chapter holds: its part, where its name does not say that, and the lead's words."""
    return _("{label}: {text}").format(label=part, text=words) if part and words else part or words


def _lists(page: ReportPage) -> Iterator[PageRow]:
    groups = {"tables": _("Tables"), "charts": _("Charts"), "appendices": _("Appendices")}
    for field, words in list_words().items():
        for name, label in words.items():
            there = name in getattr(page, field)
            yield PageRow(
                field=field, name=name, group=groups[field], label=label,
                value="✓ " + _("printed") if there else "· " + _("left out"),
            )  # fmt: skip


def is_text(field: str) -> bool:
    """Tell whether a field of the cover takes more than a line."""
    return field in TEXTS and field.startswith("abstract")
