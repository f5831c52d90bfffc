"""The chance of a code, fitted to what coders did."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coder.language.learning.chance import Chances, features, fit


def test_the_prior_holds_each_weight_by_how_far_its_feature_spreads():
    """A feature whose values lie close needs a large weight; measured in other units the chances stay the same."""
    rng = np.random.default_rng(7)
    cosine = rng.uniform(0.0, 0.1, 400)
    right = (cosine > 0.06).astype(np.float64)
    rows = np.stack([np.ones(400), np.zeros(400), np.zeros(400), cosine, np.zeros(400)], axis=1)
    start = Chances(np.array([-2.0, 0.0, 0.0, 0.0, 0.0]))
    near = fit(rows, right, start)
    wide = fit(rows * np.array([1.0, 1.0, 1.0, 100.0, 1.0]), right, start)
    assert near.weights[3] == pytest.approx(100 * wide.weights[3], rel=1e-6)
    assert near.of(np.zeros(1), np.zeros(1), np.array([0.09]), 20)[0] > 0.6


def test_words_too_short_to_be_coded_lower_the_chance_and_longer_ones_than_usual_do_not_raise_it():
    """Nobody codes the short ones though they are as like; beyond what is long enough length says nothing."""
    rng = np.random.default_rng(5)
    lengths = [2, 3, 4, 25, 30, 40] * 60
    rows = np.concatenate([features(np.zeros(1), rng.normal(0, 1, 1), rng.uniform(0, 0.1, 1), at) for at in lengths])
    right = np.array([length > 20 and at % 4 == 3 for at, length in enumerate(lengths)], dtype=np.float64)
    seen = np.zeros(1), np.ones(1), np.full(1, 0.1)
    usual = Chances(np.array([-2.0, 0.0, 0.3, 4.0, 0.0]))
    chances = fit(rows, right, usual)
    assert chances.of(*seen, 3)[0] < chances.of(*seen, 25)[0] / 2
    assert chances.of(*seen, 400)[0] == chances.of(*seen, 25)[0]
    assert usual.of(*seen, 3)[0] == usual.of(*seen, 400)[0]


@example(seed=8958, beginning=1.5, spread=30.0)
@given(seed=st.integers(0, 10_000), beginning=st.floats(-12, 12), spread=st.sampled_from([0.01, 1.0, 30.0]))
def test_the_fit_ends_where_no_direction_makes_what_happened_more_probable(seed, beginning, spread):
    """Whole Newton steps from far away overshoot, and the weights run away."""
    rng = np.random.default_rng(seed)
    rows = np.concatenate([np.ones((40, 1)), rng.normal(0, spread, (40, 4))], axis=1)
    right = (rng.uniform(size=40) < 0.1).astype(np.float64)
    start = Chances(np.full(5, beginning))
    found = fit(rows, right, start).weights
    firmness = np.where(np.ptp(rows, axis=0) > 0, rows.var(axis=0), 1.0)
    chances = 1 / (1 + np.exp(-np.clip(rows @ found, -500, 500)))
    gradient = rows.T @ (chances - right) + firmness * (found - start.weights)
    assert np.abs(gradient / np.maximum(rows.std(axis=0), 1.0)).max() < 1e-3
