"""Surveys: a row a case, open answers and attributes by column; a table of turns is no survey."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from coder.errors import InputError
from coder.model.text import Role
from coder.record.texts import get_text, unpack_turns
from coder.transcripts.intake import ImportPlan, import_transcripts
from coder.transcripts.surveys import SurveyChoice, read_survey
from coder.transcripts.table_kind import TableKind, kind_of

TITLES = ("時間戳記", "代號", "性別", "年資", "您怎麼看證照？", "還有什麼想說的？")
ROWS = (
    (date(2024, 1, 2), "P1", "女", 3.0, "證照沒用，要看作品。", None),
    (date(2024, 1, 2), "P2", "男", 12.0, "實作好。\n優點：便宜", "沒有"),
    (date(2024, 1, 3), "P3", "女", 7.0, None, None),
    (date(2024, 1, 3), "P4", "女", 8.0, "看人", "學校應該多教實作"),
)


pytestmark = pytest.mark.usefixtures("english")
NOTHING_SAID = SurveyChoice()


def workbook(path: Path, *rows) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(data.getvalue())
    return path


def kinds(path: Path, choice: SurveyChoice = NOTHING_SAID):
    survey = read_survey(path, path.read_bytes(), choice)
    return {column.name: column.kind for column in survey.columns}


def test_each_row_becomes_a_case_with_its_attributes_and_a_transcript_of_its_answers(study, tmp_path):
    taken = import_transcripts(study, [workbook(tmp_path / "s.xlsx", TITLES, *ROWS)], ImportPlan())
    cases = {case.name: case for case in study.project().cases}
    assert [name for name in cases if name[0] == "P"] == ["P1", "P2", "P4"]
    assert cases["P2"].attributes == {"時間戳記": "2024-01-02", "性別": "男", "年資": "12"}
    record = taken[1].info
    text = get_text(study.reader, record.text_hash)
    assert text == "【您怎麼看證照？】\nP2：實作好。\n優點：便宜\n【還有什麼想說的？】\nP2：沒有"
    turns = unpack_turns(record)
    assert [text[t.body : t.end].strip() for t in turns if t.role is Role.RESPONDENT] == [
        "實作好。\n優點：便宜",
        "沒有",
    ]
    assert [(t.speaker, text[t.body : t.end].strip()) for t in turns if t.role is Role.NONE] == [
        ("", "【您怎麼看證照？】"),
        ("", "【還有什麼想說的？】"),
    ]


def test_a_row_of_a_case_that_is_there_goes_to_it_and_may_not_contradict_it(study, tmp_path):
    before = len(study.project().transcripts)
    import_transcripts(study, [workbook(tmp_path / "one.xlsx", TITLES, *ROWS)], ImportPlan())
    more = workbook(tmp_path / "two.xlsx", ("代號", "職稱", "一年後呢？"), ("P1", "主任", "換工作了。"))
    import_transcripts(study, [more], ImportPlan())
    assert next(c for c in study.project().cases if c.name == "P1").attributes["職稱"] == "主任"
    other = workbook(tmp_path / "three.xlsx", ("代號", "性別", "兩年後呢？"), ("P1", "男", "又換工作了。"))
    with pytest.raises(InputError, match="性別"):
        import_transcripts(study, [other], ImportPlan())
    assert len(study.project().transcripts) == before + 4


def test_a_person_says_what_the_columns_are(tmp_path):
    path = workbook(tmp_path / "s.xlsx", TITLES, *ROWS)
    assert kinds(path)["您怎麼看證照？"] == kinds(path)["還有什麼想說的？"] == "answer"
    said = kinds(path, SurveyChoice(("還有什麼想說的？",), "年資", ("時間戳記",)))
    assert said["還有什麼想說的？"] == "answer"
    assert said["您怎麼看證照？"] == said["代號"] == "attribute"
    assert said["年資"] == "name"
    assert said["時間戳記"] == "left out"
    for wrong in (SurveyChoice(("沒有這欄",)), SurveyChoice(named_by="性別")):
        with pytest.raises(InputError):
            kinds(path, wrong)


def test_titles_of_qualtrics_are_the_questions(tmp_path):
    path = workbook(
        tmp_path / "q.xlsx",
        ("StartDate", "Q1", "Q2"),
        ("Start Date", "What is missing?", "Gender"),
        ('{"ImportId":"startDate"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}'),
        ("2024-01-01", "Practice, mostly. We learn by books only.", "f"),
        ("2024-01-02", "Nothing at all, I was happy with it.", "m"),
    )
    assert kinds(path) == {"Start Date": "attribute", "What is missing?": "answer", "Gender": "attribute"}


SPEECH = ("今天想請教您怎麼看證照。", "我覺得證照沒有什麼用處。", "那您怎麼挑人呢？", "就看他做過什麼東西。")


@pytest.mark.parametrize(
    ("titles", "columns", "kind"),
    [
        (("講者", "內容"), ("甲乙甲乙", SPEECH), TableKind.TURNS),
        ((), (["訪談者", "王小明"] * 2, SPEECH), TableKind.TURNS),
        (("誰", "說了什麼"), (["林小姐", "王小明"] * 2, SPEECH), TableKind.TURNS),
        (("段", "誰", "什麼"), ("1234", ["訪員", "受訪者"] * 2, SPEECH), TableKind.TURNS),
        (("學歷", "部門", "意見"), (["大學", "碩士"] * 2, "甲乙丙丁", SPEECH), TableKind.UNCLEAR),
        (("編號", "學歷", "意見"), ("1234", ["大學", "碩士"] * 2, SPEECH), TableKind.CASES),
        (("姓名", "意見"), (["林一", "林二", "林三", "林四"], SPEECH), TableKind.CASES),
        (("time", "text"), (["00:01", "00:02", "00:03", "00:04"], SPEECH), TableKind.NEITHER),
        (("a", "b"), ("1234", "5678"), TableKind.NEITHER),
    ],
)
def test_turns_and_cases_are_told_apart_and_what_can_be_both_is_asked(titles, columns, kind):
    rows = [list(titles)] if titles else []
    assert kind_of([*rows, *map(list, zip(*columns, strict=True))]) is kind


def test_an_unclear_table_is_refused_with_what_to_type(study, tmp_path):
    rows = zip(["大學", "碩士"] * 2, "甲乙丙丁", SPEECH, strict=True)
    path = workbook(tmp_path / "u.xlsx", ("學歷", "部門", "意見"), *rows)
    with pytest.raises(InputError, match="turn or a case") as caught:
        import_transcripts(study, [path], ImportPlan(case_per_file=True))
    assert "--answers" in caught.value.hint
    taken = import_transcripts(study, [path], ImportPlan(survey=SurveyChoice(("意見",))))
    assert [one.info.name for one in taken] == ["u-1", "u-2", "u-3", "u-4"]
    assert {role for one in taken for _, role in one.speakers} == {Role.RESPONDENT}


def test_codes_that_look_like_roles_name_cases_and_are_no_speakers():
    rows = [
        ("代號", "性別", "您怎麼看證照？"),
        *((f"P{n}", "女男"[n % 2], f"證照沒用，要看作品{n}。") for n in range(6)),
    ]
    assert kind_of(rows) is TableKind.CASES
