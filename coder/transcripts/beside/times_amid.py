"""Times in the middle of a sentence: nobody says them, and no quote holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import accumulate, pairwise

from coder.i18n import _
from coder.model.names.speaker_labels import STAMP, written
from coder.model.read_transcript import Source
from coder.model.text import Role, Span, Turn
from coder.transcripts.script import joined
from coder.transcripts.turns import holds_brackets

_OPENS = re.compile(r"[\[(（【［〔<{#]\s*\d")
_TIME = re.compile(rf"(?P<before>[ 　]*)(?P<time>{STAMP})(?P<after>[ 　]*)(?=\S)")
_BLANKS = " 　"
_ENDED = frozenset("。？！?!…」』.")
_FEWEST = 3


def without_times(source: Source, turns: Sequence[Turn]) -> Source:
    """Return what was read without the times in the middle of sentences, where they are those of a recording.

    They are where there are several, written alike, and none is earlier than the one before. A time behind a
    sentence begins a turn, and stays.
    """
    text = source.text
    if not holds_brackets(text) or not _OPENS.search(text):
        return source
    every = [time for turn in turns if turn.role is not Role.NONE for time in _amid(text, turn)]
    usual = Counter(map(_shape, every)).most_common(1)
    found = [time for time in every if _shape(time) == usual[0][0]]
    seconds = [_seconds(time["time"]) for time in found]
    if len(found) < _FEWEST or any(later < earlier for earlier, later in pairwise(seconds)):
        return source
    gone = [time for time in found if text[time.start() - 1] not in _ENDED]
    return _without(source, gone) if gone else source


def _amid(text: str, turn: Turn) -> Iterator[re.Match[str]]:
    """Yield the times of a turn that stand between words of a line."""
    for opens in _OPENS.finditer(text, turn.body, turn.end):
        at = opens.start()
        while at > turn.body and text[at - 1] in _BLANKS:
            at -= 1
        time = _TIME.match(text, at, turn.end) if at > turn.body and text[at - 1] not in "\n:：" else None
        if time is not None:
            yield time


def _shape(time: re.Match[str]) -> str:
    """Return how a time is written: a clock that somebody speaks of is written otherwise."""
    return re.sub(r"\d+", "0", time["time"])


def _seconds(stamp: str) -> float:
    """Return when a time begins."""
    first = re.split("-->|[-–~～→至到s]", written(stamp) or "", maxsplit=1)[0]
    parts = re.findall(r"\d+(?:\.\d+)?", first.replace(",", "."))
    return reduce(lambda before, part: before * 60 + float(part), parts, 0.0)


def _without(source: Source, gone: Sequence[re.Match[str]]) -> Source:
    """Return what was read without some of its text, labels and comments on the same words as before."""
    text = source.text
    pieces, last = [], 0
    for time in gone:
        blank = time["before"] or time["after"]
        between = joined(text[time.start() - 1], text[time.end()])[1:-1] if blank else ""
        pieces.append(text[last : time.start()] + between)
        last = time.end()
    pieces.append(text[last:])
    ends = [0, *(time.end() for time in gone)]
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
    told = _("times in the middle of sentences: {count}").format(count=len(gone))
    return replace(source, text="".join(pieces), labels=labels, remarks=remarks, left_out=(*source.left_out, told))
