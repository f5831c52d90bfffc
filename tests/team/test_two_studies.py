"""Two studies that were built apart from one codebook and the same files become one, and stay one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BOOK, FIGURES, FINDINGS, TRANSCRIPT

from coder.codebook.loading import load_codebook
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.findings.dead_citations import refuse_dead_citations
from coder.model.codebook import Case, Code, Figure, Finding
from coder.model.coding import Coding, Memo
from coder.model.identity import quote_id
from coder.model.pairing import Pairing
from coder.model.project import TranscriptRecord
from coder.model.text import Span, quote_hash
from coder.record.entry import Put
from coder.record.kinds import KINDS
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


def test_citations_follow_what_goes_by_another_id(tmp_path):
    """Of a case that gets another id, and of a finding and a figure that are two."""
    with build(tmp_path / "one", "甲") as ours, build(tmp_path / "two", "乙", case="F1") as theirs:
        code(ours, 30)
        code(theirs, 45)
        told = {}
        for study, name in ((ours, "甲的"), (theirs, "乙的")):
            [coding] = study.reader.all(Coding)
            case = study.reader.require(TranscriptRecord, coding.transcript).case
            told[name] = quote_id(case, coding.line, coding.id)
            figure = study.project().figures[0].id
            text = f"[[quote:{told[name]}]]、[[figure:{figure}]]、[[table:F1]]、[[finding:F1]]、[[table:cert]]"
            change(study, Finding, "F1", name=f"{name}發現", statement=f"{name} {told[name]}", text=text)
            change(study, Figure, figure, name=f"{name}數字")
        change(theirs, Code, "cert", name="薪資", definition="說到薪水")
        merge(ours, theirs.path, ask=lambda pair: pair.kind == "case")
        merge(theirs, ours.path)
        same_everywhere(ours, theirs)
        new = {one.of: one.key for one in ours.reader.all(Pairing)}
        found = ours.reader.require(Finding, new["finding"])
        assert f"[[finding:{new['finding']}]]" in found.text
        assert f"[[table:{new['code']}]]" in found.text
        assert f"[[figure:{new['figure']}]]" in found.text
        assert told["乙的"] not in found.text + found.statement
        assert found.statement.startswith("乙的 A-")
        assert told["甲的"] in ours.reader.require(Finding, "F1").text
        refuse_dead_citations(ours)


def test_work_taken_from_one_file_is_two_where_its_code_or_coder_is(apart):
    ours, theirs = apart
    [coding] = ours.reader.all(Coding)
    for key, coder in (("a1", "甲"), ("a2", "丙")):
        one = replace(coding, id=f"{key:0>32}", coder=coder, start=60, end=68)
        text = ours.transcript("firm-a")
        one = replace(one, line=text.lines.line_of(60), quote_hash=quote_hash(text.text[60:68]))
        for study in apart:
            study.ensure_coder(coder)
            study.record([Put("coding", None, one)], "codings")
    memo = Memo(id="m", target_kind="coding", target=f"{'a2':0>32}", coder="丙", text="記下", at=coding.at)
    theirs.record([Put("memo", None, memo)], "memo")
    change(theirs, Code, "cert", name="薪資", definition="說到薪水")
    answers = {"coder:甲": True, "coder:丙": True, "code:cert": False}
    done = merge(ours, theirs.path, answers=answers)
    assert not done.differ
    assert not done.repairs.asked
    [pair] = [one for one in ours.reader.all(Pairing) if one.of == "code"]
    at_60 = {(one.coder, one.code) for one in ours.reader.all(Coding) if one.start == 60 and one.code != "nlp"}
    assert at_60 == {(who, key) for who in ("甲", "丙") for key in ("cert", pair.key)}
    told = ours.reader.require(Coding, ours.reader.require(Memo, "m").target)
    assert told.code == pair.key
    merge(theirs, ours.path)
    same_everywhere(ours, theirs)
