"""Numbers that people write end no program, however many digits they have."""

from __future__ import annotations

import pytest

from coder.model.identity import parse_quote_id
from coder.model.values.numerals import whole_number
from coder.record.queries import natural


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "①", "x", "9" * 5_000, "1" * 13])
def test_what_is_no_number_that_anything_is_counted_by_is_none(text):
    assert whole_number(text) is None


def test_it_keeps_to_its_bounds():
    assert whole_number("007") == 7
    assert whole_number("0", 1) is None
    assert whole_number("9", 1, 8) is None


def test_names_and_citations_with_signs_or_many_digits_are_read():
    assert min(["A10", "A²", "9" * 5_000, "²", "A2"], key=natural) == "A2"
    assert sorted(["A" + "1" * 14, "A" + "9" * 13, "A2"], key=natural) == ["A2", "A" + "9" * 13, "A" + "1" * 14]
    assert parse_quote_id("A-" + "1" * 5_000 + "-abcd") is None
