"""Which suggestions still wait for a coder's verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coder.model.coding import Evidence, Suggestion
from coder.model.intervals import SpanIndex
from coder.model.project import OpenTranscript
from coder.model.text import Span


def open_suggestions(document: OpenTranscript, found: Iterable[Suggestion], coder: str) -> list[Suggestion]:
    """Return the suggestions that the coder has neither coded on overlapping words nor decided on this evidence."""
    is_open = openness(document, coder)
    return [s for s in found if is_open(s.span, s.code, s.evidence)]


def openness(document: OpenTranscript, coder: str) -> Callable[[Span, str, Sequence[Evidence]], bool]:
    """Return the test whether a proposal of words, code and evidence still waits for the coder's verdict."""
    codings, decisions = document.coding_index, document.decision_index

    def is_open(span: Span, code: str, evidence: Sequence[Evidence]) -> bool:
        if any(c.code == code and c.coder == coder for c in codings.over(span.start, span.end)):
            return False
        return not any(
            d.code == code
            and d.coder == coder
            and (d.start, d.end) == (span.start, span.end)
            and not has_changed(d.evidence, evidence)
            for d in decisions.over(span.start, span.end)
        )

    return is_open


def has_changed(before: Iterable[Evidence], now: Iterable[Evidence]) -> bool:
    """Tell whether new evidence is there: words not seen before that weigh half of all or more.

    A model that learns shifts weights with each act; that alone must not bring back what was refused.
    """
    known = {e.word for e in before}
    weights = [(max(0.0, e.weight), e.word in known) for e in now]
    fresh = sum(weight for weight, was_known in weights if not was_known)
    return fresh > 0 and 2 * fresh >= sum(weight for weight, _known in weights)


@dataclass(frozen=True, slots=True)
class Proposals:
    """The suggestions on a transcript and which of them still wait for the coder's verdict.

    An act opens or closes only those near it, so what is asked does not grow with the transcript.
    """

    coder: str
    found: SpanIndex[Suggestion]
    waits: tuple[bool, ...]
    open: SpanIndex[Suggestion]

    @classmethod
    def of(cls, document: OpenTranscript, found: Iterable[Suggestion], coder: str) -> Proposals:
        """Return what was found, each asked whether it waits."""
        index = SpanIndex(sorted(found, key=lambda s: (s.start, -s.score)))
        return cls(coder, index, (False,) * len(index), SpanIndex(())).after(document)[0]

    def after(self, document: OpenTranscript, touched: Sequence[Span] | None = None) -> tuple[Proposals, list[Span]]:
        """Ask again for those on `touched` words (None: for all); return also the words where one changed."""
        is_open = openness(document, self.coder)
        asked: Iterable[int] = (
            range(len(self.found))
            if touched is None
            else {i for s in touched for i in self.found.indexes_over(s.start, s.end)}
        )
        waits, changed = list(self.waits), []
        for i in asked:
            suggestion = self.found.items[i]
            is_waiting = is_open(suggestion.span, suggestion.code, suggestion.evidence)
            if is_waiting is not waits[i]:
                waits[i] = is_waiting
                changed.append(suggestion.span)
        if not changed:
            return self, changed
        still = SpanIndex([s for s, is_waiting in zip(self.found, waits, strict=True) if is_waiting])
        return Proposals(self.coder, self.found, tuple(waits), still), changed
