"""Sparse sums are those of a plain table."""

from __future__ import annotations

import numpy as np
import pytest

from coder.language.learning.sparse import SparseSums


def test_nothing_learnt_takes_next_to_nothing():
    sums = SparseSums(3)
    sums.close_up()
    sums.add(np.array([5, 7]), np.array([1.0, 2.0]), 1, passage=True)
    assert sums.of(np.array([7, 6, 5])).tolist() == [[0, 2, 0], [0, 0, 0], [0, 1, 0]]


@pytest.mark.parametrize("closing", [0, 7, 300])
def test_what_rows_left_behind_is_closed_up(closing: int):
    """The pool stays below three times what stands in it, and is an eighth more than that when the learning is done."""
    chance, sums = np.random.default_rng(5), SparseSums(40)
    table = np.zeros((3_000, 40))
    for turn in range(600):
        rows = np.unique(chance.integers(0, 3_000, 200))
        code = int(chance.integers(40))
        sums.add(rows, np.ones(len(rows)), code, passage=True)
        table[rows, code] += 1
        if closing and turn % closing == 0:
            sums.close_up()
    assert np.array_equal(sums.of(np.arange(3_000)), table)
    assert len(sums._code) < 3 * np.count_nonzero(table)
    sums.close_up()
    assert np.array_equal(sums.of(np.arange(3_000)), table)
    assert len(sums._code) <= np.count_nonzero(table) * 9 // 8


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
