"""A backup put back: what was there is kept, windows follow or refuse, and no foreign log gets in."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.model.text import Span
from coder.record.study import Study

from .conftest import Run


def changes(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM change").fetchone()[0])


def code_something(path: Path, start: int) -> None:
    with Study.open(path, "ann") as study:
        name = study.project().transcripts[0].id
        Desk(study).code(study.transcript(name), Span(start, start + 5), ["shortage"])


@pytest.fixture
def saved(study: Path, run: Run) -> Path:
    """A backup, after which the study went on."""
    copy = Path(run("backup").out.strip())
    code_something(study / "study.db", 3)
    return copy


def test_a_restore_keeps_what_was_there(study: Path, saved: Path, run: Run):
    went_on = changes(study / "study.db")
    result = run("restore", str(saved), "--json")
    assert result.status == 0
    assert changes(study / "study.db") == changes(saved) + 1 <= went_on
    assert changes(Path(result.json["kept"])) == went_on
    assert run("verify").status == 0
    assert run("restore", result.json["kept"]).status == 0
    assert changes(study / "study.db") == went_on + 1


def test_a_backup_that_is_not_as_its_journal_says_is_told(study: Path, saved: Path, run: Run):
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("UPDATE coding SET line = line + 1 WHERE rowid = 1")
    result = run("restore", str(saved))
    assert result.status == 0
    assert "not as its own journal says" in result.err
    assert run("verify").status == 1


def test_an_open_window_follows_and_acts_on(study: Path, saved: Path, run: Run):
    with Study.open(study / "study.db", "ann") as window:
        assert run("restore", str(saved)).status == 0
        assert sum(window.journal.limits().values()) == changes(saved) + 1
    code_something(study / "study.db", 12)
    assert run("verify").status == 0


def test_a_window_whose_file_was_replaced_takes_no_act(study: Path, saved: Path):
    with Study.open(study / "study.db", "ann") as window:
        name = window.project().transcripts[0].id
        (study / "study.db").unlink()
        shutil.copy(saved, study / "study.db")
        with pytest.raises(CoderError, match="another file"):
            Desk(window).code(window.transcript(name), Span(0, 4), ["shortage"])


CRASH = """
import os, signal, sys
from coder.record.study import Study
from coder.coding.acts import Desk
from coder.model.text import Span
study = Study.open(__import__("pathlib").Path(sys.argv[1]), "ann")
name = study.project().transcripts[0].id
for start in range(4, 10):
    Desk(study).code(study.transcript(name), Span(start, start + 5), ["shortage"])
os.kill(os.getpid(), signal.SIGKILL)
"""


def crash(database: Path) -> None:
    """Act on the study and die, so that the log stays beside it."""
    ended = subprocess.run([sys.executable, "-c", CRASH, str(database)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert Path(f"{database}-wal").stat().st_size


def test_acts_of_a_killed_window_are_kept_before_a_restore(study: Path, saved: Path, run: Run):
    crash(study / "study.db")
    result = run("restore", str(saved), "--json")
    assert changes(Path(result.json["kept"])) > changes(saved)
    assert changes(study / "study.db") == changes(saved) + 1
    assert run("verify").status == 0


def test_a_study_that_cannot_be_read_is_moved_away_and_restored(study: Path, saved: Path, run: Run):
    path = study / "study.db"
    path.write_bytes(b"x" * 9000)
    assert run("names").status == 1
    result = run("restore", str(saved), "--json")
    assert (result.status, result.json["readable"]) == (0, False)
    assert Path(result.json["kept"]).read_bytes() == b"x" * 9000
    assert run("verify").status == 0


def test_a_lost_study_is_restored(study: Path, saved: Path, run: Run):
    (study / "study.db").unlink()
    assert run("--study", str(study), "restore", str(saved)).status == 0
    assert run("verify").status == 0


def test_a_damaged_backup_is_refused_and_nothing_changes(study: Path, saved: Path, run: Run):
    before = changes(study / "study.db")
    data = bytearray(saved.read_bytes())
    data[8192:40960] = os.urandom(32768)
    saved.write_bytes(bytes(data))
    assert run("restore", str(saved)).status == 1
    assert changes(study / "study.db") == before
    assert not [p for p in study.iterdir() if ".unfinished" in p.name]


def test_what_a_killed_backup_left_is_no_backup_and_goes(study: Path, run: Run):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = study / "backups" / f".study-20260101-000000.{gone.pid}.unfinished"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half")
    assert run("backup", "--list", "--json").json["rows"] == []
    assert run("backup").status == 0
    assert not left.exists()


FOREIGN = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode = WAL")
connection.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (randomblob(30000))")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_study_beside_a_foreign_log_takes_no_act_and_is_not_changed(study: Path, saved: Path, run: Run):
    path, other = study / "study.db", study / "other.db"
    subprocess.run([sys.executable, "-c", FOREIGN, str(other)], check=False)
    shutil.copy(f"{other}-wal", f"{path}-wal")
    before = path.read_bytes()
    assert run("names", "set", "A", "B").status == 1
    assert path.read_bytes() == before
    assert run("restore", str(saved)).status == 0
    assert run("verify").status == 0


def test_an_older_copy_laid_over_a_crashed_study_takes_no_act(study: Path, saved: Path, run: Run):
    """Each page of the log may fit the older copy: what both together say is asked of the record."""
    path = study / "study.db"
    crash(path)
    older = shutil.copy(saved, path)
    before = Path(older).read_bytes()
    refused = run("names", "set", "A", "B")
    assert (refused.status, "study.db-wal" in refused.err) == (1, True)
    assert path.read_bytes() == before
    assert run("restore", str(saved)).status == 0
    assert run("verify").status == 0


def test_a_study_that_was_put_back_lets_others_read_while_it_is_written(study: Path, saved: Path, run: Run):
    assert run("restore", str(saved)).status == 0
    with Study.open(study / "study.db", "ann") as window, closing(sqlite3.connect(study / "study.db")) as reader:
        reader.execute("BEGIN")
        held = reader.execute("SELECT count(*) FROM change").fetchone()
        Desk(window).code(window.transcript(window.project().transcripts[0].id), Span(0, 4), ["shortage"])
        assert reader.execute("SELECT count(*) FROM change").fetchone() == held
