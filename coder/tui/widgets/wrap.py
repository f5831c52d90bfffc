"""Wrapping Chinese text into rows of the screen, and finding places in them.

Breaks stand between any two CJK characters, never inside a Latin word that fits a row, never
before closing or after opening punctuation. Every code point lies in exactly one row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size, split_graphemes

HIDDEN = "\x01"
"""Stands for a code point that a view folds away; it has no width, and no transcript holds it."""
_NO_START = frozenset("，。、；：？！）」』】》〉〕｝”’…—·,.;:?!)]}%％〜～ー々")
_NO_END = frozenset("（「『【《〈〔｛“‘([{＄$#＃@")
_COMPLEX = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e"
    "\u200b-\u200f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\U000e0100-\U000e01ef]"
)
_WORD = re.compile(r"[\w.@/:+\-'’&%$#~=]", re.ASCII)
_DATED = re.compile(r"\d{4}[-./_]?\d\d[-./_]?\d\d[-_ .]*(?=\S)")
_TAIL = 24
_CLUSTER = 12


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        width = 1 if char == "\n" else 0 if char == HIDDEN else get_character_cell_size(char)
        self[char] = width
        return width


_width_of: Callable[[str], int] = _Widths({chr(i): 1 for i in range(32, 127)}).__getitem__


def is_plain(text: str) -> bool:
    """Tell whether each code point is a glyph of its own."""
    return not _COMPLEX.search(text)


def cell_widths(text: str) -> list[int]:
    """Return the cells of each code point; in a cluster the first carries all."""
    if not _COMPLEX.search(text):
        return list(map(_width_of, text))
    widths = [0] * len(text)
    spans, _total = split_graphemes(text)
    for start, _end, width in spans:
        widths[start] = width
    return widths


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a wrapped text.

    Row `i` shows `text[starts[i]:ends[i]]`; `numbers[i]` is the line number where a line begins, 0 on a
    continuation, -1 on an empty row that only sets turns apart (it holds no code point). What is folded away
    at the end of a line lies behind the row's end.
    """

    starts: list[int]
    ends: list[int]
    numbers: list[int]
    width: int
    text: str = ""

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """Return the row that shows the code point at `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def rows_of(self, start: int, end: int) -> range:
        """Return the rows that show any of `start:end`."""
        return range(self.row_of(start), self.row_of(max(start, end - 1)) + 1)

    def seen(self, offset: int) -> int:
        """Return the place for a caret at `offset` or, where that is folded away, the nearest one in its row."""
        row = self.row_of(offset)
        end = self.ends[row]
        while offset < end and self.text[offset] == HIDDEN:
            offset += 1
        return min(offset, end)


def wrap(text: str, width: int, spaced: Sequence[int] = (), original: str = "") -> Rows:
    """Wrap `text` to `width` cells, with an empty row before each offset in `spaced` (ascending line starts).

    Lines are counted in `original` where `text` is one with parts folded away.
    """
    width = max(2, width)
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    gaps = set(spaced)
    at = 0
    lines = text.split("\n")
    if text.endswith("\n"):
        lines.pop()
    if len(lines) > 1 and not lines[-1].strip(HIDDEN):
        lines.pop()
    number = 0
    for line in lines:
        number += 1
        folded = HIDDEN in line
        shown = line.rstrip(HIDDEN) if folded else line
        begins = len(shown) - len(shown.lstrip(HIDDEN)) if folded else 0
        number += original.count("\n", at, at + begins) if begins else 0
        if at in gaps:
            starts.append(at)
            ends.append(at)
            numbers.append(-1)
        numbers.append(number)
        starts.append(at)
        if len(shown) * 2 > width or not shown.isascii():
            for cut in _cuts(shown, width):
                ends.append(at + cut)
                starts.append(at + cut)
                numbers.append(0)
        ends.append(at + len(shown))
        number += original.count("\n", at + begins, at + len(line)) if folded else 0
        at += len(line) + 1
    return Rows(starts or [0], ends or [0], numbers or [1], width, text)


def _cuts(line: str, width: int) -> list[int]:
    """Return the offsets at which a line is broken."""
    if len(line) * 2 <= width:
        return []
    prefix = list(accumulate(cell_widths(line), initial=0))
    cuts = []
    at, length = 0, len(line)
    while prefix[length] - prefix[at] > width:
        end = bisect_right(prefix, prefix[at] + width, at + 1) - 1
        end = _good_break(line, at, max(end, at + 1), prefix)
        cuts.append(end)
        at = end
    return cuts


def _good_break(line: str, start: int, end: int, prefix: list[int]) -> int:
    """Return the last good place to break in `line[start + 1 : end + 1]`, `end` where there is none."""
    hanging = end
    while hanging < len(line) and line[hanging] == " ":
        hanging += 1
    if hanging > end:
        return hanging
    for at in range(end, max(start, end - _TAIL * 2), -1):
        before, after = line[at - 1], line[at]
        if prefix[at + 1] == prefix[at]:
            continue
        if after in _NO_START or before in _NO_END:
            continue
        if _WORD.match(before) and _WORD.match(after):
            continue
        return at
    while end > start + 1 and prefix[end + 1] == prefix[end]:
        end -= 1
    return end


def column_of(text: str, start: int, offset: int) -> int:
    """Return the cell at which `text[offset]` begins in a row that starts at `start`."""
    if offset <= start:
        return 0
    return sum(cell_widths(text[start : offset + _CLUSTER])[: offset - start])


def offset_at(text: str, start: int, end: int, column: int) -> int:
    """Return the code point of `text[start:end]` that covers the cell `column`; the last one beyond the row's end."""
    total = 0
    last = start
    for i, width in enumerate(cell_widths(text[start:end])):
        if width:
            if total + width > column:
                return start + i
            last = start + i
        total += width
    return end if total <= column and end > start else last


