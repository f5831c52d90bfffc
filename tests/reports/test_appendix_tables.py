"""Each table, chart and appendix that the lead's page can name changes what is printed."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest

from coder.model.codebook import Figure
from coder.model.reporting.lead_page_text import DEFAULT_PAGE, LISTS
from coder.model.reporting.method_sentences import MethodSentence
from coder.model.reporting.page_words import list_words
from coder.model.reporting.report import CaseSpread, Portrait
from coder.reports.markdown_report import blocks
from coder.reports.web.page import page
from coder.reports.word.document import WordExporter

NAMES = [(field, name) for field, names in LISTS.items() for name in names]
IN_PICTURES = {("charts", "themes"), ("charts", "kinds")}


@pytest.fixture
def whole(report):
    """A report with something for every table."""
    agreed = MethodSentence("Agreement", "Fair.", (), ("Theme", "percent"), (("Any code", "0.80"),))
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
    return replace(report, findings=tuple(found), method=method, frequencies=table, portraits=strips)


@pytest.mark.parametrize(("field", "name"), NAMES)
def test_every_name_of_the_page_changes_what_is_printed(whole, tmp_path, field, name):
    def written(names):
        changed = replace(whole, page=replace(DEFAULT_PAGE, **{field: names}))
        (path,) = WordExporter().write(changed, tmp_path)
        return docx_words(path), "".join(page(changed)), "\n".join(blocks(changed))

    rest = tuple(one for one in LISTS[field] if one != name)
    with_it, without = written(LISTS[field]), written(rest)
    same = [
        kind for kind, one, other in zip(("docx", "html", "markdown"), with_it, without, strict=True) if one == other
    ]
    assert same == (["markdown"] if (field, name) in IN_PICTURES else [])


def docx_words(path):
    document = docx.Document(str(path))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + tables


def test_the_screen_offers_each_name():
    assert {field: set(words) for field, words in list_words().items()} == {f: set(n) for f, n in LISTS.items()}
