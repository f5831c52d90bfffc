from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.files.cells import unguard
from coder.reports.csv_tables import CsvExporter
from reports.samples import HOSTILE, NOTICE, failing_report, make_report


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_three_tables_with_bom_and_crlf(report, tmp_path):
    paths = CsvExporter().write(report, tmp_path)
    assert [p.name for p in paths] == ["quotes.csv", "frequencies.csv", "findings.csv", "tables.csv", "csv-stamp.txt"]
    for path in paths[:3]:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\xef\xbb\xbf") == 1
        assert data.endswith(b"\r\n")


def test_quotes_hold_every_coding_as_it_was_said(report, tmp_path):
    rows = read(CsvExporter().write(report, tmp_path)[0])
    assert [unguard(r["text"]) for r in rows] == [*HOSTILE, "新鮮人也收。"]
    assert rows[0] == {
        "quote_id": "A-1-7f3a", "case": "A", "case_name": "廠商 A", "transcript": "A-1", "line": "1",
        "last_line": "1", "speaker": "受訪者", "code": "certificates", "code_name": "證照不受信任", "coder": "jia",
        "text": "老實說證照幾乎沒在看。", "start": "1", "end": "12", "at": "2026-01-02T03:04:05+08:00",
        "origin": "manual", "synthetic": "true", "evidence": "", "codings": "certificates jia 1-12 [A-1-7f3a]", "notice": NOTICE,
    }  # fmt: skip


def test_no_cell_of_any_table_begins_as_a_formula(report, tmp_path):
    for path in CsvExporter().write(report, tmp_path)[:3]:
        for row in read(path):
            for cell in row.values():
                assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠")), (path.name, cell)


def test_names_of_cases_and_codes_are_guarded_too(report, tmp_path):
    last = read(CsvExporter().write(report, tmp_path)[0])[-1]
    assert (last["case_name"], last["code_name"]) == ("'=廠商 B", "'=接受新鮮人")
    assert (last["coder"], last["synthetic"], last["last_line"]) == ("jia; yi", "false", "101")


def test_the_citation_is_guarded_where_a_case_begins_as_a_formula(tmp_path):
    report = make_report(["甲"])
    first = next(iter(report.quotations()))._replace(id="=A-1-7f3a", case="=A")
    row = read(CsvExporter().write(replace(report, quotations=lambda: [first]), tmp_path)[0])[0]
    assert (row["quote_id"], row["case"]) == ("'=A-1-7f3a", "'=A")


def test_frequencies_count_groups_and_coders(report, tmp_path):
    rows = read(CsvExporter().write(report, tmp_path)[1])
    assert [r["code"] for r in rows] == ["gap", "certificates", "graduates"]
    assert rows[1]["parent"] == "gap"
    assert (rows[1]["share"], rows[1]["passages: 大型"], rows[1]["cases: 大型"]) == ("0.5", str(len(HOSTILE)), "1")
    assert (rows[1]["passages: 小型"], rows[1]["coder: yi"], rows[1]["notice"]) == ("0", "0", NOTICE)
    assert rows[2]["name"] == "'=Graduates accepted"


def test_findings_name_their_codes_figures_and_recommendations(report, tmp_path):
    rows = read(CsvExporter().write(report, tmp_path)[2])
    assert rows[0]["codes_for"] == "certificates"
    assert rows[0]["codes_against"] == "graduates"
    assert rows[0]["figures"] == "firms: 61.5% (表 2; =註); demand: 3,870 人 (表 2); reason: 新興職務 (二 (四))"
    assert rows[0]["recommendations"] == "R1"
    assert (rows[1]["passages_for"], rows[1]["codes_for"]) == ("0", "")


def test_a_study_without_invented_texts_has_an_empty_notice(tmp_path):
    rows = read(CsvExporter().write(make_report(notice=""), tmp_path)[0])
    assert {r["notice"] for r in rows} == {""}


def test_quotations_that_break_off_leave_the_old_table(tmp_path):
    (tmp_path / "quotes.csv").write_text("old")
    with pytest.raises(LookupError):
        CsvExporter().write(failing_report(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["quotes.csv"]
    assert (tmp_path / "quotes.csv").read_text() == "old"


def test_every_column_survives_what_csv_cannot_hold_bare(tmp_path):
    nasty = 'a",\r\n=b"'
    report = make_report(["甲"], notice=nasty)
    words = ("id", "case", "case_name", "transcript", "speaker", "code", "code_name", "at", "origin")
    first = next(iter(report.quotations()))._replace(
        coders=(nasty,), evidence=(nasty,), text=nasty, **dict.fromkeys(words, nasty)
    )
    row = read(CsvExporter().write(replace(report, quotations=lambda: [first]), tmp_path)[0])[0]
    numbers = {"line", "last_line", "start", "end", "synthetic", "codings"}
    assert {value for name, value in row.items() if name not in numbers} == {nasty}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from("'=+-@＝ \t\r\n,;\"　甲𪜶\x00\x1b")) | st.text(), max_size=8))
def test_every_text_comes_back_from_the_file(tmp_path, texts):
    rows = read(CsvExporter().write(make_report(texts), tmp_path)[0])
    assert [unguard(r["text"]) for r in rows][:-1] == texts


def test_the_tables_are_those_of_the_lead_s_page_in_its_order(report, tmp_path):
    def captions(*tables):
        path = CsvExporter().write(replace(report, page=replace(report.page, tables=tables)), tmp_path)[3]
        rows = read(path)
        assert [int(row["number"]) for row in rows] == sorted(int(row["number"]) for row in rows)
        return list(dict.fromkeys(row["table"] for row in rows))

    themes_first, codes_first = captions("themes", "codes"), captions("codes", "themes")
    assert themes_first[:2] == codes_first[1::-1]
    assert captions("codes")[:1] == codes_first[:1]
    assert codes_first[1] not in captions("codes")
