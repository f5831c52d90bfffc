"""One story: the sample study from its files to its findings, and from an exported quote back to its place."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from coder.audit.trace import trace
from coder.building import build
from coder.plugins import exporters
from coder.record.study import Study
from coder.reports.build import build_report
from coder.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory, built_sample):
    folder = shutil.copytree(built_sample, tmp_path_factory.mktemp("sample") / "study")
    with Study.open(Workspace(folder).database, "組長") as study:
        yield study


@pytest.fixture(scope="module")
def exported(sample):
    folder = sample.path.parent / "exports"
    report = build_report(sample)
    for exporter in exporters().values():
        exporter.write(report, folder)
    return folder


def test_eight_synthetic_interviews_of_both_kinds_of_firm(sample):
    project = sample.project()
    assert len(project.transcripts) == 8
    assert all(t.synthetic for t in project.transcripts)
    assert all(t.chars >= 4000 for t in project.transcripts)
    assert sum(t.chars >= 12000 for t in project.transcripts) == 2
    assert {c.attributes["kind"] for c in project.cases} == {"AI 新創", "資服業"}
    assert sum(c.level == "theme" for c in project.codes) == 5
    assert sum(c.level == "code" and project.code_by_id[c.parent].level == "theme" for c in project.codes) >= 25


def test_every_finding_has_evidence_for_and_against(sample):
    findings = build_report(sample).findings
    for found in findings:
        assert found.passages_for > 0, found.finding.id
        assert found.passages_against > 0, found.finding.id
    # Two findings rest on few firms, so that one sees what the program makes of such.
    firms = {found.finding.id: found.cases_for for found in findings}
    assert {name for name, count in firms.items() if count < 3} == {"F6", "F7"}


def test_two_coders_do_not_always_agree(sample):
    spans = {who: set() for who in "甲乙"}
    for q in sample.quotations():
        spans[q.coders[0]].add((q.transcript, q.start, q.end, q.code))
    shared = spans["甲"] & spans["乙"]
    assert 0.3 < len(shared) / len(spans["甲"] | spans["乙"]) < 0.95


def test_each_exported_quote_leads_back_to_its_words_line_and_coder(sample, exported):
    with (exported / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(1 for _ in sample.passages())
    for row in rows[::30]:
        link = trace(sample, row["quote_id"])
        # The first of a passage's codings is cited: its words begin the passage.
        assert row["text"].removeprefix("'").startswith(link.text)
        assert row["line"] in link.facts["行"]
        source = sample.original(sample.resolve_transcript(row["transcript"]))
        if row["transcript"] != "firm-h":
            assert link.text in source.decode().split("\n")[int(row["line"]) - 1]


def test_the_report_and_the_workbook_cite_quotes_that_exist(sample, exported):
    text = (exported / "findings.md").read_text("utf-8")
    cited = set(re.findall(r"[\[［]([A-H]-\d+-[0-9a-f]{4})\\?[\]］]", text))
    assert len(cited) > 50
    known = {q.id for q in sample.quotations()}
    assert cited <= known
    book = openpyxl.load_workbook(exported / "study.xlsx", read_only=True)
    cells = (str(cell) for row in book["引文"].iter_rows(values_only=True) for cell in row if cell)
    in_book = {cite for cell in cells for cite in re.findall(r"\[([A-H]-\d+-[0-9a-f]{4})\]", cell)}
    assert known <= in_book
    book.close()


def test_every_output_says_that_it_is_synthetic(exported):
    assert "虛構示例" in (exported / "findings.md").read_text("utf-8")
    for name in ("quotes.csv", "frequencies.csv", "findings.csv"):
        lines = (exported / name).read_text("utf-8-sig").splitlines()
        assert "虛構示例" in lines[1], name
    book = openpyxl.load_workbook(exported / "study.xlsx", read_only=True)
    for sheet in book.worksheets:
        assert any("虛構" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell), (
            sheet.title
        )
    book.close()


def test_a_finding_traces_down_to_quotes_and_up_to_recommendations(sample):
    link = trace(sample, "F4")
    assert {below.stance for below in link.below if below.kind == "code"} == {"for", "against"}
    assert any(quote.kind == "quotation" for code in link.below for quote in code.below)
    assert [above.id for above in link.above] == ["R3"]
    down = [step.id for step in trace(sample, "R3").walk() if step.kind == "finding"]
    assert down == ["F3", "F4"]


def test_the_sample_verifies_and_building_it_again_gives_the_same_quote_ids(sample, tmp_path):
    assert sample.verify() == []
    for name in ("codebook", "transcripts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    with build(Workspace(tmp_path), "組長") as again:
        assert {q.id for q in again.quotations()} == {q.id for q in sample.quotations()}
