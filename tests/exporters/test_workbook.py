from __future__ import annotations

import errno
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from coder.errors import CoderError
from coder.exporters.excel import ordering, quotations
from coder.exporters.workbook import WorkbookExporter

from .samples import HOSTILE, NOTICE, counted, failing_report, make_report, quotation

SHEETS = [
    "Overview", "Charts", "Findings", "Chosen quotations", "Frequencies", "Code by case", "Code by 規模", "Spread",
    "Figures", "Recommendations", "Matrix Jobs by need", "Codebook", "Method", "Quotations",
]  # fmt: skip
TABLES = [name for name in SHEETS if name not in {"Overview", "Charts", "Method"}]
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


def test_no_formula_nor_link_to_the_outside_in_the_xml(report, tmp_path):
    path = WorkbookExporter().write(report, tmp_path)[0]
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        relations = [parts.read(n).decode() for n in parts.namelist() if n.endswith(".rels")]
    assert len(sheets) == len(SHEETS)
    for xml in sheets:
        assert not any(tag in xml for tag in ("<f>", "<f ", "<r><t>注入"))
    assert not any('TargetMode="External"' in xml or "/hyperlink" in xml for xml in relations)


def test_the_notice_is_everywhere(report, tmp_path):
    book = opened(report, tmp_path)
    assert book["Overview"]["A2"].value == NOTICE
    for sheet in book:
        assert NOTICE in (sheet.oddHeader.center.text or "").replace("&&", "&")
        assert NOTICE in (sheet.oddFooter.left.text or "").replace("&&", "&")
    for name in TABLES[:-1]:
        assert {r[-1] for r in rows(book[name])[1:]} == {NOTICE}, name
    assert NOTICE in {book["Charts"]["A1"].value, book["Method"]["C1"].value}
    assert [r[-1] for r in rows(book["Quotations"])[-2:]] == [NOTICE, None]


def test_no_notice_without_invented_texts(tmp_path):
    book = opened(make_report(notice=""), tmp_path)
    assert book["Overview"]["A2"].value is None
    assert rows(book["Findings"])[0][-1] == "Share of cases"
    assert book["Findings"].oddHeader.center.text is None


def test_headings_are_frozen_and_filtered(report, tmp_path):
    book = opened(report, tmp_path)
    for name in TABLES:
        assert book[name].freeze_panes.endswith("2")
        assert book[name].auto_filter.ref.startswith("A1:")
    assert book["Quotations"].auto_filter.ref == f"A1:P{len(HOSTILE) + 2}"


def test_the_overview_tells_the_state_and_the_findings(report, tmp_path):
    table = rows(opened(report, tmp_path)["Overview"])
    assert table[0][0] == "AI 人才 <研究>"
    facts = {r[0]: r[1] for r in table[3:9]}
    assert facts["Journal head"] == "9f86d081884c7d65"
    assert facts["Changes"] == 1234
    assert facts["Codings"] == len(HOSTILE) + 1
    finding = next(r for r in table if r[:2] == ["F1", "Experience first"])
    assert finding[3:] == [
        len(HOSTILE), 1, 1, 1, 2, "rests on one speaker", "A 受訪者 75%", "編碼員乙 2026-01-03", 2,
    ]  # fmt: skip
    links = {cell.value: cell.hyperlink.location for row in opened(report, tmp_path)["Overview"] for cell in row
             if cell.hyperlink}  # fmt: skip
    assert links == {name: f"'{name}'!A1" for name in SHEETS[1:]}


