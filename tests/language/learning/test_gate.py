"""Nothing is suggested where hardly any code is likely, at hardly any loss of what is found elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from coder.language.learning.chance import FEATURES, any_of
from coder.language.learning.gate import any_in, gate_of
from coder.language.learning.trial import Trial


def trial(right: list[list[int]]) -> Trial:
    """A trial of passages by their codes' outcomes, without keywords."""
    flat = np.array([float(hit) for passage in right for hit in passage])
    passages = np.array([float(i) for i, passage in enumerate(right) for _hit in passage])
    none = np.zeros(len(flat))
    return Trial(np.zeros((len(flat), FEATURES)), flat, none, none, passages, np.zeros(len(flat), dtype=np.bool_))


def test_the_chance_of_any_code_is_that_of_not_none():
    passages = np.array([0, 0, 1], dtype=np.intp)
    assert any_of(np.array([0.5, 0.5, 0.2]), passages, 2).tolist() == pytest.approx([0.75, 0.2])
    tried = trial([[1, 0], [0, 0]])
    assert any_in(tried, np.array([0.5, 0.5, 0.2, 0.0])).tolist() == pytest.approx([0.75, 0.75, 0.2, 0.2])


def test_the_gate_shuts_out_passages_below_the_least_coded_one_that_it_must_keep():
    right = [[1, 0], [1, 0], [0, 0], [0, 0]]
    chances = np.array([0.8, 0.1, 0.5, 0.1, 0.3, 0.1, 0.2, 0.1])
    assert gate_of(trial(right), chances) == pytest.approx(1 - 0.5 * 0.9)


def test_a_lower_cut_off_behind_the_gate_pays_for_what_it_shuts_out():
    # The third is lost, the second code of the first is won: by the usual cut-off of 0.17 it is not shown.
    right = [[1, 1], [1, 0], [1, 0], [0, 0]]
    chances = np.array([0.8, 0.15, 0.7, 0.1, 0.2, 0.0, 0.2, 0.0])
    usual, won = (0.5 + 1 + 1) / 3, (1 + 1 + 1) / 3
    assert usual < won
    assert gate_of(trial(right), chances) == pytest.approx(0.2)
    two = trial([[1, 1], [1, 1], [1, 0], [0, 0]])
    chances = np.array([0.8, 0.15, 0.7, 0.15, 0.2, 0.0, 0.2, 0.0])
    assert gate_of(two, chances) == pytest.approx(1 - 0.3 * 0.85)


@pytest.mark.parametrize("right", [[[1], [1]], [[0], [0]]])
def test_without_coded_and_uncoded_passages_there_is_no_gate(right: list[list[int]]):
    assert gate_of(trial(right), np.array([0.5, 0.5])) is None
