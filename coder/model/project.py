"""The study as a frozen value: what the screen and the reports look at."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from coder.model.codebook import Attribute, Case, Code, Figure, Finding, Recommendation, Source, Variant
from coder.model.coding import Coding, Decision, Memo
from coder.model.counting.codetree import below, depths, paths
from coder.model.finding import Side
from coder.model.intervals import SpanIndex
from coder.model.text import LineIndex, Role, Turn
from coder.model.values.value_names import value_title


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTitle:
    """The study itself: its title."""

    id: str = "study"
    title: str
    title_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptInfo:
    """A transcript without its text."""

    id: str
    case: str
    name: str
    revision: int
    text_hash: str
    original_hash: str
    source: str
    encoding: str
    format: str
    chars: int
    lines: int
    speech_lines: int
    synthetic: bool
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptRecord(TranscriptInfo):
    """A transcript as it is stored: its speakers with their roles, and its turns in short form.

    A turn is `[start, body, index into speakers (-1: nobody), time]`; it ends where the next begins.
    """

    speakers: tuple[tuple[str, str], ...]
    turns: tuple[tuple[int, int, int, str | None], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one transcript is coded: by everyone, and by the coder who looks."""

    codings: int = 0
    mine: int = 0
    lines_coded: int = 0
    last_coder: str = ""


@dataclass(frozen=True, kw_only=True)
class Project:
    """Codebook, cases, transcripts and findings at one moment of the journal."""

    title: str
    codes: tuple[Code, ...]
    cases: tuple[Case, ...]
    transcripts: tuple[TranscriptInfo, ...]
    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    coders: Mapping[str, str] = field(default_factory=dict)
    blind: frozenset[str] = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    head: str = ""

    @cached_property
    def code_by_id(self) -> dict[str, Code]:
        """Codes, themes and facets by id."""
        return {c.id: c for c in self.codes}

    @cached_property
    def case_by_id(self) -> dict[str, Case]:
        """Cases by id."""
        return {c.id: c for c in self.cases}

    @cached_property
    def attribute_by_id(self) -> dict[str, Attribute]:
        """What was decided of attributes of cases, by their names."""
        return {a.id: a for a in self.attributes}

    def coder_name(self, coder: str) -> str:
        """Return what people call a coder; one whom the study does not know, by the id."""
        return self.coders.get(coder, coder)

    def coder_called(self, name: str) -> str:
        """Return the id of the coder that an id or a name says; nothing where it says none, or several."""
        named = [name] if name in self.coders else [key for key, called in self.coders.items() if called == name]
        return named[0] if len(named) == 1 else ""

    def value_of(self, case: Case, attribute: str) -> str:
        """Return a case's value of an attribute, as the interface language says it."""
        return value_title(self.attribute_by_id.get(attribute), case.attributes.get(attribute, ""))

    @cached_property
    def transcript_by_id(self) -> dict[str, TranscriptInfo]:
        """Transcripts by id."""
        return {t.id: t for t in self.transcripts}

    @cached_property
    def usable_codes(self) -> tuple[Code, ...]:
        """The codes that a coder can choose: no themes or facets, none archived."""
        return tuple(c for c in self.codes if c.level == "code" and not c.archived)

    @property
    def synthetic(self) -> bool:
        """Whether an invented text is in the study."""
        return any(t.synthetic for t in self.transcripts)

    def below(self, code: str) -> tuple[str, ...]:
        """Return the ids of a code and of all codes below it, however deep."""
        return below(self.codes, code)

    def only(self, transcripts: Collection[str]) -> Project:
        """Return the study with some of its transcripts alone."""
        return replace(self, transcripts=tuple(t for t in self.transcripts if t.id in transcripts))

    def sides_of(self, finding: Finding) -> dict[Side, tuple[str, ...]]:
        """Return the codes that a finding counts on each side: those that it names, and all below them."""
        sides: tuple[tuple[Side, tuple[str, ...]], ...] = (("for", finding.supports), ("against", finding.opposes))
        return {side: tuple(dict.fromkeys(key for code in named for key in self.below(code))) for side, named in sides}

    def codes_of(self, finding: Finding) -> tuple[str, ...]:
        """Return the codes that a finding counts on either side."""
        return tuple(dict.fromkeys(key for codes in self.sides_of(finding).values() for key in codes))

    def findings_of(self, code: str) -> tuple[tuple[Finding, Side], ...]:
        """Return the findings that count a code, itself or below one that they name, each with its side."""
        return tuple(
            (one, side) for one in self.findings for side, codes in self.sides_of(one).items() if code in codes
        )

    @cached_property
    def depth_by_id(self) -> dict[str, int]:
        """How many codes and themes stand over each code."""
        return depths(self.codes)

    @cached_property
    def path_by_id(self) -> dict[str, str]:
        """The titles of all that stands over each code, from its theme down."""
        return paths(self.codes)

    def indented(self, code: Code) -> str:
        """Return a code's title, moved in by its depth."""
        return "  " * self.depth_by_id.get(code.id, 0) + code.title

    def children(self, parent: str) -> tuple[Code, ...]:
        """Return the codes right under a theme, facet or code, without those below them."""
        return tuple(c for c in self.codes if c.parent == parent)


