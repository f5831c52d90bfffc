from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.files.atomic import atomic_path, atomic_text, owner_only, together

pytestmark = pytest.mark.usefixtures("english")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def break_off(target: Path, error) -> None:
    with atomic_path(target) as path:
        path.write_text("half")
        raise error


def test_the_file_appears_only_when_it_is_whole(tmp_path):
    target = tmp_path / "a.txt"
    with atomic_text(target) as file:
        file.write("新\r\n")
        assert not target.exists()
    assert target.read_bytes() == "新\r\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_missing_folders_are_made(tmp_path):
    with atomic_text(tmp_path / "b" / "c" / "a.txt") as file:
        file.write("x")
    assert names(tmp_path / "b" / "c") == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, error):
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(error):
        break_off(target, error)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "read-only"), (errno.EIO, "unchanged")],
)
def test_a_failure_of_the_system_becomes_a_sentence_with_a_hint(tmp_path, number, hint):
    with pytest.raises(CoderError) as caught:
        break_off(tmp_path / "a.txt", OSError(number, os.strerror(number)))
    assert "a.txt" in caught.value.message
    assert hint in caught.value.hint
    assert names(tmp_path) == []


def test_a_failing_fsync_leaves_nothing(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CoderError, match=r"a\.txt"), atomic_text(tmp_path / "a.txt") as file:
        file.write("x")
    assert names(tmp_path) == []


def test_a_folder_in_the_files_place_is_an_error_with_a_hint(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(CoderError) as caught, atomic_text(tmp_path / "a.txt") as file:
        file.write("x")
    assert caught.value.hint
    assert names(tmp_path) == ["a.txt"]


def test_a_file_in_the_folders_place_is_an_error(tmp_path):
    (tmp_path / "exports").write_text("in the way")
    with pytest.raises(CoderError), atomic_text(tmp_path / "exports" / "a.txt") as file:
        file.write("x")


def test_what_utf8_cannot_say_is_replaced(tmp_path):
    with atomic_text(tmp_path / "a.txt") as file:
        file.write("a\ud800b")
    assert (tmp_path / "a.txt").read_text() == "a?b"


def test_files_written_together_come_whole_or_not_at_all(tmp_path):
    (tmp_path / "a.txt").write_text("old")

    def fail():
        with together(tmp_path) as unfinished:
            (unfinished / "a.txt").write_text("new")
            raise CoderError("half way")

    with pytest.raises(CoderError):
        fail()
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"
    with together(tmp_path) as unfinished:
        (unfinished / "a.txt").write_text("new")
        (unfinished / "b.txt").write_text("new")
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.txt": "new", "b.txt": "new"}


def test_the_file_has_the_rights_that_the_system_gives_or_the_owners_alone(tmp_path):
    """Nobody else reads it while it is being written either."""
    before = os.umask(0o022)
    try:
        for path, private, rights in ((tmp_path / "a.csv", False, 0o644), (tmp_path / "b.csv", True, 0o600)):
            with owner_only(wanted=private), atomic_text(path) as file:
                file.write("x")
                assert {one.stat().st_mode & 0o777 for one in tmp_path.glob(".*.tmp")} == {rights}
            assert path.stat().st_mode & 0o777 == rights
    finally:
        os.umask(before)


def test_what_a_killed_process_left_is_swept_up_and_what_a_living_one_writes_stays(tmp_path):
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    left = [tmp_path / f".unfinished-{gone.stdout.strip()}-0a1b2c3d", tmp_path / ".unfinished-1-0a1b2c3d"]
    files = [tmp_path / f".report.md.{gone.stdout.strip()}-0a1b2c3d.tmp", tmp_path / ".report.md.1-0a1b2c3d.tmp"]
    for folder in left:
        folder.mkdir()
        (folder / "report.md").write_text("quoted", "utf-8")
    for path in (*files, tmp_path / ".profile"):
        path.write_text("quoted", "utf-8")
    with atomic_text(tmp_path / "new.txt") as file:
        file.write("new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([left[1].name, files[1].name, ".profile", "new.txt"])


def test_files_in_folders_of_their_own_come_too_and_take_the_place_of_older_ones(tmp_path):
    """Another package's exporter may write pictures into a folder: private files, in a folder that can be entered."""
    for words in ("old", "new"):
        with owner_only(), together(tmp_path) as unfinished:
            (unfinished / "pictures").mkdir()
            (unfinished / "pictures" / "one.svg").write_text(words)
    assert (tmp_path / "pictures" / "one.svg").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "pictures" / "one.svg").stat().st_mode) == 0o600
    assert (tmp_path / "pictures").stat().st_mode & stat.S_IXUSR
