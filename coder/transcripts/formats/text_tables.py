"""Tables drawn in a text: columns below dashes, or in a grid, as pandoc writes them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from coder.transcripts.script import joined

RULE = re.compile(r" *-{2,}(?: +-{2,})+ *")
"""A line of dashes that says where the columns are."""
_EDGE = re.compile(r" *-{3,}(?: +-{2,})* *")
_GRID = re.compile(r" *\+(?:[-=:]+\+)+ *")
_GAP = re.compile(r" {2,}")
_SPACES = re.compile("( +)")
_HIGHEST_HEAD = 12
_LAST_WIDE = 0x30000


class TableRow(NamedTuple):
    """The cells of a row, each a list of paragraphs, and the row as it is written."""

    cells: list[list[str]]
    written: str


class TextTable(NamedTuple):
    """The rows of a table, and the line after it."""

    rows: list[TableRow]
    end: int


def dashed_table(lines: Sequence[str], at: int, rules: Sequence[int]) -> TextTable | None:
    """Return the table that begins at a line; `rules` are the lines of dashes that say where columns are.

    Its columns stand below dashes. Where blank lines part its rows, a row may go over several lines.
    """
    place = bisect_left(rules, at)
    rule = rules[place] if place < len(rules) else len(lines)
    if rule - at > _HIGHEST_HEAD or rule + 1 >= len(lines):
        return None
    framed = rule != at and _EDGE.fullmatch(lines[at]) is not None and all(line.strip() for line in lines[at:rule])
    if not (rule == at or framed or (rule == at + 1 and lines[at].strip())):
        return None
    after = rules[place + 1] if place + 1 < len(rules) else len(lines)
    closed = _closing(lines, rule, after)
    end = next((n for n in range(rule + 1, after) if not lines[n].strip()), after)
    if rule == at or framed:
        if closed is None:
            return None
        end = closed
    elif closed != end:
        closed = None
    starts = [found.start() for found in re.finditer("-+", lines[rule])]
    head = list(lines[at + framed : rule])
    body = list(lines[rule + 1 : end])
    groups = [*([head] if head else []), *_rows_of(body)]
    if len(groups) < 2 and closed is None:  # noqa: PLR2004  one line below dashes is no table
        return None
    rows = [TableRow(_joined_lines([_cut(line, starts) for line in group]), "\n".join(group)) for group in groups]
    above = lines[at] if rule == at else "\n".join(lines[at : rule + 1])
    rows[0] = rows[0]._replace(written=above if head else f"{above}\n{rows[0].written}")
    last = end + (closed is not None)
    below = lines[end] if closed is not None else ""
    return TextTable([*rows[:-1], rows[-1]._replace(written=f"{rows[-1].written}\n{below}".rstrip("\n"))], last)


def _closing(lines: Sequence[str], rule: int, after: int) -> int | None:
    """Return the line of dashes that ends a table."""
    width = len(lines[rule].strip())
    return next(
        (
            n
            for n in range(rule + 1, min(after + 1, len(lines)))
            if _EDGE.fullmatch(lines[n]) and len(lines[n].strip()) == width
        ),
        None,
    )


def _rows_of(body: Sequence[str]) -> list[list[str]]:
    """Return the lines of each row: a line each, or what blank lines part."""
    if all(line.strip() for line in body):
        return [[line] for line in body]
    rows: list[list[str]] = [[]]
    for line in body:
        if line.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    """Return what of a line stands below each column; a wide character takes two places.

    Characters of doubtful width take one or two, whichever leaves the gaps between the columns blank.
    """
    for kinds in ("WF", "WFA"):
        cells = [""] * len(starts)
        place, whole = 0, True
        for part in _SPACES.split(line):
            column = max(0, bisect_right(starts, place) - 1)
            place += len(part) + len(_wide(kinds).findall(part))
            cells[column] += part
            whole = whole and (part[:1] in {"", " "} or bisect_right(starts, place - 1) - 1 <= column)
        if whole:
            return [cell.strip() for cell in cells]
    parts = [part for part in _GAP.split(line.strip()) if part]
    return [*parts, *[""] * (len(starts) - len(parts))]


@lru_cache(maxsize=2)
def _wide(kinds: str) -> re.Pattern[str]:
    """Return what finds the characters of these kinds of width."""
    there = [code for code in range(0x80, _LAST_WIDE) if unicodedata.east_asian_width(chr(code)) in kinds]
    runs: list[list[int]] = []
    for code in there:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in runs) + "]")


def grid_table(lines: Sequence[str], at: int) -> TextTable | None:
    """Return the table in a grid of +---+---+ that begins at a line."""
    if not _GRID.fullmatch(lines[at]):
        return None
    width = lines[at].count("+") - 1
    rows: list[TableRow] = []
    above, last = [lines[at]], at
    for end in range(at + 1, len(lines) + 1):
        line = lines[end].strip() if end < len(lines) else ""
        if _GRID.fullmatch(line) and end > last + 1:
            block = lines[last + 1 : end]
            split = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in block]
            cells = _joined_lines([[*row, *[""] * width][:width] for row in split])
            rows.append(TableRow(cells, "\n".join([*above, *block, lines[end]])))
            above, last = [], end
        elif not line.startswith("|"):
            break
    rows = [row for row in rows if any(map(any, row.cells))]
    return TextTable(rows, last + 1) if rows else None


def _joined_lines(lines: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the cells of a row's lines: what goes on over lines is one paragraph, a stroke or a blank one ends it."""
    cells = []
    for column in zip_longest(*lines, fillvalue=""):
        paragraphs = [""]
        for line, before in zip(column, ["", *column], strict=False):
            if not line or (before.endswith("\\") and paragraphs[-1]):
                paragraphs.append("")
            paragraphs[-1] = joined(paragraphs[-1], line.removesuffix("\\"))
        cells.append([words for words in paragraphs if words] or [""])
    return cells
