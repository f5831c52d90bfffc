"""The report as a value: everything that an exporter may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from coder.domain.analysis import Frequency, FrequencyTable
from coder.domain.codebook import Code, Figure, Finding, Recommendation


class Quotation(NamedTuple):
    """A coded passage as a report cites it: a plain tuple, for exports stream a million of them.

    `id` is the citation (case, line, id tail); `coders` are all who put this code on exactly this span,
    `coding` the id of the earliest of their codings. `code_name` is the code's name in the report's language.
    """

    id: str
    coding: str
    case: str
    case_name: str
    transcript: str
    line: int
    last_line: int
    speaker: str
    code: str
    code_name: str
    coders: tuple[str, ...]
    text: str
    start: int
    end: int
    at: str
    origin: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEvidence:
    """One code under a finding, for or against it, with its frequency and quotations."""

    code: Code
    frequency: Frequency
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSpread:
    """How a case speaks on a finding: codings for and against."""

    case: str
    case_name: str
    supports: int
    opposes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReport:
    """A finding with its evidence for and against, its spread over the cases and its figures.

    `cases_for` and `cases_against` count cases with at least one coding; `spread` has a row a case
    with a transcript.
    """

    finding: Finding
    statement: str
    supports: tuple[CodeEvidence, ...]
    opposes: tuple[CodeEvidence, ...]
    spread: tuple[CaseSpread, ...]
    codings_for: int
    codings_against: int
    cases_for: int
    cases_against: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationReport:
    """A recommendation with the findings it rests on."""

    recommendation: Recommendation
    statement: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which state of which study a report was made from."""

    head: str
    changes: int
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A study's findings ready to be written.

    `quotations` streams every coding of the study in order of case, transcript and place, one a coder,
    anew at each call; `notice` is the sentence that every output of a study with invented texts carries
    (empty where none is needed).
    """

    title: str
    notice: str
    stamp: Stamp
    frequencies: FrequencyTable
    findings: tuple[FindingReport, ...]
    recommendations: tuple[RecommendationReport, ...]
    quotations: Callable[[], Iterable[Quotation]]
    coder_names: dict[str, str]


class Exporter(Protocol):
    """Writes a report in one format."""

    name: str

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write the report's files into `folder`, each whole or not at all, and return their paths."""
        ...
