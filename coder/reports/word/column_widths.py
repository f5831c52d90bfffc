"""How wide the columns of a table are: as wide as their words need, so that heads and numbers do not break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LETTER, _BOLD, _CHINESE = 0.215, 0.245, 0.37
"""Centimetres of a Latin letter, of one in a head, and of a Chinese character, of ten points in wide faces."""
_PADDING = 0.45
_LARGEST, _SMALLER, _SMALLEST = 10, 9, 8
_WHOLE, _SHORT, _LEAST = 14, 10, 6
_NUMBER = re.compile(r"(?:\u7d04 ?|about )?(?:\d|—)")
_COUNTED = re.compile(r"\d[\d.,%(); \uff05\uff08\uff09\uff1b]*")
_WORD = re.compile(r"[!-,.-~]*-|[!-,.-~]+")
_PIECE = re.compile(r"[!-~]+|[^ -~]+")
_LONGEST = 18
_MOST_LACKING = 8.0
_MOST_WEIGHED, _RAGGED = 80, 1.15
_TALLEST, _ROUNDED = 5.2, 0.01
_TALL_HEAD = 6
"""How many lines a head's third line is worth."""


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number, a share or a part of a whole, perhaps with its unit; a sum is none."""
    return bool(_NUMBER.match(text)) and len(text) <= _WHOLE and "×" not in text


def number_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the columns that hold numbers alone; the first one names the row."""
    columns = list(zip(*rows, strict=True))
    return frozenset(at for at, cells in enumerate(columns) if at and all(map(is_number, cells)))


class Fit(NamedTuple):
    """Widths of columns in cm, and the size of letters in points by which no word breaks in them."""

    widths: tuple[float, ...]
    points: int


def fitted(header: Sequence[str], rows: Sequence[Sequence[str]], across: float) -> Fit:
    """Return widths that fill `across`: what fits on a line stays on it, the rest is shared by what is long."""
    columns = list(zip(header, *rows, strict=True))
    wished = [max(_bold(head), *map(_wide, cells), 0) for head, *cells in columns]
    whole = [max(_head(head), *map(_unbroken, cells), 0) for head, *cells in columns]
    # Heads break before the cells below them do, and these between their words, before letters become smaller.
    parted = [max(_word(head, _BOLD), *map(_unbroken, cells), 0) for head, *cells in columns]
    words = [max(_word(head, _BOLD), *map(_word, cells), 0) for head, *cells in columns]
    spare = across - sum(wished)
    if spare >= 0:
        return Fit(tuple(wish + spare * wish / sum(wished) for wish in wished), _LARGEST)
    for least, points in ((whole, 10), (parted, 10), (parted, 9), (parted, 8), (words, 10), (words, 9), (words, 8)):
        bounded = [_at(min(wish, one), points) for wish, one in zip(wished, least, strict=True)]
        if sum(bounded) <= across:
            return _lowest((header, *rows), across, least, wished, points)
    return Fit(tuple(across * one / sum(words) for one in words), _SMALLEST)


def _lowest(
    table: Sequence[Sequence[str]], across: float, least: Sequence[float], wished: Sequence[float], points: int
) -> Fit:
    """Return the widths by which a table is lowest: shared by what is long, or so that most rows take few lines.

    Smaller letters are worth it where a quarter of the table is saved. Long tables are shared by what is long alone,
    for weighing each row against each other takes too long.
    """
    fits: dict[Fit, float] = {}
    for size, price in ((points, 1.0), (_SMALLER, 1.25 * _SMALLER / _LARGEST)):
        if size > points or (size < points and len(table) > _MOST_WEIGHED):
            continue
        wishes = [_at(wish, size) for wish in wished]
        bounded = [_at(min(wish, one), size) for wish, one in zip(wished, least, strict=True)]
        lows = [bounded]
        if len(table) <= _MOST_WEIGHED:
            needed = ([[_at(_within(cell, n), size) for cell in cells] for cells in table[1:]] for n in (1, 2, 3))
            lows += [_low(bounded, rows, across) for rows in needed]
        for low in lows:
            fit = Fit(tuple(_shared(low, wishes, across - sum(low))), size)
            lines = [lines_of(cells, fit.widths, size) for cells in table]
            fits[fit] = price * (sum(lines) + _TALL_HEAD * max(0, lines[0] - 2))
    return min(fits, key=lambda fit: fits[fit])


