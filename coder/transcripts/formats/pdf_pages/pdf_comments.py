"""Comments of a PDF: what a reader wrote beside the page, and on which of its words."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from coder.model.read_transcript import Remark
from coder.model.text import Span, normalise
from coder.transcripts.formats.pdf_pages.pdf_columns import Glyph

_NOTES = frozenset([1, 3, 9, 10, 11, 12])
"""Notes, text boxes, and marks upon words, by the numbers that the format gives them."""
_MOST = 2000
_CONTEXT = 16


class Comment(NamedTuple):
    """What is said, the words that it is on, and what stands before them on their line."""

    said: str
    words: str
    before: str


def comments_on(page: Any, lines: Sequence[Sequence[Glyph]]) -> Iterator[Comment]:
    """Yield the comments of a page."""
    from pypdfium2.raw import (
        FPDFAnnot_GetSubtype,
        FPDFPage_CloseAnnot,
        FPDFPage_GetAnnot,
        FPDFPage_GetAnnotCount,
    )

    for at in range(min(FPDFPage_GetAnnotCount(page), _MOST)):
        note = FPDFPage_GetAnnot(page, at)
        try:
            if FPDFAnnot_GetSubtype(note) not in _NOTES:
                continue
            said, author = _value(note, b"Contents").strip(), _value(note, b"T").strip()
            if said:
                yield Comment(f"{author}: {said}" if author else said, *_words(lines, list(_boxes(note))))
        finally:
            FPDFPage_CloseAnnot(note)


def placed(comments: Iterable[Comment], text: str) -> Iterator[Remark]:
    """Yield the comments on their places in the text, each after the one before where that is possible."""
    after = 0
    for comment in comments:
        found = _find(comment.before, comment.words, text, after) or _find("", comment.words, text, after)
        found = found or _find("", comment.words, text, 0)
        if found:
            after = found.start
        yield Remark(comment.said, found)


def _find(before: str, words: str, text: str, after: int) -> Span | None:
    signs = [re.escape(sign) for sign in "".join(words.split())]
    if not signs:
        return None
    context = r"\s*".join(re.escape(sign) for sign in "".join(before.split()))
    there = r"[\s-]*".join(signs)
    found = re.compile(rf"{context}\s*({there})").search(text, after)
    return Span(found.start(1), found.end(1)) if found else None


def _value(note: Any, key: bytes) -> str:
    from pypdfium2.raw import FPDF_WCHAR, FPDFAnnot_GetStringValue

    size = FPDFAnnot_GetStringValue(note, key, None, 0)
    kept = ctypes.create_string_buffer(size)
    FPDFAnnot_GetStringValue(note, key, ctypes.cast(kept, ctypes.POINTER(FPDF_WCHAR)), size)
    return normalise(kept.raw.decode("utf-16-le", "replace").rstrip("\0"))


def _boxes(note: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the regions that a comment marks: left, bottom, right, top."""
    from pypdfium2.raw import (
        FS_QUADPOINTSF,
        FS_RECTF,
        FPDFAnnot_CountAttachmentPoints,
        FPDFAnnot_GetAttachmentPoints,
        FPDFAnnot_GetRect,
    )

    count = FPDFAnnot_CountAttachmentPoints(note)
    for at in range(min(count, _MOST)):
        quad = FS_QUADPOINTSF()
        if FPDFAnnot_GetAttachmentPoints(note, at, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)
    if not count:
        rect = FS_RECTF()
        if FPDFAnnot_GetRect(note, rect):
            yield float("-inf"), min(rect.top, rect.bottom), float("inf"), max(rect.top, rect.bottom)


def _words(lines: Sequence[Sequence[Glyph]], boxes: Sequence[tuple[float, float, float, float]]) -> tuple[str, str]:
    """Return the words inside the regions, and what stands before them on their line."""
    words, before = "", ""
    for line in lines:
        for at, glyph in enumerate(line):
            x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
            if any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes):
                if not words:
                    before = "".join(other.sign for other in line[max(0, at - _CONTEXT) : at])
                words += glyph.sign
    return words, before
