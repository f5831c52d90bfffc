"""The method section written from the record, each sentence with its rows of the journal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from agreement.test_coder_comparison import code_turns, coded  # noqa: F401  the fixture
from conftest import BOOK, FIGURES, FINDINGS

from coder.agreement.adjudication import Adjudications
from coder.codebook.loading import load_codebook
from coder.model.codebook import Code
from coder.model.reporting.method_sentences import MethodSentence, Stretch, record_lines, stretches, with_rows
from coder.model.reporting.robustness import Bar
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.reports.method_record import method_record
from coder.team.clone import clone
from coder.team.conflicts import conflicts, settle
from coder.team.merge import merge


def told(study: Study) -> dict[str, list[MethodSentence]]:
    found: dict[str, list[MethodSentence]] = {}
    for sentence in method_record(study, Bar(2, 0.5, is_set=False)):
        found.setdefault(sentence.subject, []).append(sentence)
    return found


def kinds_at(study: Study, sentence: MethodSentence) -> set[str]:
    rows = {seq for one in sentence.rows for seq in range(one.first, one.last + 1)}
    return {change.kind for change in study.journal.changes() if change.seq in rows}


def test_rows_that_follow_each_other_are_one_stretch():
    rows = [("b", 3), ("a", 2), ("a", 1), ("a", 4), ("a", 2)]
    assert stretches(rows) == (Stretch("a", 1, 2), Stretch("a", 4, 4), Stretch("b", 3, 3))


def test_a_sentence_names_its_rows_and_replicas_where_there_are_several(english):
    one = MethodSentence("", "Done.", (Stretch("abcdef", 1, 2), Stretch("abcdef", 4, 4)))
    assert with_rows(one, several=False) == "Done. (journal #1–2, #4)"
    lines = record_lines([one, MethodSentence("", "Else.", (Stretch("123456", 9, 9),))])
    assert lines[0][1] == "Done. (journal abcd#1–2, abcd#4)"
    many = MethodSentence("", "Much.", stretches(("a", seq) for seq in range(1, 21, 2)))
    assert with_rows(many, several=False) == "Much. (journal #1, #3, #5, #7 … #19, 10 rows)"


def test_a_sentence_leads_to_the_acts_that_wrote_its_rows(coded: Study, english):  # noqa: F811
    sentences = method_record(coded, Bar(2, 0.5, is_set=False))
    assert all(bool(one.rows) is bool(one.deeds) is bool(one.mark) for one in sentences)
    (assignment,) = (one for one in sentences if one.subject == "Assignment")
    assert [(deed.coder, deed.what, deed.acts) for deed in assignment.deeds] == [
        ("甲", "assigned transcripts", 1), ("ann", "finished a transcript", 1), ("ben", "finished a transcript", 1),
    ]  # fmt: skip
    told = [row for deed in assignment.deeds for row in deed.rows]
    assert sum(row.last - row.first + 1 for row in told) == sum(row.last - row.first + 1 for row in assignment.rows)


def test_what_was_assigned_and_finished_is_told_with_its_rows(coded: Study, english):  # noqa: F811
    (sentence,) = told(coded)["Assignment"]
    assert sentence.text.startswith("2 transcripts were assigned to two coders or more, 0 to one.")
    assert sentence.text.endswith("2 of 4 assignments are finished.")
    assert kinds_at(coded, sentence) == {"assignment", "finished"}


def test_the_agreement_is_the_one_worked_out_by_hand(coded: Study, english):  # noqa: F811
    (sentence,) = told(coded)["Agreement"]
    # cert alone has a defined alpha above nothing: 1 − 19·4/(2·8·12).
    (value,) = re.findall(r"of any code (-?\d\.\d\d)", sentence.text)
    # Any code: Ann turns 0–3 and 9, Ben 1–4; 3 disagreements of 10, 9 of 20 marks.
    assert float(value) == round(1 - 19 * 3 / (9 * 11), 2)
    assert "Unit: turn" in sentence.text
    assert kinds_at(coded, sentence) == {"finished"}


def test_who_coded_what_blind_and_who_opened_it(coded: Study, english):  # noqa: F811
    assert told(coded)["Blind coding"][0].text.startswith("Nobody coded blind")
    set_visibility(coded, "ben", blind=True)
    code_turns(coded, "ben", {"nlp": [0, 5]})
    (sentence,) = told(coded)["Blind coding"]
    assert sentence.text.startswith("ben codes blind since")
    assert sentence.text.endswith("2 codings in 1 transcript.")
    coded.coder = "甲"
    set_visibility(coded, "ben", blind=False)
    code_turns(coded, "ben", {"fresh": [5]})
    (sentence,) = told(coded)["Blind coding"]
    assert "when 甲 opened it: 2 codings in 1 transcript" in sentence.text
    assert kinds_at(coded, sentence) == {"coder"}


def test_what_was_adjudicated(coded: Study, english):  # noqa: F811
    desk = Adjudications(coded)
    desk.settle_agreed()
    desk.neither(desk.queue()[0])
    (sentence,) = told(coded)["Adjudication"]
    assert sentence.text.startswith("4 passages were settled by 甲 (agreed 3, kept neither 1); 2 wait;")
    assert kinds_at(coded, sentence) == {"adjudication"}


def test_codebook_changes_after_coding_began(coded: Study, english):  # noqa: F811
    assert "did not change" in told(coded)["Codebook"][0].text
    theme = BOOK.themes[0]
    changed = replace(theme, codes=(replace(theme.codes[0], definition="證照沒有用"), *theme.codes[1:]))
    load_codebook(coded, replace(BOOK, themes=(changed, *BOOK.themes[1:])), FINDINGS, FIGURES)
    (sentence,) = told(coded)["Codebook"]
    assert "0 codes were added, 1 defined anew, 0 removed" in sentence.text
    assert "8 codings stand under an older definition" in sentence.text


def test_a_blind_coder_is_told_nothing(coded: Study):  # noqa: F811
    set_visibility(coded, "ben", blind=True)
    with Study.open(coded.path, "ben") as blind:
        assert method_record(blind, Bar(2, 0.5, is_set=False)) == ()


@pytest.mark.usefixtures("english")
def test_suggestions_have_their_share(coded: Study):  # noqa: F811
    (sentence,) = told(coded)["Suggestions"]
    assert sentence.text.startswith("None of 9 codings came from the program's suggestions")
    assert sentence.rows == ()


def test_what_was_changed_apart_is_told_until_it_is_settled(study: Study, tmp_path, english):
    assert "Changed apart" not in told(study)
    other = clone(study, tmp_path / "other").folder
    with Study.open(other / "study.db", "Ann") as copy:
        for one in (study, copy):
            old = one.reader.require(Code, "cert")
            one.record([Put("code", old, replace(old, definition=f"as {one.coder} says"))], "edit")
    merge(study, other)
    (sentence,) = told(study)["Changed apart"]
    assert sentence.text.startswith(
        "Not settled: 1 object, changed apart in copies of the study (code Certification distrust)."
    )
    assert kinds_at(study, sentence) == {"code"}
    settle(study, conflicts(study)[0], 1)
    assert "Changed apart" not in told(study)
