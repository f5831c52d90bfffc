"""A character on a page of a PDF."""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """A character, its box, and the height on which its line of letters stands."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
