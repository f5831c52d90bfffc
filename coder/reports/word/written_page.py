"""What every chapter of the document is made of: headings, paragraphs, captions, tables with their notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from coder.files.cells import xml_text
from coder.i18n import _, run_on
from coder.model.reporting.overall_table import OverallTable
from coder.model.reporting.report import Report, TextPiece
from coder.reports.figure_parts import notes_in_text
from coder.reports.finding_parts import unit_of, words_of
from coder.reports.link_targets import Places
from coder.reports.outline import source_line, table_name, table_numbers
from coder.reports.quotation_parts import note
from coder.reports.word.chart_panels import lay_charts
from coder.reports.word.package import mark_name
from coder.reports.word.paper import indent_first_line, open_paper
from coder.reports.word.parts import Extras, field, internal_link
from coder.reports.word.shaded import lay_shaded


class Page:
    """A document under way, with the headings and captions that its contents list."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = open_paper(report.template)
        self.extras = Extras(self.document)
        self.places = Places(report)
        self.headings: list[tuple[int, str, str]] = []
        self.captions: list[tuple[str, str]] = []
        self.figures = 0
        self.numbers = table_numbers(report)

    def heading(self, text: str, level: Literal[1, 2, 3], mark: str = "") -> Paragraph:
        """Add a heading; one with a `mark` stands in the contents."""
        paragraph: Paragraph = self.document.add_heading(xml_text(text), level)
        if mark:
            self.extras.bookmark(paragraph, mark)
            self.headings.append((level, text, mark))
        return paragraph

    def say(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph of plain words."""
        paragraph: Paragraph = self.document.add_paragraph(xml_text(text), style)
        return paragraph

    def warn(self, text: str) -> None:
        """Add a paragraph that nobody should overlook."""
        run = self.document.add_paragraph().add_run(xml_text(text))
        run.bold = True
        run.font.color.rgb = RGBColor(0x8A, 0x2A, 0x00)

    def caption(self, text: str, mark: str) -> None:
        """Put a table's caption above it: its word, its number as a field, and what it shows."""
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = True
        name = table_name(self.numbers, mark)
        before, number, after = name.partition(str(self.numbers[mark]))
        paragraph.add_run(before)
        field(paragraph, "SEQ Table \\* ARABIC", number)
        paragraph.add_run(xml_text(f"{after} {text}"))
        key = mark_name("t", mark)
        self.extras.bookmark(paragraph, key)
        self.captions.append((f"{name} {text}", key))

    def below(self, note: str = "", *, own: bool = True) -> None:
        """Put note and source below a table; `own` are the study's own numbers."""
        self.small(run_on([note, source_line() if own else ""]))

    def notes(self, text: Sequence[Sequence[TextPiece]]) -> None:
        """Add what a reader must know of the figures in a text."""
        if told := notes_in_text(text, self.report):
            self.small(told)

    def small(self, text: str) -> None:
        """Add a paragraph of small letters, as they stand below tables."""
        paragraph = self.say(text)
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(3), Pt(12)
        paragraph.paragraph_format.line_spacing = 1.1
        for run in paragraph.runs:
            run.font.size = Pt(9.5)

    def overall(self, one: OverallTable, *, on_one_page: bool = False) -> None:
        """Add a table of the results with its caption and note, and its charts as a figure."""
        self.caption(one.caption, f"all-{one.mark}")
        lay_shaded(self.document, one, self.extras.bookmark, on_one_page=on_one_page)
        self.below(one.note)
        if one.bars:
            title = one.bar_caption
            lay_charts(self.document, self.extras, title, one.bars, one.bar_names)
            self.figures += 1
            caption = self.document.add_paragraph(style="Caption")
            before, after = _("Figure {number}").split("{number}")
            caption.add_run(before)
            field(caption, "SEQ Figure \\* ARABIC", str(self.figures))
            caption.add_run(xml_text(f"{after} {title}"))
            self.extras.bookmark(caption, f"chart{self.figures}")
            self.captions.append((f"{before}{self.figures}{after} {title}", f"chart{self.figures}"))
            self.below(unit_of(self.report))

    def text(self, pieces: Sequence[TextPiece], near: str) -> None:
        """Add a paragraph that the lead wrote: citations as footnotes, other links within the document."""
        paragraph = self.document.add_paragraph()
        indent_first_line(paragraph)
        for piece in pieces:
            if (place := self.places.of(piece, near)) is not None:
                # The figures of a finding stand in one small table.
                internal_link(paragraph, mark_name(place.kind, place.within or place.id), words_of(piece, self.numbers))
                continue
            paragraph.add_run(xml_text(words_of(piece, self.numbers)))
            if piece.quotation is not None:
                self.extras.footnote(paragraph, note(piece.quotation))
