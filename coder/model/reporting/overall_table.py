"""A table of the overall results as a value, which every format prints alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coder.i18n import _


class Cell(NamedTuple):
    """A cell: its words, how far it is coloured in a heat map (0 … 1), and a mark that links lead to."""

    text: str
    shade: float | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallTable:
    """A table of the results; `words` are its first columns, which hold words, `themes` the rows set off.

    `bars` are the shares of a chart beside it: a name and a value in percent for each row, a series a group;
    `bar_caption` says what they are.
    """

    mark: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str
    words: int = 1
    themes: frozenset[int] = frozenset()
    bars: tuple[tuple[str, tuple[int, ...]], ...] = ()
    bar_names: tuple[str, ...] = ()
    bar_caption: str = ""


def part_of(shown: int, count: int) -> str:
    """Return how many cases a table shows where it does not show them all."""
    told = _("{shown} of {count} cases are shown; the workbook has all.")
    return told.format(shown=f"{shown:,}", count=f"{count:,}") if shown < count else ""
