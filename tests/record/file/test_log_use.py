"""A log that a living program holds is not looked at again; every other one is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coder.record.file import log_use
from coder.record.proof import log_proof
from coder.record.study import Study

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM change").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


def counted(path: Path, monkeypatch) -> list[Path]:
    """Return the studies whose log is looked at from now on."""
    seen: list[Path] = []
    monkeypatch.setattr(log_proof, "_unfit", lambda path: seen.append(path) or "")
    return seen


def leave_log(path: Path) -> None:
    """Leave a log beside a study, of which SQLite reads nothing."""
    Path(f"{path}-wal").write_bytes(b"x" * 32)


def test_a_second_connection_of_the_same_program_looks_at_no_log(study: Study, monkeypatch):
    """The screen reads in threads over connections of their own, at each key."""
    seen = counted(study.path, monkeypatch)
    with Study.open(study.path, "甲"):
        assert seen == []


def test_a_command_beside_a_window_looks_at_no_log(study: Study, monkeypatch):
    path = study.path
    study.close()
    leave_log(path)
    window = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    window.stdout.readline()
    try:
        assert log_use.is_in_use(path)
        seen = counted(path, monkeypatch)
        Study.open(path, "甲").close()
        assert seen == []
    finally:
        window.communicate("")
    assert not log_use.is_in_use(path)


def test_a_log_that_nobody_holds_is_looked_at(study: Study, monkeypatch):
    path = study.path
    study.close()
    leave_log(path)
    seen = counted(path, monkeypatch)
    Study.open(path, "甲").close()
    assert seen == [path]
