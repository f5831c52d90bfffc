"""Findings, matrices and figures as values: what a lead relies on before anything is on the screen."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.codebook import Case, Derivation, Figure
from coder.model.finding import Weight, cited_tails, doubts, grouping_attributes, is_shortening, most_from_one
from coder.model.links import links, pieces, rendered
from coder.model.matrix import Heading, passages
from coder.model.reporting.derivation import check_figures

FIRM = Weight(cases=3, persons=3, coders=2)


def test_what_rests_on_three_firms_and_two_coders_is_not_doubted():
    assert doubts(FIRM, 3) == ()
    assert doubts(Weight(cases=0, persons=0, coders=0, is_outdated=True), 3) == ()


@pytest.mark.parametrize(
    ("weight", "doubt"),
    [
        (FIRM._replace(cases=2), "few-cases"),
        (FIRM._replace(persons=1), "one-speaker"),
        (FIRM._replace(coders=1), "one-coder"),
        (FIRM._replace(is_outdated=True), "older-definition"),
        (FIRM._replace(against=1), "unnamed-counter-evidence"),
        (FIRM._replace(is_disputed=True), "disputed"),
    ],
)
def test_each_doubt_is_raised(weight, doubt):
    assert doubts(weight, 3) == (doubt,)


def test_counter_evidence_that_is_named_raises_no_doubt():
    assert doubts(FIRM._replace(against=1, is_named=True), 3) == ()
    assert cited_tails("但也有 [[quote:B-3-00ff]]，見 [[finding:F2]]。") == {"00ff"}


def test_the_one_who_says_most_is_known_by_case_and_name():
    assert most_from_one({("A", "答"): 1, ("B", "答"): 2}) == ("B", "答", 2 / 3)
    assert most_from_one({}) is None


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        ("證照沒在看。", True),
        ("證照[…]看。", True),
        ("證照 […] 看。", True),
        ("看[…]證照", False),
        ("證照很有用", False),
        ("[…]", False),
    ],
)
def test_a_shortening_says_nothing_new(shown, right):
    assert is_shortening("老實說\n證照沒在看。", shown) is right


@given(st.text(alphabet="甲乙[]:quotefigr-1 \n", max_size=60))
def test_pieces_of_a_text_give_the_text_again(text):
    assert "".join(p if isinstance(p, str) else text[p.start : p.end] for p in pieces(text)) == text
    assert rendered(text, lambda link: text[link.start : link.end]) == text


def test_links_are_found_with_what_they_name():
    found = links("見 [[quote:A-12-1f3a]] 與 [[figure: n ]]、[[web:x]]")
    assert [(link.kind, link.target) for link in found] == [("quote", "A-12-1f3a"), ("figure", "n")]


def figure(key: str, value: float | str, derived: Derivation | None = None) -> Figure:
    return Figure(id=key, name=key, value=value, place="表 2", derived=derived)


@pytest.mark.parametrize(
    ("level", "times", "value", "holds"),
    [(3520, 1.1, 3870, True), (3830, 1.1, 4220, True), (4170, 0.9, 3750, True), (3520, 1.1, 3890, False)],
)
def test_scenarios_hold_within_rounding(level, times, value, holds):
    derived = Derivation(of="level", times=times, round=10)
    (check,) = check_figures([figure("level", level), figure("high", value, derived)])
    assert check.holds is holds


@given(st.integers(100, 100_000), st.sampled_from([0.9, 1.1]))
def test_whatever_was_truly_derived_and_rounded_holds(tenths, times):
    level, high = tenths / 10, tenths / 10 * times
    derived = Derivation(of="level", times=times, round=10)
    figures = [figure("level", round(level / 10) * 10), figure("high", round(high / 10) * 10, derived)]
    assert check_figures(figures)[0].holds


class Coded(NamedTuple):
    start: int
    end: int
    code: str
    id: str


def heading(code: str) -> Heading:
    return Heading(id=code, title=code, codes=frozenset([code]))


spans = st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from("jkab")).map(
    lambda t: (t[0], t[0] + t[1], t[2])
)


@given(st.lists(spans, max_size=14))
def test_a_cell_holds_the_words_that_both_codes_cover(found):
    codings = [Coded(start, end, code, f"{i}") for i, (start, end, code) in enumerate(found)]
    cells = passages([heading("j"), heading("k")], [heading("a"), heading("b")], "A", codings)
    for row in "jk":
        for column in "ab":
            expected = {
                (max(r.start, c.start), min(r.end, c.end))
                for r in codings
                for c in codings
                if r.code == row and c.code == column and r.start < c.end and c.start < r.end
            }
            assert {p[:2] for p in cells.get(f"{row}|{column}", ())} == expected


def test_a_case_and_a_code_hold_the_codes_passages_in_the_case():
    rows = [Heading(id="case:A", title="A", case="A"), Heading(id="case:B", title="B", case="B")]
    cells = passages(rows, [heading("a")], "A", [Coded(1, 3, "a", "x"), Coded(1, 3, "a", "y"), Coded(5, 9, "b", "z")])
    assert {key: [p[:2] for p in found] for key, found in cells.items()} == {"case:A|a": [(1, 3)]}


def test_attributes_that_sort_the_cases_into_kinds_are_told_from_those_that_name_each():
    cases = [
        Case(id=str(i), name=str(i), attributes={"kind": "大" if i % 2 else "小", "staff": str(i), "land": "台灣"})
        for i in range(6)
    ]
    assert grouping_attributes(cases) == ("kind",)
