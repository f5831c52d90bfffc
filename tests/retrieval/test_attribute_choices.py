"""What filters offer of the attributes of cases, and which cases that means."""

from __future__ import annotations

import pytest

from coder.model.case_condition import cases_meant
from coder.model.codebook import Attribute, Case
from coder.model.project import Project
from coder.retrieval.attribute_choices import condition_choices, conditions_of, typed_choice, typed_example

STAFF = {"A": "9", "B": "1,200", "C": "45", "D": "80", "E": "220", "F": "3500", "G": ""}
SIZES = {"A": "small", "B": "large", "C": "middle", "D": "middle", "E": "large", "F": "large", "G": "small"}


def of(cases: tuple[Case, ...], *attributes: Attribute) -> Project:
    return Project(title="t", codes=(), transcripts=(), cases=cases, attributes=attributes)


@pytest.fixture
def project() -> Project:
    """GIVEN seven cases with a number, a date, choices in their order, and words."""
    cases = tuple(
        Case(
            id=key,
            name=key,
            attributes={"staff": STAFF[key], "scale": SIZES[key], "met": f"2024-0{at}-01", "branch": f"kind {at % 2}"},
        )
        for at, key in enumerate(STAFF, start=1)
    )
    order = Attribute(id="scale", type="choice", choices=("small", "middle", "large"))
    return of(cases, order)


def meant(project: Project, label: str) -> str:
    key = {name: key for key, name in condition_choices(project)}[label]
    return "".join(sorted(cases_meant(project, conditions_of(key))))


@pytest.mark.parametrize(
    ("label", "cases"),
    [
        ("staff：45", "C"),
        ("staff ≥ 80", "BDEF"),
        ("staff ≤ 220", "ACDE"),
        ("staff ≠ 45", "ABDEF"),
        ("met ≥ 2024-05-01", "EFG"),
        ("scale ≥ middle", "BCDEF"),
        ("scale ≤ middle", "ACDG"),
        ("scale ≠ large", "ACDG"),
        ("branch ≠ kind 1", "BDF"),
    ],
)
def test_each_condition_means_its_cases(project: Project, label: str, cases: str) -> None:
    assert meant(project, label) == cases


def test_the_bins_of_a_number_part_its_cases(project: Project) -> None:
    bins = [conditions_of(key) for key, _label in condition_choices(project) if len(conditions_of(key)) > 1]
    found = ["".join(sorted(cases_meant(project, one))) for one in bins if one[0][0] == "staff"]
    assert sorted("".join(found)) == list("ABCDEF")
    assert len(found) == len(set(found)) >= 2


def test_words_have_no_ranges(project: Project) -> None:
    assert not [label for _key, label in condition_choices(project) if label.startswith(("branch ≥", "branch ≤"))]


def test_of_many_values_some_limits_are_offered() -> None:
    cases = tuple(Case(id=str(n), name=str(n), attributes={"staff": str(n)}) for n in range(200))
    offered = [label for _key, label in condition_choices(of(cases)) if "≥" in label]
    assert 6 <= len(offered) <= 12


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("staff>=50; staff<300", "DE"),
        ("staff>=50；staff<300；", "DE"),
        ("scale>small", "BCDEF"),
        ("staff ≠ 45", "ABDEF"),
    ],
)
def test_what_is_typed_is_read(project: Project, text: str, cases: str) -> None:
    found = typed_choice(project, text)
    assert found is not None
    assert "".join(sorted(cases_meant(project, conditions_of(found[0])))) == cases


@pytest.mark.parametrize("text", ["", "staff", "staff>=many", "gone>=1", "branch>=kind 1", "staff>=50; and more"])
def test_what_says_nothing_is_no_choice(project: Project, text: str) -> None:
    assert typed_choice(project, text) is None


def test_the_example_is_of_this_study(project: Project) -> None:
    shown = typed_choice(project, typed_example(project))
    assert shown is not None
