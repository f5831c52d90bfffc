from __future__ import annotations

from dataclasses import replace

import docx

from coder.findings.counter_memos import speaks_against
from coder.model.finding import flat
from coder.model.reporting.report import ChosenReport, TextPiece, ThemeReport
from coder.reports.markdown_report import blocks
from coder.reports.quotation_choice import Picker
from coder.reports.quotation_parts import how_taken, printed
from coder.reports.web.page import page
from coder.reports.word.document import WordExporter
from reports.samples import finding_report, quotation


def far(text: str, number: int, **changes):
    """A quotation whose place touches no other's."""
    return quotation(text, number, start=100 * number, end=100 * number + len(text), **changes)


def picked(supports, opposes=(), *, parts=(), doubted=(), **changes):
    found = replace(finding_report(supports, opposes), picked=(), **changes)
    picker = Picker(lambda q: (flat(q.text), q.text not in parts), doubted)
    return picker.with_picked([found])[0]


def test_every_case_speaks_before_one_speaks_twice():
    many = [far(f"甲{i}", i) for i in range(1, 30)] + [far(f"乙{i}", i, case="B") for i in range(30, 32)]
    found = picked(many)
    assert [one.quotation.case for one in printed(found, "for")] == ["A", "B"]
    assert how_taken(found, "for", [found]).startswith("2 of 31 passages. The lead chose none")


def test_whole_sentences_come_before_parts():
    found = picked([far("半句", 1), far("整句。", 2), far("又一句。", 3)], parts={"半句"})
    assert [one.shown for one in printed(found, "for")] == ["整句。", "又一句。"]


def test_nothing_is_printed_twice_in_a_report():
    same = far("證照沒用。", 1)
    other = replace(finding_report([same], []), picked=())
    first, second = Picker(lambda q: (q.text, True), ()).with_picked([other, other])
    assert len(printed(first, "for")) == 1
    assert printed(second, "for") == []


def test_what_another_text_prints_is_not_printed_again():
    told, other = far("證照沒用。", 1), far("先問做過什麼。", 2)
    found = replace(finding_report([told, other], []), picked=())
    (picked_for,) = Picker(lambda q: (q.text, True), ()).with_picked([found], [TextPiece("", "quote", told.id, told)])
    assert [one.shown for one in printed(picked_for, "for")] == ["先問做過什麼。"]


def test_how_the_program_takes_quotations_is_said_once():
    first, second = picked([far("一。", 1)]), picked([far("二。", 2)])
    second = replace(second, finding=replace(second.finding, id="F2"))
    assert "up to two a code" in how_taken(first, "for", [first, second])
    assert how_taken(second, "for", [first, second]) == "1 of 1 passage, which the program took in the same way."


def test_what_a_memo_says_speaks_against_is_not_printed_unasked():
    plain, doubted = far("證照沒用。", 1), far("先前說有用。", 2)
    found = picked([plain, doubted], doubted={doubted.coding})
    assert [one.shown for one in printed(found, "for")] == ["證照沒用。"]
    assert "1 of which a memo says" in how_taken(found, "for", [found])
    asked = picked([plain, doubted], doubted={doubted.coding}, chosen=(ChosenReport(doubted, "for", False, "先前說"),))
    assert [one.shown for one in printed(asked, "for")] == ["先前說"]


def test_memos_that_speak_against_are_told_by_their_words():
    assert all(map(speaks_against, ("反證：績效無差", "與前段「沒在信」矛盾", "Counter-example", "contradicts line 3")))
    assert not any(map(speaks_against, ("半玩笑", "轉述執行長的看法", "of the founder")))


def test_without_findings_every_format_prints_the_themes_in_words(report, tmp_path):
    said = Picker(lambda q: (flat(q.text), True), ()).of_codes(
        [[far("甲說。", 1), far("甲又說。", 2)], [far("乙說。", 3)]]
    )
    assert [one.shown for one in said] == ["甲說。", "乙說。"]
    theme = ThemeReport(frequency=report.frequencies.rows[0], picked=said)
    bare = replace(report, findings=(), recommendations=(), themes=(theme,))
    (path,) = WordExporter().write(bare, tmp_path)
    word = "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    for text in (word, "".join(page(bare)), "\n".join(blocks(bare))):
        assert "Themes in the respondents" in text
        assert "甲說。" in text
        assert "乙說。" in text
