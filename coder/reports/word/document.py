"""The document's parts in order: cover, contents, findings, matrices, recommendations, method, codebook."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from re import sub
from typing import Literal

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from coder.files.atomic import atomic_path
from coder.files.cells import xml_text
from coder.i18n import _, listed
from coder.model.counting.codetree import depths
from coder.model.counting.column import columns_of
from coder.model.counting.counting_words import definition
from coder.model.counting.table_columns import count_columns
from coder.model.finding import Side, doubt_words, flat
from coder.model.quotation import Quotation
from coder.model.report import CellReport, FindingReport, MatrixReport, Report, TextPiece
from coder.model.stamp import stamp_text
from coder.reports.figure_parts import figure_heading, figure_row, references
from coder.reports.finding_parts import printed, state, totals, unit_of
from coder.reports.link_targets import Places
from coder.reports.word.paper import head_and_foot, lay_table, open_paper, turn
from coder.reports.word.parts import Extras, contents_begin, contents_end, field, internal_link

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ACROSS, _ACROSS_LYING = 15.6, 24.3
_COUNT_WIDTH = 1.9
_IN_A_CELL = 6
_LONGEST_MARK = 40


class WordExporter:
    """Writes `report.docx`: what the lead hands over, in the styles of the report's template."""

    name = "docx"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write `report.docx` into `folder` and return its path."""
        path = folder / "report.docx"
        with atomic_path(path) as temporary:
            temporary.write_bytes(_Writer(report).bytes())
        return [path]


class _Writer:
    """Writes one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = open_paper(report.template)
        self.extras = Extras(self.document)
        self._places = Places(report)
        self._headings: list[tuple[int, str, str]] = []

    def bytes(self) -> bytes:
        """Return the document's file."""
        head_and_foot(self.document.sections[0], self.report.title, self.report.notice)
        self._cover()
        contents = self.document.add_paragraph()
        self._findings()
        self._matrices()
        self._recommendations()
        self._method()
        self._references()
        self._codebook()
        self._contents(contents)
        self.extras.finish(stamp_text(self.report.stamp))
        self._properties()
        raw = BytesIO()
        self.document.save(raw)
        return _at_one_time(raw)

    def _heading(self, text: str, level: Literal[1, 2, 3], mark: str = "") -> Paragraph:
        paragraph: Paragraph = self.document.add_heading(xml_text(text), level)
        if mark:
            self.extras.bookmark(paragraph, mark)
            self._headings.append((level, text, mark))
        return paragraph

    def _say(self, text: str, style: str = "Normal") -> Paragraph:
        paragraph: Paragraph = self.document.add_paragraph(xml_text(text), style)
        return paragraph

    def _warn(self, text: str) -> None:
        run = self.document.add_paragraph().add_run(xml_text(text))
        run.bold = True
        run.font.color.rgb = RGBColor(0x8A, 0x2A, 0x00)

    def _cover(self) -> None:
        report, stamp = self.report, self.report.stamp
        title = self._say(report.title, "Title")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_before = Pt(160)
        if report.notice:
            self._warn(report.notice)
            self.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        told = _("As of change {number} of the journal, head {head}, codebook {codebook}, made {time}").format(
            number=stamp.changes, head=stamp.head[:16], codebook=stamp.codebook, time=stamp.made_at
        )
        self._say(told).alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    def _contents(self, place: Paragraph) -> None:
        """Put the table of contents where `place` stands: a field whose entries are there already."""
        # The title's style is that of headings, but it is no entry of its own table.
        place.add_run(_("Contents")).bold = True
        last = place
        for number, (level, text, mark) in enumerate(h for h in self._headings if h[0] < 3):  # noqa: PLR2004
            entry = Paragraph(last._p.makeelement(last._p.tag, {}), last._parent)
            last._p.addnext(entry._p)
            entry.style = f"toc {level}"
            if number == 0:
                contents_begin(entry)
            internal_link(entry, mark, text)
            entry.add_run("\t")
            field(entry, f"PAGEREF {mark} \\h", " ")
            last = entry
        contents_end(last)
        last.add_run().add_break(WD_BREAK.PAGE)

    def _findings(self) -> None:
        self._heading(_("Findings"), 1, "findings")
        for found in self.report.findings:
            self._finding(found)

    def _finding(self, found: FindingReport) -> None:
        key = found.finding.id
        self._heading(f"{key} {found.finding.title}", 2, _mark("f", key))
        self._say(found.statement).runs[0].bold = True
        for doubt in found.doubts:
            self._warn(_("Note: {doubt}").format(doubt=doubt_words(doubt)))
        self._say(state(found, self.report.coder_names))
        for paragraph in found.text:
            self._text(paragraph, key)
        self._frequencies(found)
        self._spread(found)
        self._quotations(found, "for", _("What speaks for it"))
        self._quotations(found, "against", _("What speaks against it"))
        if found.figures:
            self.extras.bookmark(self._say(_("Figures beside it"), "Caption"), _mark("fig", key))
            rows = [figure_row(f, self.report) for f in found.figures]
            lay_table(self.document, figure_heading(), rows, (5.0, 2.8, 3.6, 4.2))

    def _text(self, pieces: Sequence[TextPiece], near: str) -> None:
        paragraph = self.document.add_paragraph()
        for piece in pieces:
            if (place := self._places.of(piece, near)) is not None:
                # The figures of a finding stand in one small table.
                internal_link(paragraph, _mark(place.kind, place.within or place.id), piece.text)
                continue
            paragraph.add_run(xml_text(piece.text))
            if piece.quotation is not None:
                self.extras.footnote(paragraph, self._source(piece.quotation))

    def _frequencies(self, found: FindingReport) -> None:
        evidence = [(_("for"), e) for e in found.supports] + [(_("against"), e) for e in found.opposes]
        if not evidence:
            return
        self._say(f"{found.finding.id} " + _("How often"), "Caption")
        counts = columns_of(count_columns(self.report.frequencies.layer, self.report.coder_names), "docx")
        rows = [(e.code.title, side, *(column.text(e.frequency) for column in counts)) for side, e in evidence]
        header = (_("Code"), _("Side"), *(column.label for column in counts))
        narrow = [_COUNT_WIDTH] * (len(counts) + 1)
        lay_table(self.document, header, rows, (_ACROSS - sum(narrow), *narrow))
        self._say(totals(found, self.report))
        names = [e.code.title for _side, e in evidence]
        series = [(_("Passages"), [e.frequency.passages for _side, e in evidence])]
        title = f"{found.finding.title}. {unit_of(self.report)}"
        self.extras.chart(self.document.add_paragraph(), title, series, names)

    def _spread(self, found: FindingReport) -> None:
        if not found.spread:
            return
        self._say(f"{found.finding.id} " + _("Spread over the cases"), "Caption")
        rows = [(s.case_name, s.kind, str(s.supports), str(s.opposes)) for s in found.spread]
        header = (_("Case"), _("Kind"), _("Passages for"), _("Passages against"))
        lay_table(self.document, header, rows, (4.6, 6.4, 2.3, 2.3))
        self._say(unit_of(self.report))

    def _quotations(self, found: FindingReport, side: Side, title: str) -> None:
        total = found.passages_for if side == "for" else found.passages_against
        if not total:
            return
        self._heading(title, 3)
        shown = printed(found, side)
        for one in shown:
            paragraph = self._say(one.shown, "Quote")
            if one.telling:
                for run in paragraph.runs:
                    run.bold = True
            self.extras.footnote(paragraph, self._source(one.quotation))
        if total > len(shown):
            told = _("{shown} of {count} passages are printed here.").format(shown=len(shown), count=total)
            self._say(told).runs[0].font.size = Pt(10)

    def _source(self, q: Quotation) -> str:
        """Return where a quotation is from, as a footnote."""
        coders = listed(self.report.coder_names.get(c, c) for c in q.coders)
        told = [q.case_name, _("line {line}").format(line=q.line), q.speaker, q.code_name]
        told += [_("coded by {coders}").format(coders=coders), f"[{q.id}]"]
        if q.synthetic:
            told.append(_("synthetic"))
        return listed(filter(None, told))

    def _matrices(self) -> None:
        for number, matrix in enumerate(self.report.matrices):
            turn(self.document, landscape=True)
            self._heading(_("Framework matrix: {name}").format(name=matrix.name), 1, f"matrix{number}")
            self._matrix(matrix)
        if self.report.matrices:
            turn(self.document, landscape=False)

    def _matrix(self, matrix: MatrixReport) -> None:
        across = 3.0
        wide = (_ACROSS_LYING - across) / max(1, len(matrix.columns))
        header = ("", *(h.title for h in matrix.columns))
        rows = [
            (h.title, *(self._cell(cell) for cell in row)) for h, row in zip(matrix.rows, matrix.cells, strict=True)
        ]
        lay_table(self.document, header, rows, (across, *(wide for _h in matrix.columns)))

    def _cell(self, cell: CellReport) -> str:
        if not cell.quotations and not cell.summary:
            return _("(empty)")
        lines = [_("! its passages changed since the summary was written")] if cell.stale else []
        if cell.summary:
            lines.append(flat("".join(piece.text for piece in cell.summary)))
        ids = [q.id for q in cell.quotations]
        more = f" +{len(ids) - _IN_A_CELL}" if len(ids) > _IN_A_CELL else ""
        lines.append(f"[{', '.join(ids[:_IN_A_CELL])}{more}]" if ids else _("(empty)"))
        return "\n".join(lines)

    def _recommendations(self) -> None:
        self._heading(_("Recommendations"), 1, "recommendations")
        for one in self.report.recommendations:
            key = one.recommendation.id
            self._heading(f"{key} {one.recommendation.title}", 2, _mark("r", key))
            self._say(one.statement).runs[0].bold = True
            for paragraph in one.text:
                self._text(paragraph, key)
            self._say(_("Rests on these findings:"))
            for finding in one.findings:
                item = self.document.add_paragraph(style="List Bullet")
                internal_link(item, _mark("f", finding.id), f"{finding.id} {finding.title}")

    def _method(self) -> None:
        method = self.report.method
        self._heading(_("Method"), 1, "method")
        counts = _("{transcripts} transcripts of {cases} cases, {chars:,} characters, {codings:,} codings.")
        self._say(
            counts.format(
                transcripts=method.transcripts,
                cases=self.report.frequencies.cases,
                chars=method.chars,
                codings=method.codings,
            )
        )
        rows = [(c.name, f"{c.codings:,}", str(c.transcripts)) for c in method.coders]
        self._say(_("Coders"), "Caption")
        lay_table(self.document, (_("Coder"), _("Codings"), _("Transcripts")), rows, (8.0, 3.8, 3.8))
        self._say(definition())
        if method.audit:
            self._say(method.audit)
        if method.withdrawn:
            self._say(method.withdrawn)
        if method.checks:
            self._say(_("Derived figures, checked within rounding"), "Caption")
            checks = [
                (
                    c.figure.title,
                    c.figure.text,
                    f"{c.of.text} × {c.figure.derived.times if c.figure.derived else ''}",
                    _("holds") if c.holds else _("does not hold"),
                )
                for c in method.checks
            ]
            header = (_("Figure"), _("Value"), _("derived"), _("Within rounding"))
            lay_table(self.document, header, checks, (7.0, 2.8, 3.4, 2.4))

    def _references(self) -> None:
        if sources := references(self.report):
            self._heading(_("References"), 1, "references")
            for source in sources:
                self._say(source)

    def _codebook(self) -> None:
        self._heading(_("Appendix: the codebook"), 1, "codebook")
        used = {row.code.id for row in self.report.frequencies.rows if row.passages}
        deep = depths(self.report.method.codes)
        for code in self.report.method.codes:
            if code.archived and code.id not in used:
                continue
            if code.level != "code":
                self._heading(code.title, 2, _mark("c", code.id))
                if code.definition:
                    self._say(code.definition)
                continue
            told = self.document.add_paragraph()
            self.extras.bookmark(told, _mark("c", code.id))
            told.paragraph_format.left_indent = Cm(0.5 * max(1, deep[code.id]))
            told.add_run(xml_text(code.title)).bold = True
            for label, text in (
                ("", code.definition),
                (_("When"), code.when_to_use),
                (_("When not"), code.when_not),
                (_("Example"), code.example),
            ):
                if text:
                    told.add_run().add_break()
                    run = told.add_run(xml_text(f"{label} {text}".strip()))
                    run.font.size = Pt(10.5)

    def _properties(self) -> None:
        properties = self.document.core_properties
        made = datetime.fromisoformat(self.report.stamp.made_at).replace(tzinfo=None)
        properties.title, properties.author, properties.comments = xml_text(self.report.title)[:255], "coder", ""
        properties.subject = xml_text(self.report.notice)[:255]
        properties.created = properties.modified = made
        properties.last_modified_by, properties.revision = "coder", 1


def _mark(kind: str, key: str) -> str:
    """Return a bookmark's name: letters, digits and underlines, at most forty; a longer one ends in its hash."""
    name = sub(r"[^A-Za-z0-9]", lambda m: f"_{ord(m[0]):x}", f"{kind}_{key}")
    return name if len(name) <= _LONGEST_MARK else f"{name[:31]}_{sha256(key.encode()).hexdigest()[:8]}"


def _at_one_time(raw: BytesIO) -> bytes:
    """Return the archive with its parts in order, each of the same time, so that the same report is the same file."""
    made = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
