"""init, build, import, codings: from an empty folder to a study."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run
from .samples import FIRM_A, write_files


def test_init_says_what_comes_next(run: Run, tmp_path: Path):
    result = run("init", str(tmp_path / "new"))
    assert result.status == 0
    assert (tmp_path / "new" / "study.db").is_file()
    assert "codebook.yaml" in result.err
    assert "coder import" in result.err


def test_init_takes_the_files_that_lie_there(run: Run, tmp_path: Path):
    assert "3 codes, 2 findings, 2 cases" in run("init", str(write_files(tmp_path / "s"))).out


def test_init_refuses_an_unknown_template_and_writes_nothing(run: Run, tmp_path: Path):
    result = run("init", str(tmp_path / "s"), "--template", "nix")
    assert (result.status, "nix" in result.err) == (1, True)
    assert not (tmp_path / "s").exists()


def test_build_refuses_to_replace_but_sets_aside_when_forced(study: Path, run: Run):
    assert run("build").status == 1
    forced = run("build", "--force")
    assert forced.status == 0
    assert [p.name for p in (study / "backups").iterdir()] == [Path(forced.err.split()[-1]).name]
    assert run("verify").status == 0


def test_forced_build_that_fails_leaves_the_study_as_it_was(study: Path, run: Run):
    before = (study / "study.db").read_bytes()
    (study / "codebook" / "codebook.yaml").write_text("title: x\nthemes: 3\n")
    assert run("build", "--force").status == 1
    assert (study / "study.db").read_bytes() == before


def test_import_prints_what_it_recognised(study: Path, run: Run, tmp_path: Path):
    path = tmp_path / "more.txt"
    path.write_text("訪談者：好嗎？\n受訪者：好。\n", "utf-8")
    row = run("import", str(path), "--case", "B", "--json").json["rows"][0]
    assert (row["case"], row["turns"], row["name"]) == ("B", 2, "more")
    assert {(s["name"], s["role"]) for s in row["speakers"]} == {("訪談者", "interviewer"), ("受訪者", "respondent")}


def test_import_says_when_nobody_asks(study: Path, run: Run, tmp_path: Path):
    path = tmp_path / "talk.txt"
    path.write_text("唐鳳：第一句話。\n\n王大明：第二句話。\n\n唐鳳：第三句話。\n\n王大明：第四句話。\n", "utf-8")
    result = run("import", str(path), "--case-per-file")
    assert result.status == 0
    assert "--interviewer 唐鳳" in result.err
    assert run("undo").status == 0
    row = run("import", str(path), "--case-per-file", "--interviewer", "唐鳳", "--synthetic", "--json").json["rows"][0]
    assert {"name": "唐鳳", "role": "interviewer"} in row["speakers"]
    assert row["synthetic"]


def test_case_per_file_keeps_firm_1_and_firm_10_apart(study: Path, run: Run, tmp_path: Path):
    for name in ("firm-1", "firm-10"):
        (tmp_path / f"{name}.txt").write_text(f"問：{name}？\n答：是 {name}。\n", "utf-8")
    rows = run("import", *map(str, sorted(tmp_path.glob("*.txt"))), "--case-per-file", "--json").json["rows"]
    assert len({row["case"] for row in rows}) == 2


def test_a_folder_is_expanded_and_an_empty_one_refused(run: Run, tmp_path: Path):
    folder = write_files(tmp_path / "s")
    run("init", str(folder))
    assert len(run("--study", str(folder), "import", str(folder / "transcripts"), "--json").json["rows"]) == 2
    (tmp_path / "empty").mkdir()
    empty = run("--study", str(folder), "import", str(tmp_path / "empty"))
    assert (empty.status, ".docx" in empty.err) == (1, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "is not there"), (FIRM_A.encode(), "firm-a"), (b"", "firm-x")],
    ids=["missing", "twice", "empty"],
)
def test_import_names_the_file_at_fault_and_takes_nothing(study: Path, run: Run, tmp_path: Path, content, words):
    path = tmp_path / "firm-x.txt"
    if content is not None:
        path.write_bytes(content)
    result = run("import", str(path), "--case", "A")
    assert (result.status, words in result.err, path.name in result.err) == (1, True, True)
    assert len(run("transcripts", "--json").json["rows"]) == 2


def test_codings_again_add_nothing_and_a_wrong_quote_names_its_line(study: Path, run: Run, tmp_path: Path):
    assert "0 codings; 5" in run("codings", "import", "transcripts/codings/sample.csv").out
    path = tmp_path / "wrong.csv"
    path.write_text("transcript,line,quote,code,coder\nfirm-a,3,沒說過這句,shortage,ann\n", "utf-8")
    result = run("codings", "import", str(path))
    assert (result.status, f"{path}:2" in result.err) == (1, True)


def _in_terminal(folder: Path, answers: bytes, *arguments: str) -> tuple[int, str]:
    """Run a command in a pseudo-terminal and return its status and what it showed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "coder", *arguments], cwd=folder, stdin=slave, stdout=slave, stderr=slave, close_fds=True
    )
    os.close(slave)
    os.write(master, answers)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    return process.wait(timeout=30), shown.decode("utf-8", "replace")


