from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coder.files.markdown_text import block_quote, escape, table
from coder.i18n import set_language
from coder.model.finding import SignOff
from coder.model.reporting.report import ChosenReport, CoderReport, TextPiece, Voice
from coder.model.reporting.robustness import Bar, Robustness, Tally, Trial
from coder.model.text import safe_for_terminal
from coder.reports.markdown_report import MarkdownExporter, blocks
from reports.samples import CODE, HOSTILE, NOTICE, THEME, make_report

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False, "html": True})
_ALLOWED = {"text", "softbreak", "hardbreak"}


def written(report, folder) -> str:
    return MarkdownExporter().write(report, folder)[0].read_text(encoding="utf-8")


def shown(markdown: str) -> tuple[str, set[str]]:
    """Return the text that a reader of a rendered block sees, and the inline elements used."""
    inline = [t for t in MARKDOWN.parse(markdown) if t.type == "inline"]
    children = [c for t in inline for c in t.children or []]
    text = "".join("\n" if c.type.endswith("break") else c.content for c in children)
    return text, {c.type for c in children}


def visible(text: str) -> str:
    lines = [line.strip() for line in safe_for_terminal(text).split("\n")]
    return "".join(line for line in lines if line)


@pytest.mark.parametrize("text", [t for t in HOSTILE if t])
def test_a_hostile_quote_comes_out_as_text_in_one_block_quote(text):
    markdown = block_quote(text, "end")
    assert all(line.startswith(">") for line in markdown.split("\n"))
    tokens = {t.type.removesuffix("_open").removesuffix("_close") for t in MARKDOWN.parse(markdown)}
    assert tokens == {"blockquote", "paragraph", "inline"}
    content, kinds = shown(markdown)
    assert kinds <= _ALLOWED
    assert content.replace("\n", "") == f"{visible(text)}— end"


@given(st.text(st.sampled_from("#>-+=*_`~|[]()!<>&\\:$1.2) \n甲a'\"{}^"), max_size=30) | st.text(max_size=30))
def test_no_text_becomes_markup(text):
    markdown = block_quote(text, "end")
    content, kinds = shown(markdown)
    assert kinds <= _ALLOWED
    squeezed = "".join(content.split())
    assert unescape(squeezed) == unescape("".join(f"{safe_for_terminal(text)}— end".split()))
    assert {t.type for t in MARKDOWN.parse(markdown)} <= {
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline",
    }  # fmt: skip


@given(st.text(st.sampled_from("|\\`\n-:甲 "), max_size=20))
def test_a_cell_stays_in_its_table(text):
    tokens = MARKDOWN.parse(table(("a", "b"), [(escape(text), "x")]))
    assert sum(t.type == "td_open" for t in tokens) == 2


def test_nothing_that_drives_a_terminal_is_written(report, tmp_path):
    text = written(report, tmp_path)
    assert not {"\x1b", "\u202e", "\u2066", "\t", "\r"} & set(text)


def test_the_notice_stands_second(report):
    first, second, *_rest = blocks(report)
    assert first == "# AI 人才 &lt;研究&gt;: report of the qualitative analysis"
    assert shown(second)[0] == NOTICE


def test_no_notice_without_invented_texts():
    assert "合成" not in "\n".join(list(blocks(make_report(notice="")))[:3])


def test_the_report_says_what_it_was_made_from(report, tmp_path):
    text = written(report, tmp_path)
    assert "9f86d081884c7d65" in text
    assert "1,234" in text
    assert "2026-01-02T03:04:05+08:00" in text


def test_a_finding_shows_both_sides_spread_and_figures(tmp_path):
    text = written(make_report(["甲", "乙"]), tmp_path)
    assert "| F1 | Experience first | 2 | 1 | 0 | 1 | 1 | 2 |" in text
    assert "| for | Certification distrust | 2 | 2 | 1 | 1 | 50% |" in text
    assert "| against | \\=Graduates accepted | 1 | 1 | 1 | 1 | 50% |" in text
    assert "| \\=廠商 B | 0 | 1 |" in text
    assert "| Too little talent | 61.5% | 表 2 | \\=註 |" in text
    assert "| 需求 | 3,870 人 | 表 2 |  |" in text
    assert "Rests on: Finding 1 (F1): Experience first" in text
    assert "**Responsible**: schools lead\n\n**Measured by**: 人數\\|作品" in text


