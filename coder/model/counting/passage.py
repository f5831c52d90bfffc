"""A found passage with its words and its citation, and a collection of them ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from coder.model.counting.code_expression import Mark, Sort
from coder.model.counting.passage_filters import Filters
from coder.model.reporting.stamp import Stamp

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked: an expression over codes (empty: all), filters, and the order of the answer."""

    expression: str = ""
    same_coder: bool = False
    sort: Sort = "place"
    filters: Filters = field(default_factory=Filters)


class Note(NamedTuple):
    """A memo on a coding."""

    coding: str
    coder: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that was found, with its words.

    `citations` has one for each of `codings`, in their order; `id` is the first. `line` is the passage's own, which
    is another than the citation's where the passage is a part of what was coded. `evidence` is what spoke for codings
    that were suggested, as tables hold it. `at` is the earliest coding's time.
    """

    id: str
    citations: tuple[str, ...]
    case: str
    case_name: str
    transcript: str
    transcript_name: str
    start: int
    end: int
    line: int
    last_line: int
    speakers: tuple[str, ...]
    roles: tuple[str, ...]
    codes: tuple[str, ...]
    code_names: tuple[str, ...]
    coders: tuple[str, ...]
    codings: tuple[Mark, ...]
    notes: tuple[Note, ...]
    text: str
    evidence: tuple[str, ...] = ()
    at: str
    origins: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Passages ready to be written: what was asked in words, and from which state of the study.

    `passages` streams them anew at each call.
    """

    title: str
    notice: str
    stamp: Stamp
    asked: tuple[Fact, ...]
    passages: Callable[[], Iterable[Passage]]
    coder_names: dict[str, str]
