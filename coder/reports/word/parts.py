"""What python-docx has no words for: footnotes, fields, bookmarks, places of charts, custom properties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from coder.files.cells import xml_text
from coder.i18n import _
from coder.reports.word.chart_parts import CHART_NS, Bars, chart_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_EMU_A_CM, _BAR, _AROUND, _BESIDE = 360_000, 0.48, 0.4, 0.4
Series = Sequence[tuple[str, Sequence[int]]]


class Extras:
    """Footnotes, bookmarks and charts of one document, numbered in their order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[tuple[str, str]] = []
        self._bookmarks = 0
        self._charts = 0

    def footnote(self, paragraph: Paragraph, text: str, bookmark: str = "") -> None:
        """Set a footnote at a paragraph's end; its words lead to a bookmark, if one is named."""
        self._notes.append((text, bookmark))
        run = paragraph.add_run()
        run.style = "Footnote Reference"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._notes)))
        run._r.append(reference)

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Put a bookmark around what a paragraph holds."""
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(end)

    def chart(
        self,
        paragraph: Paragraph,
        title: str,
        bars: tuple[str, Sequence[int]],
        names: Sequence[str],
        color: int,
        scale: tuple[float, int],
    ) -> None:
        """Put a bar chart into a paragraph, a bar a name; `scale` is its width in cm, and what its axis goes to."""
        self._charts += 1
        wide, most = scale
        part = chart_part(self._document.part.package, self._charts, Bars(*bars, color, most), names)
        key = self._document.part.relate_to(part, f"{_OFFICE}/relationships/chart")
        across, down = round((wide - _BESIDE) * _EMU_A_CM), round((_AROUND + len(names) * _BAR) * _EMU_A_CM)
        told = quoteattr(xml_text(title))
        paragraph.add_run()._r.append(
            parse_xml(
                f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
                f'<wp:extent cx="{across}" cy="{down}"/>'
                f'<wp:docPr id="{1000 + self._charts}" name="Chart {self._charts}" descr={told}/>'
                f'<a:graphic><a:graphicData uri="{CHART_NS}">'
                f'<c:chart xmlns:c="{CHART_NS}" r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
            )
        )

    def finish(self, stamp: str) -> None:
        """Write the footnotes and the stamp into the package."""
        package = self._document.part.package
        notes = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, _notes_xml(self._notes).encode(), package)
        self._document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        custom = Part(PackURI("/docProps/custom.xml"), _CUSTOM, _custom_xml(stamp).encode(), package)
        package.relate_to(custom, f"{_OFFICE}/relationships/custom-properties")


def field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Put a field into a paragraph, with what it shows until a program works it out."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def internal_link(paragraph: Paragraph, bookmark: str, text: str) -> Any:
    """Add words that lead to a bookmark, and return the link's element."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = xml_text(text)
    run.append(words)
    link.append(run)
    paragraph._p.append(link)
    return link


def _note_xml(note: str, bookmark: str) -> str:
    run = f'<w:r><w:t xml:space="preserve"> {escape(xml_text(note))}</w:t></w:r>'
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run}</w:hyperlink>' if bookmark else run


def _notes_xml(notes: Sequence[tuple[str, str]]) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    told = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f"{_note_xml(note, bookmark)}</w:p></w:footnote>"
        for number, (note, bookmark) in enumerate(notes, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:footnotes {nsdecls('w')}>{separators}{told}</w:footnotes>"


def _custom_xml(stamp: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="coder-stamp">'
        f"<vt:lpwstr>{escape(stamp)}</vt:lpwstr></property></Properties>"
    )


def labelled(document: Document, label: str, told: str) -> None:
    """Add a paragraph that begins with what it is about, in bold letters."""
    before, after = _("{label}: {text}").format(label=label, text="\0").split("\0")
    paragraph = document.add_paragraph()
    paragraph.add_run(xml_text(before)).bold = True
    paragraph.add_run(xml_text(told + after))
