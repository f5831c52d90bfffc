"""The report as a Word document: read back with python-docx, and as LibreOffice's pages where it is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from reports.samples import make_report

from coder.coding.acts import Desk
from coder.errors import InputError
from coder.findings.acts import Findings
from coder.model.reporting.method_sentences import MethodSentence
from coder.model.reporting.stamp import parse_stamp
from coder.model.text import Span
from coder.reports.build import build_report
from coder.reports.word.document import WordExporter

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HOSTILE = "a<b>&\"'\x00\x0b\ud800\u202e]]>" + "長" * 10_000


@pytest.fixture
def report(study):
    """GIVEN a finding with two quotations chosen, one shortened, and a text that cites."""
    text = study.transcript("firm-a").text
    for words, code in (
        ("老實說證照幾乎沒在看。", "cert"),
        ("你考了這張，進來還是要重學。", "cert"),
        ("內推", "referral"),
    ):
        start = text.index(words)
        Desk(study).code(study.transcript("firm-a"), Span(start, start + len(words)), [code])
    findings = Findings(study)
    first, second = findings.work("F1").of("for")
    findings.choose("F1", first)
    findings.choose("F1", second)
    findings.shorten(findings.work("F1").of("for")[1], "你考了[…]還是要重學。")
    findings.write("F1", f"廠商說 [[quote:{first.quotation.id}]]，共 [[figure:n]]。")
    return build_report(study)


def written(report, folder: Path) -> Path:
    (path,) = WordExporter().write(report, folder)
    return path


def notes(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read("word/footnotes.xml").decode()
    return [re.sub("<[^>]*>", "", note) for note in re.findall(r'<w:footnote w:id="[1-9].*?</w:footnote>', text)]


def test_headings_text_quotations_and_footnotes_are_there(report, tmp_path):
    path = written(report, tmp_path)
    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == "Abstract"
    chapters = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert chapters[:4] == ["Abstract", "1. Method", "2. Overall results", "3. Findings of the study"]
    assert chapters[-1] == "Colophon"
    assert headings[headings.index("3. Findings of the study") + 1] == "F1 Certificates"
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    (first, source), (second, _source) = (quote.split("\n\t") for quote in quotes[:2])
    assert (first, second) == ("老實說證照幾乎沒在看。", "你考了[…]還是要重學。")
    assert source.startswith("廠商 A, ")
    assert source.endswith(f"[{report.findings[0].chosen[0].quotation.id}]")
    cited = report.findings[0].chosen[0].quotation.id
    assert any(cited in note for note in notes(path))
    references = document.element.body.findall(f".//{qn('w:footnoteReference')}")
    assert [r.get(qn("w:id")) for r in references] == [str(i) for i in range(1, len(notes(path)) + 1)]


def test_tables_repeat_their_head_and_keep_rows_whole_but_the_tall_ones_of_a_matrix(report, tmp_path):
    for table in docx.Document(str(written(report, tmp_path))).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        is_matrix = not table.rows[0].cells[0].text
        whole = {row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows}
        assert whole == ({True, False} if is_matrix else {True})


def test_chinese_has_a_font_of_its_own_everywhere(report, tmp_path):
    document = docx.Document(str(written(report, tmp_path)))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in {"標楷體", "微軟正黑體"}
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_links_inside_lead_to_bookmarks(report, tmp_path):
    body = docx.Document(str(written(report, tmp_path))).element.body
    marks = {m.get(qn("w:name")) for m in body.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert anchors
    assert anchors <= marks


def test_what_a_recommendation_cites_is_a_link_to_its_place(tmp_path):
    body = docx.Document(str(written(make_report(), tmp_path))).element.body
    marks = {m.get(qn("w:name")) for m in body.iter(qn("w:bookmarkStart"))}
    links = [(link.get(qn("w:anchor")), link.text) for link in body.iter(qn("w:hyperlink"))]
    places = {said: mark for mark, said in links if said in {"發現 F2", "Table 7", "Table 2", "61.5%", "9%"}}
    assert set(places) == {"發現 F2", "Table 7", "Table 2", "61.5%"}
    assert len(set(places.values())) == 4
    assert set(places.values()) <= marks


def test_the_same_study_gives_the_same_bytes(report, tmp_path):
    one, two = (written(report, tmp_path / name).read_bytes() for name in "12")
    assert one == two


def test_hostile_text_does_not_break_the_file(report, tmp_path):
    finding = replace(report.findings[0], statement=HOSTILE)
    path = written(replace(report, title=HOSTILE, notice=HOSTILE, findings=(finding,)), tmp_path)
    assert any("長" * 100 in p.text for p in docx.Document(str(path)).paragraphs)
    with zipfile.ZipFile(path) as archive:
        assert parse_stamp(archive.read("docProps/custom.xml").decode()) == report.stamp


def test_a_template_gives_its_styles_and_one_without_them_is_refused(report, tmp_path):
    template = tmp_path / "own.docx"
    made = docx.Document()
    made.add_paragraph("舊的內文")
    made.styles["Quote"].font.name = "Courier"
    made.save(str(template))
    path = written(replace(report, template=template), tmp_path / "out")
    document = docx.Document(str(path))
    assert document.styles["Quote"].font.name == "Courier"
    assert not any("舊的內文" in p.text for p in document.paragraphs)
    made.styles["Quote"].delete()
    made.save(str(template))
    with pytest.raises(InputError, match="Quote"):
        written(replace(report, template=template), tmp_path / "out")
    template.write_text("no document", "utf-8")
    with pytest.raises(InputError, match=r"own\.docx"):
        written(replace(report, template=template), tmp_path / "out")
    with zipfile.ZipFile(template, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(InputError, match=r"own\.docx"):
        written(replace(report, template=template), tmp_path / "out")
    with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(60_000_000))
    with pytest.raises(InputError, match=r"own\.docx"):
        written(replace(report, template=template), tmp_path / "out")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_libreoffice_reads_it(report, tmp_path):
    path = written(report, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert "你考了[…]還是要重學。" in text
    assert "Appendix: the codebook" in text


def test_word_is_told_to_fill_in_the_page_numbers(report, tmp_path):
    (path,) = WordExporter().write(report, tmp_path)
    with zipfile.ZipFile(path) as archive:
        settings = archive.read("word/settings.xml").decode()
    assert '<w:updateFields w:val="true"/>' in settings
    assert settings.index("w:updateFields") < settings.index("<w:compat")


def test_sentences_of_the_method_stand_apart(report, tmp_path):
    record = (MethodSentence("", "Two people worked."), MethodSentence("", "Nobody coded blind."))
    (path,) = WordExporter().write(replace(report, method=replace(report.method, record=record)), tmp_path)
    told = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "Two people worked. Nobody coded blind." in told


def test_a_recommendation_that_rests_on_no_finding_says_so_in_place_of_an_empty_list(tmp_path):
    report = make_report()
    (one,) = report.recommendations
    path = written(replace(report, recommendations=(replace(one, findings=()),)), tmp_path)
    told = [p.text for p in docx.Document(str(path)).paragraphs]
    assert "This recommendation rests on no finding." in told
    assert "Rests on these findings:" not in told
