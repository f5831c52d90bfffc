"""Codings, memos, suggestions and the decisions on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from coder.model.text import Span

Origin = Literal["manual", "suggestion", "bulk", "import"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
Verdict = Literal["accept", "reject"]
MemoTarget = Literal["coding", "transcript", "code", "case", "study"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word that speaks for a suggestion: where it stands in the text and how much it weighs."""

    word: str
    start: int
    end: int
    weight: float


def evidence_words(evidence: Iterable[Evidence], citation: str) -> tuple[str, ...]:
    """Return evidence as tables hold it: the word, its place in the text, its weight, and the coding that it is of."""
    return tuple([f"{e.word} {e.start}-{e.end} {e.weight!r} [{citation}]" for e in evidence])


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A code on a span of a transcript, by a coder, with the hash of the words it was made on."""

    id: str
    transcript: str
    start: int
    end: int
    line: int
    code: str
    coder: str
    quote_hash: str
    code_version: int = 1
    origin: Origin = "manual"
    evidence: tuple[Evidence, ...] = ()
    at: str

    @property
    def span(self) -> Span:
        """The coded code points."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A note by a coder on a coding, a transcript (or a span of it), a code or a case."""

    id: str
    target_kind: MemoTarget
    target: str
    start: int | None = None
    end: int | None = None
    coder: str
    text: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposal to put a code on a sentence, with the words that speak for it and the codings most like it."""

    transcript: str
    start: int
    end: int
    code: str
    score: float
    suggester: str
    evidence: tuple[Evidence, ...]
    similar: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The sentence's code points."""
        return Span(self.start, self.end)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the evidence, each once, in the text's order."""
        return tuple(dict.fromkeys(e.word for e in self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A coder's verdict on a suggestion, with the evidence that it was made on."""

    id: str
    transcript: str
    start: int
    end: int
    code: str
    coder: str
    verdict: Verdict
    suggester: str
    score: float
    evidence: tuple[Evidence, ...]
    at: str
    similar: tuple[str, ...] = ()
