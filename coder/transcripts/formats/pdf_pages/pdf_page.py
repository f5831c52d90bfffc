"""A page of a PDF: its lines of characters with their boxes, and the lines that are drawn on it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from coder.transcripts.formats.pdf_pages.pdf_columns import Glyph
from coder.transcripts.formats.pdf_pages.pdf_comments import Comment, comments_on

_THIN = 3.0
_LONG = 6.0
_BACK = 2.0
"""So far back goes no kerning."""
_GAP = 0.15
_MOST_PATHS = 4000
_APART = 0.75
_MOST_PARTS = 8
_ENDS = frozenset("\r\n")
HYPHENS = frozenset("\ufffe\u0002\u00ad")
"""A hyphen at the end of a line, as the library tells it."""
_NUMBER = r"[(（]?(?:\d{1,4}|[a-z]|[一二三四五六七八九十]{1,3})[.、．)）](?=\s|$)"
_MARK = re.compile(
    rf"[•◦▪▫∙]|[‧·\uf020-\uf0ff](?=\s|$)|{_NUMBER}|\d{{1,4}}[.、．)）](?=[^\d\s])|\d{{1,4}}(?=[^\W\d_]|[\s(（「]|$)"
)
"""What a list may write before an item; a dot between names and a character of one's own are none without a gap."""


class Line(NamedTuple):
    """A line of a page: its words, where they begin and end, how high it stands, and how wide a character is.

    `parts` are what stands apart from each other on it, as the cells of a table do; `mark` is what it begins with and a
    list may have put there, `inner` where the rest begins, and an `item` is known to begin an item of a list.
    """

    words: str
    left: float
    right: float
    height: float
    character: float
    parts: tuple[Line, ...] = ()
    mark: str = ""
    inner: float = 0.0
    item: bool = False


class Edge(NamedTuple):
    """A drawn line: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


class Page(NamedTuple):
    """The lines of characters in the file's order, what is drawn upright and level, and its comments."""

    lines: tuple[tuple[Glyph, ...], ...]
    upright: tuple[Edge, ...]
    level: tuple[Edge, ...]
    comments: tuple[Comment, ...] = ()


def page_of(page: Any) -> Page:
    """Return what a page holds."""
    text = page.get_textpage()
    try:
        lines = tuple(_lines(text))
        upright, level = _drawn(page)
        return Page(lines, tuple(upright), tuple(level), tuple(comments_on(page, lines)))
    finally:
        text.close()
        page.close()


def line_of(glyphs: Sequence[Glyph]) -> Line | None:
    """Return characters as a line, or None where all are blank."""
    words = "".join(glyph.sign for glyph in glyphs)
    bare = words.strip()
    if not bare:
        return None
    first = len(words) - len(words.lstrip())
    left, last = glyphs[first].left, glyphs[first + len(bare) - 1]
    width = max(0.0, last.right - left)
    line = Line(bare, left, last.right, glyphs[first].base, width / len(bare), _parts(glyphs))
    mark = _MARK.match(bare)
    if not mark:
        return line
    rest = first + len(bare) - len(bare[mark.end() :].lstrip())
    return line._replace(mark=mark[0], inner=glyphs[rest].left if rest < first + len(bare) else left)


def _parts(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Return what of a line stands apart from each other, or nothing where all of it stands together."""
    signs = [at for at, glyph in enumerate(glyphs) if not glyph.sign.isspace()]
    cuts = [after for before, after in pairwise(signs) if _is_apart(glyphs[before], glyphs[after])]
    if not cuts or len(cuts) > _MOST_PARTS:
        return ()
    runs = pairwise([0, *cuts, len(glyphs)])
    found = (line_of(glyphs[start:end]) for start, end in runs)
    return tuple(line for line in found if line is not None)


def _is_apart(before: Glyph, after: Glyph) -> bool:
    """Tell whether there is a wide gap between two characters, or the second stands back and at another height."""
    back = after.left < before.left - _BACK and abs(after.base - before.base) > _BACK
    return back or after.left - before.right > _APART * (after.top - after.bottom)


def _lines(text: Any) -> Iterator[tuple[Glyph, ...]]:
    from pypdfium2.raw import FS_RECTF, FPDFText_GetCharOrigin, FPDFText_GetLooseCharBox, FPDFText_GetUnicode

    box = FS_RECTF()
    place = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    origin = ctypes.byref(x), ctypes.byref(y)
    line: list[Glyph] = []
    high = ""
    for at in range(text.count_chars()):
        code = FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004  the first half of a character beyond the BMP
            high = chr(code)
            continue
        sign = chr(code)
        if high or 0xDC00 <= code < 0xE000:  # noqa: PLR2004  its second half
            sign = (high + sign).encode("utf-16", "surrogatepass").decode("utf-16", "replace")[-1:]
        high = ""
        if sign in _ENDS:
            if line:
                yield _in_order(line)
            line = []
            continue
        if not FPDFText_GetLooseCharBox(text, at, place):
            box.left = box.right = box.bottom = box.top = 0
        FPDFText_GetCharOrigin(text, at, *origin)
        line.append(Glyph(sign, box.left, box.right, box.bottom, box.top, y.value))
        if sign in HYPHENS:
            yield _in_order(line)
            line = []
    if line:
        yield _in_order(line)


def _in_order(line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the characters of a line from left to right: a file may draw those of another font after the others.

    The library puts blanks of no width where it jumps; between letters they stay where there is a gap.
    """
    signs = [glyph for glyph in line if not glyph.sign.isspace()]
    goes_back = any(after.left < before.left - _BACK for before, after in pairwise(signs))
    if not goes_back or max(g.base for g in signs) - min(g.base for g in signs) > _BACK:
        return tuple(line)
    placed = sorted((g for g in line if g.right > g.left or not g.sign.isspace()), key=lambda g: g.left)
    ordered = placed[:1]
    for before, after in pairwise(placed):
        apart = after.left - before.right > _GAP * (after.top - after.bottom)
        if apart and before.sign.isascii() and after.sign.isascii():
            ordered.append(before._replace(sign=" ", left=before.right, right=after.left))
        ordered.append(after)
    return tuple(ordered)


def _drawn(page: Any) -> tuple[list[Edge], list[Edge]]:
    """Return the edges that are drawn, those of boxes too."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    upright: list[Edge] = []
    level: list[Edge] = []
    for count, path in enumerate(page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=4)):
        if count >= _MOST_PATHS:
            return [], []
        left, bottom, right, top = path.get_bounds() if hasattr(path, "get_bounds") else path.get_pos()
        wide, high = right - left, top - bottom
        if high > _LONG:
            upright += [Edge(x, bottom, top) for x in ([(left + right) / 2] if wide < _THIN else [left, right])]
        if wide > _LONG:
            level += [Edge(y, left, right) for y in ([(bottom + top) / 2] if high < _THIN else [bottom, top])]
    return upright, level
