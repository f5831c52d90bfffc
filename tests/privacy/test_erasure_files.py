"""What becomes of the files of a study's folder that nobody can look into."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from coder.model.names.blanking import Blanker
from coder.privacy import erasure_files


def damaged(folder: Path) -> Path:
    path = folder / "damaged.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "甲說的話" * 40)
    data = bytearray(path.read_bytes())
    data[60] ^= 1
    path.write_bytes(data)
    return path


def large(folder: Path) -> Path:
    path = folder / "recording.wav"
    path.write_bytes(bytes(5000))
    return path


@pytest.mark.parametrize("made", [damaged, large])
def test_what_cannot_be_looked_into_is_left_for_a_person(tmp_path, monkeypatch, made):
    monkeypatch.setattr(erasure_files, "_LARGEST", 4000)
    path = made(tmp_path)
    (tmp_path / "notes.txt").write_text("別的", "utf-8")
    blanker = Blanker(["乙說過的話"], [])
    found = erasure_files.find_files(tmp_path, tmp_path / "study.db", blanker, [])
    assert [(one.path, one.fate) for one in found] == [(path, "by hand")]
