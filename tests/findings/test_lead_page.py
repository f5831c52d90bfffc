"""The lead's page of the report: set, written, taken back, and in step with its file."""

from __future__ import annotations

import pytest

from coder.codebook.report_file import load_report_page as load_page_of_file
from coder.codebook.report_file import report_differences, report_rewrites
from coder.codebook.yaml_sync import write_all
from coder.coding.acts import Desk
from coder.errors import CoderError, InputError
from coder.files.study_files import load_report_page
from coder.findings.lead_page import ReportPages
from coder.i18n import set_language
from coder.model.reporting.lead_page_text import DEFAULT_CHAPTERS, ReportPage, day_in_words


def test_a_page_is_set_and_taken_back(study):
    pages = ReportPages(study)
    assert pages.page() == ReportPage()
    pages.set({"title": "人才需求", "authors": "王小明、李小華", "date": "2026-11-29"})
    pages.order(["abstract", "產業背景", "findings"])
    pages.write("產業背景", "缺人。")
    page = pages.page()
    assert (page.title, page.authors) == ("人才需求", ("王小明", "李小華"))
    assert [(c.part, c.title, c.text) for c in page.chapters] == [
        ("abstract", "", ""), ("text", "產業背景", "缺人。"), ("findings", "", ""),
    ]  # fmt: skip
    Desk(study).undo(frozenset({"report"}))
    Desk(study).undo(frozenset({"report"}))
    assert pages.page().chapters == DEFAULT_CHAPTERS
    Desk(study).undo(frozenset({"report"}))
    assert pages.page() == ReportPage()


@pytest.mark.parametrize(
    "values", [{"nothing": "x"}, {"date": "29.11.2026"}, {"calendar": "moon"}, {"abstract": "[[quote:A-1-dead]]"}]
)
def test_what_a_page_cannot_say_is_refused(study, values):
    with pytest.raises(CoderError):
        ReportPages(study).set(values)


def test_the_file_and_the_study_are_brought_in_step(study, tmp_path):
    pages = ReportPages(study)
    pages.set({"title": "人才需求", "client": "數位產業署"})
    pages.order(["findings", "產業背景"])
    (made,) = report_rewrites(study, tmp_path, None)
    (tmp_path / "proof").mkdir()
    write_all((made,), tmp_path / "proof")
    page = load_report_page(tmp_path / "report.yaml")
    assert page == pages.page()
    assert report_rewrites(study, tmp_path, page) == report_differences(study, page) == ()
    (tmp_path / "report.yaml").write_text("# 本人手寫\ntitle: 別的\n", "utf-8")
    theirs = load_report_page(tmp_path / "report.yaml")
    assert {d.field for d in report_differences(study, theirs)} == {"title", "client", "chapters"}
    (made,) = report_rewrites(study, tmp_path, theirs)
    assert made.after.startswith("# 本人手寫\n")
    assert load_report_page(study_file(tmp_path, made.after)) == pages.page()
    assert load_report_page(tmp_path / "report.yaml") == theirs
    load_page_of_file(study, theirs)
    assert pages.page() == theirs


def study_file(folder, text):
    path = folder / "other.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_page_without_its_chapter_says_which_there_are(study):
    with pytest.raises(CoderError, match="nowhere"):
        ReportPages(study).write("nowhere", "x")


def test_the_file_is_checked_with_its_line(tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text('title: 報告\ndate: "2026-13-01"\n', "utf-8")
    with pytest.raises(InputError) as caught:
        load_report_page(path)
    assert caught.value.problem.line == 2


def test_a_day_is_said_in_both_calendars():
    assert day_in_words("2026-11-29", "minguo") == "中華民國 115 年 11 月"
    assert day_in_words("2026-11-29", "gregorian") == "2026 年 11 月"
    set_language("en")
    try:
        assert day_in_words("2026-11-29", "minguo") == "November 2026"
    finally:
        set_language("zh_TW")
