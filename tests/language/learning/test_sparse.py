"""Sparse sums are those of a plain table."""

from __future__ import annotations

import numpy as np

from coder.language.learning.sparse import SparseSums


def test_sums_are_those_of_a_table():
    chance = np.random.default_rng(5)
    sums, table, every = SparseSums(7), np.zeros((9_000, 7)), np.zeros(9_000)
    for turn in range(300):
        rows = np.unique(chance.integers(0, 9_000 if turn % 3 else 40, 60))
        values, code = chance.integers(-5, 99, len(rows)).astype(np.float64), int(chance.integers(7))
        sums.add(rows, values, code, passage=bool(turn % 2))
        table[rows, code] += values
        every[rows] += values * (turn % 2)
    asked = chance.permutation(9_000)[:4_000]
    assert np.array_equal(sums.of(asked), table[asked])
    assert np.array_equal(sums.all_of(asked), every[asked])
    assert np.array_equal(sums.weights, table.sum(axis=0))
    assert not sums.of(np.array([10**6])).any()
    for code in range(7):
        rows, values = sums.column(code)
        assert np.array_equal(np.bincount(rows, values, 9_000), table[:, code])
