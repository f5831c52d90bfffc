"""Quotations of codings, made into quotations of passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from coder.model.counting.merged_passages import Span, gathered, merged, shared
from coder.model.quotation import Border, Quotation


def passages_of(found: Iterable[Quotation], *, over_codes: bool = False) -> Iterator[Quotation]:
    """Yield the passages that codings make up: of each code apart, or merged over all codes.

    Codings of one transcript and code must come together; passages come in the order of transcripts, then by place.
    """
    for _name, here in groupby(found, attrgetter("transcript")):
        by_code: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in here:
            by_code["" if over_codes else quotation.code].append(quotation)
        made = [_passage(group) for codings in by_code.values() for group in gathered(codings, _place)]
        yield from sorted(made, key=_by_place) if len(by_code) > 1 else made


class Place(NamedTuple):
    """Where a passage stands."""

    transcript: str
    start: int
    end: int


def both_sides(one: Iterable[Place], other: Iterable[Place]) -> int:
    """Return on how many stretches of words passages of both sides stand."""
    sides = [_spans(one), _spans(other)]
    return sum(len(shared(spans, sides[1].get(name, ()))) for name, spans in sides[0].items())


def _spans(found: Iterable[Place]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for transcript, start, end in found:
        spans[transcript].append((start, end))
    return {name: merged(those) for name, those in spans.items()}


def _place(quotation: Quotation) -> tuple[int, int, str]:
    return quotation.start, quotation.end, quotation.coders[0]


def _by_place(quotation: Quotation) -> tuple[int, int, str]:
    return quotation.start, -quotation.end, quotation.code


def _passage(codings: list[Quotation]) -> Quotation:
    """Return codings that overlap as one, cited by the first."""
    first = codings[0]
    borders = tuple(Border(q.coding, q.id, q.code, q.coders[0], q.start, q.end) for q in codings)
    if len(codings) == 1:
        return first._replace(codings=borders)
    text, end = first.text, first.end
    for q in codings:
        if q.end > end:
            text, end = text + q.text[end - q.start :], q.end
    return first._replace(
        codings=borders,
        evidence=tuple(word for q in codings for word in q.evidence),
        coders=tuple(dict.fromkeys(border.coder for border in borders)),
        text=text,
        end=end,
        last_line=max(q.last_line for q in codings),
    )
