"""Copies of a study are brought together, in whichever order, and are the same then."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.errors import StoreError, UnnamedCoderError
from coder.model.codebook import Code
from coder.model.people import Coder
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.union import source
from coder.record.union.copying import clone_file
from coder.team.clone import clone
from coder.team.merge import merge


def code(study: Study, start: int, key: str = "cert") -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), [key])


def change_code(study: Study, key: str, **fields) -> None:
    old = study.reader.require(Code, key)
    study.record([Put("code", old, replace(old, **fields))], "edit")


@pytest.fixture
def pair(study: Study, tmp_path: Path):
    """GIVEN a study and a copy of it, in which 乙 works."""
    code(study, 30)
    other = tmp_path / "other"
    other.mkdir()
    clone_file(study, other / "study.db")
    with Study.open(other / "study.db", "乙") as copy:
        yield study, copy


def tables(study: Study) -> dict[str, list]:
    from coder.record.kinds import KINDS

    return {name: sorted(study.reader.all_named(name), key=lambda one: one.id) for name in KINDS}


def test_codings_of_two_come_together(pair):
    ours, theirs = pair
    code(ours, 45)
    code(theirs, 60)
    done = merge(ours, theirs.path)
    assert done.rows["乙", "coding", "made"] == 1
    assert merge(ours, theirs.path).changes == 0
    merge(theirs, ours.path)
    assert tables(ours) == tables(theirs)
    assert ours.verify() == []
    assert theirs.verify() == []
    assert ours.totals()[0] == 3
    assert done.backup is not None


def test_what_was_changed_apart_is_joined(pair):
    ours, theirs = pair
    change_code(ours, "cert", definition="新")
    change_code(theirs, "cert", name="證照無用", keywords=("證照", "執照"))
    done = merge(ours, theirs.path)
    assert done.repairs.joined == [("code", "cert")]
    found = ours.reader.require(Code, "cert")
    assert (found.definition, found.name, found.keywords) == ("新", "證照無用", ("證照", "執照"))
    merge(theirs, ours.path)
    assert tables(ours) == tables(theirs)
    assert ours.verify() == theirs.verify() == []


def test_one_field_changed_twice_is_asked(pair):
    ours, theirs = pair
    change_code(ours, "cert", definition="新")
    change_code(theirs, "cert", definition="別")
    done = merge(ours, theirs.path)
    assert [(one.kind, one.key) for one in done.repairs.asked] == [("code", "cert")]
    merge(theirs, ours.path)
    assert tables(ours) == tables(theirs)
    assert ours.verify() == theirs.verify() == []


def test_in_a_copy_made_for_a_coder_that_coder_acts(study, tmp_path):
    study.ensure_coder("乙")
    made = clone(study, tmp_path / "side" / ".." / "hers", "乙")
    assert made.folder == tmp_path.resolve() / "hers"
    with Study.open(made.folder / "study.db") as copy:
        assert (copy.coder, copy.is_named) == ("乙", True)
        code(copy, 60)
    further = clone(study, tmp_path / "everybodys")
    with Study.open(further.folder / "study.db") as copy, pytest.raises(UnnamedCoderError):
        code(copy, 60)


def test_lists_stand_in_one_order_in_all_copies(pair):
    """A code that was changed in the other copy stays where it is; what is new stands as it was begun."""
    ours, theirs = pair
    before = [one.id for one in ours.reader.all(Code)]
    for study, key in ((theirs, "theirs"), (ours, "ours"), (theirs, "theirs-2")):
        study.record([Put("code", None, Code(id=key, parent=None, level="theme", name=key))], "add")
        change_code(study, before[0], definition=f"{key} 的定義")
    merge(ours, theirs.path)
    merge(theirs, ours.path)
    after = [[one.id for one in study.reader.all(Code)] for study in pair]
    assert after[0] == after[1]
    assert after[0][: len(before)] == before
    assert sorted(after[0][len(before) :]) == ["ours", "theirs", "theirs-2"]
    names = [[one.id for one in study.reader.all(Coder)] for study in pair]
    assert names[0] == names[1]


def test_a_damaged_copy_is_the_one_that_is_named(pair, tmp_path):
    ours, theirs = pair
    code(theirs, 60)
    theirs.rest()
    data = bytearray(theirs.path.read_bytes())
    data[len(data) // 4 : -4096] = bytes(len(data) - 4096 - len(data) // 4)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(data)
    before = ours.journal.head()
    with pytest.raises(StoreError, match=r"damaged\.db") as caught:
        merge(ours, damaged)
    assert str(ours.path) not in caught.value.message
    assert ours.journal.head() == before
    assert ours.verify() == []


def test_a_file_of_changes_that_unpacks_without_end_is_refused(pair, tmp_path, monkeypatch):
    monkeypatch.setattr(source, "_UNPACKED_LEAST", 1_000)
    bomb = tmp_path / "bomb.changes"
    bomb.write_bytes(gzip.compress(b"SQLite format 3\0" + bytes(3_000_000)))
    with pytest.raises(StoreError, match=r"bomb\.changes"):
        merge(pair[0], bomb)
    assert not [path for path in pair[0].path.parent.iterdir() if "study-other" in path.name]
