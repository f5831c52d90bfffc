"""A withdrawal in one copy takes place in the other, and no older copy brings the words back."""

from __future__ import annotations

from pathlib import Path

import pytest
from team_play import tables

from coder.coding.acts import Desk
from coder.errors import ConflictError
from coder.model.coding import Coding
from coder.model.text import Span
from coder.privacy.erasure import erase
from coder.privacy.withdrawal import plan
from coder.record.study import Study
from coder.team.clone import clone, export_changes
from coder.team.merge import merge

WORDS = "老實說證照幾乎沒在看。每家用的工具都不一樣"


def code(study: Study, words: str, key: str) -> None:
    document = study.transcript("firm-a")
    at = document.text.index(words)
    Desk(study).code(document, Span(at, at + len(words)), [key])


@pytest.fixture
def pair(study: Study, tmp_path: Path):
    """GIVEN a study, in which the respondent's words are withdrawn, and a copy that went on with them."""
    code(study, "新鮮人我們也收", "fresh")
    made = clone(study, tmp_path / "other")
    with Study.open(made.folder / "study.db", "乙") as copy:
        code(copy, "每家用的工具都不一樣", "cert")
        Desk(copy).write_memo(f"他說：{WORDS}", "code", "cert")
        code(copy, "你們會看證照嗎", "cert")
        erase(study, plan(study, "受訪者", inside="firm-a"))
        yield study, copy


def test_an_older_copy_is_refused_until_it_has_erased_the_words(pair, tmp_path: Path):
    ours, theirs = pair
    export_changes(theirs, tmp_path / "old.changes", {})
    for other in (theirs.path, tmp_path / "old.changes"):
        with pytest.raises(ConflictError):
            merge(ours, other)
    assert WORDS.encode() not in ours.path.read_bytes()


def test_the_words_go_from_the_copy_and_its_own_work_comes_in(pair):
    ours, theirs = pair
    done = merge(theirs, ours.path)
    assert len(done.erased) == 1
    assert theirs.verify() == []
    theirs.rest()
    for file in (theirs.path, Path(f"{theirs.path}-wal"), *theirs.path.parent.rglob("*.db")):
        assert not file.exists() or WORDS.encode() not in file.read_bytes()
    merge(ours, theirs.path)
    assert ours.verify() == []
    assert WORDS.encode() not in ours.path.read_bytes()
    assert tables(ours) == tables(theirs)
    assert [one.coder for one in ours.reader.all(Coding)] == ["乙"]
    merge(theirs, ours.path)
    assert merge(ours, theirs.path).changes == 0
    assert theirs.verify() == []
