"""What attributes of cases hold: read, put in order and parted into groups as numbers, dates and choices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.model.codebook import Attribute, Case
from coder.model.counting.case_groups import groups_of
from coder.model.values.case_attribute import read_value, sorted_by, type_of


def cases(*values: str) -> list[Case]:
    return [Case(id=f"K{at}", name=f"K{at}", attributes={"x": v} if v else {}) for at, v in enumerate(values)]


def order(*values: str, declared: Attribute | None = None, downwards: bool = False) -> list[str]:
    found = cases(*values)
    kind = type_of("x", found, {} if declared is None else {"x": declared})
    return [case.attributes.get("x", "") for case in sorted_by(found, kind, downwards=downwards)]


def test_numbers_stand_by_their_size_and_those_without_last_either_way():
    assert order("1,200", "", "90", "-3", "８.5") == ["-3", "８.5", "90", "1,200", ""]
    assert order("1,200", "", "90", downwards=True) == ["1,200", "90", ""]


def test_dates_stand_by_the_calendar_however_they_are_written():
    written = ["2024/3/5", "民國112年", "2023-12", "2024年3月4日", ""]
    assert order(*written) == ["民國112年", "2023-12", "2024年3月4日", "2024/3/5", ""]


def test_choices_stand_as_they_were_given_and_texts_of_numbers_as_texts():
    size = Attribute(id="x", type="choice", choices=("小", "中", "大"))
    assert order("大", "小", "巨", "中", declared=size) == ["小", "中", "大", "巨"]
    assert order("10", "9", declared=Attribute(id="x")) == ["10", "9"]


@given(st.sampled_from(["number", "date"]), st.text("0123456789-/,.年月日民國元 ０９", max_size=12))
def test_what_is_kept_is_read_as_it_stands(kind, text: str):
    attribute = Attribute(id="x", type=kind)
    try:
        kept = read_value(attribute, text)
    except ValueError:
        return
    assert read_value(attribute, kept) == kept


def test_groups_of_dates_are_months_years_or_stretches_of_years():
    def names(*values: str) -> list[str]:
        return [group.name for group in groups_of(cases(*values), "x")]

    assert names(*(f"2024-0{m}-0{d}" for m in (1, 2) for d in (1, 2, 3)), "") == ["2024-01", "2024-02", "—"]
    assert names("2024-01-01", "2021-05", "2024-03", "2022", "2021-07") == ["2021", "2022", "2024"]
    bins = ["未滿 2000", "2000 至未滿 2010", "2010 以上"]
    assert names(*(f"{year}-01" for year in range(1990, 2020))) == bins


def test_one_number_written_in_two_ways_is_one_group_and_what_is_none_has_its_own():
    found = groups_of(cases("1,200", "1200", "7", "很多"), "x", {"x": Attribute(id="x", type="number")})
    assert [(g.name, len(g.cases)) for g in found] == [("7", 1), ("1200", 2), ("很多", 1)]


def test_bins_of_years_are_written_without_a_comma():
    cases = [Case(id=str(year), name="", attributes={"year": str(year)}) for year in range(2016, 2022)]
    assert [group.name for group in groups_of(cases, "year")] == ["未滿 2018", "2018 至未滿 2020", "2020 以上"]
