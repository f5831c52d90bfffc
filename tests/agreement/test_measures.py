"""Coefficients of codes on tables: values by hand, reasons where there is none, intervals that their seed repeats."""

from __future__ import annotations

import numpy as np
import pytest

from coder.agreement.marks import Table, marks_of
from coder.agreement.measures import MEASURES, common_units, figures, prevalence, resamples
from coder.agreement.seated_text import Text
from coder.agreement.set_table import set_figure, sets_of
from coder.agreement.units import Run, merged, units_of

NAMES = tuple(name for name in MEASURES if name != "u_alpha")


def _table(cells: dict[tuple[int, int], float], copies: int = 1) -> Table:
    pairs = list(cells)
    weights = np.array([[list(cells.values())] * copies], dtype=float)
    present, marked = np.array(pairs, dtype=np.uint64).T
    return Table(weights=weights, present=present, marked=marked)


def test_two_coders_by_hand():
    # Both put it on 2 units, each alone on 1, neither on 6: Po = .8, Pe = .3² + .7² = .58.
    found = figures(_table({(3, 3): 2, (3, 1): 1, (3, 2): 1, (3, 0): 6}), (0, 1), NAMES)[0]
    assert found["percent"].value == pytest.approx(0.8)
    assert found["kappa"].value == pytest.approx((0.8 - 0.58) / 0.42)
    assert found["fleiss"].value == pytest.approx((0.8 - 0.58) / 0.42)
    assert found["ac1"].value == pytest.approx((0.8 - 0.42) / 0.58)
    assert found["pabak"].value == pytest.approx(0.6)
    assert found["alpha"].value == pytest.approx(1 - 19 * 4 / (2 * 6 * 14))


def test_what_one_of_them_did_not_code_is_no_unit():
    table = _table({(3, 3): 2, (3, 0): 6, (1, 1): 50, (2, 0): 50})
    assert figures(table, (0, 1), ("percent", "kappa"))[0]["kappa"].value == pytest.approx(1)
    assert common_units(table, (0, 1))[0] == 8
    assert prevalence(table, (0, 1))[0] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({(1, 1): 3, (2, 0): 3}, "no unit"),
        ({(3, 0): 9}, "no coder used"),
        ({(3, 3): 9}, "same value"),
    ],
)
def test_what_is_not_defined_says_why(cells, reason: str, english):
    found = figures(_table(cells), (0, 1), NAMES, resamples(1, 1))[0]
    assert found["kappa"].value is None
    assert reason in found["kappa"].reason
    assert found["kappa"].low is None


def test_intervals_come_again_by_their_seed_and_hold_the_value():
    rng = np.random.default_rng(3)
    cells = [(3, 3), (3, 1), (3, 2), (3, 0)]
    weights = rng.integers(1, 9, (2, 20, 4)).astype(float)
    present, marked = np.array(cells, dtype=np.uint64).T
    table = Table(weights=weights, present=present, marked=marked)
    one = figures(table, (0, 1), NAMES, resamples(20, 7))
    assert one == figures(table, (0, 1), NAMES, resamples(20, 7))
    assert one != figures(table, (0, 1), NAMES, resamples(20, 8))
    for figure in one[0].values():
        assert figure.low < figure.value < figure.high


def _spans(rows, length: int, coders: int):
    text = Text(id="A", length=length, spans=[(0, length)], seats=tuple((g, None) for g in range(coders)))
    starts, ends, who, codes = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    run = merged(Run(starts=starts, ends=ends, coders=who, codes=codes))
    units = units_of([text], run, "span")
    return run, units, marks_of(units, run, "any")


def test_sets_of_codes_by_hand():
    # Three units of one character: {a} {a}; {a} {a, b}; {} {b}.
    rows = [(0, 2, 0, 0), (0, 2, 1, 0), (1, 3, 1, 1)]
    _run, units, marks = _spans(rows, 3, 2)
    sets = sets_of(units, marks, 2, 2)
    # Observed (0 + .5 + 1) / 3; values a 3, ab 1, empty 1, b 1: 30 pairs in order,
    # of them 3 · a–ab .5, 3 · a–empty 1, 3 · a–b 1, ab–empty 1, ab–b .5, empty–b 1, both ways.
    expected = 2 * (1.5 + 3 + 3 + 1 + 0.5 + 1) / 30
    assert set_figure(sets, (0, 1), "jaccard", 1, None).value == pytest.approx(1 - 0.5 / expected)
