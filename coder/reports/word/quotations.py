"""Quotations of a side of a finding in Word: who chose them, then each in its marks with its source below it."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from coder.files.cells import xml_text
from coder.i18n import language
from coder.model.finding import Side
from coder.model.reporting.report import ChosenReport, FindingReport, Report, ThemeReport
from coder.reports.quotation_parts import code_heading, how_taken, printed, quoted, source, theme_line

_SMALL = 10


def write_quotations(document: Document, report: Report, found: FindingReport, side: Side) -> None:
    """Write the quotations of a side; those that were picked stand below the name of their code."""
    shown = printed(found, side)
    # Where nothing is printed below it, the sentence must not draw the next heading along to another page.
    _small(document, how_taken(found, side, report.findings)).paragraph_format.keep_with_next = bool(shown)
    is_chosen = any(one.side == side for one in found.chosen)
    _write(document, report, shown, by_code=not is_chosen)


def write_theme(document: Document, report: Report, theme: ThemeReport) -> None:
    """Write a theme in words: what it is, how often, and a passage of each of its codes."""
    if theme.frequency.code.defined:
        document.add_paragraph(xml_text(theme.frequency.code.defined)).paragraph_format.keep_with_next = True
    _small(document, theme_line(theme, report))
    _write(document, report, theme.picked, by_code=True)


def _write(document: Document, report: Report, shown: Sequence[ChosenReport], *, by_code: bool) -> None:
    for at, one in enumerate(shown):
        if by_code and (code := code_heading(shown, at)):
            above = document.add_paragraph()
            above.paragraph_format.keep_with_next = True
            above.add_run(xml_text(code)).bold = True
        words = document.add_paragraph(style="Quote")
        words.paragraph_format.keep_with_next = True
        words.paragraph_format.space_after = Pt(0)
        # In English a quotation that is set off by its indent stands without marks.
        words.add_run(xml_text(one.shown if language() == "en" else quoted(one))).bold = one.telling or None
        below = document.add_paragraph(style="Quote")
        below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = below.add_run(xml_text(source(one.quotation, report)))
        run.font.size = Pt(_SMALL)


def _small(document: Document, text: str) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(xml_text(text)).font.size = Pt(_SMALL)
    return paragraph
