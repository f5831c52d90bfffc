"""Findings stand in the lead's order on screens, in commands and in reports."""

from __future__ import annotations

from coder.agreement.study_settings import decide
from coder.findings.finding_order import move_entry
from coder.reports.build import build_report


def told(study):
    return [finding.id for finding in study.project().findings]


def test_a_finding_is_moved_up_and_back_by_undo(study):
    assert told(study) == ["F1", "F2"]
    move_entry(study, study.project().findings[1], -1)
    assert told(study) == ["F2", "F1"]
    assert [one.finding.id for one in build_report(study, is_written=False).findings] == ["F2", "F1"]
    act = study.journal.undoable("甲")
    assert act is not None
    study.revert(act, "undo")
    assert told(study) == ["F1", "F2"]
    assert study.verify() == []


def test_beyond_the_ends_nothing_is_recorded(study):
    before = study.journal.head()
    first, last = study.project().findings
    assert not move_entry(study, first, -1).act
    assert not move_entry(study, last, 1).act
    assert study.journal.head() == before


def test_findings_that_the_order_does_not_name_follow_by_their_ids(study):
    decide(study, "finding-order", "F2")
    assert told(study) == ["F2", "F1"]