def test_a_quotation_stands_in_marks_with_case_kind_speaker_and_citation(tmp_path):
    text = written(make_report(["他說“不看”"]), tmp_path)
    assert "> “他說‘不看’”\n>\n> — 廠商 A, 大型/1, 受訪者, line 1 \\[A-1-7f3a\\]\n" in text
    assert "\n> — \\=廠商 B, =小型/2, 受訪者, line 99 \\[B-99-0abc\\]\n" in text
    assert "1 of 1 passage" in text
    assert "The lead chose none" in text


def test_a_finding_that_stands_on_nothing_says_so(report, tmp_path):
    text = written(report, tmp_path)
    assert text.split("## F2 Bare")[1].split("## Rec")[0].count("No code speaks for it or against it.") == 1


def test_the_frequency_table_has_themes_in_bold_and_groups(tmp_path):
    text = written(make_report(["甲"]), tmp_path)
    assert "| **Gap** | 1 | 1 | 1 | 1 | 50% | 1 (1) | 0 (0) |" in text


def test_the_study_speaks_chinese(tmp_path):
    set_language("zh_TW")
    text = written(make_report(["甲"]), tmp_path)
    assert "### 一、經驗優先（F1）" in text
    assert "「甲」" in text
    assert "第 1 行［A-1-7f3a］" in text


def test_what_the_lead_wrote_and_chose_stands_in_it(tmp_path):
    plain = make_report()
    first, second, *_rest = plain.findings[0].supports[0].quotations
    lead = replace(
        plain.findings[0],
        text=((TextPiece("他們說"), TextPiece("證照沒用", "quote", first.id, first), TextPiece("。")),),
        chosen=(ChosenReport(second, "for", telling=True, shown="+[…]1"),),
        doubts=("few-cases",),
        coders=(("jia", 3),),
        most=("A", "受訪者", 0.5),
        sign_off=SignOff(id="s", finding="F1", change=9, by="yi", at="2026-01-02T03:04:05+08:00"),
        changes=2,
    )
    method = replace(
        plain.method, audit="稽核 *樣本*", coders=(CoderReport(id="jia", name="甲|乙", codings=3, transcripts=1),)
    )
    text = written(replace(plain, findings=(lead, *plain.findings[1:]), method=method), tmp_path)
    assert "他們說證照沒用 \\[A-1-7f3a\\]。" in text
    assert "“+\\[…\\]1”" in text
    assert "**telling**" in text
    assert "rests on fewer cases than a finding needs" in text
    assert "signed off by 編碼員乙 on 2026-01-02" in text
    assert "2 changes since sign-off" in text
    assert "廠商 A 受訪者 (50%)" in text
    assert first.text not in text.partition("### What speaks for it")[2].partition("###")[0], "what was chosen, no more"
    assert "## Framework matrix: =矩陣" in text
    assert "| (no passage) |" in text
    assert "稽核 \\*樣本\\*" in text
    assert "甲\\|乙" in text


def test_the_appendix_says_what_each_code_means():
    report = make_report()
    ruled = replace(CODE, definition="Papers count for little.", when_not="Licences required by law")
    report = replace(report, method=replace(report.method, codes=(THEME, ruled)))
    told = list(blocks(report))
    appendix = told[told.index("## Appendix: the codebook") :]
    assert appendix[1:5] == [
        "### Gap", "#### Certification distrust", "Papers count for little.", "When not: Licences required by law",
    ]  # fmt: skip


# The finding falls when the one speaker is left out.
FALLS = Robustness(
    Bar(1, 0.5, is_set=True), Tally(1, 3, 0), holds=True,
    trials=(Trial("speaker", ("A", "P"), 3, Tally(0, 0, 0), holds=False),),
)  # fmt: skip


def test_a_speaker_has_one_name_in_a_finding(report):
    """What most of it comes from and what it would fall without name her as her quotations do."""
    found = replace(report.findings[0], most=("A", "P", 0.6), robustness=FALLS)
    whole = replace(report, findings=(found,), voices=(Voice("A", "one", "P", "respondent"),))
    (line,) = [block for block in blocks(whole) if "most for it from one speaker" in block]
    assert "廠商 A respondent (60%)" in line
    (line,) = [block for block in blocks(whole) if "F1 holds" in block]
    assert "廠商 A respondent" in line
    assert " P" not in line
