"""A page of a PDF: its lines of characters with their boxes, and the lines that are drawn on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from coder.transcripts.formats.pdf_pages.pdf_columns import Glyph
from coder.transcripts.formats.pdf_pages.pdf_comments import Comment, comments_on
from coder.transcripts.formats.pdf_pages.pdf_drawn import Edge, drawn_on
from coder.transcripts.formats.pdf_pages.pdf_glyphs import BACK, lines_of

_APART = 0.75
_MOST_PARTS = 8
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


class Page(NamedTuple):
    """The lines of characters in the file's order, what is drawn upright and level, and its comments.

    `hides` tells whether some of its words are seen by nobody and left out, `scanned` that they are those of a picture,
    `noted` that notes at its foot are left out.
    """

    lines: tuple[tuple[Glyph, ...], ...]
    upright: tuple[Edge, ...]
    level: tuple[Edge, ...]
    comments: tuple[Comment, ...] = ()
    hides: bool = False
    scanned: bool = False
    noted: bool = False


def page_of(page: Any) -> Page:
    """Return what a page holds."""
    text = page.get_textpage()
    try:
        drawn = drawn_on(page)
        gone: list[str] = []
        lines = tuple(lines_of(text, drawn.unseen, gone))
        comments = tuple(comments_on(page, lines))
        return Page(lines, drawn.upright, drawn.level, comments, bool("".join(gone).strip()), drawn.scanned)
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
    """Return what of a line stands apart from each other, or nothing where all of it stands together.

    A wide gap tells it, or that a character stands back and at another height.
    """
    cuts: list[int] = []
    last_left, last_right, last_base = float("inf"), float("inf"), 0.0
    for at, (sign, left, right, bottom, top, base) in enumerate(glyphs):
        if sign.isspace():
            continue
        back = left < last_left - BACK and abs(base - last_base) > BACK
        if (back and last_left != float("inf")) or left - last_right > _APART * (top - bottom):
            cuts.append(at)
        last_left, last_right, last_base = left, right, base
    if not cuts or len(cuts) > _MOST_PARTS:
        return ()
    runs = pairwise([0, *cuts, len(glyphs)])
    found = (line_of(glyphs[start:end]) for start, end in runs)
    return tuple(line for line in found if line is not None)
