"""The cells of the matrices in step with their file, in both directions."""

from __future__ import annotations

import pytest

from coder.codebook.cells_file import cell_differences, cell_rewrites
from coder.codebook.yaml_sync import write_all
from coder.errors import InputError
from coder.files.study_files import load_matrices
from coder.model.matrix import CellEntry, CellSummary
from coder.record.entry import Put


def put(study, key, text):
    study.record(
        [Put("cell", None, CellSummary(id=key, text=text, evidence="", by="甲", at="2026-01-01T00:00:00Z"))], "w"
    )


def test_the_file_and_the_study_are_brought_in_step(study, tmp_path):
    assert cell_differences(study, ()) == cell_rewrites(study, tmp_path, (), drop=False) == ()
    put(study, "a|b", "甲段：有「引號」\n第二行")
    put(study, "a|c", "乙段")
    theirs = (CellEntry(row="a", column="c", summary="乙段"), CellEntry(row="a", column="b", summary="舊"))
    assert [(d.id, d.field) for d in cell_differences(study, theirs)] == [("a|b", "summary")]
    (made,) = cell_rewrites(study, tmp_path, (), drop=False)
    (tmp_path / "proof").mkdir()
    write_all((made,), tmp_path / "proof")
    cells = load_matrices(tmp_path / "matrices.yaml").cells
    assert cell_differences(study, cells) == cell_rewrites(study, tmp_path, cells, drop=False) == ()
    kept = (*cells, CellEntry(row="x", column="y", summary="手寫"))
    assert [d.id for d in cell_differences(study, kept)] == ["x|y"]
    with pytest.raises(InputError, match=r"x\|y"):
        cell_rewrites(study, tmp_path, kept, drop=False)
