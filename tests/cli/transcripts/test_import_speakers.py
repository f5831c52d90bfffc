"""Who speaks in a file, before it is taken in: shown, decided, asked about."""

import pytest

from coder.cli.transcripts.import_speakers import decision
from coder.errors import CoderError
from coder.model.text import Role

TALK = "林子含：為什麼要先談？\n王小明：沒有。\n王經理：很多。\n林子含：很希望。\n王小明：下次。\n附帶：無\n附帶：無\n"
UNCLEAR = "不然：你好嗎\n不然：很好\n後來是這樣的。\n不得：再見\n不得：好的\n大家都走了。\n"


@pytest.fixture
def files(tmp_path, study):
    for name, text in (("talk", TALK), ("unclear", UNCLEAR)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_dry_run_names_every_candidate_and_writes_nothing(run, study, files):
    before = run("verify").out
    row = run("import", str(files / "talk.txt"), "--dry-run", "--json").json["rows"][0]
    assert [(c["name"], c["taken"], c["count"], c["why"]) for c in row["candidates"]] == [
        ("林子含", True, 2, "repeats"),
        ("王小明", True, 2, "repeats"),
        ("王經理", True, 1, "form"),
        ("附帶", True, 2, "repeats"),
    ]
    assert row["candidates"][0]["first"] == "為什麼要先談？"
    assert sum(c["share"] for c in row["candidates"]) == pytest.approx(1, abs=0.01)
    assert [turn["speaker"] for turn in row["preview"]][:3] == ["林子含", "王小明", "王經理"]
    shown = run("import", str(files / "talk.txt"), "--dry-run").out
    assert "為什麼要先談？" in shown
    assert run("verify").out == before


def test_decisions_hold_for_the_file_and_the_next_one_of_the_study(run, study, files):
    options = ("--interviewer", "林子含", "--same", "王經理=王小明", "--not-speaker", "附帶", "--case-per-file")
    taken = run("import", str(files / "talk.txt"), *options, "--json").json["rows"][0]
    assert taken["speakers"] == [{"name": "林子含", "role": "interviewer"}, {"name": "王小明", "role": "respondent"}]
    assert taken["refused"] == [{"name": "附帶", "count": 2, "why": "refused"}]
    (files / "next.txt").write_text(TALK + "王小明：完\n", encoding="utf-8")
    again = run("import", str(files / "next.txt"), "--case-per-file", "--json").json["rows"][0]
    assert again["speakers"] == taken["speakers"]


def test_an_unclear_file_of_many_is_left_out_alone_and_named(run, study, files):
    result = run("import", str(files / "talk.txt"), str(files / "unclear.txt"), "--case-per-file", "--json")
    assert [row["name"] for row in result.json["rows"]] == ["talk"]
    assert result.status == 1
    assert "unclear.txt --dry-run" in result.err
    shown = run("import", str(files / "unclear.txt"), "--case-per-file", "--as-shown", "--json")
    assert shown.status == 0
    assert [row["sure"] for row in shown.json["rows"]] == [False]


def test_a_single_unclear_file_is_taken_and_told(run, study, files):
    result = run("import", str(files / "unclear.txt"), "--case-per-file")
    assert result.status == 0
    assert "不然" in result.err
    assert "coder speakers unclear" in result.err


def test_a_form_of_labels_of_ones_own(run, study, files):
    (files / "own.txt").write_text("甲~~好\n乙~~不好\n甲~~為什麼\n", encoding="utf-8")
    row = run("import", str(files / "own.txt"), "--case-per-file", "--label", "(.)~~", "--json").json["rows"][0]
    assert [speaker["name"] for speaker in row["speakers"]] == ["甲", "乙"]
    wrong = run("import", str(files / "own.txt"), "--label", "(")
    assert wrong.status == 1
    assert "--label" in wrong.err


def test_answers_of_a_person():
    assert decision("小美=interviewer").roles == {"小美": Role.INTERVIEWER}
    assert decision("小美=respondent").roles == {"小美": Role.RESPONDENT}
    assert decision("附帶=no").refused == {"附帶"}
    assert decision("王經理=王小明").names == {"王經理": "王小明"}
    with pytest.raises(CoderError):
        decision("小美")


def test_the_sheets_of_a_workbook_are_named_or_each_taken(run, study, tmp_path, monkeypatch):
    from openpyxl import Workbook

    book = Workbook()
    for name, sheet in (("甲", book.active), ("乙", book.create_sheet())):
        sheet.title = name
        for row in (("speaker", "text"), ("訪談者", f"{name}呢？"), ("王經理", f"說{name}。"), ("訪談者", "嗯？")):
            sheet.append(row)
    path = tmp_path / "talks.xlsx"
    book.save(path)
    asked = run("import", str(path), "--case-per-file")
    assert (asked.status, "甲" in asked.err, "--each-sheet" in asked.err) == (1, True, True)
    one = run("import", str(path), "--sheet", "乙", "--dry-run", "--json").json["rows"]
    assert [(row["file"], row["preview"][0]["text"]) for row in one] == [(f"{path}/乙", "乙呢？")]
    taken = run("import", str(path), "--each-sheet", "--case-per-file", "--json").json["rows"]
    assert [row["name"] for row in taken] == ["talks-甲", "talks-乙"]
    wrong = run("import", str(tmp_path / "no.txt"), "--sheet", "乙")
    for typed, names in (("", ["甲", "乙"]), ("乙", ["乙"])):
        monkeypatch.setenv("_CODER_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", f"coder import {path} --sheet {typed}")
        monkeypatch.setenv("COMP_CWORD", "4")
        assert run().out.split() == [f"plain,{name}" for name in names]
    assert wrong.status == 1


def test_a_table_in_a_folder_is_named_with_the_command_that_imports_it(run, study, tmp_path):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.txt").write_text("訪談者：難嗎？\n王經理：很難。\n訪談者：真的？\n王經理：真的。\n", encoding="utf-8")
    table = folder / "b.csv"
    table.write_text("speaker,text\n訪談者,缺人嗎？\n王經理,很缺。\n訪談者,多久？\n王經理,兩年。\n", encoding="utf-8")
    told = run("import", str(folder), "--case-per-file")
    assert told.status == 0
    assert f"coder import {table}" in told.err
    assert run("import", str(table), "--case-per-file").status == 0
