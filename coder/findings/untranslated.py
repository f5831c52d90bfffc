"""Which of the lead's texts an English report prints in Chinese, because nobody wrote them in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from coder.i18n import _, language, listed
from coder.model.codebook import Attribute, Code, Figure, Finding, Recommendation
from coder.model.matrix import CellSummary
from coder.model.project import Project
from coder.model.reporting.lead_page_text import ReportPage, said
from coder.model.values.value_names import attribute_title, value_title
from coder.record.study import Study

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LINK = re.compile(r"\[\[[^\]]*\]\]")


def is_chinese(text: str) -> bool:
    """Tell whether a text has Chinese in it, outside its links."""
    return _CHINESE.search(_LINK.sub("", text)) is not None


def written_in(one: Finding | Recommendation | CellSummary) -> Literal["text", "text_en"]:
    """Return the field that is written on the screen: where English is shown, the English beside a Chinese text."""
    return "text_en" if language() == "en" and (one.text_en or is_chinese(one.text)) else "text"


def untranslated(study: Study) -> str:
    """Return, for an English report, what stands in it in Chinese, in a sentence; nothing where nothing does."""
    if language() != "en":
        return ""
    told = [line for line in _told(study) if line]
    if not told:
        return ""
    return _("No English was written for {what}; their text is in Chinese.").format(what=listed(told))


def _told(study: Study) -> Iterator[str]:
    project, page = study.project(), study.reader.one(ReportPage, "report") or ReportPage()
    yield _in_chinese(_("the report's page"), [("", said(page, "title")), ("", said(page, "abstract"))])
    yield _in_chinese(_("chapters"), ((c.heading or c.part, f"{c.heading}{c.words}") for c in page.chapters))
    entries: tuple[Finding | Recommendation, ...] = (*project.findings, *project.recommendations)
    yield _in_chinese(
        _("findings and recommendations"),
        ((e.id, f"{e.title}{e.statement_en or e.statement}{e.words}{_plan(e)}") for e in entries),
    )
    yield _in_chinese(_("names of cases"), ((case.id, case.title) for case in project.cases))
    yield _in_chinese(_("attributes of cases"), _attributes(project))
    yield _in_chinese(_("figures"), ((f.id, f"{f.title}{f.text}{f.where}{f.remark}") for f in _figures_used(project)))
    yield _in_chinese(_("sources of figures"), ((s.id, f"{s.brief}{s.authors}{s.title}") for s in project.sources))
    cells = [cell for cell in study.reader.all(CellSummary) if is_chinese(cell.words)]
    yield _("{count} cells of the matrices").format(count=len(cells)) if cells else ""
    codes = [code for code in project.codes if not code.archived and is_chinese(_all(code))]
    yield _("{count} codes of the codebook").format(count=len(codes)) if codes else ""


def _plan(one: Finding | Recommendation) -> str:
    return "".join(one.plan) if isinstance(one, Recommendation) else ""


def _attributes(project: Project) -> Iterator[tuple[str, str]]:
    """Yield each attribute with what it and its values are called."""
    for name in dict.fromkeys(name for case in project.cases for name in case.attributes):
        one = project.attribute_by_id.get(name) or Attribute(id=name)
        held = (value_title(one, case.attributes.get(name, "")) for case in project.cases)
        yield name, "".join((attribute_title(one), *held))


def _figures_used(project: Project) -> Iterator[Figure]:
    """Yield the figures that a report prints: those beside findings and in matrices."""
    named = {key for finding in project.findings for key in finding.figures}
    yield from (figure for figure in project.figures if figure.id in named or figure.codes)


def _all(code: Code) -> str:
    return "".join((code.title, *code.shown_meaning))


def _in_chinese(what: str, texts: Iterable[tuple[str, str]]) -> str:
    """Return what is called so, with the names of those that hold Chinese; nothing where none does."""
    found = [name for name, text in texts if is_chinese(text)]
    if not found:
        return ""
    return f"{what} ({listed(found)})" if any(found) else what
