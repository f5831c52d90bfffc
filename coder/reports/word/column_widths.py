"""How wide the columns of a table are: as wide as their words need, so that heads and numbers do not break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_A_COLUMN = 0.19
"""Centimetres of half a Chinese character of ten points, with a little room for letters, which are wider than half."""
_PADDING = 0.45
_WHOLE, _SHORT, _LEAST = 14, 10, 6
_NUMBER = re.compile(r"\d|—")


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number, a share or a part of a whole, perhaps with its unit."""
    return bool(_NUMBER.match(text)) and len(text) <= _WHOLE


def number_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the columns that hold numbers alone; the first one names the row."""
    columns = list(zip(*rows, strict=True))
    return frozenset(at for at, cells in enumerate(columns) if at and all(map(is_number, cells)))


def fitted(header: Sequence[str], rows: Sequence[Sequence[str]], across: float) -> list[float]:
    """Return widths in cm that fill `across`: what fits on a line stays on it, the rest is shared by what is long."""
    columns = list(zip(header, *rows, strict=True))
    wished = [max(map(_wide, cells)) for cells in columns]
    least = [min(wish, max(map(_unbroken, cells))) for wish, cells in zip(wished, columns, strict=True)]
    if sum(least) > across:
        # Heads break before the cells below them do.
        least = [max(_word(head), *map(_unbroken, cells), 0) for head, *cells in columns]
    spare = across - sum(wished)
    if spare >= 0:
        return [wish + spare * wish / sum(wished) for wish in wished]
    if sum(least) >= across:
        return [across * one / sum(least) for one in least]
    return _shared(least, wished, across - sum(least))


def _shared(least: Sequence[float], wished: Sequence[float], room: float) -> list[float]:
    """Return widths where each column gets as much room as any other until it needs no more."""
    found = list(least)
    for left, at in enumerate(sorted(range(len(wished)), key=lambda at: wished[at] - least[at])):
        more = min(wished[at] - least[at], room / (len(wished) - left))
        found[at] += more
        room -= more
    return found


def _letters(text: str) -> int:
    """Return how wide a text is in Latin letters, a Chinese one being two."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def _wide(text: str) -> float:
    return _PADDING + _A_COLUMN * _letters(text)


def _unbroken(text: str) -> float:
    """Return the width below which a text breaks badly: a short one anywhere, a long one within a word."""
    return _wide(text) if _letters(text) <= _WHOLE else max(_PADDING + _A_COLUMN * _SHORT, _word(text))


def _word(text: str) -> float:
    """Return the width of the longest word, or of three Chinese characters."""
    return max([_PADDING + _A_COLUMN * min(_LEAST, _letters(text)), *map(_wide, re.findall(r"[!-~]+", text))])
