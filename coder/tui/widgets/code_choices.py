"""Which codes a typed word means, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from coder.language.fold import fold
from coder.language.readings import Reading, Readings
from coder.model.codebook import Code
from coder.model.counting.codetree import paths
from coder.tui.widgets.code_sounds import Spoken

NOT_READ: Readings = MappingProxyType({})

# The better the match, the lower the rank.
_EXACT, _BEGINS, _SPOKEN, _NAME, _ENGLISH, _ID, _SPOKEN_INSIDE, _KEYWORD, _THEME, _SKIPPING = range(10)


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that can be chosen, with the titles of its theme and of the codes over it."""

    code: Code
    theme: str


class _Fields(NamedTuple):
    name: str
    english: str
    id: str
    keywords: str
    theme: str


class _Word(NamedTuple):
    text: str
    spoken: Spoken | None


def choices(
    codes: Sequence[Code], typed: str, likely: Sequence[str], recent: Sequence[str], readings: Readings = NOT_READ
) -> list[Choice]:
    """Return the codes that match `typed`, the best match first, among equals likely and recent ones.

    Every word typed must occur in the name, the English name, the id, a keyword or the theme's name, or be
    the name's sound: pinyin or zhuyin, whole, begun or by initials. `readings` may lack some codes, or all.
    """
    over = paths(codes)
    words = [_Word(fold(word), Spoken.of(word)) for word in typed.split()]
    whole = fold(" ".join(typed.split()))
    order = {code: i for i, code in enumerate(dict.fromkeys((*likely, *recent)))}
    found = []
    for code in codes:
        if code.level != "code" or code.archived:
            continue
        theme = over[code.id]
        rank = _rank(_fields(code, theme), words, whole, readings.get(code.id))
        if rank is not None:
            found.append((rank, order.get(code.id, len(order)), code.position, Choice(code, theme)))
    found.sort(key=lambda item: item[:3])
    return [choice for *_, choice in found]


@lru_cache(4096)
def _fields(code: Code, theme: str) -> _Fields:
    return _Fields(fold(code.name), fold(code.name_en), fold(code.id), fold("\n".join(code.keywords)), fold(theme))


def _rank(fields: _Fields, words: Iterable[_Word], whole: str, reading: Reading | None) -> int | None:
    """Return how well the words match, None where one matches nothing."""
    if whole in fields[:3]:
        return _EXACT
    worst = _EXACT
    for word in words:
        rank = _written(fields, word.text)
        if (rank is None or rank > _SPOKEN) and word.spoken and reading:
            heard = _heard(word.spoken, reading)
            rank = heard if rank is None or (heard is not None and heard < rank) else rank
        if rank is None:
            return None
        worst = max(worst, rank)
    return worst


def _written(fields: _Fields, word: str) -> int | None:
    name, english, id_, keywords, theme = fields
    if name.startswith(word) or english.startswith(word):
        return _BEGINS
    if word in name:
        return _NAME
    if word in english:
        return _ENGLISH
    if word in id_:
        return _ID
    if word in keywords:
        return _KEYWORD
    return _THEME if word in theme else None


def _heard(spoken: Spoken, reading: Reading) -> int | None:
    if spoken.inside(reading):
        return _SPOKEN if spoken.begins(reading) else _SPOKEN_INSIDE
    return _SKIPPING if spoken.skips(reading) else None
