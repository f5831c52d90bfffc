"""Two studies that were built apart from one codebook and the same files become one, and stay one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BOOK, FIGURES, FINDINGS, TRANSCRIPT

from coder.codebook.loading import load_codebook
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.model.codebook import Case, Code
from coder.model.coding import Coding
from coder.model.pairing import Pairing
from coder.model.text import Span
from coder.record.journal import Put
from coder.record.kinds import KINDS, TranscriptRecord
from coder.record.study import Study
from coder.team.merge import merge
from coder.transcripts import intake
from coder.transcripts.cases import load_cases


def build(folder: Path, coder: str, case: str = "A", text: str = TRANSCRIPT) -> Study:
    folder.mkdir()
    made = Study.create(folder / "study.db", coder)
    load_codebook(made, BOOK, FINDINGS, FIGURES)
    load_cases(made, [Case(id=case, name="廠商 A", transcripts=("firm-a.txt",))])
    (folder / "firm-a.txt").write_text(text, "utf-8")
    intake.import_transcripts(made, [folder / "firm-a.txt"], intake.ImportPlan())
    return made


def code(study: Study, start: int, key: str = "cert") -> None:
    Desk(study).code(study.transcript("firm-a"), Span(start, start + 8), [key])


def change(study: Study, cls: type, key: str, **fields) -> None:
    from coder.record.kinds import kind_of

    old = study.reader.require(cls, key)
    study.record([Put(kind_of(cls).name, old, replace(old, **fields))], "edit")


def tables(study: Study) -> dict[str, list]:
    return {name: sorted(study.reader.all_named(name), key=lambda one: one.id) for name in KINDS}


def same_everywhere(*studies: Study) -> None:
    for one in studies:
        one.look_again()
        assert one.verify() == []
        assert tables(one) == tables(studies[0])


@pytest.fixture
def apart(tmp_path: Path):
    """GIVEN two teams that built the study each for itself; 甲 codes in both, and is two persons."""
    with build(tmp_path / "one", "甲") as ours, build(tmp_path / "two", "甲") as theirs:
        code(ours, 30)
        code(theirs, 45)
        code(theirs, 60, "nlp")
        yield ours, theirs


def test_nothing_is_brought_in_before_it_is_said_what_is_one(apart):
    ours, theirs = apart
    with pytest.raises(CoderError, match="coder:甲"):
        merge(ours, theirs.path)
    found = merge(ours, theirs.path, rehearse=True)
    assert [(one.id, one.is_sure) for one in found.pairs] == [("coder:甲", False)]
    assert ours.totals() == (1, 1)


def test_one_person_stays_one(apart):
    ours, theirs = apart
    merge(ours, theirs.path, answers={"coder:甲": True})
    merge(theirs, ours.path)
    same_everywhere(ours, theirs)
    assert {one.coder for one in ours.reader.all(Coding)} == {"甲"}
    assert ours.totals() == (3, 1)


def test_two_persons_and_two_codes_of_one_id_go_by_ids_of_their_own(apart):
    ours, theirs = apart
    change(theirs, Code, "cert", name="薪資", definition="說到薪水")
    merge(ours, theirs.path, ask=lambda _pair: False)
    [code_pair] = [one for one in ours.reader.all(Pairing) if one.of == "code"]
    assert ours.reader.require(Code, "cert").name == "證照不受信任"
    assert ours.reader.require(Code, code_pair.key).name == "薪資"
    assert [one.coder == "甲" for one in ours.reader.all(Coding, "start")] == [True, False, False]
    assert [one.code for one in ours.reader.all(Coding, "start")] == ["cert", code_pair.key, "nlp"]
    merge(theirs, ours.path)
    same_everywhere(ours, theirs)


def test_what_was_decided_holds_for_work_done_without_knowing_it(apart):
    ours, theirs = apart
    change(theirs, Code, "cert", name="薪資", definition="說到薪水")
    merge(ours, theirs.path, ask=lambda _pair: False)
    [code_pair] = [one for one in ours.reader.all(Pairing) if one.of == "code"]
    code(theirs, 75)
    change(theirs, Code, "cert", when_to_use="說到錢")
    merge(ours, theirs.path)
    assert [one.code for one in ours.reader.all(Coding, "start")][-1] == code_pair.key
    assert ours.reader.require(Code, code_pair.key).when_to_use == "說到錢"
    assert ours.reader.require(Code, "cert").name == "證照不受信任"
    code(theirs, 90)
    merge(theirs, ours.path)
    assert [one.code for one in theirs.reader.all(Coding, "start")][-2:] == [code_pair.key] * 2
    code(theirs, 15)
    merge(ours, theirs.path)
    same_everywhere(ours, theirs)
    assert next(one.code for one in ours.reader.all(Coding, "start")) == "cert"


def test_one_code_under_two_ids_and_one_case_under_two(tmp_path):
    with build(tmp_path / "one", "甲") as ours, build(tmp_path / "two", "乙", case="F1") as theirs:
        old = theirs.reader.require(Code, "referral")
        theirs.record([Put("code", old, None), Put("code", None, replace(old, id="by-friends"))], "edit")
        code(ours, 30, "referral")
        code(theirs, 45, "by-friends")
        found = merge(ours, theirs.path, rehearse=True)
        assert [(one.id, one.is_sure) for one in found.pairs] == [
            ("case:F1=A", False),
            ("code:by-friends=referral", True),
        ]
        merge(ours, theirs.path, answers={"case:F1=A": True})
        assert {one.code for one in ours.reader.all(Coding)} == {"by-friends"}
        assert [one.case for one in ours.reader.all(TranscriptRecord)] == ["A"]
        code(theirs, 60, "by-friends")
        code(ours, 75, "by-friends")
        merge(theirs, ours.path)
        merge(ours, theirs.path)
        same_everywhere(ours, theirs)
        assert ours.totals() == (4, 1)


def test_two_texts_of_one_transcript_become_one_and_codings_move_with_their_words(tmp_path):
    longer = TRANSCRIPT.replace("訪談者：那新鮮人呢", "訪談者：好的，那麼新鮮人呢")
    with build(tmp_path / "one", "甲") as ours, build(tmp_path / "two", "乙", text=longer) as theirs:
        code(ours, 30)
        for study in (ours, theirs):
            at = study.transcript("firm-a").text.index("內推")
            code(study, at, "referral")
        [pair] = merge(ours, theirs.path, rehearse=True).pairs
        assert (pair.kind, pair.is_one, pair.is_sure) == ("transcript", False, False)
        merge(ours, theirs.path, answers={pair.id: True})
        [record] = ours.reader.all(TranscriptRecord)
        text = ours.transcript(record.id).text
        assert {text[one.start : one.start + 2] for one in ours.reader.all(Coding) if one.code == "referral"} == {
            "內推"
        }
        merge(theirs, ours.path)
        same_everywhere(ours, theirs)
        assert ours.totals() == (3, 1)


def test_studies_with_nothing_in_common_are_refused(study, tmp_path):
    with Study.create(tmp_path / "other.db", "乙") as other:
        other.record([Put("code", None, Code(id="pay", parent=None, level="theme", name="薪資"))], "add")
        with pytest.raises(CoderError, match="共同"):
            merge(study, other.path)
