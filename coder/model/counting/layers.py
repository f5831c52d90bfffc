"""Which codings are counted: a layer chooses codings, and parts of them, before they are merged into passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

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


class Piece(NamedTuple):
    """A coding as it stands in a layer: the coding `source` itself, or a part or another reading of it."""

    source: str
    id: str
    start: int
    end: int
    line: int
    code: str
    coder: str


class Apart(NamedTuple):
    """How a layer differs from all that stands in a transcript: codings not in it (None: all), and pieces that are."""

    gone: Sequence[str] | None
    pieces: Sequence[Piece]


class Standing(Protocol):
    """A coding that stands in a transcript."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def coder(self) -> str: ...  # noqa: D102


def apart(there: Iterable[Standing], layer: Iterable[Piece], line_of: Callable[[int], int]) -> Apart:
    """Return how the layer of a transcript differs from the codings that stand there.

    `line_of` tells the line of a place; a piece comes with the line of its source.
    """
    whole = {one.id: (one.id, one.id, one.start, one.end, one.line, one.code, one.coder) for one in there}
    starts = {key: one[2] for key, one in whole.items()}
    pieces: list[Piece] = []
    for piece in layer:
        if whole.get(piece.source) == piece:
            del whole[piece.source]
        else:
            is_moved = starts[piece.source] != piece.start
            pieces.append(piece._replace(line=line_of(piece.start)) if is_moved else piece)
    return Apart(None if len(whole) == len(starts) else tuple(whole), pieces)


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


def alike(codings: Iterable[Standing], least: int) -> Iterator[Piece]:
    """Yield the codings of one transcript as far as `least` coders gave the same code to the same characters.

    A coding that is cut keeps its id at its first piece; further pieces have one of their own.
    """
    by_code: dict[str, list[Standing]] = defaultdict(list)
    for coding in codings:
        by_code[coding.code].append(coding)
    for those in by_code.values():
        spans: dict[str, list[Span]] = defaultdict(list)
        for coding in those:
            spans[coding.coder].append((coding.start, coding.end))
        runs = covered(spans, least) if len(spans) >= least else ()
        there = frozenset(runs)
        for coding in those if runs else ():
            own = (coding.start, coding.end)
            for number, (start, end) in enumerate([own] if own in there else shared([own], runs)):
                key = content_id("piece", coding.id, start) if number else coding.id
                yield Piece(coding.id, key, start, end, coding.line, coding.code, coding.coder)
