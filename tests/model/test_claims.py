"""Sentences of what the lead writes: where they end, what they cite, and what they say of how many."""

from __future__ import annotations

import pytest

from coder.model.claims import cases_needed, claims, shown


def said(text):
    return [q.words for claim in claims(text) for q in claim.quantifiers]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("人不夠。薪水也不夠！為什麼？", ["人不夠。", "薪水也不夠！", "為什麼？"]),
        ("他說「都好。」然後走了。", ["他說「都好。」", "然後走了。"]),
        ("他說「好。」，就走了。", ["他說「好。」，就走了。"]),
        ("See e.g. the share of 61.5 %. It rose.", ["See e.g. the share of 61.5 %.", "It rose."]),
        ("# 標題\n\n第一段\n還是第一段。\n\n- 一點\n- 另一點", ["第一段 還是第一段。", "- 一點", "- 另一點"]),
        ("有人說：[[quote:A.1-16-83ea]]。另一句。", ["有人說：[A.1-16-83ea]。", "另一句。"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert [shown(claim) for claim in claims(text)] == sentences


def test_a_sentence_is_cited_by_a_link_of_any_kind_and_by_a_bare_citation():
    text = "甲[[quote:A-1-abcd]]。乙[[figure:x]]。丙[[finding:F1]]。丁（A-2-beef）。戊。"
    assert [claim.is_cited for claim in claims(text)] == [True, True, True, True, False]
    assert next(claim.quotes for claim in claims(text)) == ("A-1-abcd",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公司都缺人。", ["公司", "都"]),
        ("多數廠商一律不看證照。", ["多數", "一律"]),
        ("有些職缺專收新鮮人。", ["專收"]),
        ("受訪者想要的不是證書。", ["受訪者"]),
        ("有受訪者（廠商 H）主張。", []),
        ("有公司、部分廠商與一位受訪者這樣說。", []),
        ("首都的平均薪資均衡，兩邊都懂。", []),
        ("人均生產率年均成長 1.1%。", []),
        ("未必都缺，並非所有人都難找。", ["都"]),
        ("他們說「大家都缺」。", []),
        ("All firms say so; most never look at all.", ["All", "most", "never"]),
        ("The interviewees want more.", ["The interviewees"]),
        ("數字見[[figure:all-most]]。", []),
    ],
)
def test_quantifiers_are_the_writers_own_and_not_what_is_denied_or_quoted(text, words):
    assert said(text) == words


def test_how_many_cases_a_quantifier_asks_for_grows_with_the_study():
    assert [cases_needed(s, 8) for s in ("all", "most", "many", "plural", "only")] == [8, 5, 3, 2, None]
    assert cases_needed("many", 2) == 2
