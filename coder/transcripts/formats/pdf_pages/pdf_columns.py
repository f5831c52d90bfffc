"""Columns of a PDF's page that its file mixes line by line: each is read to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean
from typing import NamedTuple

_WIDE = 1.2
_FEWEST_LINES = 6
_SHARE = 0.6
_FEWEST_SIGNS = 10
_MOST_TRIED = 40


class Glyph(NamedTuple):
    """A character on a page, its box, and the height on which its line of letters stands."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float
    base: float


Glyphs = tuple[Glyph, ...]


def in_reading_order(lines: Sequence[Glyphs]) -> list[Glyphs]:
    """Return the lines of a page, those of two columns that stand beside one another one column after the other."""
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    ordered: list[Glyphs] = []
    columns: tuple[list[Glyphs], list[Glyphs]] = ([], [])
    for line in lines:
        left, right = _apart(line, gutter)
        if _crosses(line, gutter):
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            columns[0].extend([left] if left else [])
            columns[1].extend([right] if right else [])
    return [*ordered, *columns[0], *columns[1]]


def _gutter(lines: Sequence[Glyphs]) -> float | None:
    """Return the height of the page's upright gap between two columns of running text, or None."""
    tried = [place for line in lines for place in _gaps(line)][:_MOST_TRIED]
    for place in sorted(set(tried)):
        apart = [_apart(line, place) for line in lines if not _crosses(line, place)]
        both = [(left, right) for left, right in apart if left and right]
        if len(both) < max(_FEWEST_LINES, _SHARE * len(lines)):
            continue
        if all(mean(len(pair[side]) for pair in both) >= _FEWEST_SIGNS for side in (0, 1)):
            return place
    return None


def _gaps(line: Glyphs) -> Iterator[float]:
    right, wide = float("inf"), 0.0
    for glyph in line:
        if glyph[0].isspace():
            continue
        if glyph[1] - right > wide:
            yield round((right + glyph[1]) / 2)
        right, wide = glyph[2], _WIDE * (glyph[4] - glyph[3])


def _crosses(line: Glyphs, place: float) -> bool:
    left, right = _apart(line, place)
    return bool(left and right) and right[0].left - left[-1].right < left[-1].top - left[-1].bottom


def _apart(line: Glyphs, place: float) -> tuple[Glyphs, Glyphs]:
    signs = [glyph for glyph in line if not glyph.sign.isspace()]
    last = max((at for at, glyph in enumerate(line) if glyph in signs and glyph.left < place), default=-1)
    left, right = line[: last + 1], line[last + 1 :]
    blank = all(glyph.sign.isspace() for glyph in right)
    return left, () if blank else right[next(at for at, g in enumerate(right) if not g.sign.isspace()) :]