def fit(text: str, width: int, ellipsis: str = "..") -> str:
    """Return `text` cut to `width` cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    total, kept = 0, []
    for char, size in zip(text, cell_widths(text), strict=True):
        if total + size > width - cell_len(ellipsis):
            break
        kept.append(char)
        total += size
    return "".join(kept) + (ellipsis if width > 0 else "")


def fit_name(name: str, width: int, ellipsis: str = "..") -> str:
    """Return a name cut to `width` cells; a date at its beginning goes first, for it tells least."""
    if cell_len(name) <= width or not (dated := _DATED.match(name)):
        return fit(name, width, ellipsis)
    return fit(ellipsis + name[dated.end() :], width, ellipsis)


def fit_end(text: str, width: int, ellipsis: str = "..") -> str:
    """Return the end of `text` that fits `width` cells, with an ellipsis before it where something was cut."""
    if cell_len(text) <= width:
        return text
    room, kept = width - cell_len(ellipsis), len(text)
    widths = cell_widths(text)
    while kept and widths[kept - 1] <= room:
        kept -= 1
        room -= widths[kept]
    while kept < len(text) and not widths[kept]:
        kept += 1
    return (ellipsis + text[kept:]) if width >= cell_len(ellipsis) else " " * width


def pad(text: str, width: int) -> str:
    """Return `text` cut or filled with spaces to exactly `width` cells."""
    text = fit(text, width)
    return text + " " * (width - cell_len(text))


def pad_start(text: str, width: int) -> str:
    """Return `text` cut or filled with spaces before it to exactly `width` cells."""
    text = fit(text, width)
    return " " * (width - cell_len(text)) + text


def paragraphs(text: str, width: int, most: int = 1000) -> list[str]:
    """Return `text` wrapped as strings, at most `most` rows."""
    rows = wrap(text, width)
    shown = [text[s:e] for s, e in zip(rows.starts, rows.ends, strict=True)]
    return shown if len(shown) <= most else [*shown[: most - 1], fit(shown[most - 1] + "....", width)]
