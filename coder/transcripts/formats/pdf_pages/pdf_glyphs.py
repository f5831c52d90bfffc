"""The characters of a PDF's page with their boxes, by lines."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from coder.transcripts.formats.pdf_pages.pdf_columns import Glyph
from coder.transcripts.formats.pdf_pages.pdf_drawn import address

BACK = 2.0
"""So far back goes no kerning."""
_GAP = 0.15
_NO_SPACE = 0.4
_TOUCHING = 0.5
_WIDE = "\u2e80"
_ENDS = frozenset("\r\n")
HYPHENS = frozenset("\ufffe\u0002\u00ad")
"""A hyphen at the end of a line, as the library tells it."""
_HALVES = range(0xD800, 0xE000)
_FIRST_HALVES = range(0xD800, 0xDC00)


def lines_of(text: Any, unseen: Collection[int], gone: list[str]) -> Iterator[tuple[Glyph, ...]]:
    """Yield the lines of a page's text; what nobody sees, the objects at the addresses `unseen`, goes to `gone`.

    Programs that draw each character by itself make the library end lines amid words: these are joined again.
    """
    open_line: list[Glyph] = []
    for line in _lines_told(text, unseen, gone):
        if open_line and _goes_on(open_line, line[0]):
            open_line += line
            continue
        if open_line:
            yield _in_order(_without_gaps(open_line))
        open_line = line
    if open_line:
        yield _in_order(_without_gaps(open_line))


def _goes_on(line: Sequence[Glyph], first: Glyph) -> bool:
    """Tell whether a character stands right behind a line, as Chinese characters do and those of a word."""
    last = next((glyph for glyph in reversed(line) if not glyph.sign.isspace()), line[-1])
    wide = first.sign >= _WIDE or last.sign >= _WIDE
    near = -_TOUCHING <= first.left - last.right <= (_NO_SPACE if wide else _GAP) * (last.top - last.bottom)
    return near and abs(first.base - last.base) <= _TOUCHING and last.sign not in HYPHENS


def _without_gaps(line: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return a line without the spaces of no width that the library puts where Chinese is set apart from Latin."""
    if not any(glyph.sign == " " for glyph in line):
        return line
    kept = list(line[:1])
    for space, after in pairwise(line[1:]):
        before = kept[-1]
        is_gap = space.sign == " " and space.right <= space.left
        near = -_TOUCHING <= after.left - before.right < _NO_SPACE * (before.top - before.bottom)
        if not (is_gap and near and (before.sign >= _WIDE or after.sign >= _WIDE)):
            kept.append(space)
    return [*kept, *line[-1:]] if len(line) > 1 else line


def _lines_told(text: Any, unseen: Collection[int], gone: list[str]) -> Iterator[list[Glyph]]:
    """Yield the lines as the library tells them; a hyphen at the end of a line ends it too."""
    line: list[Glyph] = []
    for sign, glyph in _glyphs(text, unseen, gone):
        if glyph is not None:
            line.append(glyph)
        if line and (glyph is None or sign in HYPHENS):
            yield line
            line = []
    if line:
        yield line


def _glyphs(text: Any, unseen: Collection[int], gone: list[str]) -> Iterator[tuple[str, Glyph | None]]:
    """Yield the characters; one that ends a line has no place.

    Three calls of the library for each character would take longer than all else: a line's height is asked for once.
    """
    from pypdfium2.raw import (
        FS_RECTF,
        FPDFText_GetCharOrigin,
        FPDFText_GetLooseCharBox,
        FPDFText_GetTextObject,
        FPDFText_GetUnicode,
    )

    raw, make = text.raw, tuple.__new__
    box = FS_RECTF()
    place = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    origin = ctypes.byref(x), ctypes.byref(y)
    base = known_bottom = known_top = 0.0
    high = ""
    for at in range(text.count_chars()):
        code = FPDFText_GetUnicode(raw, at)
        sign = chr(code)
        if code in _HALVES or high:  # a character beyond the BMP
            if code in _FIRST_HALVES:
                high = sign
                continue
            sign = (high + sign).encode("utf-16", "surrogatepass").decode("utf-16", "replace")[-1:]
            high = ""
        if sign in _ENDS:
            known_top = known_bottom
            yield sign, None
            continue
        if unseen and address(FPDFText_GetTextObject(raw, at)) in unseen:
            gone.append(sign)
            continue
        if not FPDFText_GetLooseCharBox(raw, at, place):
            box.left = box.right = box.bottom = box.top = 0
        bottom, top = box.bottom, box.top
        if bottom != known_bottom or top != known_top or bottom == top:
            FPDFText_GetCharOrigin(raw, at, *origin)
            base, known_bottom, known_top = y.value, bottom, top
        yield sign, make(Glyph, (sign, box.left, box.right, bottom, top, base))


def _in_order(line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the characters of a line from left to right: a file may draw those of another font after the others.

    The library puts blanks of no width where it jumps; between letters they stay where there is a gap.
    """
    if not _goes_back(line):
        return tuple(line)
    heights = [glyph.base for glyph in line if not glyph.sign.isspace()]
    if max(heights) - min(heights) > BACK:
        return tuple(line)
    placed = sorted((g for g in line if g.right > g.left or not g.sign.isspace()), key=lambda g: g.left)
    ordered = placed[:1]
    for before, after in pairwise(placed):
        apart = after.left - before.right > _GAP * (after.top - after.bottom)
        if apart and before.sign.isascii() and after.sign.isascii():
            ordered.append(before._replace(sign=" ", left=before.right, right=after.left))
        ordered.append(after)
    return tuple(ordered)


def _goes_back(line: Sequence[Glyph]) -> bool:
    reached = float("-inf")
    for sign, left, _right, _bottom, _top, _base in line:
        if left < reached - BACK and not sign.isspace():
            return True
        if not sign.isspace():
            reached = left
    return False
