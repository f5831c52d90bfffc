"""How a page of text is divided: the cells before the text, how wide the text is, and its rows."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from coder.model.project import OpenTranscript
from coder.model.text import Role
from coder.tui.widgets.wrap import Rows, wrap

_WIDE = 55
_NUMBERS = 4
_LANES_WIDE, _LANES_NARROW, _LANES_MOST = 4, 3, 8
_LABEL_WIDE, _LABEL_NARROW = 14, 9
_READABLE = 84
"""The cells of a line that the eye still follows: some forty Chinese characters."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """The cells before the text: numbers, a sign for a memo, labels of speakers where they stand there, brackets."""

    numbers: int
    labels: int
    lanes: int

    @property
    def cells(self) -> int:
        """All of them."""
        return self.numbers + 1 + (self.labels + 1 if self.labels else 0) + self.lanes + 1


def gutter(document: OpenTranscript, width: int, depth: int, *, plain: bool) -> Gutter:
    """Return what stands before the text on a page so wide, with brackets `depth` beside each other."""
    narrow = width < _WIDE
    lanes = _LANES_NARROW if narrow else max(_LANES_WIDE, min(_LANES_MOST, depth))
    numbers = max(_NUMBERS, len(str(document.info.lines)))
    speakers = set() if plain else {t.speaker for t in document.turns if t.role is not Role.NONE}
    longest = max(map(cell_len, speakers), default=0)
    return Gutter(numbers, min(longest, _LABEL_NARROW if narrow else _LABEL_WIDE), lanes)


def text_cells(beside: Gutter, width: int, *, plain: bool) -> int:
    """Return how wide the text is on a page so wide."""
    room = width - beside.cells - 1
    return room if plain else min(room, _READABLE)


def plain_rows(document: OpenTranscript, width: int) -> Rows:
    """Return the rows of a text as it stands in the file, turns set apart where the file does not."""
    text = document.text
    return wrap(text, width, [t.start for t in document.turns if t.start and text[t.start - 2 : t.start] != "\n\n"])
