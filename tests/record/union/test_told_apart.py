"""A study.db that was copied by hand, and went on in two places under one name: told apart, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.journal import Put
from coder.record.kinds import KINDS
from coder.record.study import Study
from coder.record.union.copying import clone_file
from coder.team.merge import merge


def code(study: Study, start: int) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), ["cert"])


def copied(study: Study, folder: Path, coder: str) -> Study:
    study.backup(folder)
    made = folder / "study.db"
    shutil.move(next(folder.glob("study-*.db")), made)
    return Study.open(made, coder)


def tables(study: Study) -> dict[str, list]:
    found = {name: sorted(study.reader.all_named(name), key=lambda one: one.id) for name in KINDS}
    return {**found, "replica": []}


@pytest.fixture
def three(study: Study, tmp_path: Path):
    """GIVEN a study.db that was copied twice by hand, and three people who code."""
    code(study, 30)
    with copied(study, tmp_path / "b", "乙") as second, copied(study, tmp_path / "c", "丙") as third:
        yield study, second, third


def test_all_codings_are_kept_whoever_begins(three):
    ours, second, third = three
    code(ours, 45)
    code(second, 60)
    Desk(second).code(second.transcript("firm-a"), Span(75, 80), ["nlp"])
    told = merge(ours, second.path, rehearse=True)
    assert len(told.renamed_copies) == 1
    assert ours.totals()[0] == 2
    merge(ours, second.path)
    merge(second, ours.path)
    code(third, 15)
    code(second, 90)
    for _round in range(2):
        for one, other in ((ours, third), (third, second), (second, ours), (ours, second), (third, ours)):
            merge(one, other.path)
    for one in three:
        one.look_again()
        assert one.verify() == []
        assert len(one.reader.all(Coding)) == 6
        assert tables(one) == tables(ours)
    assert len({one.journal.replica for one in three}) == 3
    assert merge(ours, second.path).changes == 0


def test_a_branch_on_which_others_built_keeps_its_name(three, tmp_path):
    ours, second, _third = three
    code(ours, 45)
    code(second, 60)
    clone_file(second, tmp_path / "clone.db")
    with Study.open(tmp_path / "clone.db", "丁") as clone:
        [coding] = [one for one in clone.reader.all(Coding) if one.coder == "乙"]
        clone.record([Put("coding", coding, None)], "remove")
        name = second.journal.replica
        merge(ours, clone.path)
        assert ours.journal.replica != name
        merge(clone, ours.path)
        merge(second, clone.path)
        for one in (ours, second, clone):
            assert one.verify() == []
            assert [coding.coder for coding in one.reader.all(Coding)] == ["甲", "甲"]
