"""`coder words`, `coder similar` and `coder codebook overlaps`: what they print, take in and refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.cli.words import _ORDERS
from coder.language.word_offers import ORDERS

from .conftest import Run


def rows(result):
    return {row["word"]: row for row in result.json["rows"]}


def test_the_orders_are_those_of_the_language_room():
    assert ORDERS == _ORDERS


def test_words_of_a_code_say_how_often_where_and_whose_keyword(study: Path, run: Run):
    found = rows(run("words", "shortage", "--json", "--limit", "100"))
    assert found
    word = next(iter(found.values()))
    assert set(word) == {
        "word", "inside", "outside", "transcripts", "keyness", "tfidf", "textrank", "keyword", "keyword_of", "example",
    }  # fmt: skip
    assert set(word["example"]) == {"transcript", "line", "before", "match", "after"}
    result = run("words", "shortage")
    assert "fewer than ten" in result.err
    assert next(iter(found)) in result.out


def test_a_word_is_taken_in_and_taken_back(study: Path, run: Run):
    assert "引薦" in run("words", "referral", "--accept", "引薦", "--accept", "介紹").out
    row = next(r for r in run("codes", "--json").json["rows"] if r["id"] == "referral")
    assert row["keywords"] == ["推薦", "引薦", "介紹"]
    again = run("words", "referral", "--accept", "引薦")
    assert (again.status, "already" in again.err) == (1, True)
    assert run("undo").status == 0
    row = next(r for r in run("codes", "--json").json["rows"] if r["id"] == "referral")
    assert row["keywords"] == ["推薦"]


def test_a_refused_word_is_not_offered_again(study: Path, run: Run):
    word = next(iter(rows(run("words", "shortage", "--json"))))
    assert run("words", "shortage", "--reject", word).status == 0
    assert word not in rows(run("words", "shortage", "--json"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("words",),
        ("words", "referral", "--uncovered"),
        ("words", "--uncovered", "--accept", "詞"),
        ("similar",),
        ("similar", "x"),
    ],
)
def test_what_makes_no_sense_is_said(study: Path, run: Run, arguments):
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")


def test_uncovered_words_hold_no_keyword(study: Path, run: Run):
    result = run("words", "--uncovered", "--json", "--limit", "100")
    assert not any(k in word for word in rows(result) for k in ("推薦", "經驗", "缺人"))


def test_similar_names_place_speaker_and_codes(study: Path, run: Run):
    found = run("similar", "firm-a:5", "--json").json
    assert found["rows"]
    assert {"score", "transcript", "line", "speaker", "codes", "text"} <= set(found["rows"][0])
    assert run("similar", "firm-a:5", "--limit", "1").status == 0
    nowhere = run("similar", "firm-a:999")
    assert (nowhere.status, "has no line 999" in nowhere.err) == (1, True)
    assert run("similar", "--duplicates").status == 0


def test_overlaps_give_reasons(study: Path, run: Run):
    run("words", "experience", "--accept", "推薦", "--accept", "缺人")
    run("words", "referral", "--accept", "缺人")
    (pair,) = [p for p in run("codebook", "overlaps", "--json").json["rows"] if p["keywords"]]
    assert {pair["code"], pair["other"]} == {"experience", "referral"}
    assert pair["reasons"][0] == "keywords of both: 推薦、缺人" or set(pair["keywords"]) == {"推薦", "缺人"}
    assert "1 pair could be merged" in run("codebook", "overlaps").err


def test_words_are_those_of_a_role_s_passages(study: Path, run: Run):
    told = run("words", "shortage", "--role", "interviewer", "--json").json
    assert told["passages"] == 0
    assert run("words", "shortage", "--role", "respondent", "--json").json["passages"] > 0
    assert run("freq", "--speaker", "nobody").status == 1
    assert run("codebook", "overlaps", "--role", "respondent").status == 0
