"""What an earlier build made stays usable: its study opens and agrees, its reports and its evidence pack are proven."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from coder.audit.trace import trace
from coder.errors import StoreError
from coder.model.journal.upgrade_entry import Upgrade
from coder.record.file.migrations import SCHEMA_VERSION
from coder.record.study import Study
from coder.reports.check import check_file

PACKED = Path(__file__).parent.parent / "fixtures" / "earlier-study.tar.xz"
HEAD = "0798350f12ce0ace85766fe5fa95328254d53f9ed26373dbfa3d1355ac9aa16f"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("earlier")
    with tarfile.open(PACKED) as packed:
        packed.extractall(made, filter="data")
    return made


@pytest.fixture
def study(folder: Path):
    with Study.open(folder / "study.db", "組長") as opened:
        yield opened


def test_the_study_is_upgraded_and_agrees_with_its_journal(study):
    assert study.connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert study.verify() == []
    assert [(one.rows, one.head, one.broken) for one in study.reader.all(Upgrade)] == [(655, HEAD, ())]
    assert study.journal.head()[0] == 656


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("coding", 400),
        ("memo", 13),
        ("lost", 1),
        ("chosen", 2),
        ("signoff", 1),
        ("cell", 1),
        ("alias", 1),
        ("sample", 1),
    ],
)
def test_nothing_of_it_is_missing(study, table, rows):
    assert study.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == rows


@pytest.mark.parametrize("name", ["findings.md", "report.docx"])
def test_its_reports_carry_a_head_that_the_record_knows(study, folder, name):
    found = check_file(study, folder / name)
    assert found.stamp.head == HEAD
    assert (found.known, found.since) == (True, 0)
    assert (found.other_build, found.differences, found.holds) == (True, (), False)


def test_every_quotation_cited_in_its_report_is_traced_to_the_very_words(study, folder):
    report = (folder / "findings.md").read_text("utf-8")
    cited = sorted(set(re.findall(r"\b[ADH]-\d+-[0-9a-f]{4,}\b", report)))
    assert len(cited) > 100
    for citation in cited:
        link = trace(study, citation)
        assert link.id == citation
        assert any(below.kind == "change" for below in link.below), citation


def test_the_pack_is_proven_by_its_own_verifier_and_by_ours(folder, tmp_path):
    with zipfile.ZipFile(folder / "evidence.zip") as packed:
        packed.extractall(tmp_path)  # noqa: S202  # an archive of ours
    ours = Path(__file__).parent.parent.parent / "coder" / "reports" / "pack_verifier.py"
    for verifier in (tmp_path / "verify.py", ours):
        told = subprocess.run(
            [sys.executable, str(verifier), str(tmp_path), "--head", HEAD], check=False, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stdout + told.stderr
        assert "400 codings" in told.stdout


@pytest.mark.parametrize("every", [1, 3])
def test_a_damaged_one_is_named_itself_and_leaves_no_backup(tmp_path, every):
    with tarfile.open(PACKED) as packed:  # as it was made: the others have opened theirs
        member = packed.extractfile("study.db")
        assert member is not None
        data = bytearray(member.read())
    for page in range(60, len(data) // 4096, every):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    (tmp_path / "study.db").write_bytes(data)
    with pytest.raises(StoreError, match=re.escape(str(tmp_path / "study.db"))):
        Study.open(tmp_path / "study.db")
    assert [path.name for path in tmp_path.rglob("*")] == ["study.db"]
