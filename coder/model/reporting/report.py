"""The report as a value: everything that an exporter may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from coder.model.codebook import Attribute, Case, Code, Figure, Finding, Recommendation, Source
from coder.model.counting.frequencies import Frequency, FrequencyTable
from coder.model.counting.speaker_counts import SpeakerCount
from coder.model.finding import Doubt, Side, SignOff
from coder.model.links import LinkKind
from coder.model.matrix import Heading
from coder.model.quotation import Quotation
from coder.model.reporting.derivation import FigureCheck
from coder.model.reporting.lead_page_text import DEFAULT_PAGE, ReportPage
from coder.model.reporting.method_sentences import MethodSentence
from coder.model.reporting.robustness import Robustness
from coder.model.reporting.stamp import Stamp
from coder.model.text import Turn

LARGEST_TEMPLATE = 50_000_000
"""The most bytes that a report's Word template has, packed or unpacked."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages that are read anew at each turn: of a large study they are more than memory should hold."""

    read: Callable[[], Iterable[Quotation]] = tuple

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self.read())


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEvidence:
    """One code under a finding, for or against it, with its frequency and quotations."""

    code: Code
    frequency: Frequency
    quotations: Passages


class TextPiece(NamedTuple):
    """A piece of a text that the lead wrote: plain words, or a link and what it stands for.

    `kind` is empty for plain words; `target` is what the link names, `quotation` the passage where it is a quote.
    `counted` tells whether the layer that is counted holds it.
    """

    text: str
    kind: LinkKind | Literal[""] = ""
    target: str = ""
    quotation: Quotation | None = None
    counted: bool = True


class ChosenReport(NamedTuple):
    """A quotation that the lead chose for a finding; `shown` is what is printed, shortened by `[…]` or whole."""

    quotation: Quotation
    side: Side
    telling: bool
    shown: str


class Voice(NamedTuple):
    """Who a label of a transcript stands for: a role, with a number where several speak in it."""

    case: str
    transcript: str
    label: str
    words: str


