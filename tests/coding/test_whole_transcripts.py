"""Whole transcripts, cases and coders' names changed, and taken back."""

from __future__ import annotations

import pytest

from coder.coding import whole_transcripts as keeping
from coder.coding.acts import Desk
from coder.errors import CoderError, NotFoundError
from coder.model.people import Coder
from coder.model.text import Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility


def test_a_transcript_taken_out_takes_its_work_along_and_undo_brings_all_back(study):
    desk, document = Desk(study), study.transcript("firm-a")
    desk.code(document, Span(30, 40), ["cert"])
    [coding] = study.transcript("firm-a").codings
    desk.write_memo("看", "coding", coding.id, Span(30, 40))
    told = keeping.remove_transcript(study, document.info.id).message
    assert "coder withdraw" in told
    assert document.info.id not in study.project().transcript_by_id
    assert study.verify() == []
    desk.undo(None)
    assert study.transcript("firm-a").codings == (coding,)
    assert len(desk.study.transcript("firm-a").memos) == 1
    assert study.verify() == []


def test_a_transcript_gets_another_name_and_case(study):
    key = study.transcript("firm-a").info.id
    keeping.rename_transcript(study, key, "first-talk")
    keeping.move_transcript(study, key, "B")
    info = study.project().transcript_by_id[key]
    assert (info.name, info.case) == ("first-talk", "B")
    for wrong in ("", "a\nb"):
        with pytest.raises(CoderError):
            keeping.rename_transcript(study, key, wrong)
    with pytest.raises(NotFoundError):
        keeping.move_transcript(study, key, "nowhere")
    assert study.verify() == []


def test_a_case_is_named_and_its_attributes_are_set_and_taken_away(study):
    set_to = keeping.set_case(study, "B", "Foundry", {"size": "500", "kind": "fab"})
    assert "類型：fab、規模：500" in set_to.message
    assert keeping.set_case(study, "B", None, {"kind": ""}).message.endswith("類型：-")
    case = study.project().case_by_id["B"]
    assert (case.name, case.attributes["size"], "kind" in case.attributes) == ("Foundry", "500", False)
    with pytest.raises(CoderError):
        keeping.set_case(study, "B", None, {})


def test_a_coders_name_is_corrected_and_the_id_stays(study):
    study.ensure_coder("甲")
    keeping.name_coder(study, "甲", "王甲")
    assert study.reader.one(Coder, "甲").name == "王甲"
    with pytest.raises(NotFoundError):
        keeping.name_coder(study, "nobody", "x")


def test_who_codes_blind_takes_nothing_out_and_is_told_no_count(study):
    with Study.open(study.path, "乙") as other:
        other.ensure_coder("乙")
    set_visibility(study, "乙", blind=True)
    with Study.open(study.path, "乙") as other:
        info = other.transcript("firm-a").info
        for asked in (lambda: keeping.resting_on(other, info), lambda: keeping.remove_transcript(other, info.id)):
            with pytest.raises(CoderError):
                asked()
