"""Cases by the values of an attribute; where these are numbers, in bins of about as many cases each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coder.i18n import _
from coder.model.codebook import Case

_FEW_VALUES = 4
_BINS = 3
NO_VALUE = "—"


class Group(NamedTuple):
    """The cases with one value of an attribute, or with a number in one bin."""

    name: str
    cases: frozenset[str]


def groups_of(cases: Sequence[Case], attribute: str) -> tuple[Group, ...]:
    """Return the groups of the cases, numbers from the least up; who has no value comes last."""
    names = group_names(cases, attribute)
    found: dict[str, set[str]] = {}
    for case in cases:
        found.setdefault(names[case.id], set()).add(case.id)
    numbers = {case.id: _number(case.attributes.get(attribute, "")) for case in cases}

    def rank(name: str) -> tuple[bool, float, str]:
        least = min((n for key in found[name] if (n := numbers[key]) is not None), default=0.0)
        return name == NO_VALUE, least, name

    return tuple(Group(name, frozenset(found[name])) for name in sorted(found, key=rank))


def group_names(cases: Sequence[Case], attribute: str) -> dict[str, str]:
    """Return the name of the group of each case."""
    values = {case.id: case.attributes.get(attribute, "") for case in cases}
    numbers = {key: _number(value) for key, value in values.items() if value}
    known = sorted({n for n in numbers.values() if n is not None})
    if len(known) <= _FEW_VALUES or None in numbers.values():
        return {key: value or NO_VALUE for key, value in values.items()}
    cuts = _cuts(sorted(n for n in numbers.values() if n is not None))
    return {key: NO_VALUE if (n := numbers.get(key)) is None else _bin(n, cuts) for key in values}


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _cuts(numbers: Sequence[float]) -> list[float]:
    """Return round numbers that part the cases into bins of about as many each."""
    cuts = []
    for part in range(1, _BINS):
        at = len(numbers) * part // _BINS
        below, above = numbers[at - 1], numbers[at]
        if below < above:
            cuts.append(_round_between(below, above))
    return sorted(set(cuts))


def _round_between(below: float, above: float) -> float:
    """Return the roundest number over the one and not over the other."""
    for exponent in range(12, -4, -1):
        for step in (10.0**exponent, 5 * 10.0 ** (exponent - 1)):
            candidate = (above // step) * step
            if candidate > below:
                return candidate
    return above


def _bin(number: float, cuts: Sequence[float]) -> str:
    first = next((i for i, cut in enumerate(cuts) if number < cut), len(cuts))
    if first == 0:
        return _("under {number}").format(number=f"{cuts[0]:,g}") if cuts else f"{number:g}"
    if first == len(cuts):
        return _("{number} and more").format(number=f"{cuts[-1]:,g}")
    return _("{low} to under {high}").format(low=f"{cuts[first - 1]:,g}", high=f"{cuts[first]:,g}")
