"""The document's parts in order: cover, contents, findings, matrices, recommendations, method, codebook."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx.shared import Pt

from coder.files.atomic import atomic_path
from coder.files.cells import xml_text
from coder.i18n import _, pick, run_on
from coder.model.counting.column import columns_of
from coder.model.counting.table_columns import count_columns
from coder.model.finding import Side, doubt_words
from coder.model.recommendation_plan import plan_of
from coder.model.reporting.method_sentences import are_several, rows_words
from coder.model.reporting.report import FindingReport, Report
from coder.model.reporting.stamp import stamp_text
from coder.reports.appendix_tables import appendix_tables, closing_tables, has_codebook, has_journal
from coder.reports.figure_parts import figure_table, figures_printed, references, text_without_table
from coder.reports.finding_parts import (
    below_spread,
    resting_on,
    rests_on,
    spread_heads,
    spread_names,
    spread_shown,
    state,
    tables_named,
    totals,
    would_topple,
)
from coder.reports.matrix_parts import rows_left
from coder.reports.method_parts import method_sections
from coder.reports.outline import (
    Printed,
    abstract,
    chapters,
    cover,
    matrices_opening,
    results_opening,
    section,
    subsection,
)
from coder.reports.overall_strips import matrix_counts
from coder.reports.overall_tables import overall_tables
from coder.reports.quotation_choice import SIDES
from coder.reports.word.codebook import write_codebook
from coder.reports.word.column_widths import letters
from coder.reports.word.front import set_properties, write_contents, write_cover
from coder.reports.word.matrix_pages import lay_matrix
from coder.reports.word.package import at_one_time, mark_name
from coder.reports.word.paper import head_and_foot, indent_first_line, turn
from coder.reports.word.parts import internal_link, labelled
from coder.reports.word.quotations import write_quotations, write_theme
from coder.reports.word.table_layout import lay_table
from coder.reports.word.written_page import Page

_CLOSER = ((1_400, 0), (2_800, 11), (10**9, 10))
"""The points of an abstract of at most so many Latin letters, a Chinese one being two; 0 is the usual size."""


class WordExporter:
    """Writes `report.docx`: what the lead hands over, in the styles of the report's template."""

    name = "docx"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write `report.docx` into `folder` and return its path."""
        path = folder / "report.docx"
        with atomic_path(path) as temporary:
            temporary.write_bytes(_Writer(report).bytes())
        return [path]


class _Writer(Page):
    """Writes one report, chapter by chapter."""

    def bytes(self) -> bytes:
        """Return the document's file."""
        short = _("invented sample") if self.report.notice else ""
        head_and_foot(self.document.sections[0], cover(self.report).title, short)
        write_cover(self.document, self.report)
        found = chapters(self.report)
        # An abstract that opens the report stands before the contents, on a page of its own.
        ahead = found[: bool(found) and found[0].part == "abstract"]
        for chapter in ahead:
            self._chapter(chapter)
        contents = self.document.add_paragraph()
        contents.paragraph_format.page_break_before = bool(ahead)
        for chapter in found[len(ahead) :]:
            self._chapter(chapter)
        self._colophon()
        write_contents(contents, self.headings, self.captions)
        self.extras.finish(stamp_text(self.report.stamp))
        set_properties(self.document, self.report)
        raw = BytesIO()
        self.document.save(raw)
        return at_one_time(raw)

    def _chapter(self, chapter: Printed) -> None:
        if chapter.part == "matrices" and not matrix_counts(self.report):
            turn(self.document, landscape=True)
        self.heading(chapter.title, 1, chapter.mark)
        for pieces in chapter.text:
            self.text(pieces, "")
        self.notes(chapter.text)
        {
            "abstract": self._abstract,
            "results": self._results,
            "method": self._method,
            "findings": self._findings,
            "matrices": self._matrices,
            "recommendations": self._recommendations,
            "references": self._references,
            "appendices": self._appendix,
        }.get(chapter.part, lambda: None)()

    def _abstract(self) -> None:
        told = abstract(self.report)
        length = sum(letters(piece.text) for pieces in told for piece in pieces)
        close = next(points for most, points in _CLOSER if length <= most)
        for pieces in told:
            self.text(pieces, "")
            if close:
                # A long abstract is set closer, so that it stays on its page.
                paragraph = self.document.paragraphs[-1]
                paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = 1.1, Pt(4)
                for run in paragraph.runs:
                    run.font.size = Pt(close)
        self.notes(told)

    def _results(self) -> None:
        for sentences in results_opening(self.report, self.numbers):
            indent_first_line(self.say(sentences))
        for one in overall_tables(self.report):
            self.overall(one)

    def _references(self) -> None:
        for source in references(self.report):
            self.say(source)

    def _appendix(self) -> None:
        for one in appendix_tables(self.report):
            self.overall(one)
        if has_codebook(self.report):
            write_codebook(self.document, self.report, self.heading, self.extras)
        for one in closing_tables(self.report):
            self.overall(one)

    def _colophon(self) -> None:
        stamp = self.report.stamp
        # Without what stands before it, the colophon might have the last page for itself.
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.heading(_("Colophon"), 1, "colophon")
        told = _("As of change {number} of the journal, head {head}, codebook {codebook}, made {time}").format(
            number=stamp.changes, head=stamp.head[:16], codebook=stamp.codebook, time=stamp.made_at
        )
        self.small(told)

    def _findings(self) -> None:
        for number, found in enumerate(self.report.findings, 1):
            self._finding(number, found)
        for number, theme in enumerate(self.report.themes, 1):
            code = theme.frequency.code
            self.heading(section(number, code.title), 2, mark_name("v", code.id))
            write_theme(self.document, self.report, theme)

    def _finding(self, number: int, found: FindingReport) -> None:
        key = found.finding.id
        self.heading(section(number, found.finding.title, key), 2, mark_name("f", key))
        self.say(found.statement).runs[0].bold = True
        for doubt in found.doubts:
            self.warn(_("Note: {doubt}").format(doubt=doubt_words(doubt)))
        for paragraph in found.text:
            self.text(paragraph, key)
        self.notes(text_without_table(found, self.report))
        if named := tables_named(found, self.numbers):
            indent_first_line(self.say(named))
        self._frequencies(found)
        self._spread(found)
        names, voices = self.report.coder_names, self.report.voices
        self.small(run_on([state(found, names, voices), would_topple(found, names, voices)]))
        titles: dict[Side, str] = {"for": _("What speaks for it"), "against": _("What speaks against it")}
        counts: dict[Side, int] = {"for": found.passages_for, "against": found.passages_against}
        for at, side in enumerate((side for side in SIDES if counts[side]), 1):
            self.heading(subsection(at, titles[side]), 3)
            write_quotations(self.document, self.report, found, side)
        if figures := figures_printed(found, self.report):
            self.caption(_("{id}: figures beside it").format(id=key), f"figures-{key}")
            self.extras.bookmark(self.document.paragraphs[-1], mark_name("fig", key))
            shown = figure_table(figures, self.report)
            lay_table(self.document, shown.head, shown.rows)
            self.below(run_on([shown.below, _("Source: as named in the table.")]), own=False)

    def _frequencies(self, found: FindingReport) -> None:
        evidence = [(_("for"), e) for e in found.supports] + [(_("against"), e) for e in found.opposes]
        if not evidence:
            return
        self.caption(_("{id}: how often").format(id=found.finding.id), f"codes-{found.finding.id}")
        counts = columns_of(count_columns(self.report.frequencies.layer, self.report.coder_names), "docx")
        rows = [(e.code.title, side, *(column.text(e.frequency) for column in counts)) for side, e in evidence]
        header = (_("Code"), _("Side"), *(column.label for column in counts))
        lay_table(self.document, header, rows)
        self.below(totals(found, self.report))

    def _spread(self, found: FindingReport) -> None:
        if not found.spread:
            return
        self.caption(_("{id}: spread over the cases").format(id=found.finding.id), f"spread-{found.finding.id}")
        rows = [(*spread_names(found, s), str(s.supports), str(s.opposes)) for s in spread_shown(found)]
        header = (*spread_heads(found), _("Passages for"), _("Passages against"))
        lay_table(self.document, header, rows)
        self.below(below_spread(found, self.report))

    def _matrices(self) -> None:
        if counted := matrix_counts(self.report):
            # Paper that lies ends the page before it: the chapter's numbers stay together there and fill a part of it.
            opening = self.say(matrices_opening(self.report, self.numbers))
            indent_first_line(opening)
            opening.paragraph_format.keep_with_next = True
            for one in counted:
                self.overall(one, on_one_page=True)
            turn(self.document, landscape=True)
        for number, matrix in enumerate(self.report.matrices):
            name = _("Framework matrix: {name}").format(name=matrix.name)
            self.heading(section(number + 1, name), 2, f"matrix{number}")
            self.caption(_("Framework matrix of {name}").format(name=matrix.name), f"matrix-{number}")
            lay_matrix(self.document, matrix)
            self.below(rows_left(matrix))
        turn(self.document, landscape=False)

    def _recommendations(self) -> None:
        for number, one in enumerate(self.report.recommendations, 1):
            key = one.recommendation.id
            self.heading(section(number, one.recommendation.title, key), 2, mark_name("r", key))
            self.say(one.statement).runs[0].bold = True
            for paragraph in one.text:
                self.text(paragraph, key)
            self.notes(one.text)
            for label, told in plan_of(one.recommendation):
                labelled(self.document, label, told)
            self.say(resting_on(one)).paragraph_format.keep_with_next = bool(one.findings)
            for finding in one.findings:
                item = self.document.add_paragraph(style="List Bullet")
                internal_link(item, mark_name("f", finding.id), rests_on(finding, self.report))

    def _method(self) -> None:
        several = are_several(self.report.method.record)
        for number, one in enumerate(method_sections(self.report), 1):
            self.heading(section(number, one.title), 2, f"method{number}")
            for sentences in filter(None, one.paragraphs):
                paragraph = self.document.add_paragraph()
                indent_first_line(paragraph)
                for at, sentence in enumerate(sentences):
                    paragraph.add_run(xml_text(sentence.text if at == 0 else pick("", " ") + sentence.text))
                    if sentence.rows:
                        leads = mark_name("j", sentence.mark) if sentence.mark and has_journal(self.report) else ""
                        self.extras.footnote(paragraph, rows_words(sentence.rows, several=several), leads)
            if one.table:
                self.caption(one.table.caption, one.table.mark)
                lay_table(self.document, one.table.head, one.table.rows)
                self.below()
