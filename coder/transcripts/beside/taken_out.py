"""What is taken out of a text because nobody says it; labels and comments stay on their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from coder.model.read_transcript import Source
from coder.model.text import Span


class Gone(NamedTuple):
    """From where to where nothing of a text stays, and what stands there instead."""

    start: int
    end: int
    between: str = ""


def without(source: Source, gone: Sequence[Gone], told: Sequence[str]) -> Source:
    """Return what was read without some of its text, which is told; labels and comments on the same words as before."""
    text = source.text
    pieces, last = [], 0
    for one in gone:
        pieces.append(text[last : one.start] + one.between)
        last = one.end
    pieces.append(text[last:])
    ends = [0, *(one.end for one in gone)]
    lengths = [0, *accumulate(map(len, pieces[:-1]))]

    def moved(place: int) -> int:
        at = bisect_right(ends, place) - 1
        return min(lengths[at] + place - ends[at], lengths[at] + len(pieces[at]))

    labels = tuple(replace(one, start=moved(one.start), body=moved(one.body)) for one in source.labels)
    spans = [one.span and Span(moved(one.span.start), moved(one.span.end)) for one in source.remarks]
    remarks = tuple(
        replace(one, span=span if span and span.end > span.start else None)
        for one, span in zip(source.remarks, spans, strict=True)
    )
    return replace(source, text="".join(pieces), labels=labels, remarks=remarks, left_out=(*source.left_out, *told))
