"""What agreement takes: units laid out, marks, coefficients and intervals, on generated codings. Prints its figures.

python -m benchmarks.agreement
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from time import perf_counter, process_time
from typing import TypeVar

import numpy as np

from coder.agreement.marks import Marks, Table, marks_of, table_of
from coder.agreement.measures import figures, resamples
from coder.agreement.seated_text import Text
from coder.agreement.set_table import set_figure, sets_of
from coder.agreement.units import Run, Units, merged, units_of

UNIT, SHIFT, LENGTH = 50, 10, 38
SEEN = 0.02
KEPT = 0.8
ROUNDS = 3
LIMITS = {20_000: (0.19, 500), 100_000: (5.0, 500)}
"""The most seconds and megabytes for so many units."""
Made = TypeVar("Made")


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
    """Print the seconds of each step, of the processor and by the clock, best of `ROUNDS`; with `every` also sets of
    codes and intervals."""
    made = codings(units, coders, codes, transcripts)
    rounds = [_round(*made, codes, coders, names, every=every) for _number in range(ROUNDS)]
    best = {step: tuple(map(min, zip(*(one[step] for one in rounds), strict=True))) for step in rounds[0]}
    told = ", ".join(f"{step} {busy:.3f} ({clock:.3f})" for step, (busy, clock) in best.items())
    whole = min(sum(busy for busy, _clock in one.values()) for one in rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    limit, most = LIMITS[units]
    size = (
        f"{units:,} units, {coders} coders, {codes} codes, {transcripts} transcripts, {len(made[1].starts):,} codings"
    )
    verdict = "met" if whole <= limit and memory <= most else "NOT MET"
    print(f"{size}: {told}; all {whole:.3f} s of {limit}, {memory:.0f} MB of {most}: {verdict}")


def _round(
    texts: list[Text], run: Run, codes: int, coders: int, names: tuple[str, ...], *, every: bool
) -> dict[str, tuple[float, float]]:
    took: dict[str, tuple[float, float]] = {}

    def timed(name: str, step: Callable[[], Made]) -> Made:
        busy, clock = process_time(), perf_counter()
        found = step()
        took[name] = process_time() - busy, perf_counter() - clock
        return found

    def laid_out() -> tuple[Units, Marks, Table]:
        whole = merged(run)
        laid = units_of(texts, whole, "sentence")
        marks = marks_of(laid, whole, "half")
        return laid, marks, table_of(laid, marks, codes, len(texts))

    laid, marks, table = timed("table", laid_out)
    timed("coefficients", lambda: figures(table, range(coders), names))
    if every:
        drawn = resamples(len(texts), 1)
        timed("intervals", lambda: figures(table, range(coders), names, drawn))
        timed("sets", lambda: set_figure(sets_of(laid, marks, coders, codes), range(coders), "masi", len(texts), drawn))
    return took


if __name__ == "__main__":
    print("seconds of the processor (by the clock), the best of several rounds")
    measured(20_000, 2, 40, 200, ("kappa", "alpha"), every=False)
    measured(100_000, 5, 40, 200, ("percent", "kappa", "fleiss", "ac1", "pabak", "alpha"), every=True)
