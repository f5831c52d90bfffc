"""Transcripts in Word documents."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.transcripts.packages import check_package, refusing_damage, require_few_tags, require_text, save_again
from coder.transcripts.remarks import with_remarks
from coder.transcripts.script import Script

_PARTS = (
    ("footnote", "/footnotes"), ("endnote", "/endnotes"), ("styles", "/styles"), ("numbering", "/numbering"),
    ("comments", "/comments"),
)  # fmt: skip


class WordImporter:
    """Reads the text of a Word document: one paragraph a line, tables of speakers as labelled lines.

    Tracked insertions are kept and deletions dropped. Hidden and struck-out text, page headers and footers and
    pictures are left out. The numbers of automatic lists stand before their paragraphs, and comments, footnotes and
    endnotes are kept beside the text.
    """

    name = "docx"
    suffixes = (".docx", ".docm")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        from coder.transcripts.formats.word_text import Unreadable

        check_package(path, data, _("this is not a Word document (.docx), or it is cut off"))
        with refusing_damage(path):
            try:
                source = _source(path, data, self.name)
            except Unreadable as error:
                raise InputError(Problem(path, 0, str(error)), save_again()) from None
        require_text(path, source)
        return source


def _source(path: Path, data: bytes, form: str) -> Source:
    from coder.transcripts.formats.word_numbers import Numbers
    from coder.transcripts.formats.word_text import text_of
    from coder.transcripts.formats.word_xml import Styles, styles_of

    body, parts = _open(path, data)
    styles, numbering = parts.get("styles"), parts.get("numbering")
    known = styles_of(styles) if styles is not None else Styles()
    read = text_of(body, parts, known, Numbers(numbering, styles))
    source = Script(read.pieces).source("ooxml", form, [*read.left_out, *_beside(data)])
    if not read.remarks:
        return source
    again = text_of(body, parts, known, Numbers(numbering, styles), marked=True)
    return with_remarks(source, Script(again.pieces).source("", "").text, read.remarks)


def _beside(data: bytes) -> list[str]:
    """Return what the package holds beside the text that is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        names = container.namelist()
    told = {
        r"word/(?:header|footer)\d*\.xml": _("page headers and footers"),
        r"word/media/": _("pictures"),
    }
    return [words for pattern, words in told.items() if any(re.match(pattern, name) for name in names)]


def _open(path: Path, data: bytes) -> tuple[Any, dict[str, Any]]:
    """Return the body element, and the roots of styles, lists, notes and comments by kind.

    The package is opened below `docx.Document`, which refuses templates and macro documents; the document is
    found by the end of its relation's name, for strict documents have another beginning.
    """
    from docx.opc.package import OpcPackage
    from docx.oxml.parser import parse_xml

    package = OpcPackage.open(io.BytesIO(data))
    main = next(r.target_part for r in package.rels.values() if r.reltype.endswith("/officeDocument"))
    require_few_tags(path, main.blob)
    root = parse_xml(main.blob)
    body = root.find(f"{{{root.nsmap[root.prefix]}}}body")
    if body is None:
        raise InputError(Problem(path, 0, _("the document holds no text")), save_again())
    parts = {
        kind: parse_xml(relation.target_part.blob)
        for relation in main.rels.values()
        for kind, ending in _PARTS
        if not relation.is_external and relation.reltype.endswith(ending)
    }
    return body, parts
