"""Which quotes the findings rest on: those cited in their sentences, and those of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.findings.queries import chosen
from coder.model.codebook import Finding, Recommendation
from coder.model.coding import Coding
from coder.model.identity import parse_quote_id, quote_id
from coder.model.links import citations
from coder.record import anchors
from coder.record.kinds import kind

if TYPE_CHECKING:
    from coder.record.study import Study


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote that a finding cites in its text, or that was chosen for it: its citation and the coding it names."""

    finding: str
    name: str
    coding: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaken:
    """A finding whose quotes a revision touched.

    `lost` is how many of its codes' quotes lost their words, `cited_lost` those that it cites or that were chosen for
    it, `renamed` the written citations whose quote stands on another line now, with the new ones.
    """

    id: str
    title: str
    lost: int
    cited_lost: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def cited(study: Study) -> tuple[Cited, ...]:
    """Return the quotes that findings cite by name, as far as that names just one coding, and those chosen for them."""
    found = []
    project = study.project()
    places: list[Finding | Recommendation] = [*project.findings, *project.recommendations]
    for one in places:
        for name in citations(f"{one.statement}\n{one.statement_en}\n{one.text}\n{one.text_en}"):
            codings = codings_cited(study, name)
            if len(codings) == 1:
                found.append(Cited(one.id, name, codings[0]))
    for finding in project.findings:
        found += [
            Cited(finding.id, citation, quote.coding, chosen=True)
            for quote in chosen(study.reader, finding.id)
            if (citation := _citation(study, quote.coding)) is not None
        ]
    return tuple(found)


def _citation(study: Study, key: str) -> str | None:
    """Return the citation of a coding, or of a lost one by its line of then; None where there is none to be seen."""
    coding = study.reader.one(Coding, key)
    if coding is None and (lost := anchors.lost_codings(study.reader).get(key)) is not None:
        coding = lost.coding
    if coding is None:
        return None
    return quote_id(study.project().transcript_by_id[coding.transcript].case, coding.line, key)


def codings_cited(study: Study, name: str) -> list[str]:
    """Return the ids of the codings that a citation names or once named, lost ones too.

    A citation holds the line, and a coding that was carried to a corrected text may stand on another one by now.
    """
    parsed = parse_quote_id(name)
    if parsed is None:
        return []
    case, line, tail = parsed
    return [key for key in anchors.codings_ending(study.reader, case, tail) if line in _lines(study, key)]


def _lines(study: Study, coding: str) -> set[int]:
    """Return the lines on which a coding has ever stood."""
    rule = kind("coding")
    images = (c.after or c.before for c in study.journal.changes_of(coding) if c.kind == "coding")
    return {rule.from_image(image).line for image in images if image}


def shaken(study: Study, lost: Iterable[Coding], renamed: Mapping[str, tuple[str, str]]) -> list[Shaken]:
    """Return the findings that rest on lost codings or cite a quote that is called otherwise now; recommendations too.

    `renamed` holds, by coding, the citation of before and of now.
    """
    gone = list(lost)
    ids = {c.id for c in gone}
    by_finding: dict[str, list[Cited]] = {}
    for one in cited(study):
        by_finding.setdefault(one.finding, []).append(one)
    found = []
    project = study.project()
    places: list[Finding | Recommendation] = [*project.findings, *project.recommendations]
    for place in places:
        codes = {*project.codes_of(place)} if isinstance(place, Finding) else set()
        named = by_finding.get(place.id, [])
        shown = Shaken(
            id=place.id,
            title=place.title,
            lost=sum(c.code in codes for c in gone),
            cited_lost=tuple(dict.fromkeys(one.name for one in named if one.coding in ids)),
            renamed=tuple(
                (one.name, renamed[one.coding][1]) for one in named if one.coding in renamed and not one.chosen
            ),
        )
        if shown.lost or shown.cited_lost or shown.renamed:
            found.append(shown)
    return found
