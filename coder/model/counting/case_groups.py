"""Cases by the values of an attribute; where these are numbers or dates, in bins of about as many cases each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coder.i18n import _
from coder.model.codebook import Attribute, Case
from coder.model.values.case_attribute import NONE_DECLARED, read_value, sorted_by, type_of
from coder.model.values.value_names import value_title
from coder.model.values.written_values import date_in, number_in

_FEW_VALUES = 4
_BINS = 3
_MOST_YEARS = 6
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_YEAR, _MONTH = len("2024"), len("2024-03")
NO_VALUE = "—"


class Group(NamedTuple):
    """The cases with one value of an attribute, or with a number in one bin."""

    name: str
    cases: frozenset[str]


def groups_of(
    cases: Sequence[Case], attribute: str, declared: Mapping[str, Attribute] = NONE_DECLARED
) -> tuple[Group, ...]:
    """Return the groups of the cases, numbers and dates from the least up, choices as given; no value comes last."""
    kind = type_of(attribute, cases, declared)
    names = _names(cases, kind)
    found: dict[str, set[str]] = {}
    for case in sorted_by(cases, kind):
        found.setdefault(names[case.id], set()).add(case.id)
    titles = {name: value_title(kind, name) for name in found}
    called = Counter(titles.values())
    return tuple(
        Group(titles[name] if called[titles[name]] == 1 else name, frozenset(ids)) for name, ids in found.items()
    )


def _names(cases: Sequence[Case], attribute: Attribute) -> dict[str, str]:
    """Return the name of the group of each case."""
    values = {case.id: _plain(attribute, case.attributes.get(attribute.id, "")) for case in cases}
    if attribute.type not in {"number", "date"} or len({*filter(None, values.values())}) <= _FEW_VALUES:
        return {key: value or NO_VALUE for key, value in values.items()}
    binned = _number_bins(values) if attribute.type == "number" else _date_bins(values)
    return {key: binned.get(key, value or NO_VALUE) for key, value in values.items()}


def _plain(attribute: Attribute, value: str) -> str:
    """Return a value as it is kept, so that 1,200 and 1200 are one; one that does not fit stays as it is."""
    try:
        return read_value(attribute, value)
    except ValueError:
        return value


def _number_bins(values: Mapping[str, str]) -> dict[str, str]:
    numbers = {key: float(number) for key, value in values.items() if (number := number_in(value)) is not None}
    cuts = _cuts(sorted(numbers.values()))
    # Years are written without a comma.
    written = "{:.0f}" if all(_FIRST_YEAR <= number < _LAST_YEAR for number in numbers.values()) else "{:,g}"
    return {key: _bin(number, cuts, written) for key, number in numbers.items()}


def _date_bins(values: Mapping[str, str]) -> dict[str, str]:
    """Return months where all dates are of one year, else years, else bins of years."""
    dates = {key: date for key, value in values.items() if (date := date_in(value)) is not None}
    years = {key: float(date[:_YEAR]) for key, date in dates.items()}
    if len(set(years.values())) <= 1:
        return {key: date[:_MONTH] for key, date in dates.items()}
    if len(set(years.values())) <= _MOST_YEARS:
        return {key: date[:_YEAR] for key, date in dates.items()}
    cuts = _cuts(sorted(years.values()))
    return {key: _bin(year, cuts, "{:.0f}") for key, year in years.items()}


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


def _bin(number: float, cuts: Sequence[float], written: str) -> str:
    first = next((i for i, cut in enumerate(cuts) if number < cut), len(cuts))
    if not cuts:
        return written.format(number)
    if first == 0:
        return _("under {number}").format(number=written.format(cuts[0]))
    if first == len(cuts):
        return _("{number} and more").format(number=written.format(cuts[-1]))
    return _("{low} to under {high}").format(low=written.format(cuts[first - 1]), high=written.format(cuts[first]))
