"""An English report prints the lead's English texts, and says once where there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coder.coding.attribute_types import label_attribute
from coder.coding.whole_transcripts import set_case
from coder.errors import NotFoundError
from coder.findings.acts import Findings
from coder.findings.entries import Entries
from coder.findings.entry_fields import values_of
from coder.findings.matrix_cells import Matrices
from coder.findings.matrix_file import load_cells
from coder.findings.recommendations import Recommendations
from coder.findings.untranslated import untranslated
from coder.i18n import set_language
from coder.model.finding import kind_of
from coder.model.matrix import CellEntry
from coder.privacy.name_list import name_key
from coder.record.entry import Put
from coder.reports.build import build_report
from coder.reports.finding_parts import said
from coder.tui.findings.rows import shown_text


@pytest.fixture(autouse=True)
def chinese_again():
    yield
    set_language("zh_TW")


def edited(study, **values):
    entries = Entries(study)
    old = next(f for f in study.project().findings if f.id == "F1")
    entries.edit(old, entries.read("finding", {**values_of(old), **values}, old))
    study.look_again()


def texts(study):
    found = next(f for f in build_report(study, is_written=False).findings if f.finding.id == "F1")
    return [said(paragraph) for paragraph in found.text]


def test_each_language_prints_its_own_text_and_the_chinese_where_there_is_no_other(study):
    finding = next(f for f in study.project().findings if f.id == "F1")
    study.record([Put("finding", finding, replace(finding, text="證照沒有用。"))], "write")
    study.look_again()
    set_language("en")
    assert texts(study) == ["證照沒有用。"]
    assert "findings and recommendations (F1" in untranslated(study)
    edited(study, name_en="Certificates", statement_en="They prove little.", text_en="Certificates prove little.")
    assert texts(study) == ["Certificates prove little."]
    assert "F1" not in untranslated(study)
    set_language("zh_TW")
    assert texts(study) == ["證照沒有用。"]
    assert untranslated(study) == ""


def test_an_english_text_that_cites_what_is_not_there_is_refused(study):
    with pytest.raises(NotFoundError):
        edited(study, text_en="See [[figure:nothing]].")


def test_a_text_is_written_in_english_beside_the_chinese_and_in_its_place_where_there_is_none(study):
    findings = Findings(study)
    findings.write("F1", "證照沒有用。", "")
    set_language("en")
    findings.write("F1", "Certificates prove little.", "")
    Recommendations(study).write("R1", "Train them.", "")
    finding, recommendation = findings.finding("F1"), study.project().recommendations[0]
    assert (finding.text, finding.text_en) == ("證照沒有用。", "Certificates prove little.")
    assert (recommendation.text, recommendation.text_en) == ("Train them.", "")
    assert shown_text(finding) == ("Certificates prove little.", "finding:F1:en")
    set_language("zh_TW")
    assert shown_text(finding) == ("證照沒有用。", "finding:F1")


def test_a_cell_is_written_in_the_language_shown_and_english_beside_the_chinese(study):
    rows, columns = (next(iter(t)) for t in axes(study))
    load_cells(study, [CellEntry(row=rows, column=columns, summary="不看證照。")])
    desk = Matrices(study)
    table = desk.table(desk.usual())
    cell = table.cells[0][0]
    set_language("en")
    assert "1 cell of the matrices" in untranslated(study)
    assert desk.summary(cell.row, cell.column) == ""
    desk.write(cell, "Not looked at.")
    assert said(desk.table(desk.usual()).cells[0][0].summary) == "Not looked at."
    assert desk.summary(cell.row, cell.column) == "Not looked at."
    desk.write(cell, "Seldom looked at.")
    set_language("zh_TW")
    assert desk.summary(cell.row, cell.column) == "不看證照。"
    desk.write(cell, "很少看證照。")
    set_language("en")
    assert desk.summary(cell.row, cell.column) == "Seldom looked at."


def axes(study):
    outline = Matrices(study).outline(Matrices(study).usual())
    return [h.id for h in outline.rows], [h.id for h in outline.columns]


def test_codes_are_told_in_english_where_their_meaning_is_written_so(study):
    set_language("en")
    code = next(c for c in study.project().codes if c.id == "cert")
    told = replace(code, name_en="Certificates", definition="不看證照", definition_en="Not looked at", when_to_use="",
                   when_not="")  # fmt: skip
    assert told.shown_meaning == ("Not looked at", "", "")


def test_cases_and_values_have_english_names_and_what_has_none_is_said_once(study):
    set_language("en")
    kind = study.project().cases[0].attributes["kind"]
    told = untranslated(study)
    assert "names of cases" in told
    assert "attributes of cases (kind" in told
    for one in study.project().cases:
        set_case(study, one.id, None, {}, name_en=f"Firm {one.id}")
    study.look_again()
    for name in {name for one in study.project().cases for name in one.attributes}:
        values = {one.attributes[name] for one in study.project().cases if name in one.attributes}
        study.look_again()
        label_attribute(study, name, values_en={value: f"{name} {at}" for at, value in enumerate(sorted(values))})
    study.look_again()
    assert "cases" not in untranslated(study)
    frequencies = study.frequencies("kind")
    assert all(group.startswith("kind ") for group in frequencies.group_names)
    report = build_report(study)
    assert {c.title for c in report.method.cases} == {f"Firm {c.id}" for c in report.method.cases}
    assert kind_of(report.method.cases[0], ("kind",), report.method.attributes).startswith("kind ")
    set_language("zh_TW")
    assert kind in study.frequencies("kind").group_names


def test_an_english_name_of_a_case_is_replaced_where_the_case_has_an_alias(study):
    case = study.project().cases[0]
    study.record([Put("case", case, replace(case, aliases=("Firm 1",), name_en="Acme Vision"))], "case")
    study.look_again()
    assert name_key(study)["Acme Vision"] == "Firm 1"
