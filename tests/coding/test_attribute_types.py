"""Attributes of cases are given a type, and keep to it."""

from __future__ import annotations

import pytest

from coder.coding.acts import Desk
from coder.coding.attribute_types import attribute_uses, forget_type, label_attribute, rename_attribute, set_type
from coder.coding.whole_transcripts import set_case
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.transcripts.cases import load_cases


def test_a_number_is_kept_without_commas_and_refused_where_it_is_none(study):
    set_case(study, "A", None, {"staff": "1,200"})
    set_type(study, "staff", "number")
    assert study.project().case_by_id["A"].attributes["staff"] == "1200"
    set_case(study, "B", None, {"staff": "４５"})
    assert study.project().case_by_id["B"].attributes["staff"] == "45"
    with pytest.raises(CoderError) as raised:
        set_case(study, "B", None, {"staff": "很多"})
    assert "staff" in raised.value.message
    # An empty value takes it away all the same.
    set_case(study, "B", None, {"staff": ""})
    assert "staff" not in study.project().case_by_id["B"].attributes
    assert study.verify() == []


def test_a_type_that_values_do_not_fit_is_refused_with_their_cases(study):
    with pytest.raises(ConflictError) as raised:
        set_type(study, "kind", "date")
    assert "A AI 新創" in raised.value.message
    with pytest.raises(CoderError):
        set_type(study, "kind", "choice")
    set_type(study, "kind", "choice", ["資服業", "AI 新創"])
    [use] = attribute_uses(study.project())
    assert (use.decided, use.values, use.cases) == (True, ("資服業", "AI 新創"), 2)
    with pytest.raises(CoderError):
        load_cases(
            study,
            [
                c if c.id == "A" else type(c)(id="B", name="乙", attributes={"kind": "別的"})
                for c in study.project().cases
            ],
        )
    forget_type(study, "kind")
    assert not study.project().attributes
    with pytest.raises(NotFoundError):
        forget_type(study, "kind")


def test_an_attribute_gets_another_name_on_every_case_and_undo_takes_it_back(study):
    set_type(study, "kind", "text")
    rename_attribute(study, "kind", "類別")
    assert [list(c.attributes) for c in study.project().cases] == [["類別"], ["類別"]]
    assert [a.id for a in study.project().attributes] == ["類別"]
    Desk(study).undo(None)
    assert [list(c.attributes) for c in study.project().cases] == [["kind"], ["kind"]]
    for old, new in (("nowhere", "x"), ("kind", ""), ("kind", "kind")):
        with pytest.raises(CoderError):
            rename_attribute(study, old, new)
    assert study.verify() == []


def test_an_attribute_is_called_otherwise_in_either_language_and_keeps_its_type(study):
    set_type(study, "kind", "choice", ["資服業", "AI 新創"])
    label_attribute(study, "kind", english="Line of business")
    label_attribute(study, "kind", chinese="業別")
    one = study.project().attribute_by_id["kind"]
    assert (one.name, one.name_en, one.type) == ("業別", "Line of business", "choice")
    with pytest.raises(CoderError):
        label_attribute(study, "kind", chinese="業別")
    with pytest.raises(NotFoundError):
        label_attribute(study, "kin", chinese="業別")
    Desk(study).undo(None)
    assert study.project().attribute_by_id["kind"].name == ""
