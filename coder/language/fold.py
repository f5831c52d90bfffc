"""One spelling for matching: simplified, half-width, lower case, one kind of space; as long as the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "fold.tsv"


class _Table(dict[int, int]):
    """Code point to code point; one that isn't listed stands for itself.

    `str.translate` pays for an exception at each character that a plain dict misses.
    """

    def __missing__(self, point: int) -> int:
        self[point] = point
        return point


def fold(text: str) -> str:
    """Return `text` in the spelling that variants share, each code point at its place."""
    return text.translate(_table())


@cache
def variants() -> dict[str, tuple[str, ...]]:
    """Return, for each character that others fold to, those others."""
    found: dict[str, list[str]] = {}
    for point, target in _pairs():
        found.setdefault(chr(target), []).append(chr(point))
    return {target: tuple(chars) for target, chars in found.items()}


@cache
def _table() -> _Table:
    return _Table(_pairs())


@cache
def _pairs() -> tuple[tuple[int, int], ...]:
    data = _DATA.read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.split("\n") if line and line[0] != "#")
    return tuple((int(row[0], 16), int(row[1], 16)) for row in rows)
