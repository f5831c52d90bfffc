"""What a person may write to look for words or codes."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.model.counting.expression import And, Near, Not, Or, Term, parse, terms


def shape(node):
    if isinstance(node, Term):
        return node.text
    name = type(node).__name__.upper()
    if isinstance(node, Not):
        return name, shape(node.item)
    if isinstance(node, And | Or):
        return name, *map(shape, node.items)
    return f"NEAR/{node.distance}" if isinstance(node, Near) else name, shape(node.left), shape(node.right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("證照", "證照"),
        ("證照 經驗", ("AND", "證照", "經驗")),
        ("證照 OR 經驗 AND 專案", ("OR", "證照", ("AND", "經驗", "專案"))),
        ("（證照 OR 經驗）專案", ("AND", ("OR", "證照", "經驗"), "專案")),
        ("證照 NEAR/10 經驗", ("NEAR/10", "證照", "經驗")),
        ("證照 NEAR 經驗 NOT 學歷", ("AND", ("NEAR/10", "證照", "經驗"), ("NOT", "學歷"))),
        ('"幾乎 沒在看" OR 「No code」', ("OR", "幾乎 沒在看", "No code")),
        ("cert WITHIN referral", ("WITHIN", "cert", "referral")),
        ("cert OVERLAP (a OR b)", ("OVERLAP", "cert", ("OR", "a", "b"))),
        ("rock and roll", ("AND", "rock", "and", "roll")),
        ("NOT 學歷 證照", ("AND", ("NOT", "學歷"), "證照")),
    ],
)
def test_expressions_are_read_as_written(text, expected):
    assert shape(parse(text)) == expected


@pytest.mark.parametrize(
    "text", ["", "   ", "證照 AND", "OR 證照", "(證照", "證照)", '"證照', "NOT 證照", '""', "NEAR/3"]
)
def test_a_wrong_expression_is_an_error_with_a_hint(text):
    with pytest.raises(CoderError) as caught:
        parse(text)
    assert caught.value.hint


def test_words_under_not_are_not_looked_for():
    assert [t.text for t in terms(parse("證照 NOT 學歷 (經驗 OR 專案)"))] == ["證照", "經驗", "專案"]


@given(st.text(alphabet='證照 ()（）"「」ANDORTNEAR/1', max_size=30))
def test_any_text_is_an_expression_or_a_plain_error(text):
    with contextlib.suppress(CoderError):
        assert terms(parse(text))
