"""A study.db that was copied by hand, and went on in two places under one name: told apart, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from rounds import LONG

from coder.coding.acts import Desk
from coder.model.coding import Coding
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.kinds import KINDS
from coder.record.proof.signature_proof import that_hold
from coder.record.signing.heads_signed import sign_head, take_key
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


@pytest.fixture
def five(three, tmp_path, monkeypatch):
    """GIVEN three copies that went on; 丙 signed the third; of the second a clone was made, which built on it."""
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    ours, second, third = three
    code(ours, 45)
    code(second, 60)
    clone_file(second, tmp_path / "clone.db")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "id")], check=True)
    take_key(third, tmp_path / "id")
    code(third, 75)
    assert sign_head(third)
    code(second, 90)
    with Study.open(tmp_path / "clone.db", "丁") as clone:
        [coding] = [one for one in clone.reader.all(Coding) if one.coder == "乙"]
        clone.record([Put("coding", coding, None)], "remove")
        code(clone, 15)
        clone_file(clone, tmp_path / "fifth.db")
        with Study.open(tmp_path / "fifth.db", "戊") as fifth:
            [again] = [one for one in fifth.reader.all(Coding) if one.coder == "丁"]
            fifth.record([Put("coding", again, replace(again, code="nlp"))], "recode")
            yield ours, second, third, clone, fifth


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH's ssh-keygen is not installed")
@pytest.mark.parametrize("seed", range(12 if LONG else 3))
def test_what_was_copied_cloned_and_signed_is_told_apart_in_every_order(five, seed):
    pairs = [(one, other) for one in five for other in five if one is not other]
    Random(seed).shuffle(pairs)
    for _round in range(3):
        for one, other in pairs:
            merge(one, other.path)
    for one in five:
        one.look_again()
        assert one.verify() == []
        assert tables(one) == tables(five[0])
        assert len(that_hold(one.reader)) == 1
    assert sorted(coding.coder for coding in five[0].reader.all(Coding)) == ["丁", "丙", "乙", "甲", "甲"]
    assert len({one.journal.replica for one in five}) == 5
