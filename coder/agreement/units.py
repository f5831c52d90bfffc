"""Units of agreement: turns, sentences or characters of all transcripts, laid end to end, and who coded each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from coder.agreement.coefficients import Floats
from coder.agreement.seated_text import Text
from coder.model.study_setting import UnitKind

Ints = npt.NDArray[np.int64]
Masks = npt.NDArray[np.uint64]
Rule = Literal["half", "any"]
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Codings of all transcripts as arrays, places counted from the beginning of the first transcript."""

    starts: Ints
    ends: Ints
    coders: Ints
    codes: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Units in order, with the transcript (an index), the coders (bits) and the weight of each."""

    starts: Ints
    ends: Ints
    weights: Floats
    transcripts: Ints
    present: Masks


def offsets(texts: Sequence[Text]) -> Ints:
    """Return where each transcript begins when all are laid end to end."""
    return np.cumsum([0, *(text.length for text in texts[:-1])], dtype=np.int64)[: len(texts)]


def merged(run: Run) -> Run:
    """Return the codings with those of one coder and code that overlap made one; those that touch stay two."""
    order = np.lexsort((run.starts, run.codes, run.coders))
    starts, ends = run.starts[order], run.ends[order]
    coders, codes = run.coders[order], run.codes[order]
    if not len(starts):
        return run
    group = np.cumsum(np.concatenate(([0], (np.diff(coders) != 0) | (np.diff(codes) != 0))))
    apart = group * (int(ends.max()) + 1)
    reach = np.maximum.accumulate(ends + apart)
    first = np.flatnonzero(np.concatenate(([True], starts[1:] + apart[1:] >= reach[:-1])))
    last = np.concatenate((first[1:], [len(starts)])) - 1
    return Run(starts=starts[first], ends=reach[last] - apart[last], coders=coders[first], codes=codes[first])


def units_of(texts: Sequence[Text], run: Run, kind: UnitKind) -> Units:
    """Return the units of a kind; characters and free spans are pieces that no border cuts, weighed by their length."""
    begins = offsets(texts)
    spans = [(int(at) + s, int(at) + e) for at, text in zip(begins, texts, strict=True) for s, e in text.spans if e > s]
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    if kind in {"character", "span"}:
        starts, ends = _pieces(starts, ends, [run.starts, run.ends, _seat_edges(texts, begins)])
    transcripts = np.searchsorted(begins, starts, side="right") - 1
    weights = (ends - starts).astype(np.float64) if kind in {"character", "span"} else np.ones(len(starts))
    present = np.zeros(len(starts), dtype=np.uint64)
    for index, text in enumerate(texts):
        for coder, assigned in text.seats:
            bit = np.uint64(1 << coder)
            for start, end in assigned if assigned is not None else [(0, text.length)]:
                low, high = np.searchsorted(starts, [begins[index] + start, begins[index] + end])
                present[low:high] |= bit
    return Units(starts=starts, ends=ends, weights=weights, transcripts=transcripts, present=present)


def _seat_edges(texts: Sequence[Text], begins: Ints) -> Ints:
    edges = [
        int(at) + edge
        for at, text in zip(begins, texts, strict=True)
        for _coder, assigned in text.seats
        for span in assigned or ()
        for edge in span
    ]
    return np.array(edges, dtype=np.int64)


def _pieces(starts: Ints, ends: Ints, borders: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Return the spans cut at every border that lies in them."""
    if not len(starts):
        return starts, ends
    edges = np.unique(np.concatenate([starts, ends, *borders]))
    holder = np.searchsorted(starts, edges[:-1], side="right") - 1
    inside = (holder >= 0) & (edges[:-1] < ends[np.maximum(holder, 0)])
    return edges[:-1][inside], edges[1:][inside]
