"""Each table, chart and appendix that the lead's page can name changes what is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from zipfile import ZipFile

import pytest

from coder.model.codebook import Figure
from coder.model.counting.speaker_counts import SpeakerCount
from coder.model.reporting.lead_page_text import DEFAULT_PAGE, LISTS
from coder.model.reporting.method_sentences import Deed, MethodSentence, stretches
from coder.model.reporting.page_words import list_words
from coder.model.reporting.report import CaseSpread, Portrait
from coder.reports.markdown_report import blocks
from coder.reports.web.page import page
from coder.reports.word.document import WordExporter

IN_PICTURES = {("charts", "themes"), ("charts", "kinds")}


@pytest.fixture
def whole(report):
    """A report with something for every table."""
    rows = stretches([("a", 4)])
    deed = Deed("2026-01-31", "甲", "finished", 1, rows)
    agreed = MethodSentence(
        "Agreement", "Fair.", rows, "agreement", ("Theme", "percent"), (("Any code", "0.80"),), (deed,), "journal1"
    )
    found = [
        replace(f, figures=f.figures or (Figure(id="x", name="X", value=1, place="here"),)) for f in report.findings
    ]
    strips = tuple(
        Portrait(transcript=case.id, case=case.id, case_name=case.name, parts=(1, 2)) for case in report.method.cases
    )
    method = replace(report.method, record=(agreed,))
    both = {case.id: 1 for case in report.method.cases}
    table = replace(report.frequencies, rows=tuple(replace(row, by_case=both) for row in report.frequencies.rows))
    spread = tuple(CaseSpread(case=c.id, case_name=c.name, kind="", supports=1, opposes=0) for c in report.method.cases)
    found = [replace(f, spread=spread) for f in found]
    speakers = (SpeakerCount(role="respondent", turns=3, passages=1),)
    return replace(report, findings=tuple(found), method=method, frequencies=table, portraits=strips, speakers=speakers)


@pytest.mark.parametrize("field", LISTS)
def test_every_name_of_the_page_changes_what_is_printed(whole, tmp_path, field):
    def written(names):
        changed = replace(whole, page=replace(DEFAULT_PAGE, **{field: names}))
        (path,) = WordExporter().write(changed, tmp_path)
        return docx_words(path), "".join(page(changed)), "\n".join(blocks(changed))

    every = written(LISTS[field])
    for name in LISTS[field]:
        without = written(tuple(one for one in LISTS[field] if one != name))
        pairs = zip(("docx", "html", "markdown"), every, without, strict=True)
        same = [kind for kind, one, other in pairs if one == other]
        assert same == (["markdown"] if (field, name) in IN_PICTURES else []), name


def test_rows_of_the_method_lead_to_their_acts(whole, tmp_path):
    written = "".join(page(whole))
    (mark,) = re.findall('<a href="#(j-[^"]+)">', written)
    assert f'id="{mark}"' in written
    (path,) = WordExporter().write(whole, tmp_path)
    with ZipFile(path) as file:
        document, notes = (file.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    (anchor,) = re.findall('w:anchor="(j_[^"]+)"', notes)
    assert f'w:name="{anchor}"' in document
    without = replace(whole, page=replace(DEFAULT_PAGE, appendices=("codebook",)))
    assert 'href="#j-' not in "".join(page(without))


def docx_words(path):
    with ZipFile(path) as file:
        return re.findall("<w:t[ >][^<]*", file.read("word/document.xml").decode())


def test_the_screen_offers_each_name():
    assert {field: set(words) for field, words in list_words().items()} == {f: set(n) for f, n in LISTS.items()}
