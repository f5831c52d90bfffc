"""Quotations that are printed where the lead chose none: spread over the cases, none twice, whole sentences first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import count

from coder.model.counting.merged_passages import Span
from coder.model.finding import Side
from coder.model.quotation import Quotation
from coder.model.reporting.report import ChosenReport, FindingReport, TextPiece

A_CODE = 2
_LOOKED_AT = 12
SIDES: tuple[Side, Side] = ("for", "against")
Framing = Callable[[Quotation], tuple[str, bool]]
"""Returns a quotation's words as they are printed, and whether they are whole sentences."""


class Picker:
    """Picks for one finding after another; what it printed once it leaves alone."""

    def __init__(self, framing: Framing, doubted: Collection[str]) -> None:
        self._framing, self._doubted = framing, doubted
        self._taken: dict[tuple[str, str], list[Span]] = {}

    def with_picked(
        self, findings: Iterable[FindingReport], elsewhere: Iterable[TextPiece] = ()
    ) -> tuple[FindingReport, ...]:
        """Return the findings with what is printed for each side of which the lead chose nothing.

        `elsewhere` is what the lead's other texts say, for the quotations in it are printed there.
        """
        known = tuple(findings)
        for piece in elsewhere:
            if piece.quotation is not None:
                self._take(piece.quotation)
        for found in known:
            for one in found.chosen:
                self._take(one.quotation)
            cited = (p.quotation for paragraph in found.text for p in paragraph if p.quotation is not None)
            for quotation in cited:
                self._take(quotation)
        return tuple(self._picked(found) for found in known)

    def _picked(self, found: FindingReport) -> FindingReport:
        picked: list[ChosenReport] = []
        held_back = 0
        for side in SIDES:
            if any(one.side == side for one in found.chosen):
                continue
            evidence = found.supports if side == "for" else found.opposes
            if side == "for" and self._doubted:
                held_back = sum(self._is_doubted(q) for e in evidence for q in e.quotations)
            heard: set[str] = set()
            for e in evidence:
                picked += self._some(e.quotations, side, heard)
        return replace(found, picked=tuple(picked), held_back=held_back)

    def of_codes(self, passages: Iterable[Iterable[Quotation]]) -> tuple[ChosenReport, ...]:
        """Return a passage of each code, given the passages of one after the other, from other cases by turns."""
        heard: set[str] = set()
        picked: list[ChosenReport] = []
        for quotations in passages:
            picked += self._some(quotations, "for", heard, most=1)
        return tuple(picked)

    def _is_doubted(self, q: Quotation) -> bool:
        """Tell whether a memo says that a passage speaks against."""
        return any(key in self._doubted for key in _keys(q))

    def _free(self, quotations: Iterable[Quotation]) -> list[Quotation]:
        """Return the passages that may be printed, of no more cases than are looked at; cases come one by one."""
        free: list[Quotation] = []
        cases: set[str] = set()
        for q in quotations:
            if self._overlaps(q) or self._is_doubted(q):
                continue
            cases.add(q.case)
            if len(cases) > _LOOKED_AT:
                break
            free.append(q)
        return free

    def _some(
        self, quotations: Iterable[Quotation], side: Side, heard: set[str], most: int = A_CODE
    ) -> Iterator[ChosenReport]:
        free = self._free(quotations)
        found = [(q, *self._framing(q)) for q in _by_turns(free)[:_LOOKED_AT]]
        kept: list[tuple[Quotation, str]] = []
        while found and len(kept) < most:
            # Cases not heard yet on this side before others, whole sentences before parts; then the order of turns.
            best = min(range(len(found)), key=lambda i: (found[i][0].case in heard, not found[i][2], i))
            quotation, words, _whole = found.pop(best)
            if self._overlaps(quotation):
                continue
            self._take(quotation)
            heard.add(quotation.case)
            kept.append((quotation, words))
        kept.sort(key=lambda one: free.index(one[0]))
        yield from (ChosenReport(q, side, telling=False, shown=words) for q, words in kept)

    def _take(self, q: Quotation) -> None:
        self._taken.setdefault((q.case, q.transcript), []).append((q.start, q.end))

    def _overlaps(self, q: Quotation) -> bool:
        spans = self._taken.get((q.case, q.transcript), ())
        return any(start < q.end and q.start < end for start, end in spans)


def _keys(q: Quotation) -> Iterable[str]:
    return [border.coding for border in q.codings] or [q.coding]


def _by_turns(quotations: list[Quotation]) -> list[Quotation]:
    """Return quotations in rounds, one of each case a round; in a case those of most coders first."""
    rounds: dict[str, count[int]] = {}
    ranked = sorted(range(len(quotations)), key=lambda i: (-len(quotations[i].coders), i))
    turn = {i: next(rounds.setdefault(quotations[i].case, count())) for i in ranked}
    return [quotations[i] for i in sorted(ranked, key=lambda i: (turn[i], i))]
