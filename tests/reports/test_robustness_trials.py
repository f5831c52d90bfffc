"""What would topple a study's findings, and the same sentence in every format of the report."""

from __future__ import annotations

import csv
import json

import docx
import openpyxl
import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from conftest import BOOK, FIGURES, FINDINGS

from coder.agreement.adjudication import Adjudications
from coder.agreement.layer_choice import layered
from coder.agreement.study_settings import decide
from coder.codebook.loading import load_codebook
from coder.findings.acts import Findings
from coder.model.reporting.robustness import Bar
from coder.model.reporting.robustness_words import sentence
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.reports.build import build_report
from coder.reports.csv_tables import CsvExporter
from coder.reports.json_data import JsonExporter
from coder.reports.markdown_report import MarkdownExporter
from coder.reports.method_record import method_record
from coder.reports.robustness_trials import Robustnesses
from coder.reports.web.page import WebExporter
from coder.reports.word.document import WordExporter
from coder.reports.xlsx.workbook import WorkbookExporter

ONE = Bar(least_cases=1, most_against=0.25, is_set=True)


def tried(study: Study, key: str = "F1"):
    return Robustnesses(study, ONE).of(next(f for f in study.project().findings if f.id == key))


def test_the_whole_is_what_the_tables_count(coded: Study):  # noqa: F811
    work = Findings(coded).work("F1")
    assert tried(coded).whole[1:] == (work.count("for"), work.count("against"))
    for layer in ("coder:ann", "k:2"):
        with layered(coded, layer):
            work = Findings(coded).work("F1")
            assert tried(coded).whole[1:] == (work.count("for"), work.count("against"))


def test_each_coder_is_left_out_once(coded: Study):  # noqa: F811
    # Ann coded turns 0 to 3, Ben 1 to 4.
    found = {trial.left_out: trial for trial in tried(coded).of("coder")}
    assert tried(coded).whole.speaks_for == 5
    assert {key: (one.codings, one.tally.speaks_for) for key, one in found.items()} == {
        ("ann",): (4, 4),
        ("ben",): (4, 4),
    }


def test_the_settled_layer_is_tried_once_something_was_decided(coded: Study):  # noqa: F811
    assert tried(coded).of("settled") == []
    Adjudications(coded).settle_agreed()
    (settled,) = tried(coded).of("settled")
    assert settled.tally.speaks_for == 3
    with layered(coded, "coder:ann"):
        (again,) = tried(coded).of("settled")
        assert again == settled


def test_a_blind_coder_learns_of_own_codings_alone(coded: Study):  # noqa: F811
    Adjudications(coded).settle_agreed()
    set_visibility(coded, "ben", blind=True)
    with Study.open(coded.path, "ben") as blind:
        found = tried(blind)
        assert (found.of("settled"), found.of("coder")) == ([], [])
        assert found.whole.speaks_for == 4


def test_what_was_coded_under_an_older_definition_is_left_out(coded: Study):  # noqa: F811
    from dataclasses import replace

    theme = BOOK.themes[0]
    changed = replace(theme, codes=(replace(theme.codes[0], definition="證照沒有用"), *theme.codes[1:]))
    load_codebook(coded, replace(BOOK, themes=(changed, *BOOK.themes[1:])), FINDINGS, FIGURES)
    (late,) = tried(coded).of("definitions")
    assert (late.codings, late.tally.speaks_for) == (8, 0)


@pytest.mark.usefixtures("english")
def test_every_format_says_what_would_topple_a_finding(coded: Study, tmp_path):  # noqa: F811
    report = build_report(coded, identified=True)
    found = report.findings[0]
    told = sentence("F1", found.robustness, {s.case: s.case_name for s in found.spread}, report.coder_names, {})
    assert told.startswith("F1 does not hold: 1 case for it")
    (markdown,) = MarkdownExporter().write(report, tmp_path)
    assert told in markdown.read_text("utf-8")
    (page,) = WebExporter().write(report, tmp_path)
    assert told in page.read_text("utf-8")
    (word,) = WordExporter().write(report, tmp_path)
    assert any(paragraph.text.endswith(told) for paragraph in docx.Document(str(word)).paragraphs)
    (data,) = JsonExporter().write(report, tmp_path)
    first = json.loads(data.read_text("utf-8"))["findings"][0]
    assert (first["would_topple"], first["robustness"]["holds"]) == (told, False)
    tables = CsvExporter().write(report, tmp_path)
    (table,) = [path for path in tables if path.name == "findings.csv"]
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["would_topple"] == told
    (book,) = WorkbookExporter().write(report, tmp_path)
    cells = {cell.value for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row}
    assert told in cells


@pytest.mark.usefixtures("english")
def test_the_lead_sets_when_a_finding_holds_and_the_method_tells_it(coded: Study):  # noqa: F811
    finding = coded.project().findings[0]
    before = Robustnesses(coded).of(finding)
    assert (before.bar, before.holds) == (Bar(3, 0.5, is_set=False), False)
    decide(coded, "least-for", "1")
    decide(coded, "most-against", "25%")
    after = Robustnesses(coded).of(finding)
    assert (after.bar, after.holds) == (Bar(1, 0.25, is_set=True), True)
    (told,) = [one for one in method_record(coded, after.bar) if one.subject == "When a finding holds"]
    assert "set by the lead" in told.text
    assert sum(one.last - one.first + 1 for one in told.rows) == 2
