"""Paper, fonts and styles of the document, from python-docx's template or from the lead's."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from coder.errors import InputError, Problem
from coder.files.bounded import look_through, read_whole
from coder.files.cells import xml_text
from coder.i18n import _, language, listed
from coder.model.reporting.report import LARGEST_TEMPLATE
from coder.reports.word.parts import field

NEEDED = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption", "List Bullet", "Table Grid")
_RUNNING = frozenset({"Normal", "Quote", "List Bullet"})
_LINE = Pt(20)
"""A fixed height, as official reports have it: fonts that stand in for a missing one are often higher."""
_SERIF, _SANS = ("Times New Roman", "標楷體"), ("Arial", "微軟正黑體")


def open_paper(template: Path | None) -> Document:
    """Return an empty document with the styles that the report needs; a template must have them."""
    if template is None:
        document = docx.Document()
        _own_styles(document)
    else:
        document = _from_template(template)
    _small_styles(document, own=template is None)
    _say_languages(document)
    _drop_thumbnail(document)
    _fill_fields_at_opening(document)
    _remember_styles(document)
    return document


def _remember_styles(document: Document) -> None:
    """Look up each style once: python-docx reads all of them again for every paragraph, half of a report's time."""
    part: Any = document.part
    part.get_style_id = cache(part.get_style_id)


def _say_languages(document: Document) -> None:
    """Say which language the words are in: Chinese ones are of Taiwan, whatever the language of the report is."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    found = None if defaults is None else defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    places = [style.element.get_or_add_rPr() for style in document.styles if style.name == "Normal"]
    for place in [*([found] if found is not None else []), *places]:
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        told = OxmlElement("w:lang")
        for name, value in (("val", "en-US"), ("eastAsia", "zh-TW"), ("bidi", "ar-SA")):
            told.set(qn(f"w:{name}"), value)
        place.append(told)


def _drop_thumbnail(document: Document) -> None:
    """Take away the picture of another document that python-docx's template carries."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def indent_first_line(paragraph: Paragraph) -> None:
    """Begin a paragraph of Chinese two characters in."""
    if language() == "en":
        return
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "480")


def _fill_fields_at_opening(document: Document) -> None:
    """Let Word fill in the contents' page numbers, which only it knows, when the document is opened."""
    settings = document.settings.element
    if settings.find(qn("w:updateFields")) is not None:
        return
    wish = OxmlElement("w:updateFields")
    wish.set(qn("w:val"), "true")
    behind = (settings.find(qn(name)) for name in ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat"))
    place = next((one for one in behind if one is not None), None)
    if place is None:
        settings.append(wish)
    else:
        place.addprevious(wish)


def _from_template(path: Path) -> Document:
    data = read_whole(path, LARGEST_TEMPLATE)
    try:
        document = _opened(data)
    except Exception as error:
        # The libraries promise no set of exceptions for a damaged document.
        raise InputError(
            Problem(path, 0, _("the template is not a Word document")), _("save it as .docx in Word or LibreOffice")
        ) from error
    known = {style.name for style in document.styles}
    if missing := [name for name in NEEDED if name not in known]:
        raise InputError(
            Problem(path, 0, _("the template lacks the styles {names}").format(names=listed(missing))),
            _("add them to the template: they may look as you like"),
        )
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _opened(data: bytes) -> Document:
    with zipfile.ZipFile(BytesIO(data)) as package:
        size = sum(part.file_size for part in package.infolist())
        if size > LARGEST_TEMPLATE:
            raise ValueError(size)
        look_through(package, package.infolist())
    return docx.Document(BytesIO(data))


def _own_styles(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin = section.bottom_margin = Cm(2.5)
    sizes: dict[str, tuple[tuple[str, str], float]] = {
        "Normal": (_SERIF, 12),
        "Title": (_SANS, 26),
        "Heading 1": (_SANS, 18),
        "Heading 2": (_SANS, 15),
        "Heading 3": (_SANS, 13),
        "Quote": (_SERIF, 11.5),
        "Caption": (_SANS, 10.5),
        "List Bullet": (_SERIF, 12),
        "Header": (_SANS, 9),
        "Footer": (_SANS, 9),
    }
    for name, (fonts, size) in sizes.items():
        style: Any = document.styles[name]
        set_fonts(style, fonts, size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.line_spacing = _LINE if name in _RUNNING else 1.0
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)
    quote: Any = document.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(0.9)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        heading: Any = document.styles[name]
        heading.paragraph_format.keep_with_next = True


def _small_styles(document: Document, *, own: bool) -> None:
    """Add the styles that few templates have: those of footnotes and of the table of contents."""
    known = {style.name for style in document.styles}
    for name, kind in (
        ("Footnote Text", WD_STYLE_TYPE.PARAGRAPH),
        ("Footnote Reference", WD_STYLE_TYPE.CHARACTER),
        ("toc 1", WD_STYLE_TYPE.PARAGRAPH),
        ("toc 2", WD_STYLE_TYPE.PARAGRAPH),
    ):
        if name in known:
            continue
        style: Any = document.styles.add_style(name, kind)
        if name == "Footnote Reference":
            style.font.superscript = True
            continue
        style.base_style = document.styles["Normal"]
        if name == "Footnote Text":
            style.font.size = Pt(9.5)
            style.paragraph_format.line_spacing = 1.1
            style.paragraph_format.space_after = Pt(2)
        else:
            paper: Any = document.sections[0]
            width = paper.page_width - paper.left_margin - paper.right_margin
            style.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            style.paragraph_format.left_indent = Cm(0 if name == "toc 1" else 0.8)
            style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(1), Pt(16)
        if own:
            set_fonts(style, _SERIF, style.font.size.pt if style.font.size else 11.5)


def set_fonts(style: Any, fonts: tuple[str, str], size: float) -> None:
    """Set a style's Latin and East Asian fonts; those of the theme, which would win, are taken out."""
    latin, asian = fonts
    style.font.size = Pt(size)
    style.font.name = latin
    found = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        found.attrib.pop(qn(f"w:{name}"), None)
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", asian)):
        found.set(qn(f"w:{name}"), font)


def head_and_foot(section: Section, title: str, notice: str) -> None:
    """Put the report's title and the notice at the head of each page, page numbers at its foot."""
    header = section.header.paragraphs[0]
    header.text = xml_text(" | ".join(filter(None, (title, notice))))
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(footer, "PAGE")
    footer.add_run(" / ")
    field(footer, "NUMPAGES")


def turn(document: Document, *, landscape: bool) -> None:
    """Begin a section of paper that lies or stands."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if (section.page_width > section.page_height) != landscape:
        section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
