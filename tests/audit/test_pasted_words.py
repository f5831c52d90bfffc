"""Words copied from the printed report lead back to what they are."""

from __future__ import annotations

import pytest

from coder.audit.pasted_words import find_pasted
from coder.audit.trace import trace_pasted
from coder.coding.acts import Desk
from coder.errors import NotFoundError
from coder.findings.acts import Findings
from coder.model.identity import quote_id
from coder.model.text import Span
from coder.privacy.name_list import set_alias

QUOTE = "新鮮人我們也收，不過要有實習經驗。LLM 出來之後，𪜶做 NLP 的人很難找！"


@pytest.fixture
def coded(study):
    """GIVEN a coded sentence, chosen for a finding and printed shortened."""
    start = study.transcript("firm-a").text.index(QUOTE)
    Desk(study).code(study.transcript("firm-a"), Span(start, start + len(QUOTE)), ["fresh"])
    findings = Findings(study)
    (one,) = findings.work("F1").of("against")
    findings.choose("F1", one)
    findings.shorten(findings.work("F1").of("against")[0], "新鮮人我們也收[…]很難找！")
    return study


@pytest.mark.parametrize(
    "pasted",
    [
        QUOTE,
        "新鮮人我們也收[…]很難找！",
        "新鮮人我們也收，不過要有\n實習經驗。LLM 出來之後",
        "「新鮮人我們也收、不過要有實習經驗」",
        "ＬＬＭ 出來之後，𪜶做 ＮＬＰ 的人很難找!",
    ],
)
def test_a_quotations_words_lead_to_its_coding(coded, pasted):
    best = find_pasted(coded, pasted)[0]
    assert best.kind == "coding"
    assert best.text == QUOTE
    link, found = trace_pasted(coded, pasted)
    assert link.kind == "quotation"
    assert link.above
    assert found[0] == best


def test_words_printed_with_aliases_lead_to_what_was_said(coded):
    set_alias(coded, "實習", "某種經歷", "other")
    set_alias(coded, "NLP", "某技術", "other")
    set_alias(coded, "影像辨識", "某技術", "other")
    best = find_pasted(coded, "做某技術的人很難找")[0]
    assert best.text == QUOTE
    assert best.likeness > 0.9
    assert find_pasted(coded, "要有某種經歷經驗。")[0].likeness > 0.9


@pytest.mark.parametrize("form", ["{}", "［{}］", "（廠商 A，5 行，{}）", "「我們也收」[{}]"])
def test_a_citation_is_known_in_any_brackets(coded, form):
    coding = coded.transcript("firm-a").codings[0]
    citation = quote_id("A", coding.line, coding.id)
    assert find_pasted(coded, form.format(citation))[0].id == coding.id
    assert find_pasted(coded, form.format(citation.replace("-", "‐")))[0].id == coding.id


@pytest.mark.parametrize(
    ("pasted", "key"),
    [("證照不足以證明能力。", "F1"), ("證照不足以\n證明能力", "F1"), ("建立社群", "R1"), ("推薦受到重視", "F2")],
)
def test_a_sentence_of_the_report_leads_to_its_finding_or_recommendation(coded, pasted, key):
    assert find_pasted(coded, pasted)[0].id == key


@pytest.mark.parametrize("pasted", ["", "無關", "這句話整份報告都沒有出現過", "?!"])
def test_what_is_nowhere_is_said(coded, pasted):
    assert find_pasted(coded, pasted) == []
    with pytest.raises(NotFoundError):
        trace_pasted(coded, pasted or "x")
