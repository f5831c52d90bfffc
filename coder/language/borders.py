"""Where the words of a whole text begin and end, as a value of one bit a character that can be kept.

It depends on the text and on the dictionary's version alone, never on a study's terms: so what was cut once need not
be cut again when a keyword is new.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path

_RULES = 2  # one more whenever `pieces`, `mending` or `dictionary` cut otherwise than before
_DATA = Path(__file__).parent / "data"
_SIZE = 4
_MARK, _NO_MARK = b"1", b"0"


@cache
def version() -> str:
    """Return what decides how texts are cut: jieba, Taiwan's words and the folding, Unicode's classes, our rules."""
    from importlib.metadata import version as version_of

    data = hashlib.sha256()
    for name in ("taiwan.txt", "fold.tsv"):
        data.update((_DATA / name).read_bytes())
    return f"{_RULES} jieba {version_of('jieba')} unicode {unicodedata.unidata_version} {data.hexdigest()[:16]}"


class Standing(Enum):
    """How a stretch of text stands to the words."""

    WHOLE = "begins and ends where words do"
    BEGINS_INSIDE = "begins inside a word"
    ENDS_INSIDE = "ends inside a word"
    INSIDE = "begins and ends inside words"


_STANDINGS = (Standing.WHOLE, Standing.BEGINS_INSIDE, Standing.ENDS_INSIDE, Standing.INSIDE)


class WordBorders:
    """The words of a text of `length` characters: a bit is set for each place that is inside a word."""

    __slots__ = ("_inside", "length")

    def __init__(self, length: int, inside: bytes) -> None:
        self.length = length
        self._inside = inside

    @classmethod
    def of(cls, length: int, words: Iterable[tuple[int, int]]) -> WordBorders:
        """Return the borders of words that are given by start and end."""
        marks = bytearray(_NO_MARK) * (length + 1)
        for start, end in words:
            if end - start > 1:
                marks[start + 1 : end] = _MARK * (end - start - 1)
        marks.reverse()  # the first place is the lowest bit
        return cls(length, int(bytes(marks), 2).to_bytes(_bytes_for(length), "little"))

    @classmethod
    def from_bytes(cls, data: bytes) -> WordBorders:
        """Return what `to_bytes` wrote; `ValueError` for anything of another size."""
        length = int.from_bytes(data[:_SIZE], "little")
        if len(data) != _SIZE + _bytes_for(length):
            message = "no word borders"
            raise ValueError(message)
        return cls(length, data[_SIZE:])

    def to_bytes(self) -> bytes:
        """Return the value as bytes, an eighth of the text's length."""
        return self.length.to_bytes(_SIZE, "little") + self._inside

    def inside(self, offset: int) -> bool:
        """Tell whether a word has characters on both sides of `offset`."""
        return bool(self._inside[offset >> 3] >> (offset & 7) & 1)

    def standing(self, start: int, end: int) -> Standing:
        """Tell whether `start` and `end` are places where words begin or end."""
        inside = self._inside
        return _STANDINGS[(inside[start >> 3] >> (start & 7) & 1) + 2 * (inside[end >> 3] >> (end & 7) & 1)]

    def words(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every word of the text that the borders were found in."""
        marks = self._marks()
        start, length = 0, self.length
        while start < length:
            end = marks.find(_NO_MARK, start + 1, length + 1)
            if end - start > 1 or _is_word(text[start]):
                yield start, end
            start = end

    def _marks(self) -> bytes:
        """Return a character for each place."""
        number = int.from_bytes(self._inside, "little")
        return f"{number:0{self.length + 1}b}".encode()[::-1]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordBorders):
            return NotImplemented
        return (self.length, self._inside) == (other.length, other._inside)

    def __hash__(self) -> int:
        return hash((self.length, self._inside))

    def __repr__(self) -> str:
        return f"WordBorders({self.length} characters)"

    def __sizeof__(self) -> int:
        return object.__sizeof__(self) + sys.getsizeof(self._inside)


def _bytes_for(length: int) -> int:
    return (length >> 3) + 1


@cache
def _is_word(char: str) -> bool:
    """Tell whether a character by itself is a word: all but white space and punctuation are."""
    return not char.isspace() and unicodedata.category(char)[0] != "P"
