"""What agreement takes: units laid out, marks, coefficients and intervals, on generated codings. Prints its figures.

python -m benchmarks.agreement
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from time import perf_counter

import numpy as np

from coder.agreement.marks import marks_of, table_of
from coder.agreement.measures import figures, resamples
from coder.agreement.set_table import set_figure, sets_of
from coder.agreement.units import Run, Text, merged, units_of

UNIT, SHIFT, LENGTH = 50, 10, 38
SEEN = 0.02
KEPT = 0.8


def codings(units: int, coders: int, codes: int, transcripts: int) -> tuple[list[Text], Run]:
    """Return transcripts of equal length and coders who each leave a fifth of the same codings out."""
    rng = np.random.default_rng(1)
    length = units // transcripts * UNIT
    spans = [(at, at + UNIT) for at in range(0, length, UNIT)]
    seats = tuple((coder, None) for coder in range(coders))
    texts = [Text(id=str(n), length=length, spans=spans, seats=seats) for n in range(transcripts)]
    at, code = np.nonzero(rng.random((units, codes)) < SEEN)
    kept = [rng.random(len(at)) < KEPT for _ in range(coders)]
    starts = np.concatenate([at[one] * UNIT + rng.integers(0, SHIFT, one.sum()) for one in kept])
    who = np.concatenate([np.full(one.sum(), coder) for coder, one in enumerate(kept)])
    return texts, Run(
        starts=starts, ends=starts + LENGTH, coders=who, codes=np.concatenate([code[one] for one in kept])
    )


def measured(units: int, coders: int, codes: int, transcripts: int, names: tuple[str, ...], *, every: bool) -> None:
    """Print the seconds of each step; with `every` also sets of codes and intervals."""
    texts, run = codings(units, coders, codes, transcripts)
    begun = perf_counter()
    whole = merged(run)
    laid = units_of(texts, whole, "sentence")
    marks = marks_of(laid, whole, "half")
    table = table_of(laid, marks, codes, transcripts)
    steps: list[tuple[str, Callable[[], object]]] = [("coefficients", lambda: figures(table, range(coders), names))]
    drawn = resamples(transcripts, 1)
    if every:
        steps.append(("intervals", lambda: figures(table, range(coders), names, drawn)))
        sets = sets_of(laid, marks, coders, codes)
        steps.append(("sets", lambda: set_figure(sets, range(coders), "masi", transcripts, drawn)))
    told = [f"table {perf_counter() - begun:.3f}"]
    for name, step in steps:
        before = perf_counter()
        step()
        told.append(f"{name} {perf_counter() - before:.3f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = f"{units:,} units, {coders} coders, {codes} codes, {transcripts} transcripts, {len(run.starts):,} codings"
    print(f"{size}: {', '.join(told)}; all {perf_counter() - begun:.3f} s, {memory:.0f} MB")


if __name__ == "__main__":
    measured(20_000, 2, 40, 200, ("kappa", "alpha"), every=False)
    measured(100_000, 5, 40, 200, ("percent", "kappa", "fleiss", "ac1", "pabak", "alpha"), every=True)
