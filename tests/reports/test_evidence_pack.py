"""The evidence pack: an auditor proves it without the program, and no byte of it can change unseen."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rounds import examples

from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.model.text import Span
from coder.record.study import Study
from coder.reports import pack_verifier
from coder.reports.evidence_pack import write_pack
from coder.team.clone import clone
from coder.team.merge import merge


@pytest.fixture
def packed(study, tmp_path) -> Path:
    """GIVEN the unpacked evidence of a study with codings by two, some undone, a changed code and a finding."""
    desk = Desk(study)
    desk.code(study.transcript("firm-a"), Span(30, 40), ["cert", "fresh"])
    desk.code(study.transcript("firm-a"), Span(50, 60), ["nlp"])
    desk.undo()
    with Study.open(study.path, "乙") as other:
        Desk(other).code(other.transcript("firm-a"), Span(31, 39), ["referral"])
    study.changed_elsewhere()
    Findings(study).choose("F1", Findings(study).work("F1").of("for")[0])
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "findings.md").write_text("報告", "utf-8")
    write_pack(study, tmp_path / "evidence.zip", exports, originals=True)
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def verified(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "verify.py", *more]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_verifier_runs_alone_and_is_short(packed, study):
    done = verified(packed)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Everything agrees." in done.stdout
    assert study.journal.head()[1] in done.stdout
    source = (packed / "verify.py").read_text("utf-8")
    assert len(source.splitlines()) < 640
    assert "coder" not in [
        line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import", "from"))
    ]


def test_a_pack_of_copies_brought_together_proves_itself_and_names_the_head_of_each(study, tmp_path):
    copy = clone(study, tmp_path / "copy").folder
    with Study.open(copy / "study.db", "乙") as other:
        other.ensure_coder("乙")
        mine = other.journal.head()[1]
    merge(study, copy)
    write_pack(study, tmp_path / "pack.zip", study.path.parent / "exports")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "pack")
    done = verified(tmp_path / "pack")
    assert "Everything agrees." in done.stdout
    assert {mine, study.journal.head()[1]} <= {line.split()[-1] for line in done.stdout.splitlines()}


def test_a_noted_head_must_be_in_the_journal(packed, study):
    assert verified(packed, "--head", study.journal.head()[1][:16]).returncode == 0
    done = verified(packed, "--head", "0" * 16)
    assert done.returncode == 1
    assert "noted head" in done.stdout


def test_the_same_study_gives_the_same_pack_but_for_the_time(packed, study, tmp_path):
    write_pack(study, tmp_path / "again.zip", tmp_path / "exports", originals=True)
    with zipfile.ZipFile(tmp_path / "again.zip") as again:
        for name in again.namelist():
            if name != "manifest.json":
                assert again.read(name) == (packed / name).read_bytes(), name


def find(folder: Path) -> tuple[int, str]:
    """Return the verifier's answer on a folder, in this process."""
    told = []
    try:
        told = list(pack_verifier.differences(folder, ""))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        return 2, str(error)
    return (1 if told else 0), "\n".join(told)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_changed_byte_is_found_and_its_file_named(packed, data):
    names = sorted(p.relative_to(packed).as_posix() for p in packed.rglob("*") if p.is_file())
    name = data.draw(st.sampled_from(names))
    path, kept = packed / name, (packed / name).read_bytes()
    at = data.draw(st.integers(0, len(kept) - 1))
    changed = bytearray(kept)
    changed[at] ^= data.draw(st.integers(1, 255))
    try:
        path.write_bytes(bytes(changed))
        status, told = find(packed)
        assert status != 0 or name == "manifest.json"
        if name == "manifest.json":
            # Its stamp is for people; what it proves is the files and the heads.
            assert status or b"stamp" in kept[kept.rfind(b"\n", 0, at) + 1 : kept.find(b"\n", at)]
        elif status == 1:
            assert name in told
    finally:
        path.write_bytes(kept)


@pytest.mark.parametrize("name", ["journal.jsonl", "codings.csv", "objects.json", "verify.py"])
def test_a_missing_file_is_named_and_an_added_one_too(packed, name):
    shutil.copy(packed / name, packed / "more.txt")
    assert "more.txt: was not packed" in find(packed)[1]
    (packed / "more.txt").unlink()
    (packed / name).unlink()
    assert find(packed)[0] in {1, 2}
    assert name in find(packed)[1]
