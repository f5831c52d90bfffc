"""Numbers of firms and persons that a sentence states: 三家, 兩位受訪者, three firms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["cases", "persons"]

_DIGITS = {mark: value for value, mark in enumerate("一二三四五六七八九十", 1)} | {"兩": 2}
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WITHIN = r"(?!(?:廠商|公司|企業|新創)?(?:之中|當中|裡|中(?![型小間])))"
_CHINESE = re.compile(
    r"(?<![第每數幾餘他外近這那該此述\d.,])(?<!剩下)(?<!剩下的)(?<!不到)(?<!未滿)"
    r"(?P<number>\d{1,3}|[一二兩三四五六七八九十]{1,3}) ?"
    rf"(?:(?P<cases>家(?![人庭族數長])|間(?=公司|廠商|企業)){_WITHIN}"
    r"|(?P<persons>[位名](?=受訪|主管|訪談)))"
)
_BETWEEN = r"(?:(?!of\b|and\b|the\b|or\b)[\w-]+ ){0,3}?"
_BEFORE = r"(?<!other )(?<!remaining )(?<!the )(?<!these )(?<!those )(?<![\d.,-])"
_KIND = re.compile(r"[^，。；：、（）「」\n]{0,10}")
_LATIN = re.compile(r"^[A-Za-z ]+")
_LEAST_WORD = 4
_ENGLISH = re.compile(
    rf"{_BEFORE}\b(?P<number>\d{{1,3}}|{'|'.join(_WORDS)}) {_BETWEEN}"
    r"(?:(?P<cases>firms|companies|start-ups)|(?P<persons>interviewees|respondents))\b(?! out of)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that state a number of firms or of persons."""

    words: str
    number: int
    unit: Unit
    of: str = ""
    """The words that may say of which kind: 新創 in 三家新創, `large service firms` in English."""


def counted(words: str) -> Iterator[Counted]:
    """Yield the numbers of firms and persons that a text states; one alone, and the rest of a whole, are none."""
    for pattern in (_CHINESE, _ENGLISH):
        for found in pattern.finditer(words):
            number = _number(found["number"])
            if number > 1:
                unit: Unit = "cases" if found["cases"] else "persons"
                after = _KIND.match(words, found.end()) if pattern is _CHINESE else None
                of = after[0] if after else found[0].split(maxsplit=1)[-1]
                yield Counted(found[0].strip(), number, unit, of.strip())


def of_kind(of: str, values: Mapping[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Return the attribute values that narrow a number: those right after it, or an English word of theirs alone.

    `values` are attributes with a value each, and the value's English name.
    """
    names = {name: key for key in values for name in (key[1], _LATIN.sub("", key[1])) if name}
    found: set[tuple[str, str]] = set()
    while name := next((name for name in sorted(names, key=len, reverse=True) if of.startswith(name)), ""):
        found.add(names[name])
        of = of[len(name) :].lstrip()
    meaning: dict[str, set[tuple[str, str]]] = {}
    for key, english in values.items():
        for word in _words_of(english):
            meaning.setdefault(word, set()).add(key)
    for word in _words_of(of):
        if len(meant := meaning.get(word, set())) == 1:
            found |= meant
    return found


def _words_of(english: str) -> set[str]:
    words = re.findall(r"[a-z][a-z-]+", english.lower().replace("-sized", ""))
    return {word.removesuffix("s") for word in words if len(word) >= _LEAST_WORD}


def _number(written: str) -> int:
    """Return a number that is written in digits or words; 0 for one that is no single number, as 兩三."""
    if written.isdecimal():
        return int(written)
    if written.lower() in _WORDS:
        return _WORDS.index(written.lower()) + 2
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS[written] if len(written) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
