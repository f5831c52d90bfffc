"""Workbooks: what is hidden is never read as speech, and comments stay on their words."""

import io
import zipfile
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from coder.errors import InputError
from coder.model.text import Role
from coder.record.queries import all_memos
from coder.transcripts.intake import ImportPlan, import_transcripts
from coder.transcripts.reading import open_file, read_bytes, sheets_of_speech
from coder.transcripts.surveys import SurveyChoice, read_survey

pytestmark = pytest.mark.usefixtures("english")
TITLES = ("time", "speaker", "text", "note")
TALK = [
    ("00:01", "訪談者", "為什麼？"),
    ("00:02", "王經理", "人很難找。"),
    ("00:03", "訪談者", "然後呢？"),
    ("00:04", "王經理", "靠介紹。"),
]


def stored(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def talk(book: Workbook, title: str = "訪談"):
    sheet = book.active
    sheet.title = title
    for row in (TITLES, *((*row, "") for row in TALK)):
        sheet.append(row)
    return sheet


def said(reading):
    text = reading.source.text
    return [(t.speaker, text[t.body : t.end].strip()) for t in reading.transcript.turns if t.role is not Role.NONE]


def test_hidden_sheets_rows_and_columns_are_not_read_and_told():
    book = Workbook()
    draft = book.active
    draft.title, draft.sheet_state = "舊稿", "veryHidden"
    draft.append(("speaker", "text"))
    for number in range(4):
        draft.append((f"甲{number % 2}", "這句話不該出現。"))
    sheet = book.create_sheet("訪談")
    for row in (TITLES, *((*row, "評語" if row[0] == "00:02" else "") for row in TALK)):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("名單").append(("電話", "地址"))
    reading = read_bytes(Path("a.xlsx"), stored(book))
    assert said(reading) == [(who, words) for _time, who, words in (TALK[0], TALK[1], TALK[3])]
    assert "評語" not in reading.source.text
    assert reading.source.left_out[:3] == ("hidden rows: 1", "hidden columns: 1", "hidden sheets: 舊稿")
    assert reading.source.left_out[3] == "other sheets, without speakers or answers: 名單"


def test_a_workbook_whose_talk_is_hidden_is_refused_with_the_reason():
    book = Workbook()
    talk(book).sheet_state = "hidden"
    book.create_sheet("封面").append(("題目",))
    with pytest.raises(InputError, match="no column") as caught:
        read_bytes(Path("a.xlsx"), stored(book))
    assert "hidden" in caught.value.hint


def test_comments_on_cells_are_on_their_words_and_those_of_hidden_rows_are_gone():
    book = Workbook()
    sheet = talk(book)
    sheet["C3"].comment = Comment("林:\n重要", "林")
    sheet["B2"].comment = Comment("誰問的？", "陳")
    sheet["C4"].comment = Comment("不該出現", "陳")
    sheet["F9"].comment = Comment("整份", "陳")
    sheet.row_dimensions[4].hidden = True
    source = read_bytes(Path("a.xlsx"), stored(book)).source
    words = {one.text: one.span and source.text[one.span.start : one.span.end] for one in source.remarks}
    assert words == {"林: 重要": "人很難找。", "陳: 誰問的？": "訪談者", "陳: 整份": None}


def test_a_talk_of_comments_stands_for_the_note_that_older_programs_see():
    book = Workbook()
    talk(book)["C3"].comment = Comment("[Threaded comment] Your version of Excel", "tc={1}")
    made, kept = io.BytesIO(), zipfile.ZipFile(io.BytesIO(stored(book)))
    spaces = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
    kinds = "http://schemas.microsoft.com/office/2017/10/relationships"
    with zipfile.ZipFile(made, "w") as package:
        for name in kept.namelist():
            part = kept.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                link = f'<Relationship Id="t" Type="{kinds}/threadedComment" Target="../threadedComments/t1.xml"/>'
                part = part.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            if name == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="p" Type="{kinds}/person" Target="persons/person.xml"/>'
                part = part.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            package.writestr(name, part)
        package.writestr(
            "xl/persons/person.xml", f'<personList {spaces}><person displayName="陳" id="P"/></personList>'
        )
        thread = "".join(
            f'<threadedComment ref="C3" personId="P"><text>{words}</text></threadedComment>' for words in ("一", "二")
        )
        package.writestr("xl/threadedComments/t1.xml", f"<ThreadedComments {spaces}>{thread}</ThreadedComments>")
    source = read_bytes(Path("a.xlsx"), made.getvalue()).source
    assert [(one.text, source.text[one.span.start : one.span.end]) for one in source.remarks] == [
        ("陳: 一", "人很難找。"),
        ("陳: 二", "人很難找。"),
    ]


def test_a_survey_reads_nothing_hidden_and_keeps_comments_on_answers(study, tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (
        ("代號", "性別", "您怎麼看證照？"),
        ("P1", "女", "證照沒用，要看作品。"),
        ("P2", "男", "實作比較好，也便宜。"),
        ("P3", "女", "看人，還有看公司。"),
    ):
        sheet.append(row)
    sheet["C2"].comment = Comment("重要", "林")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    path = tmp_path / "s.xlsx"
    path.write_bytes(stored(book))
    survey = read_survey(path, path.read_bytes(), SurveyChoice())
    assert survey.left_out == ("hidden rows: 1", "hidden columns: 1")
    assert [column.name for column in survey.columns] == ["代號", "您怎麼看證照？"]
    import_transcripts(study, [path], ImportPlan())
    transcript = {one.name: one.id for one in study.project().transcripts}
    assert {"P1", "P2", "P3"} & set(transcript) == {"P1", "P3"}
    memo = next(one for one in all_memos(study.reader)[0] if one.target == transcript["P1"])
    assert memo.text == "林: 重要"


def test_struck_out_cells_and_words_are_not_read_and_told():
    book = Workbook()
    sheet = talk(book)
    sheet["C2"].font = Font(strike=True)
    sheet["C3"] = CellRichText("人很", TextBlock(InlineFont(strike=True), "不"), "難找。")
    source = read_bytes(Path("a.xlsx"), stored(book)).source
    assert "人很難找。" in source.text
    assert "為什麼？" not in source.text
    assert "struck-out text" in source.left_out


def test_times_and_days_are_read_as_excel_shows_them():
    book = Workbook()
    sheet = talk(book)
    sheet["A2"], sheet["A3"], sheet["A4"] = time(0, 0, 1), timedelta(hours=25), 0.5
    sheet["A4"].number_format = "hh:mm"
    sheet["D2"], sheet["D3"], sheet["D4"] = date(2023, 5, 1), 3.0, True
    text = read_bytes(Path("a.xlsx"), stored(book)).source.text
    assert [word in text for word in ("00:00:01", "25:00:00", "12:00:00", "【2023-05-01】", "【3】", "【True】")] == [
        True
    ] * 6


def two_talks(path: Path) -> Path:
    """Write a workbook with an interview on each of two sheets, and a sheet of another kind."""
    book = Workbook()
    talk(book, "甲公司")
    sheet = book.create_sheet("乙公司")
    for row in (TITLES, *((at, who, f"{words}是的。", "") for at, who, words in TALK)):
        sheet.append(row)
    book.create_sheet("名單").append(("電話", "地址"))
    path.write_bytes(stored(book))
    return path


def test_no_sheet_of_several_with_speech_is_left_out_in_passing(tmp_path):
    path = two_talks(tmp_path / "訪談.xlsx")
    with pytest.raises(InputError, match="several sheets hold speech: 甲公司, 乙公司") as caught:
        open_file(path)
    assert "--sheet NAME" in caught.value.hint
    assert f"coder import {path} --each-sheet" in caught.value.hint
    assert sheets_of_speech(path) == ("甲公司", "乙公司")


def test_a_sheet_is_read_alone_and_names_its_transcript(study, tmp_path):
    path = two_talks(tmp_path / "訪談.xlsx")
    assert said(open_file(path / "乙公司"))[1] == ("王經理", "人很難找。是的。")
    taken = import_transcripts(study, [path / "甲公司", path / "乙公司"], ImportPlan(case_per_file=True))
    assert [one.info.name for one in taken] == ["訪談-甲公司", "訪談-乙公司"]
    assert len({one.info.case for one in taken}) == 2
    kept = [one.reading.original.decode() for one in taken]
    assert kept == [one.reading.source.text for one in taken]  # of the other's words each keeps nothing


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = two_talks(tmp_path / "訪談.xlsx")
    with pytest.raises(InputError, match="no sheet 丙") as caught:
        open_file(path / "丙")
    assert caught.value.hint == "sheets: 甲公司, 乙公司, 名單"


def read_rows(rows, tmp_path):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    path.write_bytes(stored(book))
    assert read_survey(path, path.read_bytes(), SurveyChoice()) is None
    return open_file(path)


def test_titles_below_what_is_said_of_the_whole_and_among_others_of_ones_own(tmp_path):
    rows = [("人工智慧人才訪談",), ("日期", "2026/3/2"), ("編號", "時間", "發言者", "逐字稿", "開放編碼")]
    rows += [(at, time, who, words, "") for at, (time, who, words) in enumerate(TALK * 2, start=1)]
    reading = read_rows(rows, tmp_path)
    assert said(reading) == [(who, words) for _time, who, words in TALK * 2]
    assert reading.speakers.sure


def test_a_wide_table_with_titles_is_read_and_a_column_that_never_changes_is_told(tmp_path):
    rows = [("ID", "file", "start", "end", "speaker", "text")]
    rows += [(at, "a.mp3", time, "00:09", who, words) for at, (time, who, words) in enumerate(TALK * 2, start=1)]
    reading = read_rows(rows, tmp_path)
    assert said(reading) == [(who, words) for _time, who, words in TALK * 2]
    assert "what a column says in every row: a.mp3" in reading.source.left_out


def test_a_column_of_labelled_lines_and_columns_of_two_sides_are_a_talk(tmp_path):
    spoken = [(who, words) for _time, who, words in TALK * 2]
    assert said(read_rows([(f"{who}：{words}",) for who, words in spoken], tmp_path)) == spoken
    sides = [("訪談者", "受訪者"), *((spoken[at][1], spoken[at + 1][1]) for at in range(0, 8, 2))]
    assert [words for _who, words in said(read_rows(sides, tmp_path))] == [words for _who, words in spoken]
    guide = [("題號", "題目", "回答"), *((at, spoken[at][1], spoken[at + 1][1]) for at in range(0, 8, 2))]
    asked = read_rows(guide, tmp_path)
    assert said(asked)[:2] == [("問", spoken[0][1]), ("答", spoken[1][1])]
    assert [turn.role for turn in asked.transcript.turns][:2] == [Role.INTERVIEWER, Role.RESPONDENT]


def test_rows_that_name_nobody_go_on_with_the_one_above_and_this_is_told():
    data = "speaker,text\n訪談者,你好嗎？\n受訪者,很好。\n,真的很好。\n訪談者,謝謝。\n,\n受訪者,不會。\n".encode()
    reading = read_bytes(Path("a.csv"), data)
    assert "the speaker in rows that name none, taken from the row above: 1" in reading.source.left_out
    assert [turn.speaker for turn in reading.speakers.turns] == ["訪談者", "受訪者"] * 2
