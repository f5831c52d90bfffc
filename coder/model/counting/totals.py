"""What passages come to that were found by a query: how many, and how much of the respondents' words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from coder.i18n import _
from coder.model.counting.merged_passages import Span, merged
from coder.model.counting.speech import Speech


class Placed(Protocol):
    """A passage: the words of a transcript, and whose codings it was found by."""

    @property
    def transcript(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def coders(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Passages, their cases and coders; `characters` are those that respondents say, each once."""

    passages: int
    characters: int
    cases: int
    coders: int


class Adding:
    """Adds passages up, one after the other."""

    def __init__(self) -> None:
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self._coders: set[str] = set()

    def add(self, passage: Placed) -> None:
        """Add a passage."""
        self._spans[passage.transcript].append((passage.start, passage.end))
        self._coders.update(passage.coders)

    def add_spans(self, transcript: str, spans: Iterable[Span], coders: Iterable[str]) -> None:
        """Add passages of one transcript, and all whose codings are in them."""
        self._spans[transcript].extend(spans)
        self._coders.update(coders)

    def total(self, case_of: Mapping[str, str], speech: Callable[[Iterable[str]], Mapping[str, Speech]]) -> Total:
        """Return the total; `speech` tells where respondents speak in the transcripts of the passages."""
        spoken = speech(self._spans)
        return Total(
            passages=sum(map(len, self._spans.values())),
            characters=sum(
                spoken[transcript].within(start, end)
                for transcript, spans in self._spans.items()
                for start, end in merged(spans)
            ),
            cases=len({case_of[transcript] for transcript in self._spans}),
            coders=len(self._coders),
        )


def total_words(total: Total) -> str:
    """Return a total in words."""
    return _("{passages} passages, {characters} characters, {cases} cases, {coders} coders").format(
        passages=f"{total.passages:,}", characters=f"{total.characters:,}", cases=total.cases, coders=total.coders
    )
