"""The chapter on method stands in sections, as official reports have them."""

from dataclasses import replace

from coder.model.reporting.method_sentences import MethodSentence
from coder.reports.codebook_parts import rules
from coder.reports.method_parts import method_sections
from coder.reports.outline import cover


def test_the_method_says_whom_it_studied_how_it_was_coded_and_where_it_ends(report):
    record = (
        MethodSentence("Coders", "Two people worked.", part="coding"),
        MethodSentence("Agreement", "Fair.", part="agreement"),
        MethodSentence("Changed apart", "One is not settled.", part="limits"),
    )
    found = {one.title: one for one in method_sections(replace(report, method=replace(report.method, record=record)))}
    names = [
        "Cases studied",
        "Coding procedure",
        "Agreement of coders",
        "How it was counted",
        "Figures of others",
        "Limits",
    ]
    assert [name for name in names if name in found] == list(found)
    assert [told.text for told in found["Coding procedure"].paragraphs[0]] == ["Two people worked."]
    assert found["Limits"].paragraphs[0][-1].text == "One is not settled."
    assert "Agreement of coders" in found


def test_a_report_without_a_title_is_not_called_after_the_codebook(report):
    bare = replace(report, title="Codebook of the harbour interviews")
    assert cover(bare).title == "Harbour interviews: report of the qualitative analysis"


def test_rules_of_a_code_name_other_codes_without_their_ids(report):
    codes = report.method.codes
    one = replace(codes[0], when_not=f"use “Gap” ({codes[0].id}), not “X” (x-y)")
    assert dict(rules(one, codes))["When not"] == "use “Gap”, not “X” (x-y)"
