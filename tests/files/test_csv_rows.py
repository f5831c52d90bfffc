"""What the header and the rows of a CSV file may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from work_count import steps

from coder.errors import InputError
from coder.files.csv_rows import few, read_rows, repeated


@pytest.mark.parametrize("header", ["a" + "," * 200_000, ",".join(f"l{n}" for n in range(200_000))])
def test_a_header_without_end_is_refused_in_a_few_words(tmp_path: Path, header: str):
    """In time too: to count each name among all would take an hour."""
    file = tmp_path / "labels.csv"
    file.write_text(f"{header}\nx\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_rows(file, ("a",))
    assert len(refused.value.message) < 500


def test_a_row_without_end_is_refused_in_a_few_words(tmp_path: Path):
    file = tmp_path / "labels.csv"
    file.write_text("a\nx" + "," * 200_000 + "\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_rows(file, ("a",))
    assert len(refused.value.message) < 500


def test_rows_are_read_in_steps_that_grow_as_they_do(tmp_path: Path):
    def work(rows: int) -> int:
        file = tmp_path / f"{rows}.csv"
        file.write_text("a,b\n" + "".join(f"n{at},x\n" for at in range(rows)), encoding="utf-8")
        return steps(lambda: repeated([row.values["a"] for row in read_rows(file, ("a",), ("b",))]))

    assert work(800) < 5 * work(200)


def test_names_are_told_with_how_many_more_there_are():
    assert few(["a"]) == "a"
    told = few([f"n{n}" for n in range(20)])
    assert "n11" in told
    assert "n12" not in told
    assert "8" in told.partition("n11")[2]
    assert repeated(["b", "a", "b", "c", "a"]) == ["a", "b"]
