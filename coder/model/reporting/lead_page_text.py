"""The lead's page of the report: what its cover says, its chapters in order with the lead's words between them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, get_args

from coder.i18n import _, language, pick

Part = Literal[
    "abstract", "method", "results", "findings", "matrices", "recommendations", "references", "appendices", "text"
]
Calendar = Literal["minguo", "gregorian"]
TableName = Literal["themes", "codes", "kinds", "cases", "spread", "agreement", "figures"]
ChartName = Literal["themes", "kinds", "spread", "portraits"]
Appendix = Literal["codebook", "cases", "speakers", "quotations", "journal"]

ALL_TABLES: tuple[TableName, ...] = ("themes", "codes", "kinds", "cases", "spread", "agreement", "figures")
ALL_CHARTS: tuple[ChartName, ...] = ("themes", "kinds", "spread", "portraits")
USUAL_CHARTS: tuple[ChartName, ...] = ("kinds", "spread", "portraits")
"""Those that don't repeat the table above them."""
LISTS: dict[str, tuple[str, ...]] = {"tables": ALL_TABLES, "charts": ALL_CHARTS, "appendices": get_args(Appendix)}
"""What the page can have of each kind, by the field that names those that it has."""
_MINGUO = 1911


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: a part that the program writes, or `text` with the lead's words alone.

    `title` stands in place of the part's own name; `text` is what the lead says at the chapter's beginning, with links.
    """

    part: Part = "text"
    title: str = ""
    title_en: str = ""
    text: str = ""
    text_en: str = ""

    @property
    def words(self) -> str:
        """The lead's words in the interface language."""
        return pick(self.text, self.text_en)

    @property
    def heading(self) -> str:
        """The lead's title in the interface language, empty where the part's own name stands."""
        return pick(self.title, self.title_en)


DEFAULT_CHAPTERS = tuple(
    Chapter(part=part)
    for part in (
        "abstract", "method", "results", "findings", "matrices", "recommendations", "references", "appendices",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """`codebook/report.yaml`: the cover, the chapters in order, and which tables, charts and appendices there are.

    `client` is who commissioned the study, `institute` who carried it out. `date` is a day (2026-11-29), that of
    printing where it is empty. `group_by` are the attributes by which the results are set side by side.
    """

    id: str = "report"
    title: str = ""
    title_en: str = ""
    subtitle: str = ""
    subtitle_en: str = ""
    client: str = ""
    client_en: str = ""
    institute: str = ""
    institute_en: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    calendar: Calendar = "minguo"
    abstract: str = ""
    abstract_en: str = ""
    group_by: tuple[str, ...] = ()
    tables: tuple[TableName, ...] = ALL_TABLES
    charts: tuple[ChartName, ...] = USUAL_CHARTS
    appendices: tuple[Appendix, ...] = ("codebook", "journal")
    chapters: tuple[Chapter, ...] = DEFAULT_CHAPTERS


DEFAULT_PAGE = ReportPage()
TEXTS = tuple(f.name for f in fields(ReportPage) if f.type == "str" and f.name != "id")
"""The fields of the page that are one text each."""


def said(page: ReportPage, field: str) -> str:
    """Return a text of the page in the report's language."""
    chinese, english = getattr(page, field), getattr(page, f"{field}_en")
    return str(pick(chinese, english) or chinese)


def is_day(text: str) -> bool:
    """Tell whether a text is a day: 2026-11-29."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day_in_words(day: str, calendar: Calendar) -> str:
    """Return a day as a cover says it: by the calendar of the Republic of China or the common one."""
    made = date.fromisoformat(day)
    if language() == "en":
        return f"{made:%B} {made.year}"
    if calendar == "minguo" and made.year > _MINGUO:
        return _("year {year} of the Republic of China, month {month}").format(
            year=made.year - _MINGUO, month=made.month
        )
    return _("year {year}, month {month}").format(year=made.year, month=made.month)