def test_shares_are_numbers_in_percent(report, tmp_path):
    sheet = opened(report, tmp_path)["Frequencies"]
    assert sheet["H2"].value == 0.5
    assert sheet["H2"].number_format == "0.0%"
    assert rows(sheet)[0][8:14] == [
        "大型: codings", "大型: cases", "小型: codings", "小型: cases", "Coder 編碼員甲: codings", "Coder 編碼員乙: codings",
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
    assert figures[0][6:10] == ["61.5%", "表 2", "level × 1.1", "=註"]
    assert rows(book["Recommendations"])[1][:5] == ["R1", "Practice", "以實作育才", "F1", "Experience first"]


def test_a_text_too_long_for_a_cell_is_cut_and_said_so(tmp_path):
    book = opened(make_report(["𪜶" * 20_000, "甲" * 32_767]), tmp_path)
    first, second = (r[3] for r in rows(book["Quotations"])[1:3])
    assert first.startswith("𪜶" * 16_000)
    assert "… [cut at Excel's limit" in first
    assert len(first.encode("utf-16-le")) // 2 <= 32_767
    assert second == "甲" * 32_767
    assert ["Texts cut at Excel's limit of a cell (quotes.csv has them whole)", 1] in [
        r[:2] for r in rows(book["Overview"])
    ]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(quotations, "ROWS", 4)
    report = replace(make_report(), quotations=lambda: (quotation(f"{i}", i) for i in range(7)))
    book = opened(report, tmp_path)
    assert book.sheetnames[-3:] == ["Quotations", "Quotations 2", "Quotations 3"]
    assert [len(rows(book[n])) for n in book.sheetnames[-3:]] == [4, 4, 2]
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


def led_to(book, place: str) -> list[list]:
    """Return the rows of the workbook that a link leads to."""
    name, _bang, cells = place.rpartition("!")
    found = book[name.strip("'").replace("''", "'")][cells]
    found = found if isinstance(found, tuple) else ((found,),)
    return [[c.value for c in book[name.strip("'")][row[0].row]] for row in found]


SCATTERED = [
    ("certificates", "A"), ("graduates", "A"), ("certificates", "A"), ("certificates", "B"), ("graduates", "B"),
    ("certificates", "C"), ("gap", "C"),
]  # fmt: skip


def scattered(times: int = 1):
    """A study whose codings lie in the order of the interviews: codes alternate."""
    found = [
        quotation(f"第{i}句", i, code=code, case=case, case_name=f"廠商 {case}", coding=f"{i:032x}")
        for i, (code, case) in enumerate(SCATTERED * times, 1)
    ]
    found.sort(key=lambda q: q.case)
    return counted(make_report(["甲"]), found)


@pytest.mark.parametrize("held", [2, 20_000])
@pytest.mark.parametrize("rows_a_sheet", [4, 100])
def test_every_number_leads_to_just_its_quotations_and_these_lead_back(tmp_path, monkeypatch, held, rows_a_sheet):
    monkeypatch.setattr(quotations, "ROWS", rows_a_sheet)
    monkeypatch.setattr(ordering, "HELD", held)
    book = opened(scattered(2), tmp_path)
    case_of = {"廠商 A": "A", "廠商 B": "B", "廠商 C": "C"}
    seen = 0
    for name, first in (("Frequencies", 5), ("Code by case", 5), ("Code by 規模", 5)):
        sheet = book[name]
        heads = [c.value for c in sheet[1]]
        for row in sheet.iter_rows(min_row=2, max_row=4):
            code = row[2].value
            below = {"gap": {"gap", "certificates", "graduates"}}.get(code, {code})
            for at, cell in enumerate(row[first - 1 :], first - 1):
                if not cell.hyperlink:
                    continue
                seen += 1
                assert cell.data_type == "n"
                there = led_to(book, cell.hyperlink.location)
                assert {r[10] for r in there} <= below, (name, cell.coordinate)
                if heads[at] in case_of:
                    assert {r[9] for r in there} == {case_of[heads[at]]}
                if code != "gap" and rows_a_sheet == 100 and heads[at] in {"Codings", *case_of}:
                    assert len(there) == cell.value
    assert seen > 20
    for name in [n for n in book.sheetnames if n.startswith("Quotations")]:
        for row in book[name].iter_rows(min_row=2):
            assert led_to(book, row[2].hyperlink.location)[0][2] == row[10].value


def test_codes_by_case_and_attribute_count_as_the_frequencies_do(tmp_path):
    book = opened(scattered(), tmp_path)
    cases, kinds = rows(book["Code by case"]), rows(book["Code by 規模"])
    assert cases[0][4:9] == ["Codings", "Cases", "廠商 A", "廠商 B", "廠商 C"]
    assert [r[4:9] for r in cases[1:]] == [[7, 3, 3, 2, 2], [4, 3, 2, 1, 1], [2, 2, 1, 1, 0], [7, 3, 3, 2, 2]]
    assert cases[-1][3] == "All codes"
    assert kinds[0][6:10] == ["=大: codings", "小: codings", "=大: cases", "小: cases"]
    assert [r[6:10] for r in kinds[1:]] == [[5, 2, 2, 1], [3, 1, 2, 1], [1, 1, 1, 1], [5, 2, 2, 1]]
    assert book["Code by case"].auto_filter.ref == "A1:J4"  # the sums stay where they are


def test_a_matrix_shows_summaries_quotations_gaps_and_what_is_stale(report, tmp_path):
    book = opened(report, tmp_path)
    sheet = book["Matrix Jobs by need"]
    first, gap = sheet["B2"], sheet["D2"]
    assert first.value == (
        "! its passages changed since the summary was written\n=寫下的話 “老實說證照幾乎沒在看。”\n[A-1-7f3a] 老實說證照幾乎沒在看。"
    )
    assert gap.value == "(empty)"
    assert len({str(cell.fill.fgColor.rgb) for cell in (first, gap, sheet["A1"])}) == 3
    assert led_to(book, sheet["C2"].hyperlink.location)[0][0] == "A-1-7f3a"
    assert sheet["C2"].value == 1


def test_the_codebook_the_chosen_quotations_and_the_method(report, tmp_path):
    book = opened(report, tmp_path)
    assert rows(book["Codebook"])[2][:12] == [
        "code", "Gap", "certificates", "Certification distrust", "=定義", "@何時", "-何時不", "+例", "證照, 執照", None, 1, None,
    ]  # fmt: skip
    assert [r[2:6] for r in rows(book["Chosen quotations"])[1:]] == [["for", "telling", "證照 […] 沒在看", "A-1-7f3a"]]
    method = [r[:6] for r in rows(book["Method"])]
    assert ["編碼員甲", 40, 2, None, None, None] in method
    assert any(r[0] == "需求" and r[5] == "does not hold" for r in method)


def test_charts_show_the_numbers_beside_them(report, tmp_path):
    path = WorkbookExporter().write(report, tmp_path)[0]
    with zipfile.ZipFile(path) as parts:
        charts = {n: parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/charts/chart")}
    assert len(charts) == 4
    most = charts["xl/charts/chart1.xml"]
    assert "<a:t>Codings by code</a:t>" in most
    sheet = load_workbook(path)["Charts"]
    assert [c.value for c in sheet["Q"]][3:5] == ["Certification distrust", "=Graduates accepted"]
    assert most.count("<c:v>Certification distrust</c:v>") == 1


def test_names_of_sheets_are_such_as_excel_takes(report, tmp_path):
    same = [replace(report.matrices[0], name=name) for name in ("[a]:*?/\\" * 9, "[a]:*?/\\" * 9, "'=1'", "甲" * 60)]
    names = opened(replace(report, matrices=tuple(same)), tmp_path).sheetnames
    assert all(len(n) <= 31 and not set("[]:*?/\\") & set(n) and n.strip("'") == n for n in names)
    assert len({n.casefold() for n in names}) == len(names)
