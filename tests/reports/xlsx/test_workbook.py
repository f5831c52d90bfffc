from __future__ import annotations

import errno
import re
import zipfile
from dataclasses import replace
from operator import itemgetter

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from reports.samples import HOSTILE, NOTICE, failing_report, make_report, quotation

from coder.errors import CoderError
from coder.model.reporting.lead_page_text import Chapter
from coder.reports.xlsx import linked_sheet
from coder.reports.xlsx import workbook as module
from coder.reports.xlsx.workbook import WorkbookExporter

SHEETS = [
    "Overview", "Frequencies", "Code by attribute", "Code by case", "Charts", "Findings", "Printed quotations",
    "Spread", "Figures", "Matrix", "Recommendations", "Codebook", "Quotations",
]  # fmt: skip
TABLES = [name for name in SHEETS if name not in {"Overview", "Charts", "Quotations"}]
FROZEN = {"Frequencies": "E2", "Code by case": "D2", "Code by attribute": "D2", "Matrix": "B2", "Codebook": "E2"}
_BY_CASE = ({"A": 3, "B": 6}, {"A": 3, "B": 3}, {"B": 3})
_CODED = (("graduates", "B"), ("certificates", "A"), ("certificates", "B"))
SUSPICIOUS = tuple("=+-@＝＋－＠'")


def opened(report, folder):
    return load_workbook(WorkbookExporter().write(report, folder)[0])


def rows(sheet):
    return [list(r) for r in sheet.iter_rows(values_only=True)]


def expected(text: str) -> str | None:
    text = text.replace("\r", "\n").replace("\x1b", "�")
    return (f"{text} " if text.startswith("<r>") else text) or None


def test_the_sheets(report, tmp_path):
    assert opened(report, tmp_path).sheetnames == SHEETS


def test_the_overview_says_why_a_coder_may_have_more_passages_than_all(report, tmp_path):
    (told,) = [row[1] for row in rows(opened(report, tmp_path)["Overview"]) if row[0] == "Counted"]
    assert "a total may be less than the sum of its rows" in told
    assert "all together have fewer" not in told
    more = [replace(row, coders={"jia": row.passages + 1}) for row in report.frequencies.rows]
    joined = replace(report, frequencies=replace(report.frequencies, rows=tuple(more)))
    (told,) = [row[1] for row in rows(opened(joined, tmp_path)["Overview"]) if row[0] == "Counted"]
    assert told.endswith("where another's coding joins two, all together have fewer.")


def test_quotes_come_back_as_texts(report, tmp_path):
    sheet = opened(report, tmp_path)["Quotations"]
    cells = [r[3] for r in sheet.iter_rows(min_row=2)]
    # openpyxl leaves Excel's own escapes of inline strings to its caller.
    assert [unescape(c.value or "") or None for c in cells] == [expected(t) for t in [*HOSTILE, "新鮮人也收。"]]
    assert all(c.data_type in {"s", "inlineStr"} or c.value is None for c in cells)
    assert all(c.alignment.wrap_text for c in cells)


def test_what_looks_like_a_formula_stays_a_text_when_edited(report, tmp_path):
    book = opened(report, tmp_path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                if isinstance(cell.value, str) and cell.value.lstrip().startswith(SUSPICIOUS[:-1]):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)


def test_no_formula_and_no_link_out_of_the_file_in_the_xml(report, tmp_path):
    path = WorkbookExporter().write(report, tmp_path)[0]
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS)
    for xml in sheets:
        assert not any(tag in xml for tag in ("<f>", "<f ", "<r><t>注入"))
        assert all("location=" in link for link in re.findall("<hyperlink [^>]*>", xml))
        assert not re.search("<hyperlink [^>]*r:id", xml)


def linked_rows(book, cell):
    """Return the quotations that a number leads to."""
    name, _mark, place = cell.hyperlink.location.rpartition("!")
    first, _colon, last = place.partition(":")
    found = book[name.strip("'")].iter_rows(int(first[1:]), int((last or first)[1:]))
    return [[c.value for c in row] for row in found]


