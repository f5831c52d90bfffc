"""Text in the cells of a spreadsheet: what a program would take for a formula, and what a cell can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

_FORMULA_SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_FORMULA = re.compile(rf"'*(?:\s*[{re.escape(_FORMULA_SIGNS)}]|[\t\r])")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CELL_UNITS = 32_767
_WIDEST = 2

SUSPECTS = frozenset(_FORMULA_SIGNS + _SPACES + "'")
"""The first characters of every text that `guard` changes; a loop tests this before it calls."""


class Lookup(dict[K, V]):
    """A dict that computes a missing value once and keeps it."""

    def __init__(self, compute: Callable[[K], V]) -> None:
        super().__init__()
        self.compute = compute

    def __missing__(self, key: K) -> V:
        value = self[key] = self.compute(key)
        return value


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might run `text`, or drop an apostrophe that stands before such a text."""
    return text[:1] in SUSPECTS and _FORMULA.match(text) is not None


def guard(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet might run it; `unguard` takes it off.

    Guarded are texts that begin with `= + - @` in any width, after white space or apostrophes too, and
    texts that begin with a tab or carriage return. As those with apostrophes get one more, every text
    has its own guarded form.
    """
    return f"'{text}" if looks_like_formula(text) else text


def unguard(cell: str) -> str:
    """Return the text that `guard` made `cell` of."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell


def xml_text(text: str) -> str:
    """Return `text` with line feeds as line ends and U+FFFD for each character that XML cannot hold."""
    if text.isprintable():
        return text
    return _NOT_IN_XML.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def too_long(text: str) -> bool:
    """Tell whether `text` is longer than a cell of Excel can hold, which counts UTF-16 units."""
    return len(text) * _WIDEST > _CELL_UNITS and utf16_length(text) > _CELL_UNITS


def fit(text: str, remark: str) -> str:
    """Return `text`, cut to a cell with `… remark` at its end where it is too long."""
    if not too_long(text):
        return text
    return f"{utf16_cut(text, _CELL_UNITS - utf16_length(remark) - 2)}… {remark}"


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 units of `text`."""
    return len(text) + sum(c > "\uffff" for c in text)


def utf16_cut(text: str, units: int) -> str:
    """Return the longest beginning of `text` that has no more than `units` UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
