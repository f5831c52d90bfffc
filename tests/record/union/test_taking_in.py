"""Rows of another copy come in a few at a time: the tables are those of all rows, wherever one chunk ends."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.kinds import KINDS
from coder.record.study import Study
from coder.record.union import acts_anew, incoming, taking_in
from coder.team.clone import clone
from coder.team.merge import merge


def define(study: Study, words: str) -> None:
    old = study.reader.require(Code, "cert")
    study.record([Put("code", old, replace(old, definition=words))], "edit")


def recode(study: Study, key: str, count: int) -> None:
    """Give the first codings another code, as one act."""
    found = study.reader.all(Coding, "start")[:count]
    study.record([Put("coding", one, replace(one, code=key)) for one in found], "recode")


@pytest.fixture
def two(study: Study, tmp_path: Path):
    """GIVEN two copies: acts of many rows, memos on the other's codings, an undo, and changes on both sides."""
    for start in (30, 45, 60):
        Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), ["cert", "nlp"])
    made = clone(study, tmp_path / "other").folder
    with Study.open(made / "study.db", "乙") as theirs:
        for number in range(3):
            define(theirs, f"第 {number} 次")
        recode(theirs, "referral", 5)
        Desk(theirs).write_memo("記下", "coding", theirs.reader.all(Coding, "start")[0].id)
        recode(theirs, "cert", 3)
        Desk(theirs).undo()
        define(theirs, "最後一次")
        Desk(study).write_memo("也記下", "coding", study.reader.all(Coding, "start")[1].id)
        define(study, "這裡改的")
        yield study, theirs


def tables(study: Study) -> list[object]:
    study.look_again()
    acts = study.connection.execute("SELECT * FROM act WHERE act NOT LIKE 'bring-together#%' ORDER BY act").fetchall()
    return [acts, *(sorted(map(str, study.reader.all_named(name))) for name in KINDS)]


def test_where_a_chunk_ends_makes_no_difference(two, tmp_path, monkeypatch):
    ours, theirs = two
    (tmp_path / "again").mkdir()
    ours.rest()
    shutil.copy(ours.path, tmp_path / "again" / "study.db")
    merge(ours, theirs.path)
    for module in (incoming, taking_in):
        monkeypatch.setattr(module, "CHUNK", 2)
    monkeypatch.setattr(acts_anew, "_AT_A_TIME", 1)
    with Study.open(tmp_path / "again" / "study.db", "甲") as again:
        merge(again, theirs.path)
        assert again.verify() == []
        assert tables(again) == tables(ours)


def test_a_row_that_is_not_as_its_parent_says_takes_all_of_it_back(two, monkeypatch):
    ours, theirs = two
    monkeypatch.setattr(taking_in, "CHUNK", 2)
    guard = theirs.connection.execute("SELECT sql FROM sqlite_master WHERE name = 'change_is_append_only'").fetchone()
    theirs.connection.execute("DROP TRIGGER change_is_append_only")
    theirs.connection.execute(
        "UPDATE change SET before = replace(before, '第 1 次', '第 7 次') WHERE kind = 'code' AND coder = '乙'"
    )
    theirs.connection.execute(guard[0])
    before = tables(ours)
    with pytest.raises(CoderError):
        merge(ours, theirs.path)
    assert tables(ours) == before
    assert ours.verify() == []
