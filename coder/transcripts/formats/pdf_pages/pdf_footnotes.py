"""Footnotes of a PDF's page: small lines at its foot, to which raised numbers in the text lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from coder.transcripts.formats.pdf_pages.pdf_columns import Glyph, Glyphs
from coder.transcripts.formats.pdf_pages.pdf_page import Page

_SMALL, _RAISED, _BY = 0.88, 0.8, 0.1
_MOST_BELOW = 2
_SHORT = 24
_NUMBER = re.compile(r"\s*[(（\[]?(\d{1,3}|[*†‡§])")


class _Call(NamedTuple):
    """A raised number in a line: which line, from where to where, and what it says."""

    line: int
    start: int
    end: int
    says: str


class _Notes(NamedTuple):
    """The lines at the foot of a page, what their notes begin with, and the raised numbers above."""

    foot: frozenset[int]
    marks: frozenset[str]
    calls: tuple[_Call, ...]


def without_footnotes(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the notes at their feet, and without the numbers that lead to these.

    A note may stand on the page after its number.
    """
    sizes = Counter(round(line[0].top - line[0].bottom, 1) for page in pages for line in page.lines for _ in line)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    found = [_notes(page.lines, usual) for page in pages]
    none = _Notes(frozenset(), frozenset(), ())
    return [
        _without_notes(page, before, own, after)
        for page, before, own, after in zip(pages, [none, *found], found, [*found[1:], none], strict=False)
    ]


def _without_notes(page: Page, before: _Notes, own: _Notes, after: _Notes) -> Page:
    calls = [call for call in own.calls if call.says in own.marks | after.marks]
    led_to = own.marks & {call.says for call in (*before.calls, *own.calls)}
    if not calls and not led_to:
        return page
    gone: dict[int, list[_Call]] = {}
    for call in calls:
        gone.setdefault(call.line, []).append(call)
    foot = own.foot if led_to else frozenset()
    kept = (_without(line, gone.get(at, ())) for at, line in enumerate(page.lines) if at not in foot)
    return page._replace(lines=tuple(line for line in kept if line), noted=True)


def _notes(lines: Sequence[Glyphs], usual: float) -> _Notes:
    heights = [{round(glyph.top - glyph.bottom, 1) for glyph in line if glyph.right > glyph.left} for line in lines]
    if len(set().union(*heights)) < 2:  # noqa: PLR2004  all letters are as high
        return _Notes(frozenset(), frozenset(), ())
    foot = _foot(lines, [max(high, default=0.0) for high in heights], usual)
    marks = frozenset(found[1] for at in foot if (found := _NUMBER.match(_words(lines[at]))))
    calls = tuple(call for call in _calls(lines, heights, usual) if call.line not in foot)
    return _Notes(foot, marks, calls)


def _foot(lines: Sequence[Glyphs], highest: Sequence[float], usual: float) -> frozenset[int]:
    """Return which lines are the lowest of a page and small, a number of the page below them aside."""
    from_below = sorted(range(len(lines)), key=lambda at: lines[at][0].base)
    found: list[int] = []
    for passed, at in enumerate(from_below):
        if 0 < highest[at] <= _SMALL * usual:
            found.append(at)
        elif found or passed >= _MOST_BELOW or len(lines[at]) > _SHORT:
            break
    return frozenset(found) if len(found) < len(lines) else frozenset()


def _calls(lines: Sequence[Glyphs], heights: Sequence[set[float]], usual: float) -> Iterator[_Call]:
    """Yield the raised small numbers of the lines."""
    for at, line in enumerate(lines):
        if min(heights[at], default=usual) > _RAISED * usual:
            continue
        bases = Counter(round(glyph.base, 1) for glyph in line)
        base = bases.most_common(1)[0][0]

        def is_raised(place: int, line: Glyphs = line, base: float = base) -> bool:
            glyph = line[place]
            small = 0 < glyph.top - glyph.bottom <= _RAISED * usual
            return small and glyph.base > base + _BY * usual and not glyph.sign.isspace()

        for raised, run in groupby(range(len(line)), key=is_raised):
            places = list(run)
            if raised:
                says = "".join(line[place].sign for place in places).strip("()（）[]")
                yield _Call(at, places[0], places[-1] + 1, says)


def _without(line: Glyphs, calls: Sequence[_Call]) -> Glyphs:
    kept: list[Glyph] = []
    last = 0
    for call in calls:
        kept += line[last : call.start]
        last = call.end
    return (*kept, *line[last:])


def _words(line: Glyphs) -> str:
    return "".join(glyph.sign for glyph in line[:12])
