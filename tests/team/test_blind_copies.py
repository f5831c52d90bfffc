"""A copy for who codes blind holds nothing of others' work, until the lead lets them see."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.team.clone import clone, export_changes
from coder.team.merge import by_coder, merge


def code(study: Study, start: int) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), ["cert"])


def memo(study: Study, words: str) -> None:
    Desk(study).write_memo(words, "code", "cert")


@pytest.fixture
def pair(study: Study, tmp_path: Path):
    """GIVEN a lead's study and the copy of 乙, who codes blind."""
    study.ensure_coder("乙")
    set_visibility(study, "乙", blind=True)
    code(study, 30)
    memo(study, "領隊的秘密備註")
    made = clone(study, tmp_path / "blind", "乙")
    with Study.open(made.folder / "study.db", "乙") as copy:
        yield study, copy


def raw(study: Study) -> bytes:
    study.rest()
    return study.path.read_bytes()


def test_nothing_of_others_lies_in_the_copy_and_it_is_whole(pair):
    ours, theirs = pair
    assert "領隊的秘密備註".encode() in raw(ours)
    assert "領隊的秘密備註".encode() not in raw(theirs)
    assert theirs.totals()[0] == 0
    assert theirs.verify() == []


def test_what_comes_in_later_is_withheld_too_by_folder_and_by_file(pair, tmp_path: Path):
    ours, theirs = pair
    code(ours, 45)
    memo(ours, "第二個秘密備註")
    done = merge(theirs, ours.path)
    assert done.withheld == 2
    code(ours, 60)
    export_changes(ours, tmp_path / "for.changes", {}, "乙")
    assert merge(theirs, tmp_path / "for.changes").withheld == 1
    assert "第二個秘密備註".encode() not in raw(theirs)
    assert theirs.verify() == []
    code(theirs, 75)
    merge(ours, theirs.path)
    assert [one.coder for one in ours.reader.all(Coding, "start")] == ["甲", "甲", "甲", "乙"]
    assert ours.verify() == []


def test_what_comes_through_a_blind_copy_first_is_filled_in_from_its_coder_without_new_rows(pair, tmp_path: Path):
    ours, theirs = pair
    with Study.open(clone(ours, tmp_path / "third").folder / "study.db", "丙") as third:
        code(third, 60)
        merge(theirs, third.path)
        merge(ours, theirs.path)
        assert "丙" not in {one.coder for one in ours.reader.all(Coding)}
        assert merge(ours, third.path, rehearse=True).filled == 1
        assert "丙" not in {one.coder for one in ours.reader.all(Coding)}
        assert merge(ours, third.path).filled == 1
        assert ours.reader.all(Coding, "start") == third.reader.all(Coding, "start")
    assert ours.verify() == []
    assert merge(ours, tmp_path / "third").filled == 0


def test_it_is_filled_in_when_the_lead_lets_them_see(pair):
    ours, theirs = pair
    code(theirs, 45)
    merge(ours, theirs.path)
    set_visibility(ours, "乙", blind=False)
    done = merge(theirs, ours.path)
    assert done.filled == 2
    assert theirs.reader.all(Coding, "start") == ours.reader.all(Coding, "start")
    assert sorted(act.act for act in theirs.journal.acts()) == sorted(act.act for act in ours.journal.acts())
    assert theirs.verify() == []


def test_a_blind_coder_is_not_told_how_much_others_did(pair):
    ours, theirs = pair
    code(ours, 45)
    rows, hidden = by_coder(merge(theirs, ours.path, rehearse=True).rows, theirs.seen)
    assert all(kind != "coding" for _coder, kind, *_counts in rows)
    assert not hidden


def test_a_row_that_was_withheld_is_not_filled_in_with_another_image(pair):
    """The hash of its row holds: only the commitment tells that the words were changed."""
    ours, theirs = pair
    set_visibility(ours, "乙", blind=False)
    guard = ours.connection.execute("SELECT sql FROM sqlite_master WHERE name = 'change_is_append_only'").fetchone()[0]
    ours.connection.execute("DROP TRIGGER change_is_append_only")
    ours.connection.execute("UPDATE change SET after = replace(after, '秘密', '偽造') WHERE kind = 'memo'")
    ours.connection.execute(guard)
    merge(theirs, ours.path)
    assert "偽造".encode() not in raw(theirs)
    assert [one.coder for one in theirs.reader.all(Coding)] == ["甲"]