def test_numbers_lead_to_just_their_quotations_and_back(tmp_path, monkeypatch):
    numbered = [
        quotation(str(i), i, code=code, code_name=code, case=case, case_name=case)
        for i, (code, case) in enumerate(sorted([*_CODED] * 3, key=itemgetter(1)), 1)
    ]
    plain = make_report()
    table = replace(
        plain.frequencies,
        rows=tuple(
            replace(r, passages=n, by_case=each)
            for r, n, each in zip(plain.frequencies.rows, (9, 6, 3), _BY_CASE, strict=True)
        ),
    )
    book = opened(replace(plain, quotations=lambda: iter(numbered), frequencies=table), tmp_path)
    frequencies = book["Frequencies"]
    assert [r[10] for r in linked_rows(book, frequencies["E3"])] == ["certificates"] * 6
    assert [r[10] for r in linked_rows(book, frequencies["E4"])] == ["graduates"] * 3
    assert len(linked_rows(book, frequencies["E2"])) == 9, "a theme's codes follow each other"
    crossed = book["Code by case"]
    assert rows(crossed)[1][3:6] == [9, 3, 6]
    assert {(r[10], r[9]) for r in linked_rows(book, crossed["E3"])} == {("certificates", "A")}
    assert {(r[10], r[9]) for r in linked_rows(book, crossed["F3"])} == {("certificates", "B")}
    assert crossed["E4"].value == 0
    assert crossed["E4"].hyperlink is None
    assert rows(book["Code by attribute"])[0][3:10] == [
        "Passages (any coder)", "規模: =小型", "規模: =小型: share of group", "規模: =小型: share of row",
        "規模: 大型", "規模: 大型: share of group", "規模: 大型: share of row",
    ]  # fmt: skip
    assert rows(book["Code by attribute"])[1][4:10] == [6, 1, 6 / 9, 3, 1, 3 / 9], "a theme has all of its group's"
    for cell, case in zip(book["Code by attribute"][3][4:10:3], "BA", strict=True):
        assert [r[9] for r in linked_rows(book, cell)] == [case] * cell.value == [case] * 3
    for row in range(2, 11):
        back = book["Quotations"].cell(row, 3).hyperlink.location
        there = book["Frequencies"][back.rpartition("!")[2].replace("A", "C")].value
        assert there == book["Quotations"].cell(row, 11).value


def test_numbers_lead_to_the_first_where_the_others_stand_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ROWS", 4)
    found = [quotation(str(i), i, code=code) for i, code in enumerate(["certificates"] * 5 + ["graduates"], 1)]
    book = opened(replace(make_report(), quotations=lambda: iter(found)), tmp_path)
    assert book["Frequencies"]["E3"].hyperlink.location == "'Quotations'!A2"
    assert book["Frequencies"]["E4"].hyperlink.location == "'Quotations 2'!A4"
    back = [book[name].cell(row, 3).hyperlink.location for name in ("Quotations", "Quotations 2") for row in (2, 3, 4)]
    assert back == ["'Frequencies'!A3"] * 5 + ["'Frequencies'!A4"]


def test_beyond_the_links_that_excel_allows_numbers_stand_plain(tmp_path, monkeypatch):
    monkeypatch.setattr(linked_sheet, "MOST_LINKS", 2)
    book = opened(make_report(), tmp_path)
    assert [book["Frequencies"].cell(row, 5).hyperlink is not None for row in (2, 3, 4)] == [True, True, False]
    assert book["Frequencies"]["E4"].value == len(HOSTILE)
    assert all(book["Quotations"].cell(row, 3).hyperlink for row in range(2, len(HOSTILE) + 3)), "one link a code"


def test_no_row_is_higher_than_excel_allows(tmp_path):
    book = opened(make_report(["字" * 4000, "a" * 60]), tmp_path)
    heights = {n: d.height for n, d in book["Quotations"].row_dimensions.items() if d.height}
    assert heights[2] <= 409
    assert heights.get(3, 16) <= 16, "Latin letters are half as wide"


