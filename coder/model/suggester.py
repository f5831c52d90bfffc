"""What a suggester of others has to be: entry point group `coder.suggesters` (docs/suggesters.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from coder.model.codebook import Code


@dataclass(frozen=True, slots=True)
class Passage:
    """A respondent's sentence, and the turn before it."""

    text: str
    before: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code for a passage, by its place in what was asked, from 0; `words` stand in the passage and say why."""

    passage: int
    code: str
    score: float
    words: tuple[str, ...] = ()


class Suggester(Protocol):
    """Proposes codes for passages. It is made with its table of the study's `suggesters.toml`.

    `name` holds its version; `receiver` is the address that the words are sent to, empty if none leave the machine's
    own programs. With a receiver nothing is asked before a person's consent stands in the journal.
    """

    name: str
    receiver: str

    def suggest(self, passages: Sequence[Passage], codes: Sequence[Code]) -> Iterable[Proposal]:
        """Return proposals for some of the passages."""
        ...
