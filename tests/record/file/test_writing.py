"""The writer's lock: waited for, told of, and named where it does not come."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coder.errors import StoreError
from coder.record.file import writing
from coder.record.study import Study


@pytest.fixture
def busy(study, monkeypatch):
    """GIVEN somebody who writes for as long as the test looks."""
    monkeypatch.setattr(writing, "PATIENCE", (0.01, 0.02))
    with Study.open(study.path, "乙") as other:
        study.connection.execute("BEGIN IMMEDIATE")
        yield other
        study.connection.execute("ROLLBACK")


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="this system does not tell who holds a lock")
def test_who_writes_is_told_and_named_by_process(busy, study):
    told = []
    token = writing.told_of_waiting.set(told.append)
    with pytest.raises(StoreError) as refused, busy.together():
        pass
    writing.told_of_waiting.reset(token)
    assert [f"({os.getpid()})" in one for one in told] == [True]
    assert f"({os.getpid()})" in refused.value.message


def test_nobody_is_named_where_the_system_is_silent(busy, monkeypatch):
    monkeypatch.setattr(writing, "writer_of", lambda _path: "")
    with pytest.raises(StoreError), busy.together():
        pass


def test_an_act_that_waited_is_done_when_the_lock_is_free(busy, study, monkeypatch):
    monkeypatch.setattr(writing, "PATIENCE", (0.01, 5))
    token = writing.told_of_waiting.set(lambda _writer: study.connection.execute("ROLLBACK"))
    with busy.together():
        pass
    writing.told_of_waiting.reset(token)
    study.connection.execute("BEGIN IMMEDIATE")


def test_at_rest_the_log_is_empty_and_a_reader_keeps_nobody_waiting(study):
    log = Path(f"{study.path}-wal")
    study.ensure_coder("丙")
    assert log.stat().st_size
    with Study.open(study.path, "乙") as other:
        other.connection.execute("BEGIN")
        other.connection.execute("SELECT count(*) FROM change").fetchone()
        study.ensure_coder("丁")
        writing.rest(study.connection)
        assert log.stat().st_size
        other.connection.execute("COMMIT")
    writing.rest(study.connection)
    assert log.stat().st_size == 0


def test_emptying_the_log_is_no_change_that_other_windows_must_take_over(study):
    study.ensure_coder("丙")
    with Study.open(study.path, "乙") as other:
        other.changed_elsewhere()
        writing.rest(study.connection)
        other.changed_elsewhere()
        writing.rest(study.connection)
        assert not other.changed_elsewhere(), "the log was empty already"
        study.changed_elsewhere()
        study.ensure_coder("丁")
        writing.rest(other.connection)
    assert not study.changed_elsewhere(), "who wrote nothing empties no log"
