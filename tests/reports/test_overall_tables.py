"""The overall results: the same tables and numbers in every format, counted from the cases."""

from __future__ import annotations

from dataclasses import replace

import docx
from docx.oxml.ns import qn

from coder.model.codebook import Case
from coder.model.counting.case_groups import groups_of
from coder.model.reporting.lead_page_text import Chapter, ReportPage
from coder.reports.markdown_report import blocks
from coder.reports.outline import chapters, cover, table_numbers
from coder.reports.overall_tables import overall_tables
from coder.reports.web.page import page
from coder.reports.word.document import WordExporter


def test_numbers_of_an_attribute_are_binned():
    cases = [Case(id=str(n), name="x", attributes={"employees": str(n)}) for n in (5, 18, 60, 300, 1200, 5000)]
    groups = groups_of([*cases, Case(id="none", name="x")], "employees")
    assert [group.name for group in groups] == ["under 50", "50 to under 1,000", "1,000 and more", "—"]
    assert [len(group.cases) for group in groups] == [2, 2, 2, 1]


def test_every_format_has_the_tables_by_the_same_numbers(report, tmp_path):
    told = {mark: f"Table {number} " for mark, number in table_numbers(report).items()}
    assert len(told) > 5
    (path,) = WordExporter().write(report, tmp_path)
    document = docx.Document(str(path))
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption" and p.text.startswith("Table")]
    assert [text[: len(name)] for text, name in zip(captions, told.values(), strict=True)] == list(told.values())
    html, markdown = "".join(page(report)), "\n".join(blocks(report))
    for name in told.values():
        assert f"<caption>{name}" in html
        assert f"**{name}" in markdown
    fields = [i.text.strip() for i in document.element.body.iter(qn("w:instrText")) if i.text.strip().startswith("SEQ")]
    assert fields.count("SEQ Table \\* ARABIC") == len(told)


def test_a_row_and_its_columns_share_out_all_passages(report):
    (kinds, *_others) = [t for t in overall_tables(report) if t.mark.startswith("by-")]
    gap = kinds.rows[0]
    whole = report.frequencies.rows[0].passages
    assert sum(int(cell.text.split(" ")[0]) for cell in gap[1:]) == whole


def test_the_lead_orders_chapters_and_writes_between_them(report):
    own = ReportPage(
        title="封面", client="署", date="2026-11-29",
        chapters=(Chapter(part="findings"), Chapter(title="背景", text="缺人。"), Chapter(part="references")),
    )  # fmt: skip
    mine = replace(report, page=own, chapter_texts=((), ((report.recommendations[0].text[0][0],),), ()))
    assert [c.title for c in chapters(mine)][:2] == ["1. Findings of the study", "2. 背景"]
    assert (cover(mine).title, cover(mine).by, cover(mine).day) == ("封面", (("Client", "署"),), "November 2026")
    text = "\n".join(blocks(mine))
    assert text.index("Findings") < text.index("背景") < text.index("## Colophon")
    assert "Overall results" not in text
