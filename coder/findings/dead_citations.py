"""Citations that lead nowhere: in the study's texts before a report, and in the file before it is applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from coder.errors import CoderError, InputError, Problem, ProblemsError
from coder.findings.citations import Citations
from coder.i18n import _
from coder.model.links import Link, links
from coder.model.matrix import CellSummary
from coder.model.reporting.lead_page_text import ReportPage
from coder.model.reporting.lead_page_text import said as said_of
from coder.record.study import Study

CITING_FILES = ("findings.yaml", "report.yaml", "matrices.yaml")
"""The files of `codebook/` whose texts may cite."""

_SHOWN = 20


class DeadLink(NamedTuple):
    """A link in a file that leads nowhere, and the fault with its place and remedy."""

    link: Link
    fault: CoderError


def refuse_dead_citations(study: Study) -> None:
    """Refuse a report of texts that cite what is not there, naming each text and line."""
    found = [
        CoderError(
            _("{place}, line {line}: {link} leads nowhere").format(place=place, line=line, link=_written(link)),
            _hint(),
            asked=[link.target],
        )
        for place, text in texts_of(study)
        for line, link in _dead(Citations(study), text)
    ]
    _raise(found)


def dead_links(paths: Iterable[Path], study: Study | None, known: Collection[str]) -> list[DeadLink]:
    """Return the links in files that lead nowhere; `known` is what the files name.

    Without a study nothing is known of quotations.
    """
    found = []
    for path in paths:
        text = path.read_text("utf-8-sig") if path.is_file() else ""
        for line, link in _dead(Citations(study), text) if study else ((_line(text, one), one) for one in links(text)):
            if link.target not in known and (study is not None or link.kind != "quote"):
                message = _("{link} leads nowhere").format(link=_written(link))
                fault = InputError(Problem(path, line, message), _hint(), asked=[link.target])
                found.append(DeadLink(link, fault))
    return found


def refuse_links(found: Iterable[DeadLink]) -> None:
    """Refuse files with links that lead nowhere."""
    _raise([one.fault for one in found])


def dead_already(study: Study) -> frozenset[str]:
    """Return where the links of the study's texts lead that lead nowhere by now: no file brings these in."""
    citations = Citations(study)
    return frozenset(link.target for _place, text in texts_of(study) for link in citations.broken(text))


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
        yield _("English text of finding {id}").format(id=finding.id), finding.text_en
    for one in project.recommendations:
        yield _("text of recommendation {id}").format(id=one.id), one.text
        yield _("English text of recommendation {id}").format(id=one.id), one.text_en
    page = study.reader.one(ReportPage, "report") or ReportPage()
    yield _("abstract of the report"), said_of(page, "abstract")
    for chapter in page.chapters:
        yield _("chapter “{name}” of the report").format(name=chapter.title or chapter.part), chapter.words
    for cell in study.reader.all(CellSummary):
        yield _("summary of the cell {id}").format(id=cell.id), cell.text
        yield _("English summary of the cell {id}").format(id=cell.id), cell.text_en


def _written(link: Link) -> str:
    return f"[[{link.kind}:{link.target}]]"


def _hint() -> str:
    return _("Correct the citation or take it out; coder quotes prints the citations that there are.")


def _raise(found: Sequence[CoderError]) -> None:
    if found:
        raise found[0] if len(found) == 1 else ProblemsError(found[:_SHOWN])
