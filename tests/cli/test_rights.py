"""Who may read what is written: names that reports replace are for the owner alone, and a pack follows no links."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from .conftest import Run

WRITES = {
    "a report with names": (("report", "--format", "md", "--identified", "--to", "{}"), 0o600),
    "a report without": (("report", "--format", "md,csv,xlsx,docx", "--to", "{}"), 0o644),
    "quotes with names": (("quotes", "--identified", "--output", "{}/q.csv"), 0o600),
    "quotes without": (("quotes", "--output", "{}/q.xlsx"), 0o644),
    "places as they are": (("search", "人", "--output", "{}/s.csv"), 0o600),
}


@pytest.fixture(autouse=True)
def _usual_rights():
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("command", "wanted"), WRITES.values(), ids=WRITES)
def test_what_holds_names_that_reports_replace_is_for_the_owner_alone(
    study: Path, run: Run, tmp_path: Path, command: tuple[str, ...], wanted: int
):
    assert run("names", "set", "大公司", "某公司").status == 0
    folder = tmp_path / "out"
    folder.mkdir()
    result = run(*(part.format(folder) for part in command))
    assert result.status == 0, result.err
    assert rights(folder) == {wanted}


def test_a_pack_is_the_owners_and_follows_no_links(study: Path, run: Run, tmp_path: Path):
    """A link in exports/ would put any file of the machine into the pack."""
    secret = tmp_path / "secret.md"
    secret.write_text("not yours", encoding="utf-8")
    (study / "exports").mkdir(exist_ok=True)
    (study / "exports" / "linked.md").symlink_to(secret)
    (study / "exports" / "real.md").write_text("ours", encoding="utf-8")
    path = tmp_path / "pack.zip"
    assert run("audit", "pack", str(path), "--identified").status == 0
    assert path.stat().st_mode & 0o777 == 0o600
    names = zipfile.ZipFile(path).namelist()
    assert "reports/real.md" in names
    assert "reports/linked.md" not in names
