"""Which cells of a row changed: only they go to the terminal, which may be far away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from coder.tui.widgets.wrap import is_plain


def changed_cells(old_row: Iterable[Segment], new_row: Iterable[Segment]) -> tuple[int, int] | None:
    """Return the first cell that differs and the one behind the last, None where the rows look alike.

    Rows with joined or combining characters count as changed altogether: their glyphs can't be cut.
    """
    old, new = list(old_row), list(new_row)
    before, after = "".join(s.text for s in old), "".join(s.text for s in new)
    width = cell_len(after)
    if cell_len(before) != width or not (is_plain(before) and is_plain(after)):
        return None if old == new else (0, max(width, cell_len(before)))
    left = _same(_runs(old, 1), _runs(new, 1))
    if left >= width:
        return None
    return left, width - min(_same(_runs(old, -1), _runs(new, -1)), width - left)


def _runs(segments: Sequence[Segment], step: int) -> Iterator[tuple[str, Style | None]]:
    """Yield text and style from the left, or mirrored from the right."""
    for segment in segments[::step]:
        if segment.text:
            yield segment.text[::step], segment.style


def _same(old: Iterator[tuple[str, Style | None]], new: Iterator[tuple[str, Style | None]]) -> int:
    """Return how many cells two rows have in common from their beginning."""
    cells, nothing = 0, ("", None)
    (a, a_style), (b, b_style) = next(old, nothing), next(new, nothing)
    while a and b and a_style == b_style:
        alike = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        cells += cell_len(a[:alike])
        a, b = a[alike:], b[alike:]
        if a and b:
            break
        if not a:
            a, a_style = next(old, nothing)
        if not b:
            b, b_style = next(new, nothing)
    return cells
