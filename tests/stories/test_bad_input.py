"""Bad input, a disk that refuses, a database that is not ours: a sentence, status 1, and nothing written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import pytest
from cli.samples import CASES, CODEBOOK, FIGURES, FINDINGS, write_files

from coder.cli.main import main
from coder.i18n import set_language
from coder.record.file import writing

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
ELF = b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4
HEADER = "transcript,line,quote,code,coder,at,origin,memo\n"
ROW = "firm-a,3,我們一直缺人,shortage,zoe,2026-01-02T10:00:00+08:00,manual,\n"
HINT = "Hint: "


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CODER_NAME", "ann")
    monkeypatch.setenv("CODER_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("CODER_DEBUG", raising=False)
    yield
    set_language("zh_TW")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> Result:
        capsys.readouterr()
        status = main([str(a) for a in arguments])
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return call


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_files(tmp_path_factory.mktemp("bad") / "study")
    assert main(["--coder", "ann", "--lang", "en", "build", str(folder)]) == 0
    return folder


@pytest.fixture
def study(built: Path, tmp_path: Path) -> Path:
    """A study of two transcripts and five codings, whose log is empty."""
    return Path(shutil.copytree(built, tmp_path / "study"))


def listing(folder: Path) -> dict[str, str]:
    """Return every file below a folder with its contents' hash, but for SQLite's own logs."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "folder"
        for p in folder.rglob("*")
        if not p.name.endswith(("-wal", "-shm"))
    }


