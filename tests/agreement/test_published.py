"""Coefficients against published tables and against other programs' numbers, recorded with the examples."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from agreement.published import EXTRA, NOT_OFFERED, numbers

KRIPPENDORFF_2011 = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, None, 3, None],
]  # fmt: skip
FLEISS_WIKIPEDIA = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def test_krippendorff_2011_section_c():
    found = numbers({"kind": "coding", "items": KRIPPENDORFF_2011})
    assert found["alpha_nominal"] == pytest.approx(0.743, abs=5e-4)
    assert found["gwet"] == pytest.approx({"coefficient": 0.77544, "pa": 0.81818, "pe": 0.19032}, abs=1e-5)
    assert found["fleiss"]["coefficient"] == pytest.approx(0.76117, abs=1e-5)
    assert found["conger"]["coefficient"] == pytest.approx(0.76282, abs=1e-5)


def test_cohen_1960_and_the_paradox_of_prevalence():
    cohen = numbers({"kind": "crosstab", "table": [[88, 14, 18], [10, 40, 10], [2, 6, 12]]})
    assert cohen["cohen_kappa"] == pytest.approx(0.492, abs=5e-4)
    skewed = numbers({"kind": "crosstab", "table": [[118, 5], [2, 0]]})
    assert skewed["percent_agreement"] == pytest.approx(0.944)
    assert skewed["cohen_kappa"] == pytest.approx(-0.0234, abs=1e-4)
    assert skewed["gwet_ac1"] == pytest.approx(0.9408, abs=1e-4)
    assert skewed["bennett_s"] == pytest.approx(2 * 0.944 - 1)


def test_fleiss_of_fourteen_coders():
    found = numbers({"kind": "counts", "counts": FLEISS_WIKIPEDIA})
    assert found["fleiss_kappa"] == pytest.approx(0.210, abs=5e-4)


def test_two_coders_have_one_kappa_in_conger_and_cohen():
    items = [[1, 1], [1, 2], [2, 2], [2, 2], [3, 1], [3, 3]]
    found = numbers({"kind": "coding", "items": items})
    assert found["conger"]["coefficient"] == pytest.approx(found["cohen_kappa"])


@pytest.mark.parametrize("name", ["cohen_kappa", "fleiss_kappa", "alpha_nominal"])
def test_one_value_alone_has_no_coefficient(name: str):
    assert math.isnan(numbers({"kind": "coding", "items": [[1, 1], [1, 1]]})[name])


def test_without_a_common_unit_nothing_is_defined():
    found = numbers({"kind": "coding", "items": [[1, None], [None, 1], [2, None]]})
    names = ("percent_agreement", "cohen_kappa", "fleiss_kappa", "gwet_ac1", "bennett_s", "alpha_nominal")
    assert all(math.isnan(found[name]) for name in names)


def _cases(shared: Path) -> list[dict[str, Any]]:
    return json.loads((shared / "agreement" / "cases_dev.json").read_text(encoding="utf-8"))


def test_every_worked_example_to_its_published_digits(shared: Path):
    seen: set[str] = set()
    for case in _cases(shared):
        found = numbers(case)
        tolerance = case["expected"].get("tolerance", 5e-4)
        for name, wanted in case["expected"].items():
            if name in EXTRA or name in NOT_OFFERED:
                continue
            within = case["expected"]["category_tolerance"] if name == "category_kappa" else tolerance
            assert name in found, (case["id"], name)
            if isinstance(wanted, dict):
                of = {key: value for key, value in wanted.items() if key not in EXTRA}
                if name == "krippendorff":
                    of = {"coefficient": of["coefficient"]}  # its pa and pe are another program's
                assert found[name] == pytest.approx(of, abs=within), (case["id"], name)
            else:
                assert found[name] == (wanted if wanted == "NaN" else pytest.approx(wanted, abs=within)), (
                    case["id"],
                    name,
                )
        seen |= case["expected"].keys()
    assert not {name for name in NOT_OFFERED if name not in seen}


def test_tables_side_by_side_are_those_one_by_one():
    from coder.agreement import coefficients as of

    counts = np.array([[2.0, 0], [1, 1], [0, 2], [1, 0]])
    weights = np.random.default_rng(7).integers(1, 9, size=(3, 4, 4)).astype(float)
    for function in (of.fleiss, of.ac1, of.alpha, of.pabak):
        together = function(counts, weights).value
        assert together.shape == (3, 4)
        assert together[2, 1] == pytest.approx(float(function(counts, weights[2, 1]).value))
