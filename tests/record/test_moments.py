"""Where several replicas stand in one file, what rested on a number rests on where each of them stood."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.findings.acts import Findings
from coder.model.journal.moment import limits_text, read_limits
from coder.model.text import Span
from coder.record.file.restore import restore
from coder.record.past_study import find_moment, open_past
from coder.record.study import Study
from coder.reports.build import build_report


def code(study: Study, start: int) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), ["cert"])


@pytest.fixture
def restored(study: Study):
    """GIVEN a study whose backup was put back, and that went on after it."""
    code(study, 30)
    kept = study.backup()
    code(study, 45)
    path = study.path
    study.close()
    restore(path, kept, path.parent / "backups")
    with Study.open(path, "甲") as opened:
        yield opened


def test_a_restored_file_is_another_replica_and_says_where_it_came_from(study):
    kept, old, last = study.backup(), study.journal.replica, study.journal.head()[0]
    path = study.path
    study.close()
    restore(path, kept, path.parent / "backups")
    with Study.open(path, "甲") as opened:
        assert opened.journal.replica != old
        assert opened.reader.all_named("replica")[0].origin == f"{old}:{last}"
        code(opened, 45)
        assert opened.journal.limits() == {old: last, opened.journal.replica: 2}
        assert opened.verify() == []
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM change WHERE replica = ?", (old,)).fetchone()[0] == last


def test_acts_stand_in_their_order_and_are_taken_back_from_the_last(restored):
    code(restored, 60)
    code(restored, 75)
    verbs = [act.verb for act in restored.acts(limit=3)]
    assert verbs == ["code", "code", "restore"]
    clocks = [act.clock for act in restored.acts()]
    assert clocks == sorted(clocks, reverse=True)
    Desk(restored).undo()
    assert restored.verify() == []


def test_a_number_is_told_with_its_replica_and_read_again(restored):
    code(restored, 60)
    now = find_moment(restored)
    assert now.name == f"{restored.journal.replica[:4]}#2"
    assert find_moment(restored, now.name).limits == now.limits
    assert find_moment(restored, limits_text(dict(now.limits))).limits == now.limits
    (old,) = (name for name, _last in now.limits if name != restored.journal.replica)
    first = find_moment(restored, f"{old[:4]}#3")
    assert dict(first.limits) == {old: first.seq, restored.journal.replica: 0}
    # A number that only one replica has needs no name.
    last = dict(now.limits)[old]
    assert find_moment(restored, f"#{last}").replica == old
    with pytest.raises(CoderError, match=f"#{last + 50}"):
        find_moment(restored, f"#{last + 50}")


def test_the_past_of_each_moment_is_what_stood_then(restored):
    then = limits_text(restored.journal.limits())
    before = restored.totals()
    code(restored, 60)
    with open_past(restored.path, "甲", then) as past:
        assert len(list(past.quotations())) == before[0]


def test_a_sign_off_holds_over_a_restore_and_what_comes_after_is_a_change(study):
    code(study, 30)
    Findings(study).sign_off("F1")
    path, kept = study.path, study.backup()
    study.close()
    restore(path, kept, path.parent / "backups")
    with Study.open(path, "甲") as opened:
        assert Findings(opened).work("F1").since == ()
        code(opened, 45)
        assert [one.how for one in Findings(opened).work("F1").since] == ["made"]
        Findings(opened).sign_off("F1")
        assert Findings(opened).work("F1").since == ()
        code(opened, 60)
        assert len(Findings(opened).work("F1").since) == 1


def test_rows_of_another_replica_are_changes_since_whatever_their_numbers(study, tmp_path: Path):
    """GIVEN rows that a colleague's copy made meanwhile WHEN they are in the file THEN a sign-off from before tells it."""
    code(study, 30)
    Findings(study).sign_off("F1")
    copy = tmp_path / "copy" / "study.db"
    copy.parent.mkdir()
    shutil.copy(study.backup(), copy)
    restore(copy, study.backup(), copy.parent / "backups")
    with Study.open(copy, "甲") as other:
        code(other, 45)
        rows = other.connection.execute("SELECT * FROM change WHERE replica = ?", (other.journal.replica,)).fetchall()
    marks = ", ".join("?" * len(rows[0]))
    study.connection.executemany(f"INSERT INTO change VALUES ({marks})", rows)
    found = Findings(study).work("F1").since
    assert [(one.how, one.seq) for one in found] == [("made", 2)]


def test_a_report_names_where_each_replica_stood(restored, study):
    stamp = build_report(restored).stamp
    assert read_limits(stamp.moment) == restored.journal.limits()
    assert stamp.head == restored.journal.head()[1]


def test_with_one_replica_nothing_is_written_otherwise(study):
    assert build_report(study).stamp.moment == ""
    assert find_moment(study).name == f"#{study.journal.head()[0]}"
