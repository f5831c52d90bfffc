"""Make `data/fold.tsv`, the table behind `fold`: `python -m coder.language._make_fold` (needs OpenCC)."""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "fold.tsv"
_IDEOGRAPHS = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))
_FULL_WIDTH = (0xFF01, 0xFF5F)
_SPACES = "-\u2010\u2011\u2012\u2013\u00a0\u3000"
_HEAD = (
    "# code point, what it folds to (both hexadecimal), the two as characters.\n"
    "# Made by coder.language._make_fold from OpenCC {version} (Apache-2.0; t2tw, then t2s, one character at a time)\n"
    "# and Unicode {unicode} (widths, compatibility ideographs, lower case).\n"
)


def make_table(convert: Iterable[Callable[[str], str]]) -> dict[str, str]:
    """Return each character that folds to another, with that other, which folds to itself."""
    steps = (_width, _canonical, *convert, str.lower)
    table: dict[str, str] = {}
    for point in _candidates():
        char = chr(point)
        target = _settle(char, steps)
        if target != char:
            table[char] = target
    return table


def _candidates() -> Iterable[int]:
    cased = (i for i in range(0x110000) if chr(i).lower() != chr(i))
    ideographs = chain.from_iterable(range(*r) for r in _IDEOGRAPHS)
    return sorted({*cased, *ideographs, *range(*_FULL_WIDTH), *map(ord, _SPACES)})


def _settle(char: str, steps: Iterable[Callable[[str], str]]) -> str:
    seen: list[str] = []
    while char not in seen:
        seen.append(char)
        for step in steps:
            made = step(char)
            char = made if len(made) == 1 else char
    # A circle of variants has no last member, so its smallest stands for all of it.
    return min(seen[seen.index(char) :])


def _width(char: str) -> str:
    if _FULL_WIDTH[0] <= ord(char) < _FULL_WIDTH[1]:
        char = unicodedata.normalize("NFKC", char)
    return " " if char in _SPACES else char


def _canonical(char: str) -> str:
    ideograph = any(a <= ord(char) < b for a, b in _IDEOGRAPHS)
    return unicodedata.normalize("NFKC", char) if ideograph else char


def main() -> None:
    """Write the table."""
    opencc = importlib.import_module("opencc")
    table = make_table([opencc.OpenCC(name).convert for name in ("t2tw", "t2s")])
    head = _HEAD.format(version=opencc.__version__, unicode=unicodedata.unidata_version)
    rows = (f"{ord(a):x}\t{ord(b):x}\t{a}{b}\n" for a, b in table.items())
    TABLE.write_text(head + "".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
