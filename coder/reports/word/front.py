"""The document's front: its cover, and the contents with the lists of tables and figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from coder.files.cells import xml_text
from coder.i18n import _
from coder.model.reporting.report import Report
from coder.reports.outline import cover
from coder.reports.word.parts import field, internal_link

_DEEPEST = 2


def set_properties(document: Document, report: Report) -> None:
    """Set what a document says of itself: its title, and that the program made it."""
    properties = document.core_properties
    made = datetime.fromisoformat(report.stamp.made_at).replace(tzinfo=None)
    properties.title, properties.author, properties.comments = xml_text(cover(report).title)[:255], "coder", ""
    properties.subject = xml_text(report.notice)[:255]
    properties.created = properties.modified = made
    properties.last_modified_by, properties.revision = "coder", 1


def write_cover(document: Document, report: Report) -> None:
    """Write title, subtitle, client, institute, authors and date; the stamp stands in the colophon."""
    front = cover(report)
    title = document.add_paragraph(xml_text(front.title), "Title")
    title.paragraph_format.space_before = Pt(140)
    _centre(title)
    if front.subtitle:
        _centre(document.add_paragraph(xml_text(front.subtitle)), 16)
    if report.notice:
        warning = document.add_paragraph()
        run = warning.add_run(xml_text(report.notice))
        run.bold, run.font.color.rgb = True, RGBColor(0x8A, 0x2A, 0x00)
        _centre(warning)
    for number, (label, name) in enumerate(front.by):
        line = document.add_paragraph(xml_text(_("{label}: {text}").format(label=label, text=name)))
        _centre(line, 14)
        if number == 0:
            line.paragraph_format.space_before = Pt(120)
    day = document.add_paragraph(xml_text(front.day))
    _centre(day, 14)
    day.paragraph_format.space_before = Pt(24 if front.by else 120)
    day.add_run().add_break(WD_BREAK.PAGE)


def _centre(paragraph: Paragraph, size: float | None = None) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        if size:
            run.font.size = Pt(size)


def write_contents(
    place: Paragraph, headings: Sequence[tuple[int, str, str]], captions: Sequence[tuple[str, str]]
) -> None:
    """Put contents and lists of tables and figures where `place` stands: plain paragraphs with page numbers.

    Inside a field of contents LibreOffice would keep the numbers that are there.
    """
    # The title's style is that of headings, but it is no entry of its own table.
    place.add_run(_("Contents")).bold = True
    last = place
    for level, text, mark in headings:
        if level <= _DEEPEST:
            last = _entry(last, text, mark, level)
    tables = [one for one in captions if not one[1].startswith("chart")]
    charts = [one for one in captions if one[1].startswith("chart")]
    for name, listed in ((_("List of tables"), tables), (_("List of figures"), charts)):
        if not listed:
            continue
        last = _after(last)
        last.paragraph_format.space_before = Pt(12)
        last.add_run(name).bold = True
        for text, mark in listed:
            last = _entry(last, text, mark, 1)
    last.add_run().add_break(WD_BREAK.PAGE)


def _after(last: Paragraph) -> Paragraph:
    entry = Paragraph(last._p.makeelement(last._p.tag, {}), last._parent)
    last._p.addnext(entry._p)
    return entry


def _entry(last: Paragraph, text: str, mark: str, level: int) -> Paragraph:
    entry = _after(last)
    entry.style = f"toc {level}"
    internal_link(entry, mark, text)
    entry.add_run("\t")
    field(entry, f"PAGEREF {mark} \\h", " ")
    return entry
