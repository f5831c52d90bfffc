"""Every coefficient on a table as printed: what a case of the shared worked examples expects, by our functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from typing import Any

import numpy as np

from coder.agreement import coefficients as of
from coder.agreement.set_alpha import alpha_of_sets, between, jaccard, masi, pairwise
from coder.agreement.unitizing import alpha_1995, alpha_2016, apart_1995

NOT_OFFERED = {
    "alpha_ordinal": "codes are names, without an order",
    "alpha_interval": "codes are names, without distances",
    "alpha_ratio": "codes are names, without distances",
    "gwet_ac2_quadratic": "its weights need an order of the codes",
    "pa_quadratic": "its weights need an order of the codes",
    "pe_quadratic": "its weights need an order of the codes",
    "scott_pi": "Fleiss' κ of two coders",
    "cohen_kappa_max": "says what the margins allow, not how far coders agree",
    "dice": "a share of common codes without correction for chance",
    "cu_alpha_single_impl": "known from one implementation alone; |uα of each code says as much",
    "gamma": "searches alignments and draws random continua: no closed form to check it by",
    "gamma_cat": "as γ",
    "best_alignment_disorder": "a part of γ",
    "n_unitary_alignments": "a part of γ",
    "item_Pi": "agreement on one unit, which the passages show",
}
"""What the examples hold and the program does not offer, with the reason."""

EXTRA = {"se", "ci95", "p", "tolerance", "category_tolerance"}


def counted(items: Sequence[Sequence[Any]]) -> np.ndarray:
    """Return how many coders gave each unit each value."""
    values = sorted({v for row in items for v in row if v is not None}, key=str)
    return np.array([[sum(v == value for v in row) for value in values] for row in items], dtype=float)


def crossed(items: Sequence[Sequence[Any]]) -> np.ndarray:
    """Return the table of two coders, of the units that both valued."""
    values = sorted({v for row in items for v in row if v is not None}, key=str)
    return np.array([[sum(row[0] == a and row[1] == b for row in items) for b in values] for a in values], dtype=float)


def valued(items: Sequence[Sequence[Any]]) -> np.ndarray:
    """Return how often each coder gave each value."""
    values = sorted({v for row in items for v in row if v is not None}, key=str)
    return np.array([[sum(row[g] == v for row in items) for v in values] for g in range(len(items[0]))], dtype=float)


def numbers(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return what our functions say on a case, by the names its expected values have."""
    if case["kind"] == "sets":
        return _sets(case["items"])
    if case["kind"] == "unitizing":
        return _spans(case)
    if case["kind"] == "counts":
        counts = np.array(case["counts"], dtype=float)
        return _named(counts, np.ones(len(counts)))
    if case["kind"] == "crosstab":
        table = np.array(case["table"], dtype=float)
        return _named(*_cells(table)) | _two(table)
    items = case["items"]
    found = _named(counted(items), np.ones(len(items)))
    found["conger"] = _parts(of.conger(counted(items), np.ones(len(items)), valued(items)))
    return found | (_two(crossed(items)) if len(items[0]) == 2 else {})


