"""Paragraphs of a document, with what its structure says of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """A paragraph: its words, who says them where the file says so, and whether its beginning may be a label.

    `stamped` writes the time before the name; `bold` is how many of the first characters are in bold letters,
    `lead` how many of them are a list's number, and a `row` belongs to a table that names who speaks.
    """

    words: str
    speaker: str = ""
    time: str | None = None
    stamped: bool = False
    bold: int = 0
    heading: bool = False
    lead: int = 0
    row: bool = False
    cells: tuple[tuple[Piece, ...], ...] = ()
    """The paragraphs of each cell, where this is the row of a table."""
    unsaid: bool = False
    """Whether the words say what of a table is left out, and stand nowhere in the text."""
    apart: bool = False
    """Whether all letters look otherwise than plain ones: italic, coloured, underlined."""
    linked: bool = False
    """Whether all of the words lead to another page."""

    @property
    def is_apart(self) -> bool:
        """Whether the whole paragraph looks otherwise than plain ones, as questions in bold letters do."""
        return self.apart or (self.bold > 0 and self.bold >= len(self.words.rstrip()))


Cells = list[list[list[Piece]]]
"""Rows of a table, each a list of cells, each a list of paragraphs."""


def worded(rows: Iterable[Iterable[Iterable[str]]]) -> Cells:
    """Return rows of cells whose paragraphs are nothing but words."""
    return [[[Piece(line) for line in cell] for cell in row] for row in rows]
