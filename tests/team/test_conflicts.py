"""What people changed apart is shown with both sides, and one act settles it for everybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TRANSCRIPT
from team_play import tables

from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.conflicts import conflicts, find, settle
from coder.team.merge import merge
from coder.transcripts.corrections import read_revision, revise


def change_code(study: Study, **fields) -> None:
    old = study.reader.require(Code, "cert")
    study.record([Put("code", old, replace(old, **fields))], "edit")


def code(study: Study, start: int, end: int) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, end), ["cert"])


@pytest.fixture
def pair(study: Study, tmp_path: Path):
    """GIVEN a study with one coding, and a copy of it in which 乙 works."""
    code(study, 30, 38)
    made = clone(study, tmp_path / "other")
    with Study.open(made.folder / "study.db", "乙") as copy:
        yield study, copy


def meet(ours: Study, theirs: Study) -> None:
    merge(ours, theirs.path)
    merge(theirs, ours.path)
    merge(ours, theirs.path)
    assert tables(ours) == tables(theirs)
    assert ours.verify() == theirs.verify() == []


def test_both_sides_are_shown_until_an_act_settles_them(pair):
    ours, theirs = pair
    change_code(ours, definition="我的定義", keywords=("證照", "執照"))
    change_code(theirs, definition="他的定義", name="新名")
    meet(ours, theirs)
    (one,) = conflicts(ours)
    assert one.id == "code:cert"
    assert [(f.name, f.before, set(f.sides)) for f in one.fields] == [
        ("definition", "不看證照", {"我的定義", "他的定義"})
    ]
    mine = next(side.number for side in one.sides if side.coder == "甲")
    change_code(theirs, color="#000000")
    assert len(conflicts(theirs)) == 1  # an ordinary change settles nothing
    settle(ours, one, mine)
    found = ours.reader.require(Code, "cert")
    assert (found.definition, found.name, found.keywords) == ("我的定義", "新名", ("證照", "執照"))
    assert conflicts(ours) == []
    meet(ours, theirs)


def test_two_settlements_alike_agree_and_others_are_asked_again(pair):
    ours, theirs = pair
    change_code(ours, definition="一")
    change_code(theirs, definition="二")
    meet(ours, theirs)
    for study, side in ((ours, 2), (theirs, 2)):
        settle(study, find(study, "cert"), side)
    meet(ours, theirs)
    assert conflicts(ours) == []


def test_a_settlement_that_is_taken_back_waits_again_and_redo_settles_it(pair):
    ours, theirs = pair
    change_code(ours, definition="一")
    change_code(theirs, definition="二")
    meet(ours, theirs)
    settle(ours, find(ours, "cert"), 2)
    Desk(ours).undo(kinds=None, without=frozenset())
    meet(ours, theirs)
    assert [one.id for one in conflicts(theirs)] == ["code:cert"]
    Desk(ours).redo(kinds=None, without=frozenset())
    meet(ours, theirs)
    assert conflicts(theirs) == []
    Desk(ours).undo(kinds=None, without=frozenset())
    change_code(ours, definition="三")
    assert len(find(ours, "cert").sides) == 2
    settle(ours, find(ours, "cert"), 1)
    assert conflicts(ours) == []
    meet(ours, theirs)


def test_what_was_settled_meanwhile_is_refused(pair):
    ours, theirs = pair
    change_code(ours, definition="一")
    change_code(theirs, definition="二")
    meet(ours, theirs)
    one = find(ours, "code:cert")
    settle(ours, one, 1)
    with pytest.raises(CoderError):
        settle(ours, one, 2)


def test_a_coding_removed_here_and_moved_there_waits(pair):
    ours, theirs = pair
    (mine,) = ours.reader.all(Coding)
    Desk(ours).remove(ours.transcript("firm-a"), [mine])
    old = theirs.reader.require(Coding, mine.id)
    document = theirs.transcript("firm-a")
    Desk(theirs).respan(document, old, Span(old.start, old.end + 2))
    meet(ours, theirs)
    one = find(ours, f"coding:{mine.id}")
    gone = next(side.number for side in one.sides if side.is_removed)
    settle(ours, one, gone)
    assert ours.reader.all(Coding) == []
    meet(ours, theirs)


def test_two_corrected_texts_carry_everybodys_codings(pair, tmp_path: Path):
    ours, theirs = pair
    for study, words in ((ours, "說真的，老實說"), (theirs, "嗯，老實說")):
        path = tmp_path / "corrected.txt"
        path.write_text(TRANSCRIPT.replace("老實說", words), "utf-8")
        revise(study, read_revision(study, "firm-a", path))
        code(study, 70, 80)
    meet(ours, theirs)
    one = next(one for one in conflicts(ours) if one.apart.kind == "transcript")
    for side in (2, 1):
        settle(ours, one, side)
        assert ours.verify() == []
        waiting = [one for one in conflicts(ours) if one.apart.kind == "transcript"]
        if not waiting:
            break
        (one,) = waiting
    assert len(ours.reader.all(Coding)) + len(ours.reader.all_named("lost")) == 3
    meet(ours, theirs)


def test_a_code_removed_here_and_used_there_is_kept(pair):
    from coder.codebook.acts import Codebook, Draft

    ours, theirs = pair
    book = Codebook(ours)
    book.do(book.add(Draft(name="New code", name_en="New code"), "skill"))
    merge(theirs, ours.path)
    Desk(ours).undo(kinds=None, without=frozenset())
    Desk(theirs).code(theirs.transcript("firm-a"), Span(50, 60), ["new-code"])
    done = merge(ours, theirs.path)
    assert done.repairs.revived == [("code", "new-code")]
    meet(ours, theirs)


def test_a_conflict_over_a_coding_is_named_by_its_code_and_typed_by_the_end_of_its_id(pair, capsys):
    ours, theirs = pair
    for study, end in ((ours, 36), (theirs, 40)):
        (coding,) = study.reader.all(Coding)
        Desk(study).respan(study.transcript("firm-a"), coding, Span(coding.start, end))
    meet(ours, theirs)
    (one,) = conflicts(ours)
    assert one.title == "編碼紀錄 證照不受信任"
    assert one.typed == f"coding:{one.apart.key[-8:]}"
    assert find(ours, one.typed).id == one.id
    assert not [words for field in one.fields for words in (field.before, *field.sides) if one.apart.key in words]
    main(["--study", str(ours.path.parent), "--coder", "甲", "--lang", "zh_TW", "conflicts"])
    told = capsys.readouterr()
    assert one.apart.key not in told.out + told.err
    assert one.typed in told.out
