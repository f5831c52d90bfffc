"""Which suggestions still wait for a coder's verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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


class Proposals:
    """The suggestions on a transcript and which of them still wait for the coder's verdict.

    An act opens or closes only those near it, so its cost does not grow with the transcript.
    """

    def __init__(self, document: OpenTranscript, found: Sequence[Suggestion], coder: str) -> None:
        self._all = SpanIndex(sorted(found, key=lambda s: (s.start, -s.score)))
        self._coder = coder
        self._waits = [False] * len(self._all)
        self.open: SpanIndex[Suggestion] = SpanIndex(())
        self.look_again(document)

    def look_again(self, document: OpenTranscript, touched: Sequence[Span] | None = None) -> list[Span]:
        """Ask again for the suggestions on `touched` words (None: for all); return the words where one changed."""
        is_open = openness(document, self._coder)
        asked: Iterable[int] = (
            range(len(self._all))
            if touched is None
            else {i for s in touched for i in self._all.indexes_over(s.start, s.end)}
        )
        changed = []
        for i in asked:
            suggestion = self._all.items[i]
            waits = is_open(suggestion.span, suggestion.code, suggestion.evidence)
            if waits is not self._waits[i]:
                self._waits[i] = waits
                changed.append(suggestion.span)
        if changed:
            self.open = SpanIndex([s for s, waits in zip(self._all, self._waits, strict=True) if waits])
        return changed
