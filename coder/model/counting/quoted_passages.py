"""Where quoted passages of two sides stand on the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from coder.model.counting.merged_passages import Span, merged, shared


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
