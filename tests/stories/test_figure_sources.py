"""The sample's figures: each has a source, and every output says whose figures it prints."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from coder.agreement.adjudication import Adjudications
from coder.cli.main import main
from coder.findings.acts import Findings
from coder.findings.citations import Citations
from coder.findings.matrix_cells import Matrices
from coder.i18n import set_language
from coder.model.reporting.derivation import check_figures
from coder.model.reporting.figure_use import figure_rows, use_words
from coder.record.study import Study
from coder.workspace import Workspace

ROOT = Path(__file__).parents[2]
_NO_MARKS = str.maketrans("()'", "   ")
ITRI = "工研院，轉引自數位產業署，2024"
CITATION = re.compile(r"\b[A-H]-\d+-[0-9a-f]{4}\b")
REPORT = "專業人才需求推估調查"


@pytest.fixture(scope="module")
def sample(tmp_path_factory, built_sample):
    folder = shutil.copytree(built_sample, tmp_path_factory.mktemp("sample") / "study")
    with Study.open(Workspace(folder).database, "lead") as study:
        yield study


def test_every_figure_has_a_source_and_each_derivation_holds(sample):
    project = sample.project()
    assert [f.id for f in project.figures if not (f.source and f.place)] == []
    checks = {check.figure.id: check.holds for check in check_figures(project.figures)}
    assert len(checks) == 9
    assert all(checks.values())
    assert {f.id for f in project.figures if f.source == "itri"} >= {"gap-choosing-tools", "gap-instructing-tools"}


def test_no_figure_of_the_sample_stands_unused(sample):
    rows = figure_rows(sample.project())
    assert [row["id"] for row in rows if not use_words(row)] == []
    assert {row["checks"] for row in rows} - {None} == {
        "demand-2025-optimistic", "demand-2025-level", "demand-2025-conservative"
    }  # fmt: skip


def test_figures_of_one_clause_and_source_name_it_once(sample):
    cite = Citations(sample)
    told = [cite.preview(f"[[figure:talent-short]]{end}[[figure:talent-ample]]") for end in "，；。"]
    assert [one.count("2024") for one in told] == [1, 2, 2]
    assert told[0].startswith("61.5%，3.5%")
    assert cite.preview("[[figure:talent-short]]，[[figure:goal-sell-products]]").count("2024") == 2


def test_table_three_has_a_figure_for_each_cell_of_the_matrix(sample):
    project = sample.project()
    jobs, conditions = (
        [c.id for c in project.codes if c.parent == parent and not c.archived] for parent in ("job", "condition")
    )
    cells = [f.codes for f in project.figures if f.id.startswith("table-3-")]
    assert sorted(cells) == sorted((job, condition) for job in jobs for condition in conditions)
    assert len(cells) == 36


def test_each_cell_of_table_three_stands_beside_the_interviews_cell(sample):
    told = {figure.codes: figure.text for figure in sample.project().figures if figure.codes}
    (matrix,) = Matrices(sample).all()
    cells = [cell for row in Matrices(sample).table(matrix).cells for cell in row]
    assert len(cells) == len(told)
    assert [c.row for c in cells if len(c.beside) != 1 or told[c.row, c.column] not in c.beside[0]] == []


def words_of(path: Path) -> str:
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text(encoding="utf-8")
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


@pytest.fixture(scope="module")
def exported(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    try:
        assert main(["--study", str(sample.path), "--lang", "zh_TW", "report", "--to", str(folder)]) == 0
    finally:
        set_language("en")
    return folder


def test_every_format_names_the_report_and_the_institute_behind_a_figure(sample, exported):
    for name in ("findings.md", "report.html", "report.docx", "study.xlsx", "tables.csv", "findings.csv"):
        said = words_of(exported / name)
        assert ITRI in said, name
        assert REPORT in said or name == "findings.csv", name
        assert "146 份" in said, name
        assert "此處讀作百分點" in said, name
    document = json.loads((exported / "report.json").read_text(encoding="utf-8"))
    assert {s["id"] for s in document["sources"]} == {s.id for s in sample.project().sources}


@pytest.mark.parametrize("name", ["findings.md", "report.html", "report.docx"])
def test_where_no_table_stands_beside_a_figure_its_base_and_note_stand_below_the_text(exported, name):
    said = words_of(exported / name)
    recommended = said[said.rindex("在實作中培養人才") :]
    assert "報告未載這項調查的樣本數（" in recommended[: recommended.index("各領域培養 AI 能力")]
    opening = said[said.rindex("壹、緒論") : said.rindex("貳、研究方法")]
    assert "146 份" in opening
    assert "《AI 應用人才需求問卷調查》（數位產業署，2024）" in said


def test_a_row_of_the_matrix_that_fits_on_a_page_is_parted_by_none(exported):
    matrix = next(
        t for t in docx.Document(str(exported / "report.docx")).tables if len(t.columns) == 7 and len(t.rows) == 7
    )
    assert [row.cells[0].text for row in matrix.rows if not row._tr.xpath("./w:trPr/w:cantSplit")] == []


def test_the_sample_claims_no_more_than_it_cites(sample):
    project = sample.project()
    telling = (*project.findings, *project.recommendations)
    strong = ("專收", "一律", "受訪者想要", "多數")
    assert [one.id for one in telling if any(word in one.statement + one.text for word in strong)] == []
    citations = Citations(sample)
    assert [(one.id, link.target) for one in telling for link in citations.broken(one.text)] == []
    # What speaks against a finding is cited by its text, and each recommendation says who, by when and how.
    assert [r.id for r in project.recommendations if not all(r.plan)] == []
    assert [r.id for r in project.recommendations if "主辦" not in r.responsible or "協辦" not in r.responsible] == []
    assert [f.id for f in project.findings if "unnamed-counter-evidence" in Findings(sample).work(f.id).doubts] == []


def test_findings_of_few_firms_are_doubted_and_say_so(sample):
    works = [Findings(sample).work(finding.id) for finding in sample.project().findings]
    few = [work.finding for work in works if "few-cases" in work.doubts]
    assert [(finding.id, "初步觀察" in finding.statement) for finding in few] == [("F6", True), ("F7", True)]


def test_each_citation_that_help_and_pages_name_exists_in_the_sample(sample):
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "coder").rglob("*.py")]
    named = {found for page in pages for found in CITATION.findall(page.read_text(encoding="utf-8"))}
    citations = Citations(sample)
    assert named
    assert [name for name in sorted(named) if citations.quotation(name) is None] == []


def test_each_disagreement_that_the_demonstration_and_pages_decide_is_one_of_the_sample(sample):
    pages = [ROOT / "Makefile", *(ROOT / "docs").rglob("*.md"), *(ROOT / "coder" / "cli").rglob("*.py")]
    said = "".join(page.read_text(encoding="utf-8") for page in pages)
    named = set(re.findall(r"adjudicate decide ([0-9a-f]{8})\b", said))
    assert named
    assert {Adjudications(sample, without_marks=True).find(name).info.name for name in named} == {"firm-a"}


def test_each_code_that_an_example_names_is_one_of_the_sample(sample):
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    examples = [
        line for page in pages for line in re.findall(r"^coder .+$", page, re.MULTILINE) if "[OPTIONS]" not in line
    ]
    asked = re.compile(
        r"(?:--(?:not-)?code|--duplicates|coder words|coder quotes|coder codebook (?:precision|move)) ([^-].*)"
    )
    named = {
        word
        for line in examples
        for rest in asked.findall(line)
        for word in re.findall(r"(?<!\S)[a-z]+(?:-[a-z]+)*(?!\S)", re.split(r" --|>", rest)[0].translate(_NO_MARKS))
    }
    known = {code.id for code in sample.project().codes} | {"off"}
    assert "certification-distrust" in named
    assert sorted(named - known) == []