def test_matrix_cells_that_are_empty_or_have_changed_stand_out(report, tmp_path):
    sheet = opened(report, tmp_path)["Matrix"]
    told, empty = sheet["B2"], sheet["C2"]
    assert told.value.splitlines()[0] == "=都說不看老實說 [A-1-7f3a]"
    assert "“=1+1” [A-2-7f3a]" in told.value
    assert told.fill.bgColor.rgb != empty.fill.bgColor.rgb or told.fill.fgColor.rgb != empty.fill.fgColor.rgb
    assert empty.value == "(no passage)"


def test_charts_are_native_and_draw_the_tables_beside_them(report, tmp_path):
    path = WorkbookExporter().write(report, tmp_path)[0]
    with zipfile.ZipFile(path) as parts:
        charts = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 3
    assert all("<c:barChart>" in xml for xml in charts)
    assert "Charts!$B$5:$B$6" in charts[0]
    assert rows(opened(report, tmp_path)["Charts"])[3][:3] == ["Code", "Passages", "Cases"]


def test_the_notice_is_everywhere(report, tmp_path):
    book = opened(report, tmp_path)
    assert book["Overview"]["A2"].value == NOTICE
    for sheet in book:
        assert NOTICE in (sheet.oddHeader.center.text or "").replace("&&", "&")
        assert NOTICE in (sheet.oddFooter.left.text or "").replace("&&", "&")
    for name in TABLES:
        assert {r[-1] for r in rows(book[name])[1:]} <= {NOTICE}
    assert [r[-1] for r in rows(book["Quotations"])[-2:]] == [NOTICE, None]


def test_no_notice_without_invented_texts(tmp_path):
    book = opened(make_report(notice=""), tmp_path)
    assert book["Overview"]["A2"].value is None
    assert rows(book["Findings"])[0][-1] == "Without codes below"
    assert book["Findings"].oddHeader.center.text is None


def test_headings_are_frozen_and_filtered(report, tmp_path):
    book = opened(report, tmp_path)
    for name in [*TABLES, "Quotations"]:
        assert book[name].freeze_panes == FROZEN.get(name, "A2")
        assert book[name].auto_filter.ref.startswith("A1:")
    assert book["Quotations"].auto_filter.ref == f"A1:Q{len(HOSTILE) + 2}"


def test_the_overview_tells_the_state_and_the_findings(report, tmp_path):
    table = rows(opened(report, tmp_path)["Overview"])
    assert table[0][0] == "AI 人才 <研究>: report of the qualitative analysis"
    facts = {r[0]: r[1] for r in table[3:9]}
    assert facts["Journal head"] == "9f86d081884c7d65"
    assert facts["Changes"] == 1234
    assert facts["Passages, code by code"] == len(HOSTILE) + 1
    assert table[-2][:2] == ["F1", "Experience first"]
    assert table[-2][3:15] == [
        len(HOSTILE),
        1,
        0,
        0,
        0,
        1,
        1,
        2,
        "Certification distrust",
        "=Graduates accepted",
        "Too little talent 61.5%, 需求 3,870 人, 原因 新興職務",
        "R1",
    ]


def test_no_sheet_is_empty_and_themes_are_set_off(report, tmp_path):
    bare = replace(report, findings=(), recommendations=(), matrices=())
    book = opened(bare, tmp_path)
    assert book.sheetnames == [
        "Overview", "Frequencies", "Code by attribute", "Code by case", "Charts", "Codebook", "Quotations",
    ]  # fmt: skip
    rules = {str(place.sqref): kinds for place, kinds in book["Code by case"].conditional_formatting._cf_rules.items()}
    assert any(rule.type == "expression" for found in rules.values() for rule in found)
    assert sum(rule.type == "colorScale" for found in rules.values() for rule in found) == 2


def test_shares_are_numbers_in_percent(report, tmp_path):
    sheet = opened(report, tmp_path)["Frequencies"]
    assert sheet["I2"].value == 0.5
    assert sheet["I2"].number_format == "0%"
    assert rows(sheet)[0][9:15] == [
        "Without codes below", "大型: passages", "大型: cases", "小型: passages", "小型: cases", "Coder 編碼員甲: passages",
    ]  # fmt: skip
    assert [r[1] for r in rows(sheet)[1:]] == [None, "Gap", "Gap"]