def _cells(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    size = len(table)
    pairs = [(a, b) for a in range(size) for b in range(size)]
    return np.array([np.eye(size)[a] + np.eye(size)[b] for a, b in pairs]), np.array([table[a, b] for a, b in pairs])


def _parts(agreement: of.Agreement) -> dict[str, float]:
    return {
        "coefficient": float(agreement.value),
        "pa": float(agreement.observed),
        "pe": float(agreement.expected),
    }


def _two(table: np.ndarray) -> dict[str, Any]:
    kappa = of.cohen(table)
    return {"cohen_kappa": float(kappa.value), "cohen_pe": float(kappa.expected)}


def _named(counts: np.ndarray, weights: np.ndarray) -> dict[str, Any]:
    fleiss, ac1, alpha, pabak = (f(counts, weights) for f in (of.fleiss, of.ac1, of.alpha, of.pabak))
    category = {}
    for value in range(counts.shape[1]):
        binary = np.stack([counts[:, value], counts.sum(axis=1) - counts[:, value]], axis=1)
        category[str(value + 1)] = float(of.fleiss(binary, weights).value)
    return {
        "percent_agreement": float(of.percent(counts, weights)),
        "pa_unweighted": float(ac1.observed),
        "pe_unweighted": float(ac1.expected),
        "Po": float(fleiss.observed),
        "Pe": float(fleiss.expected),
        "category_kappa": category,
        "fleiss_kappa": float(fleiss.value),
        "gwet_ac1": float(ac1.value),
        "ac1_pe": float(ac1.expected),
        "bennett_s": float(pabak.value),
        "randolph_free_marginal": float(pabak.value),
        "alpha_nominal": float(alpha.value),
        "percent_agreement_dkpro": float(alpha.observed),
        "Do_nominal": 1 - float(alpha.observed),
        "De_nominal": 1 - float(alpha.expected),
        "krippendorff": {"coefficient": float(alpha.value)},
        "gwet": _parts(ac1),
        "fleiss": _parts(fleiss),
        "bp": _parts(pabak),
    }


def nested(common: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The distance of sets of Passonneau (2004): 0 equal, 1/3 one in the other, 2/3 they meet, 1 apart."""
    inside = common == np.minimum(first, second)
    return np.select([(first == second) & inside, inside, common > 0], [0.0, 1 / 3, 2 / 3], 1.0)


def of_sets(items: Sequence[Sequence[Any]], distance: Callable[..., np.ndarray]) -> of.Agreement:
    """Return α of units of which every coder gives a set."""
    codes = sorted({c for row in items for s in row if s is not None for c in s})
    distinct = sorted({tuple(sorted(s)) for row in items for s in row if s is not None})
    held = np.array([[c in s for c in codes] for s in distinct], dtype=bool)
    number, apart = np.zeros(len(distinct)), 0.0
    for row in items:
        at = [distinct.index(tuple(sorted(s))) for s in row if s is not None]
        if len(at) < 2:
            continue
        for one, two in permutations(at, 2):
            apart += float(pairwise(held[[one]], held[[two]], distance)[0]) / (len(at) - 1)
        for one in at:
            number[one] += 1
    assert between(held, held, distance).shape == (len(distinct),) * 2
    return alpha_of_sets(held, np.float64(apart), number, distance)


def _sets(items: Sequence[Sequence[Any]]) -> dict[str, Any]:
    plain = of_sets(items, nested)
    product = of_sets(items, lambda *of: jaccard(*of) * nested(*of))  # what DKPro calls MASI
    same = [sorted(a) == sorted(b) for a, b in items]
    return {
        "alpha_set_distance": float(plain.value),
        "Do_set": 1 - float(plain.observed),
        "De_set": 1 - float(plain.expected),
        "alpha_masi": float(product.value),
        "Do_masi": 1 - float(product.observed),
        "De_masi": 1 - float(product.expected),
        "percent_agreement": sum(same) / len(same),
        "masi_2006": float(of_sets(items, masi).value),
    }


def _spans(case: Mapping[str, Any]) -> dict[str, Any]:
    begin, end = case["begin"], case["begin"] + case["length"]
    raters = sorted({u["rater"] for u in case["units"]}, key=str)
    raters += ["nobody"] * (case.get("raters", 2) - len(raters))
    codes = sorted({u["code"] for u in case["units"]})
    lie = {(u["rater"], u["code"]): [] for u in case["units"]}
    for u in case["units"]:
        lie[u["rater"], u["code"]].append((u["start"], u["start"] + u["length"]))
    apart = {c: apart_1995([sorted(lie.get((r, c), [])) for r in raters], begin, end) for c in codes}
    total = alpha_1995(list(apart.values()))
    value = np.zeros((len(raters), end - begin), dtype=int)
    squares = np.zeros(len(codes) + 1)
    for (rater, code), spans in lie.items():
        for start, stop in spans:
            value[raters.index(rater), start - begin : stop - begin] = codes.index(code) + 1
            squares[codes.index(code) + 1] += (stop - start) ** 2
    squares[0] = (value == 0).sum()
    return {
        "alphaU": "NaN" if total is None else total,
        "alphaU_by_code": {c: alpha_1995([one]) for c, one in apart.items()},
        "Do": {c: one.observed for c, one in apart.items()},
        "De": {c: one.expected for c, one in apart.items()},
        "u_alpha": float(_u2016(value, squares).value),
        "bar_u_alpha": float(_u2016((value > 0).astype(int), np.array([squares[0], squares[1:].sum()])).value),
    }


def _u2016(value: np.ndarray, squares: np.ndarray) -> of.Agreement:
    kinds, raters = len(squares), len(value)
    counts = np.array([(value == c).sum(axis=0) for c in range(kinds)], dtype=float)
    alike = (counts * (counts - 1)).sum(axis=1) / max(1, raters - 1)
    return alpha_2016(alike, counts.sum(axis=1), squares)
