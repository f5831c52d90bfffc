"""Figures: as they are cited, and those with a stated derivation checked as far as rounding lets one check them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from coder.i18n import _
from coder.model.codebook import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCheck:
    """A figure against its derivation: `lowest` … `highest` is where it may lie, both figures being rounded."""

    figure: Figure
    of: Figure
    lowest: float
    highest: float
    holds: bool


def cited(figure: Figure) -> str:
    """Return a figure as it is cited: with its place, and with its note, which may say that it is another's."""
    if figure.note:
        return _("{value} ({place}; {note})").format(value=figure.text, place=figure.place, note=figure.note)
    return _("{value} ({place})").format(value=figure.text, place=figure.place)


def check_figures(figures: Iterable[Figure]) -> tuple[FigureCheck, ...]:
    """Check each figure that is said to follow from another.

    The other was rounded to multiples of `round` before it was printed, so it stood for anything within half a step
    of its value; that range times the factor, widened by half a step for the figure's own rounding, must hold it.
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
        ends = sorted(((base - half) * times, (base + half) * times))
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
