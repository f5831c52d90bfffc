"""Agreement and the kinds of difference, from codings on one text."""

from __future__ import annotations

from coder.agreement.adjudication_cases import cases_of, single_codings
from coder.model.coding import Coding

SEATED = {"ann": None, "ben": None}


def coding(coder: str, code: str, start: int, end: int) -> Coding:
    return Coding(
        id=f"{coder}-{code}-{start}-{end}", transcript="t", start=start, end=end, line=1, code=code, coder=coder,
        quote_hash="", at="2026-01-01T00:00:00+08:00",
    )  # fmt: skip


def found(*codings: Coding, seated=SEATED) -> list[tuple]:
    ordered = sorted(codings, key=lambda one: one.start)
    return [(c.difference, c.start, c.end, c.codes) for c in cases_of("t", "h", ordered, seated)]


def test_same_code_and_borders_agree():
    assert found(coding("ann", "a", 0, 9), coding("ben", "a", 0, 9)) == [("agreed", 0, 9, ("a",))]


def test_one_missed_it_another_code_and_other_borders():
    assert found(coding("ann", "a", 0, 9)) == [("missed", 0, 9, ("a",))]
    assert found(coding("ann", "a", 0, 9), coding("ben", "a", 2, 12)) == [("borders", 0, 12, ("a",))]
    assert found(coding("ann", "a", 0, 9), coding("ben", "b", 1, 8)) == [("other-code", 0, 9, ("a", "b"))]


def test_codes_that_hardly_meet_are_two_cases():
    assert [f[0] for f in found(coding("ann", "a", 0, 10), coding("ben", "b", 8, 18))] == ["missed", "missed"]


def test_each_passage_stands_in_one_couple():
    cases = found(coding("ann", "a", 0, 10), coding("ben", "b", 0, 9), coding("ben", "c", 0, 10))
    assert sorted(case[0] for case in cases) == ["missed", "other-code"]
    assert ("other-code", 0, 10, ("a", "c")) in cases


def test_codings_that_touch_are_two_passages():
    assert [f[1:3] for f in found(coding("ann", "a", 0, 5), coding("ann", "a", 5, 9))] == [(0, 5), (5, 9)]


def test_only_what_was_assigned_counts():
    seated = {"ann": None, "ben": ((0, 10),)}
    assert found(coding("ann", "a", 20, 30), coding("ben", "a", 20, 30), seated=seated) == []
    alone = single_codings([coding("ann", "a", 20, 30), coding("ann", "a", 0, 5)], seated)
    assert [one.start for one in alone] == [20]


def test_three_coders_agree_only_together():
    seated = {**SEATED, "cem": None}
    codings = [coding("ann", "a", 0, 9), coding("ben", "a", 0, 9)]
    (case,) = cases_of("t", "h", codings, seated)
    assert (case.difference, case.missing) == ("missed", {"cem"})
    assert found(*codings, coding("cem", "a", 0, 9), seated=seated) == [("agreed", 0, 9, ("a",))]


def test_a_case_is_another_when_a_border_moves_or_the_text_changes():
    (case,) = cases_of("t", "h", [coding("ann", "a", 0, 9)], SEATED)
    (moved,) = cases_of("t", "h", [coding("ann", "a", 0, 8)], SEATED)
    (revised,) = cases_of("t", "g", [coding("ann", "a", 0, 9)], SEATED)
    assert len({case.id, moved.id, revised.id}) == 3


def test_thousands_of_passages_take_one_sweep():
    codings = [coding(g, "a", at, at + 8) for at in range(0, 400_000, 10) for g in ("ann", "ben")]
    assert len(cases_of("t", "h", codings, SEATED)) == 40_000
