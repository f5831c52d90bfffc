"""A chain of reasons: from a sentence of the report down to the words and the proof, and up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of a chain: what it is, what it says, the facts that belong to it, and what it rests on.

    `kind` is recommendation, finding, figure, code, quotation, coding or change; `stance` is "for" or
    "against" where a code stands under a finding; `below` leads down, `above` up. `key` is a coding's whole id;
    `more` counts the quotations of a code that were left out.
    """

    kind: str
    id: str
    title: str
    text: str = ""
    stance: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    below: tuple[Link, ...] = ()
    above: tuple[Link, ...] = ()
    key: str = ""
    more: int = 0

    @property
    def number(self) -> str:
        """What people know it by besides its title: F1, A-54-d8b6, #12; ids of codes, figures and coders are ours."""
        return "" if self.kind in {"code", "figure", "coder"} else self.id

    def walk(self) -> Iterator[Link]:
        """Yield this link and all below it."""
        yield self
        for link in self.below:
            yield from link.walk()
