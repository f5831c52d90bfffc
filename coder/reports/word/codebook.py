"""The appendix: the codebook, a paragraph a code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from docx.document import Document
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from coder.files.cells import xml_text
from coder.i18n import _
from coder.model.counting.codetree import depths
from coder.model.reporting.report import Report
from coder.reports.codebook_parts import codes_in_use, rules
from coder.reports.word.package import mark_name
from coder.reports.word.parts import Extras


def write_codebook(
    document: Document, report: Report, heading: Callable[[str, Literal[1, 2, 3], str], Paragraph], extras: Extras
) -> None:
    """Write every code that is in use, with what the codebook says of it."""
    deep = depths(report.method.codes)
    for code in codes_in_use(report):
        if code.level != "code":
            heading(code.title, 2, mark_name("c", code.id))
            if code.defined:
                document.add_paragraph(xml_text(code.defined))
            continue
        told = document.add_paragraph()
        extras.bookmark(told, mark_name("c", code.id))
        told.paragraph_format.left_indent = Cm(0.5 * max(1, deep[code.id]))
        told.add_run(xml_text(code.title)).bold = True
        for label, text in (("", code.defined), *rules(code, report.method.codes)):
            if text:
                told.add_run().add_break()
                run = told.add_run(xml_text(_("{label}: {text}").format(label=label, text=text) if label else text))
                run.font.size = Pt(10.5)