def speaker_words(voices: Iterable[Voice]) -> dict[tuple[str, str], str]:
    """Return what each speaker of a case is called in its quotations, where all of its transcripts call them alike."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in voices:
        found.setdefault((one.case, one.label), set()).add(one.words)
    return {key: words.pop() for key, words in found.items() if len(words) == 1}


class Portrait(NamedTuple):
    """How passages lie along a transcript: how many begin in each of its parts, which are of one length.

    Passages are merged over all codes here: where words carry several, they are one.
    """

    case: str
    case_name: str
    transcript: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSpread:
    """How a case speaks on a finding: passages for and against. `kind` tells the case's attributes in words."""

    case: str
    case_name: str
    supports: int
    opposes: int
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReport:
    """A finding with its evidence for and against, its spread over the cases and its figures.

    `passages_for` and `passages_against` are merged over the codes of their side; `both` counts the stretches of words
    that stand on both; `characters_for` and `characters_against` are what respondents say in the passages. `cases_for`
    and `cases_against` count cases with a passage; `spread` has a row a case
    with a transcript. `text` is what the lead wrote, a tuple of pieces a paragraph (none yet: empty); `chosen` are the
    quotations to be printed, for first, in the lead's order; `picked` are those to be printed of a side of which the
    lead chose none, and `held_back` counts passages for it of which a memo says that they speak against.
    `most` is the case, speaker and share (0 … 1) of who says most of what speaks for the finding. `changes` counts
    what changed under the finding since `sign_off`; `layer` says which codings were counted; `robustness` what
    would topple the finding.
    """

    finding: Finding
    statement: str
    supports: tuple[CodeEvidence, ...]
    opposes: tuple[CodeEvidence, ...]
    spread: tuple[CaseSpread, ...]
    passages_for: int
    passages_against: int
    cases_for: int
    cases_against: int
    figures: tuple[Figure, ...]
    both: int = 0
    characters_for: int = 0
    characters_against: int = 0
    text: tuple[tuple[TextPiece, ...], ...] = ()
    chosen: tuple[ChosenReport, ...] = ()
    picked: tuple[ChosenReport, ...] = ()
    held_back: int = 0
    coders: tuple[tuple[str, int], ...] = ()
    most: tuple[str, str, float] | None = None
    doubts: tuple[Doubt, ...] = ()
    sign_off: SignOff | None = None
    changes: int = 0
    layer: str = ""
    robustness: Robustness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeReport:
    """A theme in words, as a report without findings prints it: how often, and passages of its codes."""

    frequency: Frequency
    picked: tuple[ChosenReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationReport:
    """A recommendation with the findings it rests on; `text` is its chapter by paragraphs."""

    recommendation: Recommendation
    statement: str
    findings: tuple[Finding, ...]
    text: tuple[tuple[TextPiece, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReport:
    """A cell of the framework matrix: the passages coded with both headings, and what the lead wrote of them.

    `more` counts passages besides those at hand. `stale` tells that passages came, went or changed since the summary
    was written; `beside` says what figures of the same row and column say, each with its source.
    """

    row: str
    column: str
    quotations: tuple[Quotation, ...]
    summary: tuple[TextPiece, ...] = ()
    stale: bool = False
    beside: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixReport:
    """A framework matrix; `cells` is a tuple of cells a row, in the order of the columns, empty ones too.

    `more_rows` counts the rows that are left out of a large one.
    """

    name: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[tuple[CellReport, ...], ...]
    more_rows: int = 0


class TranscriptReport(NamedTuple):
    """A transcript as a report shows it: its text, its turns and its passages by place."""

    id: str
    name: str
    case: str
    case_name: str
    synthetic: bool
    text: str
    turns: tuple[Turn, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderReport:
    """What a coder did: codings, and transcripts with at least one of them."""

    id: str
    name: str
    codings: int
    transcripts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the report came to be: who coded what, with which codebook, and how figures were checked.

    `audit` tells of the newest audit sample in a sentence, empty where nothing was judged, and `withdrawn` how many
    passages were withdrawn with their words, empty where none were. `untranslated` names what stands in Chinese in an
    English report, empty where nothing does. `record` tells of the work sentence by sentence, with the rows of the
    journal; a report that is only shown has none.
    """

    coders: tuple[CoderReport, ...] = ()
    codes: tuple[Code, ...] = ()
    cases: tuple[Case, ...] = ()
    transcripts: int = 0
    chars: int = 0
    codings: int = 0
    checks: tuple[FigureCheck, ...] = ()
    audit: str = ""
    withdrawn: str = ""
    untranslated: str = ""
    record: tuple[MethodSentence, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A study's findings ready to be written.

    `quotations` streams every passage of the study, code by code, in order of case, transcript and place,
    anew at each call; `notice` is the sentence that every output of a study with invented texts carries
    (empty where none is needed). `transcripts` yields the transcripts that hold a quotation of `quotations`, one at a
    time, in their order. `template` is the Word document whose styles the lead wants. `page` is what the lead set,
    `abstract` and `chapter_texts` (one a chapter of the page) are its texts with their links followed. `voices` say by
    role who a transcript's labels stand for; `portraits` are of the first transcripts, and
    `themes` stand where there are no findings yet. `speakers` are the roles in all, then the speakers.
    """

    title: str
    notice: str
    stamp: Stamp
    frequencies: FrequencyTable
    findings: tuple[FindingReport, ...]
    recommendations: tuple[RecommendationReport, ...]
    quotations: Callable[[], Iterable[Quotation]]
    coder_names: dict[str, str]
    matrices: tuple[MatrixReport, ...] = ()
    method: Method = Method()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    transcripts: Callable[[], Iterable[TranscriptReport]] = tuple
    template: Path | None = None
    page: ReportPage = DEFAULT_PAGE
    abstract: tuple[tuple[TextPiece, ...], ...] = ()
    chapter_texts: tuple[tuple[tuple[TextPiece, ...], ...], ...] = ()
    cases_with_texts: frozenset[str] = frozenset()
    voices: tuple[Voice, ...] = ()
    portraits: tuple[Portrait, ...] = ()
    themes: tuple[ThemeReport, ...] = ()
    speakers: tuple[SpeakerCount, ...] = ()


class Exporter(Protocol):
    """Writes a report in one format."""

    name: str

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write the report's files into `folder`, each whole or not at all, and return their paths."""
        ...
