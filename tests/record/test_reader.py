"""Reading objects from the tables, and who may write queries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coder.errors import NotFoundError
from coder.model.codebook import Case, Code
from coder.record.reader import open_reader

ROOT = Path(__file__).parents[2] / "coder"


def test_objects_are_found_by_id_and_by_field(study):
    """One by its id, all by the value of a field, in the order of a column."""
    codes = study.reader.all(Code)
    assert study.reader.one(Code, codes[0].id) == codes[0] == study.reader.named("code", codes[0].id)
    assert study.reader.all(Code, level=codes[0].level) == [c for c in codes if c.level == codes[0].level]
    assert study.reader.all(Code, "id") == sorted(codes, key=lambda c: c.id) == study.reader.all(Code, "id")
    assert study.reader.all_named("case") == study.reader.all(Case)


def test_what_is_not_there_is_none_or_named(study):
    """`one` answers None; `require` says what is missing."""
    assert study.reader.one(Code, "nothing") is None
    with pytest.raises(NotFoundError, match="nothing"):
        study.reader.require(Code, "nothing")


def test_a_second_reader_sees_the_same_and_writes_nothing(study):
    """Another thread reads through a connection of its own, in which the study can't be changed."""
    with open_reader(study.path, None) as reader:
        assert reader.all(Code) == study.reader.all(Code)
        with pytest.raises(Exception, match="readonly"):
            reader.execute("DELETE FROM code")


def test_queries_stand_in_the_record_and_in_queries_modules_alone():
    """Screens, commands and acts hold no connection and no SQL."""
    query = re.compile(r"\.connection\b|\breader\.(execute|select)\(|\bsqlite3\b|\"SELECT |\bWHERE [a-z]+ = ")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in ROOT.rglob("*.py")
        if path.relative_to(ROOT).parts[0] != "record" and path.name != "queries.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if query.search(line)
    ]
    assert found == []
