"""Charts of groups stand side by side, each with its own numbers and all with one scale."""

import re
import zipfile

import docx

from coder.reports.word.chart_panels import lay_charts
from coder.reports.word.parts import Extras

GROUPS = (("小型", (10, 30)), ("中型", (20, 5)), ("大型", (7, 8)))


def test_each_group_has_a_chart_below_its_name_and_no_row_of_charts_is_parted(tmp_path):
    document, path = docx.Document(), tmp_path / "charts.docx"
    lay_charts(document, Extras(document), "Shares", GROUPS, ("甲", "乙"))
    document.save(str(path))
    with zipfile.ZipFile(path) as package:
        charts = [package.read(f"word/charts/report{n}.xml").decode() for n in (1, 2, 3)]
    assert [re.findall(r"<c:v>(\d+)</c:v>", chart) for chart in charts] == [["10", "30"], ["20", "5"], ["7", "8"]]
    assert len({re.search(r'<c:max val="([\d.]+)"/>', chart)[1] for chart in charts}) == 1
    (table,) = docx.Document(str(path)).tables
    assert [cell.text.strip() for row in table.rows for cell in row.cells] == ["小型", "中型", "大型", ""]
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_a_long_name_is_cut_beside_its_bar(tmp_path):
    document, path = docx.Document(), tmp_path / "charts.docx"
    names = ("How firms of different size fare when they recruit", "在同一個人才市場中不同規模與資源之公司", "短")
    lay_charts(document, Extras(document), "Shares", [("小型", (10, 30, 5))], names)
    document.save(str(path))
    with zipfile.ZipFile(path) as package:
        chart = package.read("word/charts/report1.xml").decode()
    assert re.findall("<c:v>([^<]*)</c:v>", chart)[1:4] == [
        "How firms of different size f…",
        "在同一個人才市場中不同規模與…",
        "短",
    ]
