"""Every failure is a sentence with a remedy and an exit status; none is a traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from rounds import pairs

from coder.cli import lists, main
from coder.errors import CoderError

from .conftest import Run
from .samples import CODEBOOK, write_files


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "nix"), ("finding", "F9"), ("trace", "nix"), ("quotes", "--code", "nix"), ("freq", "--by", "nix"),
        ("log", "--act", "nix"), ("log", "--coder", "nix"), ("import", "nix.txt"), ("redo",), ("init",),
        ("suggest", "nix"), ("--study", "nix", "freq"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_the_study_refuses_ends_with_1(study: Path, run: Run, arguments: tuple[str, ...]):
    result = run(*arguments)
    assert result.status == 1
    assert result.err.startswith("Error: ")
    assert not result.out
    assert len(result.err.splitlines()) <= 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("frq",), ("freq", "--nix"), ("show",), ("show", "firm-a", "--lines", "9-4"), ("search", " "),
        ("report", "--format", "pdf"), ("report", "--format", ","), ("quotes", "--limit", "-1"),
        ("completion", "tcsh"), ("import",), ("codebook", "nix"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_wrong_command_line_ends_with_2(study: Path, run: Run, arguments: tuple[str, ...]):
    result = run(*arguments)
    assert (result.status, "Error: " in result.err, "--help" in result.err) == (2, True, True)


def test_a_misspelt_command_is_answered_with_the_nearest(run: Run):
    assert "'freq'" in run("frq").err


def test_without_a_study_the_remedy_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = run("freq")
    assert (result.status, "coder init" in result.err) == (1, True)


def test_a_database_of_others_is_refused(run: Run, tmp_path: Path):
    with sqlite3.connect(tmp_path / "study.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    result = run("--study", str(tmp_path), "freq")
    assert (result.status, "not a study" in result.err) == (1, True)
    assert run("build", str(tmp_path), "--force").status == 1


def test_a_file_that_is_no_database_is_refused(run: Run, tmp_path: Path):
    (tmp_path / "study.db").write_bytes(b"not a database, but long enough to be read as one" * 40)
    result = run("--study", str(tmp_path), "freq")
    assert (result.status, "study.db" in result.err) == (1, True)


def test_a_newer_study_is_left_alone(study: Path, run: Run):
    with sqlite3.connect("study.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    result = run("freq")
    assert (result.status, "newer" in result.err, "99" in result.err) == (1, True, True)


def test_a_damaged_study_is_told_plainly_while_it_is_read(study: Path, run: Run):
    data = bytearray(Path("study.db").read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    Path("study.db").write_bytes(data)
    result = run("quotes")
    assert (result.status, "study.db" in result.err) == (1, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("definition:", "definicion:"), ("id: referral", "id: shortage"), ("[推薦]", "推薦"), ("title: 小研究", "title: [小"),
    ],
    ids=["wrong field", "an id twice", "keywords as a string", "no YAML"],
)  # fmt: skip
def test_a_wrong_codebook_names_file_and_line(run: Run, tmp_path: Path, old: str, new: str):
    folder = write_files(tmp_path / "s")
    (folder / "codebook" / "codebook.yaml").write_text(CODEBOOK.replace(old, new), "utf-8")
    for arguments in (("codebook", "check"), ("init", str(folder))):
        result = run("--study", str(folder), *arguments)
        assert (result.status, "codebook.yaml:" in result.err) == (1, True)
    assert not (folder / "study.db").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(run: Run, tmp_path: Path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    result = run("init", str(folder / "s"))
    assert (result.status, "locked" in result.err) == (1, True)


def test_a_folder_that_refuses_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(self: Path, *_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = run("init", str(tmp_path / "s"))
    assert (result.status, str(tmp_path / "s") in result.err) == (1, True)


def test_an_export_where_a_file_stands_is_refused(study: Path, run: Run, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    result = run("report", "--to", str(tmp_path / "file" / "deep"))
    assert (result.status, "file" in result.err) == (1, True)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (CoderError("it broke \x1b[31m", "mend it"), 1, "Error: it broke �[31m\nHint: mend it\n"),
        (OSError(28, "No space left on device", "/x/y.csv"), 1, "/x/y.csv: No space left"),
        (RuntimeError("boom"), 1, "Internal error RuntimeError: boom (CODER_DEBUG=1 shows the trace)"),
        (KeyboardInterrupt(), 130, ""),
    ],
    ids=["coder", "os", "unexpected", "interrupt"],
)
def test_the_boundary_says_it_in_a_sentence(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch, error, status, words
):
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(lists, "_transcript_rows", fail)
    result = run("transcripts")
    assert (result.status, words in result.err, "Traceback" in result.err) == (status, True, False)
    monkeypatch.setenv("CODER_DEBUG", "1")
    assert status == 130 or "Traceback" in run("transcripts").err


def test_a_reader_that_goes_away_is_no_error(study: Path):
    process = subprocess.Popen(
        [sys.executable, "-m", "coder", "log", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=study
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


def test_global_options_may_stand_behind_the_command():
    assert main.hoist(["freq", "--study", "x", "--lang=en", "--", "--lang", "y"]) == (
        {"--study": "x", "--lang": "en"}, ["freq", "--", "--lang", "y"],
    )  # fmt: skip
    assert main.hoist(["freq", "--study"]) == ({}, ["freq", "--study"])


def _run_with(study_folder: Path, encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "coder", f"--study={study_folder}", "--coder", "甲", "--lang", "zh_TW", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, check=False)


ENCODINGS = ["ascii", "big5", "latin-1"]


@pytest.mark.parametrize(("command", "encoding"), pairs([("freq",), ("transcripts",), ("quotes",)], ENCODINGS))
def test_json_is_read_whatever_the_locale(study: Path, encoding: str, command: tuple[str, ...]):
    """ASCII escapes or UTF-8: a program reads the same words either way."""
    folder = study
    wanted = json.loads(_run_with(folder, "utf-8", *command, "--json").stdout)
    assert json.loads(_run_with(folder, encoding, *command, "--json").stdout.decode("utf-8")) == wanted


@pytest.mark.parametrize(
    ("command", "encoding"), pairs([("freq", "--csv", "-"), ("search", "的", "--csv", "-")], ENCODINGS[1:])
)
def test_csv_on_stdout_is_utf_8(study: Path, encoding: str, command: tuple[str, ...]):
    folder = study
    assert _run_with(folder, encoding, *command).stdout == _run_with(folder, "utf-8", *command).stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("show", "nothing", "--json"), 1),
        (("quotes", "nothing", "--json"), 1),
        (("freq", "--no-such-option", "--json"), 2),
        (("trace", "--json"), 2),
    ],
)
def test_errors_of_json_commands_are_json(study: Path, arguments: tuple[str, ...], status: int):
    """One object on one line of stderr, with what to do about it."""
    done = _run_with(study, "ascii", *arguments)
    said = json.loads(done.stderr.decode("ascii"))
    assert (done.returncode, done.stdout) == (status, b"")
    assert said["error"]
    assert set(said) == {"error", "hint"}


def test_a_name_in_big5_is_shown_in_its_letters(study: Path, run: Run):
    """Windows leaves such names in its archives; here they are bytes that are no UTF-8."""
    name = os.fsdecode("測試.db".encode("cp950"))
    assert "測試.db" in run("merge", name).err
    assert json.loads(run("merge", name, "--json").err)["error"]
    refused = run("names", "set", name, "x")
    assert refused.status == 1
    assert "Internal" not in refused.err
    folder = study / os.fsdecode("資料".encode("cp950"))
    assert run("clone", str(folder)).status == 0
    assert run("--study", str(folder), "verify").status == 0


def test_a_damaged_study_is_named(study: Path, run: Run, tmp_path: Path):
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes((study / "study.db").read_bytes().replace(b"TABLE coding (", b"TABLE \xb0\xb0ding ("))
    for command in ("merge", "restore"):
        result = run(command, str(damaged))
        assert result.status == 1
        assert "damaged.db" in result.err
        assert "Internal" not in result.err
