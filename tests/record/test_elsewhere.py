"""A screen follows acts of other connections, and nothing else."""

from __future__ import annotations

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.study import Study


def code(study: Study, at: int) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(at, at + 2), ["cert"])


def test_acts_of_another_connection_are_told_once(study: Study):
    study.changed_elsewhere()
    with Study.open(study.path, "乙") as other:
        code(other, 30)
        assert study.changed_elsewhere()
        assert not study.changed_elsewhere()
        code(study, 40)
        assert not study.changed_elsewhere()
        code(other, 50)
        assert study.changed_elsewhere(), "an act of one's own hides no other"


def test_what_another_connection_only_remembers_is_not_followed(study: Study):
    study.changed_elsewhere()
    code(study, 30)
    with Study.open(study.path, "甲") as other:
        other.remember("transcript", "firm-a")
        other.reader.keep("counts:x", "x", "1", b"[]")
    assert not study.changed_elsewhere()