def record(folder: Path) -> list[tuple[object, ...]]:
    """Return how many rows each table of the study holds, and where its journal stands."""
    with contextlib.closing(sqlite3.connect(f"file:{folder / 'study.db'}?mode=ro", uri=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = [(n, *connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()) for n in names]
        return [*counts, connection.execute("SELECT max(seq), max(hash) FROM change").fetchone()]


def assert_said(result: Result, *words: str) -> None:
    """Assert one sentence with a remedy, no trace, no data."""
    assert result.status == 1, result
    assert result.err.startswith("Error: "), result.err
    assert HINT in result.err, result.err
    assert "Internal error" not in result.err
    assert "Traceback" not in result.err
    assert not result.out
    assert len(result.err.splitlines()) == 2, result.err
    for word in words:
        assert word in result.err


def zipped() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "no Word document")
    return buffer.getvalue()


FILES = {
    "png.txt": (PNG, "PNG"), "png.md": (PNG, "PNG"), "elf.txt": (ELF, "ELF"), "elf.docx": (ELF, "not a Word document"),
    "zip.docx": (zipped(), "damaged"), "zip.txt": (zipped(), "ZIP"), "half.docx": (zipped()[:40], "not a Word document"),
    "random.txt": (hashlib.shake_256(b"seed").digest(4000), "binary"), "controls.txt": (b"\x01\x02\x03\n" * 50, "binary"),
    "empty.txt": (b"", "empty"), "empty.md": (b"", "empty"), "empty.docx": (b"", "empty"),
    "white.txt": (" \n\n\u3000\t\n".encode(), "empty"), "bom.txt": (b"\xef\xbb\xbf", "empty"),
    "bom16.txt": (b"\xff\xfe", "empty"), "widthless.txt": ("\u200b\n\u2060\n\ufeff".encode(), "empty"),
    "nul.txt": ("訪談者：好".encode() + b"\0\0" + "受訪者：對".encode() * 30, "binary"),
    "cut.txt": ("訪談者：你好\n受訪者：我們缺人".encode()[:-1], "cut.txt:2: byte 41"),
    "broken.txt": ("訪談者：你好嗎\n".encode() + b"\xff\xfd" + "受訪者：我們缺人\n".encode() * 5, "broken.txt:2: byte 23"),
    "odd16.txt": ("訪談者：你好\n受訪者：好".encode("utf-16")[:-1], "odd16.txt:2"),
    "a.pdf": (b"%PDF-1.7", "this is not a PDF"), "a.xyz": ("訪談者：好".encode(), ".xyz files cannot be read"),
    "nameless": ("訪談者：好".encode(), "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_transcript(study: Path, run: Run, tmp_path: Path, name: str):
    data, words = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    before, held = listing(study), record(study)
    assert_said(run("--study", study, "import", path, "--case", "A"), str(path), words)
    assert (listing(study), record(study)) == (before, held)


@pytest.mark.parametrize("name", ["aia2022", "cw2018"])
def test_a_truncated_file_names_the_line_and_the_byte(study: Path, run: Run, shared: Path, name: str):
    path = shared / "fixtures" / "gen_cc0" / f"{name}.truncated-utf8.txt"
    held = record(study)
    data = path.read_bytes()
    with pytest.raises(UnicodeDecodeError) as broken:
        data.decode()
    line = data[: broken.value.start].count(b"\n") + 1
    result = run("--study", study, "import", path, "--case-per-file")
    assert_said(result, f"{path}:{line}: byte {broken.value.start + 1} ")
    assert record(study) == held


def test_places_without_transcripts(study: Path, run: Run, tmp_path: Path):
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.pdf").write_bytes(b"%PDF")
    before, held = listing(study), record(study)
    for name in ("gone.txt", "gone/deep.txt", "none"):
        assert_said(run("--study", study, "import", tmp_path / name, "--case", "A"), str(tmp_path / name))
    assert (listing(study), record(study)) == (before, held)


def test_one_bad_file_keeps_all_out_and_each_is_named(study: Path, run: Run, tmp_path: Path):
    paths = [tmp_path / "good.txt", tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, data in zip(paths, ("受訪者：新的話\n".encode(), PNG, b""), strict=True):
        path.write_bytes(data)
    held = record(study)
    result = run("--study", study, "import", *paths, "--case-per-file")
    assert (result.status, result.out) == (1, "")
    assert all(str(path) in result.err for path in paths[1:])
    assert str(paths[0]) not in result.err
    assert record(study) == held


YAML = {
    "a wrong field": ("codebook.yaml", CODEBOOK, "definition:", "definicion:", "12: themes[0].codes[0].definicion"),
    "a list for a text": ("codebook.yaml", CODEBOOK, "name: 推薦", "name: [推薦]", "15: themes[0].codes[1].name is a list"),
    "an id twice": ("codebook.yaml", CODEBOOK, "id: referral", "id: shortage", "14: themes[0].codes[1].id"),
    "an id as a theme's": ("codebook.yaml", CODEBOOK, "id: experience", "id: talent", "23: themes[1].codes[0].id"),
    "keywords as a string": ("codebook.yaml", CODEBOOK, "[推薦]\n", "推薦\n", "17: themes[0].codes[1].keywords is not a list"),
    "a version as keyword": ("codebook.yaml", CODEBOOK, "[經驗]", "[1.10]", 'Put it in quotes: "1.10"'),
    "no as keyword": ("codebook.yaml", CODEBOOK, "[經驗]", "[經驗, no]", 'Put it in quotes: "no"'),
    "a date as id": ("codebook.yaml", CODEBOOK, "id: experience", "id: 2025-01-02", 'Put it in quotes: "2025-01-02"'),
    "an unclosed bracket": ("codebook.yaml", CODEBOOK, "title: 小研究", "title: [小", "2: this is not valid YAML"),
    "a tab": ("codebook.yaml", CODEBOOK, "      - id: referral", "\t- id: referral", "14: this is not valid YAML"),
    "a field twice": ("codebook.yaml", CODEBOOK, "title: 小研究", "title: 一\ntitle: 二", "2: title appears twice"),
    "an object of Python": ("codebook.yaml", CODEBOOK, "小研究", "!!python/object/apply:os.getcwd []", "1: title"),
    "nothing": ("codebook.yaml", CODEBOOK, CODEBOOK, "", "the file is empty"),
    "an unknown code": ("findings.yaml", FINDINGS, "[shortage]", "[shortag]", "7: findings[0].supports[0]"),
    "an unknown finding": ("findings.yaml", FINDINGS, "[F2, F1]", "[F2, F9]", "20: recommendations[0].findings[1]"),
    "an unknown figure": ("findings.yaml", FINDINGS, "[short]", "[long]", "9: findings[0].figures[0]"),
    "a date as place": ("figures.yaml", FIGURES, "表 2", "2025-01-01", 'Put it in quotes: "2025-01-01"'),
    "no as attribute": ("cases.yaml", CASES, "小型", "no", 'Put it in quotes: "no"'),
    "a word for yes or no": ("cases.yaml", CASES, "synthetic: true", "synthetic: 是", "Write one of: true, false"),
}  # fmt: skip


@pytest.mark.parametrize("fault", YAML)
def test_a_fault_in_the_study_s_files(built: Path, study: Path, run: Run, tmp_path: Path, fault: str):
    name, text, old, new, words = YAML[fault]
    folder = write_files(tmp_path / "new")
    assert old in text
    for place in (folder, study):
        next(place.rglob(name)).write_text(text.replace(old, new, 1), "utf-8")
    before, before_study, held = listing(folder), listing(study), record(study)
    place = f"{name}:" if words != "the file is empty" else name
    for arguments in (("init", folder), ("build", folder), ("--study", folder, "codebook", "check")):
        assert_said(run(*arguments), place, words)
        assert listing(folder) == before
    for arguments in (("--study", study, "codebook", "apply"), ("build", study, "--force")):
        assert_said(run(*arguments), place, words)
        assert (listing(study) | {"study.db": ""}, record(study)) == (before_study | {"study.db": ""}, held)


def test_a_build_that_fails_late_leaves_the_folder_as_it_was(run: Run, tmp_path: Path):
    folder = write_files(tmp_path / "new")
    (folder / "transcripts" / "codings" / "z.csv").write_text(HEADER + ROW.replace("我們一直", "我們不"), "utf-8")
    before = listing(folder)
    assert_said(run("build", folder), "z.csv:2: “我們不缺人” is not in line 3 of firm-a")
    assert listing(folder) == before
    (folder / "transcripts" / "firm-b.txt").write_bytes(PNG)
    assert_said(run("build", folder), "firm-b.txt", "PNG")
    assert not {"study.db", "exports"} & set(listing(folder))


def test_nothing_to_build_from_is_said(run: Run, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert_said(run("build", tmp_path / "mispelt"), "mispelt")
    assert_said(run("build", tmp_path / "empty"), "codebook.yaml")
    assert sorted(listing(tmp_path)) == ["empty"]


ROWS = {
    "a wrong quote": (ROW.replace("一直缺", "不缺"), ":2: “我們不缺人” is not in line 3 of firm-a"),
    "a wrong line": (ROW.replace(",3,", ",6,"), "The quote is in line 3"),
    "a line past the end": (ROW.replace(",3,", ",99,"), "firm-a has 7 lines, none numbered 99"),
    "no number": (ROW.replace(",3,", ",x,"), ":2: line is “x”"),
    "an unknown code": (ROW.replace("shortage", "nix"), ":2: no code nix"),
    "a theme": (ROW.replace("shortage", "talent"), ":2: no code talent"),
    "an unknown transcript": (ROW.replace("firm-a", "firm-z"), ":2: no transcript firm-z"),
    "too few cells": (ROW.replace(",manual,", ""), ":2: the row has"),
    "an open quote": ('firm-a,3,"我們,shortage,zoe,,,\n', ":2: this is not valid CSV"),
    "a wrong time": (ROW.replace("2026-01-02T10:00:00+08:00", "noon"), ":2: at is “noon”"),
    "a good row first": (ROW + ROW.replace("shortage", "nix"), ":3: no code nix"),
}


@pytest.mark.parametrize("fault", ROWS)
def test_a_fault_in_codings(study: Path, run: Run, tmp_path: Path, fault: str):
    rows, words = ROWS[fault]
    path = tmp_path / "codings.csv"
    path.write_text(HEADER + rows, "utf-8")
    held = record(study)
    assert_said(run("--study", study, "codings", "import", path), str(path), words)
    assert record(study) == held


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,2\n", "columns are missing"), (b"", "empty"), (PNG, "PNG"), (None, "is not there"),
    ],
    ids=["a wrong header", "an empty file", "a picture", "no file"],
)  # fmt: skip
def test_a_file_that_holds_no_codings(study: Path, run: Run, tmp_path: Path, data: bytes | None, words: str):
    path = tmp_path / "codings.csv"
    if data is not None:
        path.write_bytes(data)
    held = record(study)
    result = run("--study", study, "codings", "import", path)
    assert_said(result, str(path), words)
    assert data is None or "The first line must be: transcript," in result.err
    assert record(study) == held


def test_controls_in_a_coder_s_name_are_not_kept(study: Path, run: Run, tmp_path: Path):
    path = tmp_path / "codings.csv"
    path.write_text(HEADER + ROW.replace("zoe", "\x1b[31mzoe"), "utf-8")
    assert run("--study", study, "codings", "import", path).status == 0
    assert "\ufffd[31mzoe" in run("--study", study, "coders").out


WRITING = (
    ("import", "{new}", "--case-per-file"), ("suggest", "--accept-all", "--yes"), ("undo",), ("codebook", "apply"),
    ("codings", "import", "{csv}"), ("backup",), ("build", "{study}", "--force"),
)  # fmt: skip
READING = (("freq",), ("verify",), ("log",), ("quotes",), ("report",), ("trace", "F1"))


def not_ours(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()


def newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


DATABASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "another program's": (not_ours, "not a study of this program"),
    "a newer program's": (newer, "newer program (schema 99"),
    "a text": (lambda p: p.write_text("這不是資料庫，只是一個文字檔。\n" * 50, "utf-8"), "not a database"),
    "a short text": (lambda p: p.write_bytes(b"hi"), "not a database"),
    "empty": (lambda p: p.write_bytes(b""), "not a study of this program"),
    "its first page": (lambda p: p.write_bytes(p.read_bytes()[:4096]), "malformed"),
    "its first half": (lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]), "malformed"),
}


@pytest.mark.parametrize("kind", DATABASES)
def test_a_database_that_cannot_be_worked_with(study: Path, run: Run, tmp_path: Path, kind: str):
    spoil, words = DATABASES[kind]
    new = _new_file(tmp_path)
    spoil(study / "study.db")
    before = listing(study)
    for arguments in (*READING, *WRITING):
        filled = [a.format(new=new, csv=study / "transcripts/codings/sample.csv", study=study) for a in arguments]
        assert_said(run("--study", study, *filled), str(study / "study.db"), words)
        assert listing(study) == before


def _new_file(folder: Path) -> Path:
    path = folder / "firm-c.txt"
    path.write_text("訪談者：缺人嗎？\n受訪者：很缺人。\n", "utf-8")
    return path


def test_a_study_that_another_program_writes_to(study: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Reading goes on; what would write is refused and does nothing."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.05}))
    monkeypatch.setattr(writing, "PATIENCE", (0.02, 0.05))
    new = _new_file(tmp_path)
    held = record(study)
    other = connect(study / "study.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        for arguments in (("import", new, "--case-per-file"), ("undo",), ("build", study, "--force")):
            refused = run("--study", study, *arguments)
            # It is said that the command waits, then that it was in vain.
            waited = replace(refused, err=re.sub(r"^Waiting: .*\n", "", refused.err))
            assert_said(waited, str(study / "study.db"))
            # The system does not always tell who holds the lock.
            assert re.search("another program|being written to by", waited.err)
        assert run("--study", study, "suggest", "--accept-all", "--yes").status == 1
        assert run("--study", study, "freq").status == 0
        assert run("--study", study, "verify").status == 0
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert record(study) == held
    assert run("--study", study, "verify").status == 0


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can become somebody who may not write"
)
def test_a_folder_that_somebody_may_not_write_to(study: Path, tmp_path: Path):
    above = [folder for folder in tmp_path.parents if folder.is_relative_to(gettempdir())][:-1]
    for folder in (tmp_path, *above):
        folder.chmod(folder.stat().st_mode | 0o055)
    new = _new_file(tmp_path)
    for path in (study, *study.rglob("*")):
        os.chown(path, 65534, 65534)
        path.chmod(0o555 if path.is_dir() else 0o644)
    before = listing(study)
    at = ["--study", str(study)]
    commands = [
        [*at, "import", str(new), "--case-per-file"], [*at, "suggest", "--accept-all", "--yes"], [*at, "report"],
        [*at, "backup"], ["build", str(study), "--force"], ["init", str(study / "new")], [*at, "codebook", "schema"],
    ]  # fmt: skip
    if _as_nobody("--version").returncode:
        pytest.skip("nobody may not run the interpreter or read the project here")
    for arguments in commands:
        done = _as_nobody(*arguments)
        said = "".join(done.stderr.splitlines(keepends=True)[-2:])
        assert_said(Result(done.returncode, done.stdout, said), str(study))
        assert listing(study) == before
    for arguments in (("freq",), ("quotes",), ("trace", "F1"), ("verify",), ("log",)):
        assert _as_nobody(*at, *arguments).returncode == 0, arguments


def _as_nobody(*arguments: str) -> subprocess.CompletedProcess[str]:
    become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    return subprocess.run(
        [*become, sys.executable, "-m", "coder", *arguments],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB; skips where none can be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    tool = shutil.which("mount")
    command = [str(tool), "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or tool is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(folder: Path, leave: int) -> None:
    """Leave so many bytes free on a file system."""
    (folder / "filler").unlink(missing_ok=True)
    state = os.statvfs(folder)
    (folder / "filler").write_bytes(b"x" * max(0, state.f_bavail * state.f_bsize - leave))


@pytest.mark.parametrize("leave", [0, 40_000])
def test_a_full_disk(built: Path, run: Run, small: Path, tmp_path: Path, leave: int):
    study = Path(shutil.copytree(built, small / "study"))
    files = write_files(small / "files")
    big = tmp_path / "big.txt"
    big.write_text("受訪者：我們一直缺人，真的找不到人。\n" * 40_000, "utf-8")
    held, before = record(study), listing(small)
    for arguments in (
        ("--study", study, "import", big, "--case-per-file"), ("--study", study, "undo"), ("--study", study, "backup"),
        ("build", study, "--force"), ("init", small / "new", "--template", "ai-talent"), ("build", files),
    ):  # fmt: skip
        for log in study.glob("study.db-*"):
            log.unlink()
        fill(small, leave)
        result = run(*arguments)
        assert_said(result, str(small))
        (small / "filler").unlink()
        left = listing(small)
        assert left | {"study/study.db": ""} == before | {"study/study.db": ""}, arguments
        assert run("--study", study, "verify").status == 0
        assert record(study) == held
    fill(small, leave)
    coded = run("--study", study, "suggest", "--accept-all", "--yes")
    exported = run("--study", study, "report")
    (small / "filler").unlink()
    assert coded.status == 1
    assert exported.status == (1 if leave == 0 else exported.status)
    assert not list((study / "exports").glob(".*"))
    assert record(study) == held
    assert run("--study", study, "suggest", "--accept-all", "--yes").status == 0
    assert run("--study", study, "verify").status == 0


def test_a_file_system_that_is_read_only(built: Path, run: Run, small: Path, tmp_path: Path):
    study = Path(shutil.copytree(built, small / "study"))
    before = listing(small)
    new = _new_file(tmp_path)
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    for arguments in (
        ("--study", study, "import", new, "--case-per-file"), ("--study", study, "backup"), ("build", study, "--force"),
        ("init", small / "new"), ("--study", study, "codebook", "schema"),
    ):  # fmt: skip
        assert_said(run(*arguments), str(small))
    assert listing(small) == before


def test_two_imports_at_once_leave_a_study_that_verifies(study: Path, tmp_path: Path):
    """Whoever comes second waits or is told; what is written is whole."""
    results: list[subprocess.CompletedProcess[str]] = []

    def take(number: int) -> None:
        path = tmp_path / f"part-{number}.txt"
        path.write_text(f"受訪者：第 {number} 份，我們缺人。\n" * 500, "utf-8")
        command = [sys.executable, "-m", "coder", "--study", str(study), "import", str(path), "--case-per-file"]
        results.append(subprocess.run(command, capture_output=True, text=True, check=False))

    threads = [threading.Thread(target=take, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(r.returncode == 0 or "Error: " in r.stderr for r in results)
    with contextlib.closing(sqlite3.connect(study / "study.db")) as connection:
        count = connection.execute("SELECT count(*) FROM transcript").fetchone()[0]
    assert count == 2 + sum(r.returncode == 0 for r in results)
    assert main(["--study", str(study), "verify"]) == 0
