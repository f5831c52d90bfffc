"""What a team does between coding and writing: who codes what, who has finished, and what a lead decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from typing import Literal, get_args

from coder.model.sample import lot

Ruling = Literal["agreed", "keep", "both", "borders", "recode", "neither"]
RULINGS: tuple[Ruling, ...] = get_args(Ruling)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A transcript that a coder is to code: the whole, or `spans` of it, turns drawn with `seed`.

    In the turns of `withheld` no suggestion is shown. Spans hold for the text with this hash alone.
    """

    id: str
    transcript: str
    coder: str
    spans: tuple[Place, ...] = ()
    withheld: tuple[Place, ...] = ()
    seed: int = 0
    text_hash: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A coder's word that they have coded what was assigned of a transcript, as its text stood then."""

    id: str
    transcript: str
    coder: str
    text_hash: str
    at: str


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """A coding as it stood when it was judged."""

    coding: str
    start: int
    end: int
    code: str
    coder: str


@dataclass(frozen=True, slots=True, order=True)
class Settled:
    """A code on a span of the settled layer, and the codings that it comes from."""

    start: int
    end: int
    code: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """A decision on codings of several coders: what it judged, and what stands in the settled layer by it.

    The codings themselves stay as they are. It holds while these very codings stand there and no other joins them.
    """

    id: str
    transcript: str
    text_hash: str
    judged: tuple[Judged, ...]
    ruling: Ruling
    settled: tuple[Settled, ...]
    reason: str = ""
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A lead's word that the adjudication of a transcript is closed: from then on it counts as settled."""

    id: str
    transcript: str
    text_hash: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A lead's word that who codes blind may see what all coded in a transcript."""

    id: str
    transcript: str
    by: str
    at: str


def drawn_turns(transcript: str, turns: Sequence[Place], size: int, seed: int) -> tuple[Place, ...]:
    """Return `size` turns of a transcript drawn by lot, in the text's order; the same seed draws the same."""
    by_lot = partial(_turn_lot, seed, transcript)
    return tuple(sorted(nsmallest(size, turns, key=by_lot)))


def _turn_lot(seed: int, transcript: str, turn: Place) -> bytes:
    return lot(seed, f"{transcript}:{turn[0]}")
