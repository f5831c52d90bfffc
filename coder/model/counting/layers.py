"""Which codings are counted: a layer chooses codings, and parts of them, before they are merged into passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from coder.model.coding import Coding
from coder.model.counting.merged_passages import Span, merged, shared
from coder.model.identity import content_id

ANY, SETTLED, MIXED = "any", "settled", "mixed"
CODER, LEAST, OPENED = "coder:", "k:", "opened:"
"""The last is what a blind coder counts where the lead opened transcripts: `opened:2:ann`."""


def least_of(layer: str) -> int:
    """Return how many coders a layer `k:2` asks for, 0 for another layer and for what is no number."""
    number = layer.removeprefix(LEAST) if layer.startswith(LEAST) else ""
    return int(number) if number.isdecimal() else 0


def coder_of(layer: str) -> str:
    """Return the coder whose codings alone a layer holds, or nothing."""
    return layer.removeprefix(CODER) if layer.startswith(CODER) else ""


def opened_of(layer: str) -> tuple[int, str] | None:
    """Return how many transcripts are open to a blind coder, and that coder; None for another layer."""
    if not layer.startswith(OPENED):
        return None
    number, _colon, coder = layer.removeprefix(OPENED).partition(":")
    return int(number), coder


def mixed(settled: int, transcripts: int) -> str:
    """Return the layer that is settled in some transcripts and holds any coder's codings in the others."""
    return SETTLED if settled == transcripts else f"{MIXED}:{settled}/{transcripts}"


def mixture(layer: str) -> tuple[int, int] | None:
    """Return in how many transcripts of how many a mixed layer is settled, None for another layer."""
    if not layer.startswith(f"{MIXED}:"):
        return None
    settled, _slash, transcripts = layer.removeprefix(f"{MIXED}:").partition("/")
    return int(settled), int(transcripts)


def covered(by_coder: Mapping[str, Sequence[Span]], least: int) -> list[Span]:
    """Return the longest runs of characters that `least` coders or more cover."""
    steps: dict[int, int] = defaultdict(int)
    for spans in by_coder.values():
        for start, end in merged(spans):
            steps[start] += 1
            steps[end] -= 1
    places = sorted(steps)
    depths = accumulate(steps[place] for place in places)
    found: list[Span] = []
    begin = -1
    for place, depth in zip(places, depths, strict=True):
        if depth >= least and begin < 0:
            begin = place
        elif depth < least and begin >= 0:
            found.append((begin, place))
            begin = -1
    return found


def alike(codings: Iterable[Coding], least: int) -> Iterator[Coding]:
    """Yield the codings of one transcript as far as `least` coders gave the same code to the same characters.

    A coding that is cut keeps its id at its first piece; further pieces have one of their own.
    """
    by_code: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_code[coding.code].append(coding)
    for those in by_code.values():
        spans: dict[str, list[Span]] = defaultdict(list)
        for coding in those:
            spans[coding.coder].append((coding.start, coding.end))
        runs = covered(spans, least) if len(spans) >= least else ()
        for coding in those if runs else ():
            for number, (start, end) in enumerate(shared([(coding.start, coding.end)], runs)):
                if (start, end) == (coding.start, coding.end):
                    yield coding
                    continue
                key = content_id("piece", coding.id, start) if number else coding.id
                yield replace(coding, id=key, start=start, end=end)
