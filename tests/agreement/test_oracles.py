"""The same tables by independent packages, where they are installed: they are no part of the program."""

from __future__ import annotations

import numpy as np
import pytest
from agreement.published import numbers, of_sets

from coder.agreement.set_alpha import jaccard, masi


def _items(seed: int, coders: int, missing: float) -> list[list[int | None]]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, 4, 60)
    said = np.where(rng.random((60, coders)) < 0.7, truth[:, None], rng.integers(1, 4, (60, coders)))
    left_out = rng.random((60, coders)) < missing
    return [
        [None if gone else int(v) for v, gone in zip(*row, strict=True)] for row in zip(said, left_out, strict=True)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_alpha_as_krippendorff(seed: int):
    krippendorff = pytest.importorskip("krippendorff")
    items = _items(seed, 4, 0.2)
    data = [[np.nan if v is None else v for v in column] for column in zip(*items, strict=True)]
    other = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert numbers({"kind": "coding", "items": items})["alpha_nominal"] == pytest.approx(other)


@pytest.mark.parametrize("seed", range(4))
def test_fleiss_ac1_conger_and_pabak_as_irrcac(seed: int):
    raw = pytest.importorskip("irrCAC.raw")
    pandas = pytest.importorskip("pandas")
    items = _items(seed, 4, 0.2)
    other = raw.CAC(pandas.DataFrame(items))
    found = numbers({"kind": "coding", "items": items})
    for name, key in (("fleiss", "fleiss"), ("gwet", "gwet"), ("conger", "conger"), ("bp", "bp")):
        theirs = getattr(other, name)()["est"]
        assert found[key]["coefficient"] == pytest.approx(theirs["coefficient_value"], abs=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_cohen_as_scikit_learn(seed: int):
    metrics = pytest.importorskip("sklearn.metrics")
    items = _items(seed, 2, 0)
    other = metrics.cohen_kappa_score(*zip(*items, strict=True))
    assert numbers({"kind": "coding", "items": items})["cohen_kappa"] == pytest.approx(other)


@pytest.mark.parametrize("ours", [jaccard, masi])
def test_alpha_of_sets_as_nltk(ours):
    agreement = pytest.importorskip("nltk.metrics.agreement")
    distance = pytest.importorskip("nltk.metrics.distance")
    theirs = {jaccard: distance.jaccard_distance, masi: distance.masi_distance}[ours]
    rng = np.random.default_rng(5)
    sets = [[[c for c in "abcd" if rng.random() < 0.4] or ["a"] for _ in range(3)] for _ in range(40)]
    data = [(str(g), str(i), frozenset(s)) for i, row in enumerate(sets) for g, s in enumerate(row)]
    other = agreement.AnnotationTask(data, distance=theirs).alpha()
    # NLTK writes 2/3 as .67 and 1/3 as .33.
    assert float(of_sets(sets, ours).value) == pytest.approx(other, abs=3e-3 if ours is masi else 1e-9)
