"""The verifier of a pack tells signed from unsigned and wrong, with Python alone."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from coder.agreement.study_settings import decide
from coder.record.signing.heads_signed import take_key
from coder.record.study import Study
from coder.reports.evidence_pack import write_pack
from coder.reports.whole_verifier import whole_verifier

has_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH's ssh-keygen is not installed")


@pytest.fixture
def packed(study: Study, tmp_path: Path) -> Path:
    """GIVEN a pack of a study that is signed but for its last change."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "id")], check=True)
    take_key(study, tmp_path / "id")
    decide(study, "least-for", "9")
    write_pack(study, tmp_path / "evidence.zip", tmp_path / "none")
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def verified(folder: Path, *more: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "verify.py", *more]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    return done.returncode, done.stdout


@has_keygen
def test_it_tells_who_signed_until_where_and_what_is_unsigned(packed: Path, study: Study):
    status, told = verified(packed)
    assert status == 0, told
    assert "signed by 甲" in told
    assert f"changes 1 to {study.journal.head()[0] - 1}" in told
    assert "1 since are unsigned" in told


@has_keygen
def test_a_signature_that_does_not_fit_and_one_that_is_missing_are_named(packed: Path):
    path = packed / "signatures.jsonl"
    row = json.loads(path.read_text("utf-8"))
    for place, value in ((2, "0" * 64), (3, "0" * 64), (4, "SHA256:x"), (1, 1), (6, row[6].replace("A", "B"))):
        path.write_text(json.dumps([*row[:place], value, *row[place + 1 :]]) + "\n", "utf-8")
        status, told = verified(packed)
        assert status == 1
        assert "were taken out" in told
        assert told.count("signatures.jsonl: ") == 3
    path.unlink()
    assert "were taken out" in verified(packed)[1]


@has_keygen
def test_a_list_of_signers_from_elsewhere_is_held_against_it(packed: Path, tmp_path: Path):
    key = (tmp_path / "id.pub").read_text("utf-8")
    for name, status in (("甲", 0), ("乙", 1)):
        (tmp_path / "allowed").write_text(f"# ours\n{name} {key}", "utf-8")
        assert verified(packed, "--signers", str(tmp_path / "allowed"))[0] == status


def test_the_one_file_reads_on_python_3_8_and_says_nothing_twice():
    tree = ast.parse(whole_verifier(), feature_version=(3, 8))
    names = Counter(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    assigned = [
        n.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for t in node.targets
        for n in ast.walk(t)
        if isinstance(n, ast.Name)
    ]
    imported = [a.asname or a.name for node in tree.body if isinstance(node, ast.ImportFrom) for a in node.names]
    assert not {name for name, count in (names + Counter(assigned)).items() if count > 1}
    assert not names.keys() & set(imported)
    assert "from coder" not in whole_verifier()
