"""The study as a frozen value: what the screen and the reports look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from coder.domain.codebook import Case, Code, Figure, Finding, Recommendation
from coder.domain.coding import Coding, Decision, Memo
from coder.domain.intervals import SpanIndex
from coder.domain.text import LineIndex, Role, Turn


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
    coders: Mapping[str, str] = field(default_factory=dict)
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

    def children(self, parent: str) -> tuple[Code, ...]:
        """Return the codes under a theme or facet."""
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
        layers: dict[type, dict[str, Any]] = {
            Coding: {c.id: c for c in self.codings},
            Memo: {m.id: m for m in self.memos},
            Decision: {d.id: d for d in self.decisions},
        }
        touched = set()
        for before, after in changes:
            value: Any = after if after is not None else before
            layer = layers.get(type(value))
            if layer is None:
                continue
            touched.add(type(value))
            if after is None:
                layer.pop(value.id, None)
            elif getattr(value, "transcript", self.info.id) == self.info.id:
                layer[value.id] = value
        return self.with_overlay(
            _in_order(layers[Coding]) if Coding in touched else self.codings,
            tuple(sorted(layers[Memo].values(), key=lambda m: m.at)) if Memo in touched else self.memos,
            _in_order(layers[Decision]) if Decision in touched else self.decisions,
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


def _in_order(layer: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return codings or decisions in the text's order, as the study reads them."""
    return tuple(sorted(layer.values(), key=lambda value: (value.start, -value.end, value.id)))
