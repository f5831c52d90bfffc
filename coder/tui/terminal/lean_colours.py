"""Fewer bytes to the terminal: of each change of colour, only what really changes.

Textual ends each stretch of one style with a reset and begins the next with all of its colours, most of which the
stretch before had as well. Over a slow line these are a third of what a key sends.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_RESET = "\x1b[0m"
_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
# Movements of the cursor show nothing, so they need no colour.
_MOVES = re.compile(r"(?:\x1b\[\d+;\d+H|[\r\n])*+\Z")
_MARKS = {*range(1, 10), 21, *range(51, 54)}
_LETTERS, _BEHIND = {*range(30, 39), *range(90, 98)}, {*range(40, 49), *range(100, 108)}
# A mixed colour takes more numbers: `38;2;r;g;b`, or `38;5;n`.
_MIXED, _WIDE = {38, 48}, {2: 5, 5: 3}


class _Look(NamedTuple):
    """What is set: marks such as bold, the colour of letters and the one behind them, as the terminal reads them."""

    marks: frozenset[str] = frozenset()
    letters: str = ""
    behind: str = ""


_PLAIN = _Look()


def lean(data: str) -> str:
    """Return what shows the same with fewer bytes; `data` begins and ends without colours.

    What holds a code that is not known here comes back as it is.
    """
    texts = _STYLE.split(data)
    made, now, wanted = [texts[0]], _PLAIN, _PLAIN
    for codes, text in zip(texts[1::2], texts[2::2], strict=True):
        after = _after(wanted, codes)
        if after is None:
            return data
        wanted = after
        if not text:
            continue
        if not _MOVES.match(text):
            made.append(_step(now, wanted))
            now = wanted
        made.append(text)
    made.append(_step(now, wanted))
    return "".join(made)


@lru_cache(4096)
def _after(look: _Look, codes: str) -> _Look | None:
    """Return what is set once the terminal has read `codes`; None where one of them is of another kind."""
    numbers = [int(number or 0) for number in codes.split(";")]
    while numbers:
        wide = _WIDE.get(numbers[1], 1) if numbers[0] in _MIXED and len(numbers) > 1 else 1
        first, colour = numbers[0], ";".join(map(str, numbers[:wide]))
        numbers = numbers[wide:]
        if first == 0:
            look = _PLAIN
        elif first in _MARKS:
            look = look._replace(marks=look.marks | {colour})
        elif first in _LETTERS:
            look = look._replace(letters=colour)
        elif first in _BEHIND:
            look = look._replace(behind=colour)
        else:
            return None
    return look


@lru_cache(4096)
def _step(now: _Look, wanted: _Look) -> str:
    """Return the shortest sequence that leads from one look to another."""
    if now == wanted:
        return ""
    if wanted == _PLAIN:
        return _RESET
    anew = f"\x1b[{';'.join(['0', *_changes(_PLAIN, wanted)])}m"
    if now.marks - wanted.marks:
        return anew
    return min(f"\x1b[{';'.join(_changes(now, wanted))}m", anew, key=len)


def _changes(now: _Look, wanted: _Look) -> list[str]:
    """Return the codes that lead to a look which has all the marks of the one before."""
    codes = sorted(wanted.marks - now.marks)
    if wanted.letters != now.letters:
        codes.append(wanted.letters or "39")
    if wanted.behind != now.behind:
        codes.append(wanted.behind or "49")
    return codes
