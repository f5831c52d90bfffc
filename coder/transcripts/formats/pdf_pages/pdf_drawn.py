"""What is drawn on a page of a PDF: its lines and boxes, and the words that nobody sees."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

_THIN = 3.0
_LONG = 6.0
_MOST_PATHS = 4000
_DEEPEST = 4
_WHITE = 250
_FULL = 0.6
"""The share of the page that the picture of a scan covers at least."""


class Edge(NamedTuple):
    """A drawn line: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A region of a page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box) -> bool:
        """Tell whether the middle of another box lies in this one."""
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Drawn(NamedTuple):
    """The upright and level edges of a page, the text that nobody sees by its address, and whether this is a scan's.

    A scan is a picture of the whole page with its recognised words unseen upon it; these are read.
    """

    upright: tuple[Edge, ...]
    level: tuple[Edge, ...]
    unseen: frozenset[int] = frozenset()
    scanned: bool = False


def drawn_on(page: Any) -> Drawn:
    """Return what is drawn on a page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_SHADING, FPDF_PAGEOBJ_TEXT

    paths: list[Box] = []
    grounds: list[Box] = []
    pictures: list[Box] = []
    hidden: set[int] = set()
    white: list[tuple[int, Box]] = []
    for one, kind in _objects(page):
        if kind == FPDF_PAGEOBJ_PATH and len(paths) <= _MOST_PATHS:
            paths.append(box := _box(one))
            grounds += [] if _is_white(one) else [box]
        elif kind in {FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_SHADING}:
            grounds.append(box := _box(one))
            pictures += [box] if kind == FPDF_PAGEOBJ_IMAGE else []
        elif kind == FPDF_PAGEOBJ_TEXT and _is_invisible(one):
            hidden.add(address(one))
        elif kind == FPDF_PAGEOBJ_TEXT and _is_white(one):
            white.append((address(one), _box(one)))
    hidden |= {at for at, box in white if not any(ground.holds(box) for ground in grounds)}
    upright, level = _edges(paths) if len(paths) <= _MOST_PATHS else ([], [])
    scanned = bool(hidden) and any(_covers(picture, page) for picture in pictures)
    return Drawn(tuple(upright), tuple(level), frozenset() if scanned else frozenset(hidden), scanned)


def address(one: Any) -> int:
    """Return by what an object of a page is known again."""
    return ctypes.cast(one, ctypes.c_void_p).value or 0


def _objects(page: Any) -> Iterator[tuple[Any, int]]:
    """Yield the objects of a page and their kinds, those in its forms too."""
    from pypdfium2.raw import FPDFPage_CountObjects, FPDFPage_GetObject

    for at in range(FPDFPage_CountObjects(page.raw)):
        yield from _with_inner(FPDFPage_GetObject(page.raw, at), 1)


def _with_inner(one: Any, depth: int) -> Iterator[tuple[Any, int]]:
    from pypdfium2.raw import FPDF_PAGEOBJ_FORM, FPDFFormObj_CountObjects, FPDFFormObj_GetObject, FPDFPageObj_GetType

    kind = FPDFPageObj_GetType(one)
    yield one, kind
    if kind == FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for at in range(FPDFFormObj_CountObjects(one)):
            yield from _with_inner(FPDFFormObj_GetObject(one, at), depth + 1)


def _box(one: Any) -> Box:
    from pypdfium2.raw import FPDFPageObj_GetBounds

    left, bottom, right, top = (ctypes.c_float() for _side in range(4))
    FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _is_invisible(text: Any) -> bool:
    from pypdfium2.raw import FPDF_TEXTRENDERMODE_INVISIBLE, FPDFTextObj_GetTextRenderMode

    return bool(FPDFTextObj_GetTextRenderMode(text) == FPDF_TEXTRENDERMODE_INVISIBLE)


def _is_white(one: Any) -> bool:
    from pypdfium2.raw import FPDFPageObj_GetFillColor

    parts = tuple(ctypes.c_uint() for _part in range(4))
    told = FPDFPageObj_GetFillColor(one, *parts)
    return bool(told) and all(part.value >= _WHITE for part in parts[:3])


def _covers(picture: Box, page: Any) -> bool:
    width, height = page.get_size()
    wide, high = picture.right - picture.left, picture.top - picture.bottom
    return bool(wide * high >= _FULL * width * height)


def _edges(paths: list[Box]) -> tuple[list[Edge], list[Edge]]:
    """Return the edges that are drawn, those of boxes too."""
    upright: list[Edge] = []
    level: list[Edge] = []
    for left, bottom, right, top in paths:
        wide, high = right - left, top - bottom
        if high > _LONG:
            upright += [Edge(x, bottom, top) for x in ([(left + right) / 2] if wide < _THIN else [left, right])]
        if wide > _LONG:
            level += [Edge(y, left, right) for y in ([(bottom + top) / 2] if high < _THIN else [bottom, top])]
    return upright, level
