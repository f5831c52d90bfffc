"""What the α of free spans need of units and codings: squared lengths, and spans on one continuum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coder.agreement.coefficients import Floats
from coder.agreement.marks import meetings
from coder.agreement.measures import Figure
from coder.agreement.unitizing import alpha_1995, apart_1995
from coder.agreement.units import Run, Units
from coder.i18n import _

_PAIR = 2


def squares_of(units: Units, run: Run, shape: tuple[int, int, int], among: Sequence[int]) -> Floats:
    """Return the summed squares of the spans' lengths, as far as two coders of some were there.

    `shape` is how many codes, transcripts and coders there are; the result is `[code, transcript, coder]`.
    """
    codes, transcripts, coders = shape
    at, which = meetings(units, run)
    bits = np.uint64(1) << np.array(among, dtype=np.uint64)
    several = ((units.present[:, None] & bits) > 0).sum(axis=1) >= _PAIR
    there = ((units.present[at] >> run.coders[which].astype(np.uint64)) & np.uint64(1)) > 0
    at, which = at[there & several[at]], which[there & several[at]]
    lengths = np.bincount(which, weights=units.weights[at], minlength=len(run.starts))
    where = np.zeros(len(run.starts), dtype=np.int64)
    where[which] = units.transcripts[at]
    places = (run.codes * transcripts + where) * coders + run.coders
    summed = np.bincount(places, weights=lengths**2, minlength=codes * transcripts * coders)
    return summed.astype(np.float64).reshape(codes, transcripts, coders)


def alpha_u(units: Units, run: Run, coders: Sequence[int], code: int) -> Figure:
    """Return αU of a code (Krippendorff 1995) where all of the coders were there, laid end to end; no interval."""
    mask = np.uint64(sum(1 << coder for coder in coders))
    shared = (units.present & mask) == mask
    reach = np.concatenate([[0], np.cumsum(np.where(shared, units.weights, 0.0))]).astype(np.int64)
    if not reach[-1]:
        return Figure(None, reason=_("not defined: no unit that two of them were assigned and finished"))
    chosen = run.codes == code
    low = np.searchsorted(units.ends, run.starts[chosen], side="right")
    high = np.searchsorted(units.starts, run.ends[chosen], side="left")
    begins, ends, who = reach[low], reach[np.maximum(high, low)], run.coders[chosen]
    spans = [
        sorted((int(s), int(e)) for s, e, g in zip(begins, ends, who, strict=True) if g == coder and e > s)
        for coder in coders
    ]
    value = alpha_1995([apart_1995(spans, 0, int(reach[-1]))])
    return Figure(value) if value is not None else Figure(None, reason=_("not defined: no coder used the code"))
