"""Numbers and dates as people write them."""

from __future__ import annotations

import pytest

from coder.model.values.written_values import date_in, number_in


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1,200", "1200"),
        ("＋45", "45"),
        ("0.50", "0.50"),
        ("12,00", None),
        ("約50", None),
        ("nan", None),
        ("1e5", None),
    ],
)
def test_what_a_number_is(text: str, kept: str | None):
    assert number_in(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2024.3.5", "2024-03-05"), ("2024", "2024"), ("2024年", "2024"), ("民國元年1月1日", "1912-01-01"),
        ("2023-02-29", None), ("2024-13", None), ("2024-0-1", None), ("0000", None), ("5/3/2024", None), ("20240305", None),
    ],
)  # fmt: skip
def test_what_a_date_is(text: str, kept: str | None):
    assert date_in(text) == kept