def test_who_acts_is_asked_where_several_code_and_none_is_named(study: Path, run: Run, monkeypatch):
    """One coder named once doesn't make every later command theirs; who reads only is not asked."""
    path = study / "one.csv"
    path.write_text("transcript,line,quote,code,coder\nfirm-a,3,新創很難跟大公司比,shortage,bob\n", "utf-8")
    assert run("--coder", "bob", "codings", "import", str(path)).status == 0
    monkeypatch.delenv("CODER_NAME", raising=False)
    assert run("freq").status == 0
    refused = run("undo")
    assert (refused.status, "ann" in refused.err, "--coder NAME" in refused.err) == (1, True, True)
    status, shown = _in_terminal(study, b"2\n", "undo")
    assert "Who are you?" in shown
    assert (status, "bob: " in shown) == (0, True), shown


def test_a_person_at_a_terminal_is_asked_for_the_case(study: Path, run: Run, tmp_path: Path):
    path = tmp_path / "unknown.txt"
    path.write_text("問：好？\n答：好。\n", "utf-8")
    status, shown = _in_terminal(study, b"9\n2\n", "import", str(path))
    assert status == 0, shown
    assert "廠商 B" in shown
    assert {t["name"]: t["case"] for t in run("transcripts", "--json").json["rows"]}["unknown"] == "B"


def test_a_person_at_a_terminal_is_asked_before_everything_is_coded(study: Path, run: Run):
    status, shown = _in_terminal(study, b"n\n", "suggest", "--accept-all")
    assert (status, "Nothing was coded" in shown) == (0, True)
    status, _shown = _in_terminal(study, b"y\n", "suggest", "--accept-all")
    assert status == 0
    assert run("log", "--limit", "1", "--json").json["rows"][0]["verb"].startswith("accept-all")


KILLED = """
import os, pathlib, signal, sys
from coder import building, workspace
place = workspace.Workspace(pathlib.Path(sys.argv[1]))
getattr(building, sys.argv[2])(place, "ann", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_killed_build_leaves_no_study_and_the_next_one_clears_up(run: Run, tmp_path: Path):
    folder = write_files(tmp_path / "s")
    subprocess.run([sys.executable, "-c", KILLED, str(folder), "build"], check=False)
    assert list(folder.glob(".study.*.unfinished"))
    assert not (folder / "study.db").exists()
    assert run("build", str(folder)).status == 0
    assert not list(folder.glob(".study.*"))


def test_a_killed_build_anew_leaves_the_study_that_was_there(study: Path, run: Run):
    before = run("log", "--json").json["rows"]
    subprocess.run([sys.executable, "-c", KILLED, str(study), "rebuild"], check=False)
    assert list(study.glob(".study.*.unfinished"))
    assert run("log", "--json").json["rows"] == before
    assert run("verify").status == 0
    assert "backups" in run("build", str(study), "--force").err
    assert not list(study.glob(".study.*"))
