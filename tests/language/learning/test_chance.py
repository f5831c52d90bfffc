"""The chance of a code, fitted to what coders did."""

from __future__ import annotations

import numpy as np
import pytest

from coder.language.learning.chance import Chances, fit


def test_the_prior_holds_each_weight_by_how_far_its_feature_spreads():
    """A feature whose values lie close needs a large weight; measured in other units the chances stay the same."""
    rng = np.random.default_rng(7)
    cosine = rng.uniform(0.0, 0.1, 400)
    right = (cosine > 0.06).astype(np.float64)
    rows = np.stack([np.ones(400), np.zeros(400), np.zeros(400), cosine], axis=1)
    start = Chances(np.array([-2.0, 0.0, 0.0, 0.0]))
    near = fit(rows, right, start)
    wide = fit(rows * np.array([1.0, 1.0, 1.0, 100.0]), right, start)
    assert near.weights[3] == pytest.approx(100 * wide.weights[3], rel=1e-6)
    assert near.of(np.zeros(1), np.zeros(1), np.array([0.09]))[0] > 0.6
