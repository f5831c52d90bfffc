"""Citations that lead nowhere: in the study's texts before a report, and in the file before it is applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from coder.errors import CoderError, InputError, Problem, ProblemsError
from coder.findings.citations import Citations
from coder.i18n import _
from coder.model.links import Link, links
from coder.model.matrix import CellSummary
from coder.model.reporting.lead_page_text import ReportPage
from coder.model.reporting.lead_page_text import said as said_of
from coder.record.study import Study

_SHOWN = 20


def refuse_dead_citations(study: Study) -> None:
    """Refuse a report of texts that cite what is not there, naming each text and line."""
    found = [
        CoderError(
            _("{place}, line {line}: {link} leads nowhere").format(place=place, line=line, link=_written(link)), _hint()
        )
        for place, text in texts_of(study)
        for line, link in _dead(Citations(study), text)
    ]
    _raise(found)


def check_links(path: Path, study: Study | None, known: Collection[str]) -> None:
    """Refuse the file of findings where a link leads nowhere; `known` is what the files name.

    Without a study nothing is known of quotations.
    """
    text = path.read_text("utf-8-sig") if path.is_file() else ""
    found: list[CoderError] = []
    for line, link in _dead(Citations(study), text) if study else ((_line(text, one), one) for one in links(text)):
        if link.target not in known and (study is not None or link.kind != "quote"):
            message = _("{link} leads nowhere").format(link=_written(link))
            found.append(InputError(Problem(path, line, message), _hint()))
    _raise(found)


def _dead(citations: Citations, text: str) -> Iterator[tuple[int, Link]]:
    for link in citations.broken(text):
        yield _line(text, link), link


def _line(text: str, link: Link) -> int:
    return text.count("\n", 0, link.start) + 1


def texts_of(study: Study) -> Iterator[tuple[str, str]]:
    """Yield the texts that a report prints, each with the name of its place."""
    project = study.project()
    for finding in project.findings:
        yield _("text of finding {id}").format(id=finding.id), finding.text
    for one in project.recommendations:
        yield _("text of recommendation {id}").format(id=one.id), one.text
    page = study.reader.one(ReportPage, "report") or ReportPage()
    yield _("abstract of the report"), said_of(page, "abstract")
    for chapter in page.chapters:
        yield _("chapter {name} of the report").format(name=chapter.title or chapter.part), chapter.words
    for cell in study.reader.all(CellSummary):
        yield _("summary of the cell {id}").format(id=cell.id), cell.text


def _written(link: Link) -> str:
    return f"[[{link.kind}:{link.target}]]"


def _hint() -> str:
    return _("Correct the citation or take it out; coder quotes prints the citations that there are.")


def _raise(found: list[CoderError]) -> None:
    if found:
        raise found[0] if len(found) == 1 else ProblemsError(found[:_SHOWN])
