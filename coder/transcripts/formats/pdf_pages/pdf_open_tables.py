"""Tables of a PDF without drawn lines: names, times and speech that stand in columns beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from coder.transcripts.formats.pdf_pages.pdf_page import Line
from coder.transcripts.formats.pdf_pages.pdf_tables import Row, Table

_NEAR = 2.5
_FEWEST_LINES = 8
_FEWEST_ROWS = 4
_NEARLY_ALL = 0.95
_MOST_COLUMNS = 5
_LOOSER = 1.08
_SOME = 0.03
_LEVEL = 2.0
_FAR = 1e6


def levelled(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines from above, those of one height as one: a file may write each cell to its end."""
    rows: list[list[Line]] = []
    parts = [part for line in lines for part in line.parts or (line,)]
    for line in sorted(parts, key=lambda line: (-line.height, line.left)):
        if rows and rows[-1][0].height - line.height <= _LEVEL:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [row[0] if len(row) == 1 else _beside(row) for row in rows]


def _beside(row: Sequence[Line]) -> Line:
    parts = tuple(sorted(row, key=lambda part: part.left))
    words = " ".join(part.words for part in parts)
    right = max(part.right for part in parts)
    return Line(words, parts[0].left, right, row[0].height, parts[0].character, parts)


def open_columns(lines: Sequence[Line]) -> tuple[float, ...]:
    """Return where each column but the first begins, if nearly all lines keep to columns; else nothing."""
    if len(lines) < _FEWEST_LINES:
        return ()
    begins = Counter(round(part.left) for line in lines for part in line.parts or (line,))
    first = min(begins)
    starts: list[float] = []
    for place, _count in begins.most_common(2 * _MOST_COLUMNS):
        if place > first + _NEAR and all(abs(place - known) > _NEAR for known in starts) and _is_kept(lines, place):
            starts.append(float(place))
    return tuple(sorted(starts)) if len(starts) < _MOST_COLUMNS else ()


def _is_kept(lines: Sequence[Line], place: float) -> bool:
    """Tell whether a column begins at a place: lines end before it, or have a part that begins there."""
    kept = beside = 0
    for line in lines:
        parts = line.parts or (line,)
        right = [part for part in parts if part.right > place + _NEAR]
        kept += not right or right[0].left >= place - _NEAR
        beside += not right or (len(parts) > 1 and any(abs(part.left - place) <= _NEAR for part in parts[1:]))
    return kept >= _NEARLY_ALL * len(lines) and beside >= _FEWEST_ROWS


def open_tables(lines: Sequence[Line], starts: Sequence[float], loose: float) -> Iterator[Line | Table]:
    """Yield a page's rows as tables whose columns begin at `starts`, and the lines that go over these.

    A row begins where a line stands farther than `loose` from the one before; without that, where a name stands.
    """
    edges = (0.0, *starts)
    table, before = Table((*edges, _FAR)), None
    for line in lines:
        cells = _cells(line, edges)
        if cells is None:
            if table.rows:
                yield table
            yield line
            table, before = Table((*edges, _FAR)), None
            continue
        apart = before is not None and before.height - line.height > loose
        if not table.rows or (apart if loose else line.left < starts[0] - _NEAR):
            table.rows.append([[] for _ in edges])
        for cell, part in zip(table.rows[-1], cells, strict=True):
            cell.extend(part)
        before = line
    if table.rows:
        table.rows = list(_whole(table.rows))
        yield table


def _whole(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, one that says nothing but speech part of that before it."""
    said = max(range(len(rows[0])), key=lambda at: sum(len(line.words) for row in rows for line in row[at]))
    open_row = rows[0]
    for row in rows[1:]:
        if any(cell for at, cell in enumerate(row) if at != said):
            yield open_row
            open_row = row
        else:
            open_row[said].extend(row[said])
    yield open_row


def _cells(line: Line, edges: Sequence[float]) -> Row | None:
    """Return the parts of a line by their columns, or None for a line that goes over a column's beginning."""
    cells: Row = [[] for _ in edges]
    for part in line.parts or (line,):
        column = sum(edge - _NEAR <= part.left for edge in edges) - 1
        if column + 1 < len(edges) and part.right > edges[column + 1] + _NEAR:
            return None
        cells[max(0, column)].append(part)
    return cells


def loose_step(pages: Sequence[Sequence[Line]], starts: Sequence[float]) -> float:
    """Return the distance above which a line begins a row, or 0 where rows stand no farther apart than lines."""
    edges = (0.0, *starts)
    columns: list[Counter[int]] = [Counter() for _ in edges]
    widths = [0] * len(edges)
    for page in pages:
        last: list[Line | None] = [None] * len(edges)
        for cells in (cells for line in page if (cells := _cells(line, edges)) is not None):
            for at, part in ((at, part) for at, cell in enumerate(cells) for part in cell):
                before = last[at]
                if before is not None and before.height > part.height:
                    columns[at][round(before.height - part.height)] += 1
                last[at] = part
                widths[at] += len(part.words)
    steps = columns[widths.index(max(widths))]
    usual = sorted(step for step, count in steps.items() if count >= max(_FEWEST_ROWS, _SOME * steps.total()))
    wider = [step for step in usual if step > _LOOSER * usual[0]]
    return (usual[0] + wider[0]) / 2 if wider else 0.0