@dataclass(frozen=True, kw_only=True)
class OpenTranscript:
    """A transcript with its text and what people have laid on it."""

    info: TranscriptInfo
    text: str
    turns: tuple[Turn, ...]
    codings: tuple[Coding, ...] = ()
    memos: tuple[Memo, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def lines(self) -> LineIndex:
        """Line numbers of the text."""
        return LineIndex(self.text)

    @cached_property
    def respondent_turns(self) -> tuple[Turn, ...]:
        """The turns in which a respondent speaks."""
        return tuple(t for t in self.turns if t.role is Role.RESPONDENT)

    def quote(self, coding: Coding) -> str:
        """Return the words under a coding."""
        return self.text[coding.start : coding.end]

    @cached_property
    def coding_index(self) -> SpanIndex[Coding]:
        """The codings, asked for those over a place."""
        return SpanIndex(self.codings)

    @cached_property
    def decision_index(self) -> SpanIndex[Decision]:
        """The decisions, asked for those over a place."""
        return SpanIndex(self.decisions)

    def changed(self, changes: Iterable[tuple[object, object]]) -> OpenTranscript:
        """Return the transcript after codings, memos and decisions on it became others: pairs of before and after."""
        by_kind: dict[type, list[tuple[Any, Any]]] = {Coding: [], Memo: [], Decision: []}
        for before, after in changes:
            value = after if after is not None else before
            if type(value) in by_kind and getattr(value, "transcript", self.info.id) == self.info.id:
                by_kind[type(value)].append((before, after))
        return self.with_overlay(
            _spliced(self.codings, by_kind[Coding], _by_place),
            _spliced(self.memos, by_kind[Memo], lambda memo: (memo.at,)),
            _spliced(self.decisions, by_kind[Decision], _by_place),
        )

    def with_overlay(
        self, codings: tuple[Coding, ...], memos: tuple[Memo, ...], decisions: tuple[Decision, ...]
    ) -> OpenTranscript:
        """Return the same text with other codings, memos and decisions; its line index is kept."""
        other = replace(self, codings=codings, memos=memos, decisions=decisions)
        for name in ("lines", "respondent_turns"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        if codings is self.codings and "coding_index" in self.__dict__:
            other.__dict__["coding_index"] = self.__dict__["coding_index"]
        if decisions is self.decisions and "decision_index" in self.__dict__:
            other.__dict__["decision_index"] = self.__dict__["decision_index"]
        return other


def _by_place(value: Coding | Decision) -> tuple[int, int, str]:
    """Return the key of the text's order, in which the study reads codings and decisions."""
    return value.start, -value.end, value.id


def _spliced(
    layer: tuple[Any, ...], changes: Sequence[tuple[Any, Any]], key: Callable[[Any], tuple[Any, ...]]
) -> tuple[Any, ...]:
    """Return an ordered layer after some of its objects became others."""
    if not changes:
        return layer
    items = list(layer)
    for pair in changes:
        for value in pair:
            at = -1 if value is None else _place_of(items, value, key)
            if at >= 0:
                del items[at]
        if pair[1] is not None:
            insort(items, pair[1], key=key)
    return tuple(items)


def _place_of(items: Sequence[Any], value: Any, key: Callable[[Any], tuple[Any, ...]]) -> int:
    """Return where an object with the id of `value` stands, -1 where none does; at its place first."""
    at = bisect_left(items, key(value), key=key)
    if at < len(items) and items[at].id == value.id:
        return at
    return next((i for i, item in enumerate(items) if item.id == value.id), -1)
