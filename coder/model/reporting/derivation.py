"""Figures with a stated derivation, checked as far as rounding lets one check them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from coder.model.codebook import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCheck:
    """A figure against its derivation: `lowest` … `highest` is where it may lie, both figures being rounded."""

    figure: Figure
    of: Figure
    lowest: float
    highest: float
    holds: bool


def check_figures(figures: Iterable[Figure]) -> tuple[FigureCheck, ...]:
    """Check each figure that is said to follow from another.

    The other was rounded to multiples of `round` before it was printed, so it stood for anything within half a step
    of its value; that range times the factor, widened by half a step for the figure's own rounding, must hold it.
    A figure that only restates the other (times 1) was rounded from it as printed, so half a step is all it may differ.
    """
    known = {figure.id: figure for figure in figures}
    found = []
    for figure in known.values():
        if figure.derived is None or figure.derived.of not in known:
            continue
        of, times, half = known[figure.derived.of], _exact(figure.derived.times), Fraction(figure.derived.round, 2)
        value, base = _number(figure), _number(of)
        if value is None or base is None:
            continue
        own = Fraction(0) if figure.derived.restates else half
        ends = sorted(((base - own) * times, (base + own) * times))
        lowest, highest = ends[0] - half, ends[1] + half
        found.append(
            FigureCheck(
                figure=figure, of=of, lowest=float(lowest), highest=float(highest), holds=lowest <= value <= highest
            )
        )
    return tuple(found)


def _number(figure: Figure) -> Fraction | None:
    return None if isinstance(figure.value, str) else _exact(figure.value)


def _exact(value: float) -> Fraction:
    """Return what was written: 1.1 is eleven tenths, not the nearest binary fraction."""
    return Fraction(str(value))
