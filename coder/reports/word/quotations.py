"""Quotations of a side of a finding in Word: who chose them, then each in its marks with its source below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from coder.files.cells import xml_text
from coder.i18n import language
from coder.model.finding import Side
from coder.model.reporting.report import ChosenReport, FindingReport, Report, ThemeReport
from coder.reports.quotation_parts import code_heading, how_taken, printed, quoted, source, theme_line
from coder.reports.word.column_widths import lines_of
from coder.reports.word.table_layout import text_width

_SMALL, _SMALLEST, _CLOSE = 10, 9, 1.1
_PARTS = re.compile(r"[^,\uff0c]+(?:[,\uff0c] ?|$)")


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
        _quotation(document, one, source(one.quotation, report))


def _quotation(document: Document, one: ChosenReport, told: str) -> None:
    """Write a quotation and below it, at the right edge, where it is from.

    Both are one paragraph: a long quotation may be parted by a page, and its source never stands alone on the next.
    """
    paragraph = document.add_paragraph(style="Quote")
    form, style = paragraph.paragraph_format, document.styles["Quote"].paragraph_format
    edge = text_width(document) - (style.right_indent.cm if style.right_indent else 0.0)
    across = edge - (style.left_indent.cm if style.left_indent else 0.0)
    form.tab_stops.add_tab_stop(Cm(edge), WD_TAB_ALIGNMENT.RIGHT)
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    # In English a quotation that is set off by its indent stands without marks.
    words = one.shown if language() == "en" else quoted(one)
    paragraph.add_run(xml_text(words)).bold = one.telling or None
    points = next((size for size in (_SMALL, _SMALLEST) if lines_of([told], [across], size) == 1), _SMALL)
    for line in _lines(told, across, points):
        run = paragraph.add_run()
        run.add_break()
        run.add_text(xml_text(f"\t{line}"))
        run.font.size = Pt(points)


def _lines(told: str, across: float, points: float) -> list[str]:
    """Return a source on as few lines as hold it, parted behind commas."""
    lines: list[str] = []
    for part in _PARTS.findall(told):
        if lines and lines_of([lines[-1] + part], [across], points) == 1:
            lines[-1] += part
        else:
            lines.append(part)
    return [line.strip() for line in lines]


def _small(document: Document, text: str) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.line_spacing = True, _CLOSE
    paragraph.add_run(xml_text(text)).font.size = Pt(_SMALL)
    return paragraph