def _within(text: str, lines: int) -> float:
    """Return the width in which a text takes so many lines, about: those of words end before the edge."""
    if lines == 1:
        return _wide(text)
    return max(_word(text), _PADDING + (_wide(text) - _PADDING) / lines * _RAGGED)


def _low(least: Sequence[float], needed: Sequence[Sequence[float]], across: float) -> list[float]:
    """Return widths that hold what as many rows as possible need; those that need most are given up one by one."""
    kept = [[max(one, bound) for one, bound in zip(row, least, strict=True)] for row in needed]
    while kept:
        columns = [sorted(set(column), reverse=True) for column in zip(*kept, strict=True)]
        if sum(column[0] for column in columns) <= across:
            return [column[0] for column in columns]
        at = max(
            (at for at, column in enumerate(columns) if column[0] > least[at]),
            key=lambda at: (
                (columns[at][0] - (columns[at][1] if len(columns[at]) > 1 else least[at]))
                / sum(row[at] == columns[at][0] for row in kept)
            ),
        )
        kept = [row for row in kept if row[at] != columns[at][0]]
    return list(least)


def _at(width: float, points: float) -> float:
    """Return a width for letters of another size."""
    return _PADDING + (width - _PADDING) * points / _LARGEST


def lines_of(cells: Sequence[str], widths: Sequence[float], points: float) -> int:
    """Return how many lines the tallest cell of a row takes, about."""
    rooms = (max(width - _PADDING, _LETTER) * _LARGEST / points for width in widths)
    return max(_lines(text, room) for text, room in zip(cells, rooms, strict=True))


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes: Latin words stay whole, Chinese breaks at any character."""
    if _wide(text) - _PADDING <= room:
        return 1
    lines, used = 1, 0.0
    for piece in _PIECE.findall(text):
        wide = _wide(piece) - _PADDING
        if piece.isascii():
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            wide += _LETTER
        used += wide
        if used > room + _LETTER:
            lines, used = lines + int(used // room), used % room
    return lines


def _shared(least: Sequence[float], wished: Sequence[float], room: float) -> list[float]:
    """Return widths where each column has of the room what it lacks of all that is lacking, long texts up to a line."""
    lacking = [min(wish - one, _MOST_LACKING) for wish, one in zip(wished, least, strict=True)]
    whole = sum(lacking) or 1.0
    return [one + room * lack / whole for one, lack in zip(least, lacking, strict=True)]


def letters(text: str) -> int:
    """Return how wide a text is in Latin letters, a Chinese one being two."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def _wide(text: str, letter: float = _LETTER) -> float:
    chinese = letters(text) - len(text)
    # A sign of percent is wider than any letter.
    return _PADDING + _CHINESE * chinese + letter * (len(text) - chinese + 0.6 * text.count("%"))


def _bold(text: str) -> float:
    return _wide(text, _BOLD)


def _head(text: str) -> float:
    """Return the width below which a head breaks badly: within a word of Latin letters, within a short Chinese one."""
    return _word(text, _BOLD) if letters(text) == len(text) else _unbroken(text)


def _unbroken(text: str) -> float:
    """Return the width below which a text breaks badly: a short one anywhere, a long one within a word."""
    is_whole = letters(text) <= _WHOLE or (len(text) <= _LONGEST and _COUNTED.fullmatch(text))
    return _wide(text) if is_whole else max(_PADDING + _LETTER * _SHORT, _word(text))


def _word(text: str, letter: float = _LETTER) -> float:
    """Return the width of the longest word, or of three Chinese characters."""
    words = (_wide(word, letter) for word in _WORD.findall(text))
    return max([_PADDING + _LETTER * min(_LEAST, letters(text)), *words])


def head_breaks(header: Sequence[str], fit: Fit) -> bool:
    """Tell whether a word of Latin letters in a head does not fit into its column."""
    least = (_at(max((_wide(w, _BOLD) for w in _WORD.findall(head)), default=0.0), fit.points) for head in header)
    return any(width < need - _ROUNDED for width, need in zip(fit.widths, least, strict=True))


def turned_height(header: Sequence[str], points: float) -> float:
    """Return how tall a row of heads is that run from bottom to top, in cm."""
    return min(_TALLEST, max((_at(_bold(head), points) for head in header), default=0.0))


def widest_word(texts: Iterable[str], points: float = _LARGEST) -> float:
    """Return the width in which no word of some heads breaks."""
    return _at(max((_word(text, _BOLD) for text in texts), default=0.0), points)
