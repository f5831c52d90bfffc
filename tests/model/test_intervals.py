"""Spans over a place, against a plain look at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.model.intervals import SpanIndex
from coder.model.text import Span

spans = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 80)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=90)


@given(spans, st.integers(0, 220), st.integers(1, 60))
def test_every_item_over_a_place_is_found_and_no_other(items, start, length):
    ordered = sorted(items)
    index = SpanIndex(ordered)
    assert index.over(start, start + length) == [s for s in ordered if s.start < start + length and start < s.end]
    assert index.first_from(start) == next((s for s in ordered if s.start >= start), None)
    assert index.last_before(start) == next((s for s in reversed(ordered) if s.start < start), None)
