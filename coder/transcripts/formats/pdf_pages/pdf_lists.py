"""The marks of lists in a PDF: bullets are left out, numbers stand before their words wherever the file draws them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coder.transcripts.formats.pdf_pages.pdf_page import Line
from coder.transcripts.formats.pdf_pages.pdf_tables import Table

_LEVEL = 2
_NEAR = 3.0
_WIDEST = 5
"""How many characters wide the gap between a mark and its words may be."""
_MOST = 500
_FEWEST = 3
_NEARLY_ALL = 0.9

Block = Line | Table


@dataclass(slots=True)
class _Chain:
    """The items of one list so far, as places among the lines, and where the last one stands."""

    number: int
    left: float
    inner: float
    items: list[int] = field(default_factory=list)

    def goes_on_with(self, number: int, line: Line) -> bool:
        """Tell whether a line is the next item: its words begin below those before, or its written-out mark does."""
        level = abs(line.inner - self.inner) <= _NEAR
        return number == self.number + 1 and (
            level or (not line.mark.isdigit() and abs(line.left - self.left) <= _NEAR)
        )


def with_lists(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """Return the pages, the items of their lists told as such."""
    placed = [_put_back(page) for page in pages]
    lines = [line for page in placed for line in _lines(page)]
    items = _numbered(lines) | _bulleted(lines)
    if not items:
        return placed
    told = iter([_item(line) if at in items else line for at, line in enumerate(lines)])
    return [[_again(block, told) for block in page] for page in placed]


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell)


def _again(block: Block, told: Iterator[Line]) -> Block:
    if isinstance(block, Line):
        return next(told)
    return Table(block.edges, [[[next(told) for _ in cell] for cell in row] for row in block.rows])


def _put_back(blocks: Sequence[Block]) -> list[Block]:
    """Return a page's blocks, the marks that are drawn apart from their words before these, and bullets gone."""
    outside = [block for block in blocks if isinstance(block, Line)]
    if not any(_is_mark(line) for line in outside):
        return [_of_cells(block) if isinstance(block, Table) else block for block in blocks]
    again = iter(_beside_words(outside))
    found = [_of_cells(block) if isinstance(block, Table) else next(again) for block in blocks]
    return [block for block in found if block is not None]


def _of_cells(table: Table) -> Table:
    rows = [[[line for line in _beside_words(cell) if line is not None] for cell in row] for row in table.rows]
    return Table(table.edges, rows)


def _beside_words(lines: Sequence[Line]) -> list[Line | None]:
    """Return the lines with the marks that stand beside them; None stands for each mark that went there."""
    found: list[Line | None] = list(lines)
    marks = [at for at, line in enumerate(lines) if _is_mark(line)]
    if not 0 < len(marks) <= _MOST:
        return found
    at_height: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not _is_mark(line):
            at_height[round(line.height)].append(at)
    for at in marks:
        mark = lines[at]
        level = range(round(mark.height) - _LEVEL, round(mark.height) + _LEVEL + 1)
        right = [other for height in level for other in at_height[height] if lines[other].left >= mark.right - _LEVEL]
        words = min(right, key=lambda other: lines[other].left, default=None)
        near = words is not None and lines[words].left - mark.right <= _WIDEST * lines[words].character
        if words is None or not near:
            found[at] = None if _is_bullet(mark.words) else mark
        elif _is_bullet(mark.words):
            found[at], found[words] = None, lines[words]._replace(item=True)
        elif len(right) == 1:
            said = f"{mark.words} {lines[words].words}"
            found[at], found[words] = None, lines[words]._replace(words=said, item=True)
    return found


def _is_mark(line: Line) -> bool:
    return bool(line.mark) and line.mark == line.words


def _is_bullet(mark: str) -> bool:
    return not any(map(str.isalnum, mark))


def _numbered(lines: Sequence[Line]) -> set[int]:
    """Return which lines begin with the number that comes next in a list of at least three items."""
    chains: list[_Chain] = []
    for at, line in enumerate(lines):
        number = re.search(r"\d+", line.mark)
        if not number or line.item:
            continue
        count = int(number[0])
        chain = next((chain for chain in reversed(chains[-_FEWEST:]) if chain.goes_on_with(count, line)), None)
        if chain is None and count == 1:
            chain = _Chain(0, line.left, line.inner)
            chains.append(chain)
        if chain is not None:
            chain.number, chain.left, chain.inner = count, line.left, line.inner
            chain.items.append(at)
    items = {at for chain in chains if len(chain.items) >= _FEWEST for at in chain.items}
    in_columns = sum(_cells(lines[at]) > 1 for at in items)
    bare = sum(lines[at].mark.isdigit() for at in items)
    return set() if in_columns * 2 > len(items) or bare > _NEARLY_ALL * len(lines) else items


def _cells(line: Line) -> int:
    """Return how many parts of a line stand apart from each other, its mark aside."""
    return len(line.parts) - (bool(line.parts) and line.parts[0].words == line.mark) or 1


def _bulleted(lines: Sequence[Line]) -> set[int]:
    """Return which lines begin with a bullet: one with a gap after it, or one that stands mostly at beginnings."""
    begins = [at for at, line in enumerate(lines) if line.mark and not line.item and _is_bullet(line.mark)]
    glued = Counter(lines[at].mark for at in begins if _is_glued(lines[at]))
    written = Counter(sign for line in lines for sign in line.words if sign in glued)
    usual = {sign for sign, count in glued.items() if count >= _FEWEST and count * 2 > written[sign]}
    return {at for at in begins if not _is_glued(lines[at]) or lines[at].mark in usual}


def _is_glued(line: Line) -> bool:
    return not line.words[len(line.mark) : len(line.mark) + 1].isspace()


def _item(line: Line) -> Line:
    """Return a line as the beginning of an item: it begins where its words do, and a bullet is gone."""
    parts = line.parts
    if parts and parts[0].words == line.mark:
        parts = parts[1:] if len(parts) > 2 else ()  # noqa: PLR2004  one part is the whole line
    rest = line.words[len(line.mark) :].strip()
    words = rest if _is_bullet(line.mark) else f"{line.mark} {rest}" if line.mark.isdigit() else line.words
    width = max(0.0, line.right - line.inner)
    character = width / max(1, len(line.words) - len(line.mark))
    return line._replace(words=words, left=line.inner, character=character, parts=parts, item=True)
