"""Anchors that a corrected transcript lost: kept whole until a person places or drops them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coder.model.coding import Coding, Decision, Memo
from coder.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Displaced:
    """A coding, a decision or a memo on words, under its own id, as it stood on the words that are gone.

    Just one of the three is there. Its offsets count in the text with the hash `text_hash`, the transcript's
    revision `revision`.
    """

    id: str
    transcript: str
    coder: str
    code: str | None
    text_hash: str
    revision: int
    coding: Coding | None = None
    memo: Memo | None = None
    decision: Decision | None = None

    @property
    def anchor(self) -> Coding | Decision | Memo:
        """What was lost."""
        found = self.coding or self.decision or self.memo
        if found is None:
            raise ValueError(self.id)
        return found

    @property
    def kind(self) -> str:
        """The kind of what was lost, as the record names it."""
        return "coding" if self.coding else "decision" if self.decision else "memo"

    @property
    def span(self) -> Span:
        """Where it stood in the text of then."""
        return Span(self.anchor.start or 0, self.anchor.end or 0)


def leading(found: Sequence[Displaced]) -> list[Displaced]:
    """Return what a person places; the verdicts that go along with a coding left out."""
    codings = {(o.transcript, o.text_hash, o.coder, o.code, o.span) for o in found if o.coding is not None}
    return [
        one
        for one in found
        if one.decision is None or (one.transcript, one.text_hash, one.coder, one.code, one.span) not in codings
    ]
