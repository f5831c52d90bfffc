"""Tables that are drawn on the pages of a PDF: their rows, put together again where a page ends in the midst of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from coder.transcripts.formats.pdf_pages.pdf_columns import Glyph
from coder.transcripts.formats.pdf_pages.pdf_drawn import Edge
from coder.transcripts.formats.pdf_pages.pdf_page import Line, Page, line_of

_NEAR = 3.0
_TOUCHING = 4.0
_FEWEST_EDGES = 3
_MOST_COLUMNS = 12

Row = list[list[Line]]
"""The lines of each cell of a row."""


@dataclass(slots=True)
class Table:
    """A table: where its columns begin and end, and its rows."""

    edges: tuple[float, ...]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Zone:
    """A region that is ruled into columns: from where to where, its columns' and its rows' edges."""

    bottom: float
    top: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def column(self, glyph: Glyph) -> int | None:
        """Return the column in which a character stands."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        if not self.bottom <= y <= self.top:
            return None
        return next((at for at, (a, b) in enumerate(pairwise(self.columns)) if a <= x <= b), None)

    def row(self, line: Line) -> int:
        """Return the row in which a line stands, counted from above."""
        middle = line.height + _NEAR
        return sum(edge > middle for edge in self.rows)


def blocks_of(page: Page) -> list[Line | Table]:
    """Return the lines of a page outside of tables, and its tables, in their order."""
    zones = _zones(page)
    tables: dict[int, Table] = {}
    cells: dict[int, dict[int, Row]] = {}
    found: list[Line | Table] = []
    for glyphs in page.lines:
        for (zone, column), run in groupby(_placed(glyphs, zones), key=lambda placed: placed[0]):
            line = line_of([glyph for _, glyph in run])
            if line is None:
                continue
            if zone is None:
                found.append(line)
                continue
            if zone not in tables:
                tables[zone] = Table(zones[zone].columns)
                cells[zone] = {}
                found.append(tables[zone])
            row = cells[zone].setdefault(zones[zone].row(line), [[] for _ in pairwise(zones[zone].columns)])
            row[column].append(line)
    for zone, table in tables.items():
        table.rows = [cells[zone][at] for at in sorted(cells[zone])]
    return found


def _placed(glyphs: Sequence[Glyph], zones: Sequence[_Zone]) -> Iterator[tuple[tuple[int | None, int], Glyph]]:
    """Yield each character with the zone and the column in which it stands; a blank stands where the last one did."""
    last: tuple[int | None, int] = (None, 0)
    for glyph in glyphs:
        if not glyph.sign.isspace():
            found = ((at, zone.column(glyph)) for at, zone in enumerate(zones))
            last = next(((at, column) for at, column in found if column is not None), (None, 0))
        yield last, glyph


def _zones(page: Page) -> list[_Zone]:
    found = []
    for bottom, top, edges in _regions(page.upright):
        columns = _clustered(edge.at for edge in edges)
        level = [edge for edge in page.level if bottom - _TOUCHING <= edge.at <= top + _TOUCHING]
        across = tuple(
            at for at in _clustered(edge.at for edge in level) if _covered(level, at) * 2 > columns[-1] - columns[0]
        )
        if _FEWEST_EDGES <= len(columns) <= _MOST_COLUMNS and len(across) > 1:
            found.append(_Zone(bottom - 1, top + 1, columns, across))
    return found


def _regions(edges: Iterable[Edge]) -> Iterator[tuple[float, float, list[Edge]]]:
    """Yield the heights between which upright lines stand, and those lines."""
    group: list[Edge] = []
    top = 0.0
    for edge in sorted(edges, key=lambda edge: edge.start):
        if group and edge.start > top + _TOUCHING:
            yield group[0].start, top, group
            group = []
        top = max(top, edge.end) if group else edge.end
        group.append(edge)
    if group:
        yield group[0].start, top, group


def _covered(edges: Iterable[Edge], at: float) -> float:
    """Return how long what is drawn at a height is: the line under a word is short."""
    covered, reached = 0.0, float("-inf")
    for edge in sorted((edge for edge in edges if abs(edge.at - at) <= _NEAR), key=lambda edge: edge.start):
        covered += max(0.0, edge.end - max(edge.start, reached))
        reached = max(reached, edge.end)
    return covered


def _clustered(places: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return tuple(kept)


def joined_tables(blocks: Iterable[Line | Table], words: Callable[[Sequence[Line]], str]) -> list[Line | Table]:
    """Return the blocks, a table that goes on at the next page's beginning one with that before."""
    joined: list[Line | Table] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Table) and isinstance(before, Table) and _alike(before.edges, block.edges):
            _go_on(before, block.rows, words)
        else:
            joined.append(Table(block.edges, list(block.rows)) if isinstance(block, Table) else block)
    return joined


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _go_on(table: Table, rows: Sequence[Row], words: Callable[[Sequence[Line]], str]) -> None:
    said = [[words(cell) for cell in row] for row in (table.rows[0], table.rows[-1], rows[0])]
    if said[0] == said[2]:
        rows = rows[1:]  # the table's head, once more at the top of a page
        if not rows:
            return
        said[2] = [words(cell) for cell in rows[0]]
    if _cut_in_two(table.rows, [*said[1:]], words):
        for cell, more in zip(table.rows[-1], rows[0], strict=True):
            cell.extend(more)
        rows = rows[1:]
    table.rows.extend(rows)


def _cut_in_two(rows: Sequence[Row], said: Sequence[Sequence[str]], words: Callable[[Sequence[Line]], str]) -> bool:
    """Tell whether a row goes on: a cell that is filled in most rows is empty in a part, or a name is cut."""
    last, first = said
    others = rows[:-1] or rows
    filled = [sum(bool(row[at]) for row in others) for at in range(len(last))]
    usual = [at for at, count in enumerate(filled) if count * 10 >= 9 * len(others)]
    if any(not last[at] or not first[at] for at in usual):
        return True
    for at in usual:
        known = Counter(words(row[at]) for row in others)
        if known[last[at] + first[at]] and not known[first[at]]:
            return True
    return False
