"""Conditions on attributes of cases: numbers, dates and choices are compared as what they are."""

import pytest

from coder.errors import CoderError
from coder.model.case_condition import cases_meant, read_where, where_text
from coder.model.codebook import Attribute, Case
from coder.model.project import Project

CASES = {
    "A": {"employees": "18", "since": "2024-03-05", "size": "小", "note": "b"},
    "B": {"employees": "1200", "since": "2023-11", "size": "大", "note": "a"},
    "C": {"employees": "很多", "since": "2024", "size": "中"},
    "D": {},
}
PROJECT = Project(
    title="",
    codes=(),
    transcripts=(),
    cases=tuple(Case(id=key, name=key, attributes=found) for key, found in CASES.items()),
    attributes=(
        Attribute(id="employees", type="number", name="員工數"),
        Attribute(id="since", type="date"),
        Attribute(id="size", type="choice", choices=("小", "中", "大")),
    ),
)


def meant(*texts: str) -> str:
    found = [where for text in texts if (where := read_where(text))]
    assert len(found) == len(texts)
    return "".join(sorted(cases_meant(PROJECT, found)))


@pytest.mark.parametrize(
    ("asked", "cases"),
    [
        (["employees>=200"], "B"), (["員工數 ＜ 200"], "A"), (["employees=1,200"], "B"), (["employees≠18"], "BC"),
        (["since>=2024"], "AC"), (["since<2024-01"], "B"), (["since=2024"], "AC"), (["since<=民國113年3月"], "ABC"),
        (["size>=中"], "BC"), (["size=大", "size=小"], "AB"), (["size!=大", "employees<100"], "A"), (["note=a"], "B"),
        (["employees>5", "employees<20"], "A"),
    ],
)  # fmt: skip
def test_values_are_compared_as_their_type(asked, cases):
    assert meant(*asked) == cases


@pytest.mark.parametrize("asked", ["note>a", "employees>viel", "size>=巨", "sise=大", "size=巨"])
def test_what_cannot_be_compared_is_refused_with_what_there_is(asked):
    with pytest.raises(CoderError) as raised:
        meant(asked)
    assert raised.value.hint


def test_a_condition_reads_as_it_was_written():
    assert [where_text(read_where(text) or ("", "")) for text in ("a=b", "a ≥ 5", "a=>=5")] == ["a=b", "a>=5", "a>=5"]
    assert read_where("employees") is None