def test_findings_spread_figures_and_recommendations(report, tmp_path):
    book = opened(report, tmp_path)
    assert [r[2:5] for r in rows(book["Findings"])[1:]] == [
        ["for", "certificates", "Certification distrust"], ["against", "graduates", "=Graduates accepted"],
        [None, None, None],
    ]  # fmt: skip
    assert [r[2:6] for r in rows(book["Spread"])[1:]][1] == ["B", "=廠商 B", 0, 1]
    figures = rows(book["Figures"])[1:]
    assert [r[4] for r in figures] == [61.5, 3870, "新興職務"]
    assert figures[0][6:11] == ["61.5%", "表 2", "表 2", "level × 1.1", "=註"]
    assert rows(book["Recommendations"])[1][:8] == [
        "R1", "Practice", "以實作育才", "schools lead", None, "人數|作品", "F1", "Experience first",
    ]  # fmt: skip


def test_a_text_too_long_for_a_cell_is_cut_and_said_so(tmp_path):
    book = opened(make_report(["𪜶" * 20_000, "甲" * 32_767]), tmp_path)
    first, second = (r[3] for r in rows(book["Quotations"])[1:3])
    assert first.startswith("𪜶" * 16_000)
    assert "… [cut at Excel's limit" in first
    assert len(first.encode("utf-16-le")) // 2 <= 32_767
    assert second == "甲" * 32_767
    assert ["Texts cut at Excel's limit of a cell (quotes.csv has them whole)", 4] in [
        r[:2] for r in rows(book["Overview"])
    ]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ROWS", 4)
    report = replace(make_report(), quotations=lambda: (quotation(f"{i}", i) for i in range(7)))
    book = opened(report, tmp_path)
    assert book.sheetnames[12:] == ["Quotations", "Quotations 2", "Quotations 3"]
    assert [len(rows(book[n])) for n in book.sheetnames[12:]] == [4, 4, 2]
    assert rows(book["Quotations 3"])[1][3] == "6"


def test_the_same_report_gives_the_same_file(report, tmp_path):
    one = WorkbookExporter().write(report, tmp_path / "a")[0].read_bytes()
    other = WorkbookExporter().write(report, tmp_path / "b")[0].read_bytes()
    assert one == other


def test_the_file_was_made_when_the_report_was(report, tmp_path):
    assert opened(report, tmp_path).properties.created.isoformat() == "2026-01-01T19:04:05"


@pytest.mark.parametrize("notice", ["&" * 400, "𪜶" * 300, "甲&" * 200])
def test_a_long_notice_fits_the_page_header(tmp_path, notice):
    header = opened(make_report(["甲"], notice), tmp_path)["Spread"].oddHeader.center.text
    assert header.replace("&&", "") == header.replace("&", "")


def test_quotations_that_break_off_leave_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "out").mkdir()
    with pytest.raises(LookupError):
        WorkbookExporter().write(failing_report(), tmp_path / "out")
    assert [p.name for p in tmp_path.rglob("*")] == ["out"]


def test_a_full_disk_leaves_nothing_and_is_said(report, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.write", full)
    with pytest.raises(CoderError) as caught:
        WorkbookExporter().write(report, tmp_path)
    assert "disk is full" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_sheets_follow_the_lead_s_page(report, tmp_path):
    """GIVEN a page of findings before results, without the codebook, WHEN the workbook is written."""
    page = replace(
        report.page,
        chapters=tuple(Chapter(part=part) for part in ("recommendations", "findings", "results")),
        tables=("cases", "themes"),
        appendices=(),
    )
    whole, asked = opened(report, tmp_path), opened(replace(report, page=page), tmp_path)
    assert set(asked.sheetnames) < set(whole.sheetnames)
    assert (
        asked.sheetnames.index("Recommendations")
        < asked.sheetnames.index("Findings")
        < asked.sheetnames.index("Frequencies")
    )
    assert "Codebook" in whole.sheetnames
    assert "Codebook" not in asked.sheetnames
