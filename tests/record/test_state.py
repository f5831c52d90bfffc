"""What a view remembers holds while the study is open, even where the file can't be written."""

from __future__ import annotations

from coder.record.study import Study


def test_what_cannot_be_written_holds_while_the_study_is_open(study: Study):
    assert study.remember("place", "firm-a")
    study.connection.execute("PRAGMA query_only = ON")
    assert not study.remember("place", "firm-b")
    assert study.recall("place") == "firm-b"
    with Study.open(study.path, study.coder) as other:
        assert other.recall("place") == "firm-a"
    study.connection.execute("PRAGMA query_only = OFF")
    assert study.remember("place", "firm-c")
    assert study.recall("place") == "firm-c"
    study.forget("place")
    assert study.recall("place") is None
