"""Which characters of a passage respondents say, against a look at each character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.model.counting.speech import Speech

borders = st.lists(st.integers(0, 40), unique=True, max_size=12).map(sorted)


@given(borders, st.integers(0, 45), st.integers(0, 45))
def test_characters_within_are_those_that_lie_in_speech(places, one, other):
    stretches = list(zip(places[::2], places[1::2], strict=False))
    start, end = sorted((one, other))
    said = {at for first, last in stretches for at in range(first, last)}
    assert Speech(stretches).within(start, end) == len(said & set(range(start, end)))
