"""Files that never end or never answer are refused at once, by name."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pytest

from coder.cli.main import main
from coder.errors import InputError
from coder.files.bounded import look_through, read_part, read_whole
from coder.record.study import Study

DEVICES = [path for path in ("/dev/zero", "/dev/tty", "/dev/stdin") if Path(path).exists()]
COMMANDS = {
    "a transcript": ("import", "{}.txt", "--case", "A"),
    "a document": ("import", "{}.docx", "--case", "A"),
    "codings": ("codings", "import", "{}.csv"),
    "a list of names": ("names", "load", "{}.csv"),
    "a corrected text": ("revise", "firm-a", "{}.txt"),
    "a report": ("verify", "{}.md"),
    "a report of Word": ("verify", "{}.docx"),
    "a template": ("report", "--format", "docx", "--template", "{}.docx"),
    "allowed signers": ("verify", "--signers", "{}.txt"),
}


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_ordinary_file_is_refused_by_name(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], kind: str
):
    """GIVEN a pipe that nobody writes to, a device without end, or a folder in the place of a file."""
    suffix = next(Path(part).suffix for part in arguments if part.startswith("{}"))
    path = tmp_path / f"given{suffix}"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    command = [part.format(str(path.with_suffix(""))) for part in arguments]
    before = study.journal.head()
    assert main([f"--study={study.path.parent}", "--coder", "甲", "--lang", "en", *command]) != 0
    said = capsys.readouterr().err
    assert path.name in said
    assert "Internal error" not in said
    assert study.journal.head() == before


def test_a_file_larger_than_can_be_meant_is_refused_unread(tmp_path: Path):
    """A file of a terabyte takes no terabyte of memory to refuse."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(InputError, match=r"large\.txt.* 1 MB"):
        read_whole(path, 1_000_000)


def test_a_file_of_the_most_is_read(tmp_path: Path):
    path = tmp_path / "right.txt"
    path.write_bytes(b"x" * 1000)
    assert read_whole(path, 1000) == b"x" * 1000
    with pytest.raises(InputError):
        read_whole(path, 999)


@pytest.mark.parametrize("path", DEVICES)
def test_devices_are_refused(path: str):
    with pytest.raises(InputError):
        read_whole(Path(path), 1000)


def test_a_pipe_is_refused_without_waiting_for_who_writes(pipe: Path):
    with pytest.raises(InputError):
        read_whole(pipe, 1000)


def liar(folder: Path, size: int) -> Path:
    """Make a packed file whose part unpacks to `size` bytes and says that it has ten."""
    path = folder / "liar.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("part.xml", bytes(size))
    data = path.read_bytes()
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    return path


@pytest.mark.parametrize("read", [lambda a: read_part(a, "part.xml", 1000), lambda a: look_through(a, a.infolist())])
def test_a_part_that_lies_about_its_size_is_refused_and_takes_no_memory(tmp_path: Path, read):
    path = liar(tmp_path, 30_000_000)
    tracemalloc.start()
    try:
        with ZipFile(path) as archive, pytest.raises(BadZipFile):
            read(archive)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_part_that_is_larger_than_wanted_is_refused(tmp_path: Path):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("part.xml", "x" * 11)
    with ZipFile(path) as archive:
        assert read_part(archive, "part.xml", 11) == b"x" * 11
        with pytest.raises(BadZipFile):
            read_part(archive, "part.xml", 10)
