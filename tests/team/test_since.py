"""What a copy brought in is a change since: a sign-off of before goes stale by it, and the past stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.model.coding import Coding
from coder.model.journal.moment import limits_text
from coder.model.text import Span
from coder.record.past_study import open_past
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.merge import merge


def code(study: Study, start: int) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), ["cert"])


@pytest.fixture
def pair(study: Study, tmp_path: Path):
    """GIVEN a copy in which 乙 coded before the finding was signed off here."""
    code(study, 30)
    made = clone(study, tmp_path / "other")
    with Study.open(made.folder / "study.db", "乙") as copy:
        code(copy, 45)
        for _act in range(6):
            Desk(study).write_memo("還在想", "code", "nlp")
        Findings(study).sign_off("F1")
        yield study, copy


def test_a_sign_off_goes_stale_by_what_came_in_though_it_was_coded_before(pair):
    ours, theirs = pair
    assert Findings(ours).work("F1").since == ()
    merge(ours, theirs.path)
    (since,) = Findings(ours).work("F1").since
    assert since.coder == "乙"
    merge(theirs, ours.path)
    assert [one.coder for one in Findings(theirs).work("F1").since] == ["乙"]


def test_the_past_does_not_hold_what_came_in_later(pair):
    ours, theirs = pair
    limits = ours.journal.limits()
    merge(ours, theirs.path)
    assert ours.journal.count_since(limits) > 0
    with open_past(ours.path, "甲", limits_text(limits)) as past:
        assert len(past.reader.all(Coding)) == 1
    assert len(ours.reader.all(Coding)) == 2


def test_a_copy_follows_no_links_out_of_the_study(study, tmp_path):
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    (secret / "key").write_text("secret", "utf-8")
    book = study.path.parent / "codebook"
    book.mkdir(exist_ok=True)
    (book / "notes.yaml").write_text("a: b\n", "utf-8")
    (book / "folder").symlink_to(secret)
    (book / "file.yaml").symlink_to(secret / "key")
    os.mkfifo(book / "pipe")
    made = clone(study, tmp_path / "copy")
    assert sorted(made.left_out) == ["codebook/file.yaml", "codebook/folder", "codebook/pipe"]
    copied = {path.name for path in (made.folder / "codebook").rglob("*")}
    assert "notes.yaml" in copied
    assert not {"folder", "file.yaml", "pipe", "key"} & copied
