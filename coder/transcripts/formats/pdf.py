"""Transcripts in PDF files that hold their text: lines are joined to paragraphs, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.names.speaker_labels import label_of
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.script import Piece, Script, joined

_EDGE = 2
_FEWEST_PAGES = 3
_MOST_PAGES = 3000
_NUMBER = re.compile(
    r"[-–—\s]*(?:第?\s*\d{1,4}\s*頁?|page\s*\d+|[ivxlc]{1,6})(?:\s*(?:/|of|，?\s*共)\s*\d+\s*頁?)?[-–—\s]*",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\u0002]$")


class _Line(NamedTuple):
    """A line of a page: its words, where they begin and end, how high it stands, and how wide a character is."""

    words: str
    left: float
    right: float
    height: float
    character: float


class PdfImporter:
    """Reads the text of a PDF in reading order; a scan without text is refused."""

    name = "pdf"
    suffixes = (".pdf",)

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        pages = _pages(path, data)
        repeated = _running(pages)
        kept = [[line for at, line in enumerate(page) if not _is_running(page, at, repeated)] for page in pages]
        pieces = [Piece(words) for words in _paragraphs(kept)]
        source = Script(pieces).source("pdf", self.name, [_("running heads and page numbers")] if repeated else [])
        if not source.text.strip():
            raise InputError(
                Problem(path, 0, _("the PDF holds no text; it is a scan, or pictures")),
                _("Have its text recognised (OCR) and add the result."),
            )
        return source


def _pages(path: Path, data: bytes) -> list[list[_Line]]:
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            message = _("the document is protected by a password")
            raise InputError(Problem(path, 0, message), _("Save it again without a password.")) from None
        raise InputError(
            Problem(path, 0, _("this is not a PDF, or it is damaged")), _("Get the complete file and add it again.")
        ) from None
    with document:
        return [_lines(document[at]) for at in range(min(len(document), _MOST_PAGES))]


def _lines(page: Any) -> list[_Line]:
    """Return the lines of a page with what tells where its paragraphs end."""
    text = page.get_textpage()
    try:
        raw = text.get_text_range()
        if len(raw) != text.count_chars():  # characters beyond the BMP shift the boxes: the words alone are certain
            return [_Line(words, 0, 0, 0, 0) for words in raw.splitlines() if words.strip()]
        return list(_boxed(raw, text))
    finally:
        text.close()
        page.close()


def _boxed(raw: str, text: Any) -> Iterator[_Line]:
    for found in re.finditer(r"[^\r\n]+", raw):
        words = found[0]
        first, last = found.start() + len(words) - len(words.lstrip()), found.start() + len(words.rstrip()) - 1
        if not words.strip():
            continue
        left, bottom, *_rest = text.get_charbox(first, loose=True)
        right = text.get_charbox(last, loose=True)[2]
        yield _Line(words.strip(), left, right, bottom, (right - left) / max(1, last - first + 1))


def _running(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Return the lines that stand at the edges of most pages, numbers aside."""
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    seen = Counter(mark for page in pages for mark in {_mark(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    return frozenset(mark for mark, count in seen.items() if count >= max(_FEWEST_PAGES, len(pages) / 2))


def _mark(line: _Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.words.split()))


def _is_running(page: Sequence[_Line], at: int, repeated: frozenset[str]) -> bool:
    if _EDGE <= at < len(page) - _EDGE:
        return False
    outermost = at in {0, len(page) - 1}
    return _mark(page[at]) in repeated or (outermost and _NUMBER.fullmatch(page[at].words) is not None)


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """Yield the paragraphs; one may go on over the end of a page."""
    lines = [line for page in pages for line in page]
    margin = max((line.right for line in lines), default=0.0)
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0] if lines else 0
    labels = Counter(label.key for line in lines if (label := label_of(line.words)))
    open_words, before = "", None
    for line in lines:
        if before is None or _begins(before, line, margin, left, labels):
            if open_words:
                yield open_words
            open_words = line.words
        elif _HYPHEN.search(open_words):
            open_words = _HYPHEN.sub("", open_words) + line.words
        else:
            open_words = joined(open_words, line.words)
        before = line
    if open_words:
        yield normalise(open_words)


def _begins(before: _Line, line: _Line, margin: float, left: int, labels: Counter[str]) -> bool:
    """Tell whether a line begins a paragraph: a label, an indent, a gap, or the line before was not full."""
    label = label_of(line.words)
    if label and (label.known or labels[label.key] > 1):
        return True
    if before.character == 0:
        return True
    gap = before.height - line.height
    if gap > 2.2 * max(before.character, line.character) * 1.6 or line.left - left > 1.5 * line.character:
        return True
    first = re.match(r"[\x21-\u2e7f]+", line.words)
    needed = line.character * (len(first[0]) + 1 if first else 2)
    return before.right + needed < margin
