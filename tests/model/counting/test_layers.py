"""What a layer holds: runs of characters that several coders gave the same code."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.coding import Coding
from coder.model.counting.layers import alike, coder_of, covered, least_of, mixed, mixture

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda one: (one[0], sum(one)))


def coding(key: str, start: int, end: int, coder: str, code: str = "cert") -> Coding:
    return Coding(
        id=key, transcript="t", start=start, end=end, line=1, code=code, coder=coder, quote_hash="", at="2026-01-01"
    )


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(SPAN, max_size=4)), st.integers(1, 4))
def test_runs_are_the_characters_that_enough_coders_cover(spans: dict, least: int):
    runs = covered(spans, least)
    depth = [sum(any(s <= at < e for s, e in ones) for ones in spans.values()) for at in range(50)]
    assert {at for s, e in runs for at in range(s, e)} == {at for at in range(50) if depth[at] >= least}
    assert all(one[1] < two[0] for one, two in pairwise(runs))


def test_codings_are_cut_to_what_two_coders_share():
    codings = [
        coding("a", 0, 10, "ann"),
        coding("b", 5, 20, "ben"),
        coding("c", 0, 10, "ben", "referral"),
        coding("d", 18, 30, "ann"),
        coding("e", 40, 50, "ann"),
    ]
    found = sorted((one.start, one.end, one.coder) for one in alike(codings, 2))
    assert found == [(5, 10, "ann"), (5, 10, "ben"), (18, 20, "ann"), (18, 20, "ben")]
    assert len({one.id for one in alike(codings, 2)}) == 4
    assert {one.id for one in alike(codings, 2)} > {"a", "b", "d"}


@pytest.mark.parametrize(("layer", "least"), [("k:2", 2), ("k:x", 0), ("any", 0), ("k:", 0), ("coder:k:2", 0)])
def test_how_many_coders_a_layer_asks_for(layer: str, least: int):
    assert least_of(layer) == least


def test_a_mixture_says_how_much_of_it_is_settled():
    assert mixture(mixed(3, 8)) == (3, 8)
    assert mixed(8, 8) == "settled"
    assert mixture("settled") is None
    assert coder_of("coder:settled") == "settled"
