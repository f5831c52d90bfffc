"""The numbers that Word writes before the paragraphs of a list: no part of their text, but what one reads there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.transcripts.formats.word_xml import attribute, name_of

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_LETTERS = 26
_MOST = 9999


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: from where, in which digits, in which words."""

    start: int = 0
    digits: str = "decimal"
    words: str = ""
    glued: bool = False


@dataclass(slots=True)
class _List:
    """A list as paragraphs refer to it: its levels, and at which of them it begins anew."""

    counts: dict[int, int]
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts through the paragraphs of a document in their order."""

    def __init__(self, numbering: Any = None, styles: Any = None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None and self._lists else {}

    def before(self, paragraph: Any) -> str:
        """Return what stands before a paragraph's words, the gap after it included."""
        if not self._lists:
            return ""
        number, level = self._place(paragraph)
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        if level in found.restarts:
            found.counts[level] = found.restarts.pop(level) - 1
        found.counts[level] = found.counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [other for other in found.counts if other > level]:
            del found.counts[deeper]
        return _shown(found, level)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, by itself or by its style."""
        properties = _child(paragraph, "pPr")
        own = _numbered(_child(properties, "numPr"))
        style = attribute(_child(properties, "pStyle"), "val")
        by_style = self._styles.get(style, ("", None))
        number = own[0] or by_style[0]
        level = next((at for at in (own[1], by_style[1]) if at is not None), 0)
        return number, level


def _shown(found: _List, level: int) -> str:
    """Return a number as it is shown; signs before the points of a list label nothing."""
    here = found.levels[level]

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = found.levels.get(at, _Level())
        return _written(found.counts.get(at, other.start), other.digits)

    words = re.sub(r"%(\d)", count, here.words)
    if not any(character.isalnum() for character in words):
        return ""
    return words if here.glued or words[-1] in "：:" else f"{words} "


def _written(count: int, digits: str) -> str:
    write = _DIGITS_OF.get(digits)
    return write(count) if write and 0 < count <= _MOST else "" if digits in {"none", "bullet"} else str(count)


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written


def _chinese(count: int) -> str:
    """Return a number as one says it: 十二, 二十, 一百零三."""
    written = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // value % 10
        if digit:
            written += _DIGITS[digit] + unit
        elif written and count % value and not written.endswith("零"):
            written += "零"
    return written[1:] if written.startswith("一十") else written


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)]


_DIGITS_OF: dict[str, Callable[[int], str]] = {
    "none": lambda _count: "",
    "bullet": lambda _count: "",
    "ordinal": lambda count: f"{count}{_ENDINGS.get(count % 10 * (count // 10 % 10 != 1), 'th')}",
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalFullWidth": lambda count: str(count).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
    "decimalEnclosedCircle": lambda count: chr(0x245F + count) if count <= 20 else str(count),  # noqa: PLR2004
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    "taiwaneseDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
}


def _lists(root: Any) -> dict[str, _List]:
    """Return the lists by number; lists of one kind that do not say otherwise count on together."""
    kinds, by_link = {}, {}
    for kind in root:
        if name_of(kind) == "abstractNum":
            kinds[attribute(kind, "abstractNumId")] = kind
            if link := attribute(_child(kind, "styleLink"), "val"):
                by_link[link] = kind
    levels: dict[str, dict[int, _Level]] = {}
    counts: dict[str, dict[int, int]] = {}
    found = {}
    for number in root:
        if name_of(number) != "num":
            continue
        at = attribute(_child(number, "abstractNumId"), "val")
        kind = kinds.get(at)
        kind = by_link.get(attribute(_child(kind, "numStyleLink"), "val"), kind)
        levels.setdefault(at, _levels(kind))
        own, restarts = dict(levels[at]), {}
        for override in number:
            if name_of(override) == "lvlOverride":
                level = _whole(attribute(override, "ilvl"), 0)
                own |= _levels(override)
                if start := attribute(_child(override, "startOverride"), "val"):
                    restarts[level] = _whole(start, 1)
        found[attribute(number, "numId")] = _List(counts.setdefault(at, {}), own, restarts)
    return found


def _levels(parent: Any) -> dict[int, _Level]:
    return {
        _whole(attribute(level, "ilvl"), 0): _Level(
            _whole(attribute(_child(level, "start"), "val"), 0),
            attribute(_child(level, "numFmt"), "val") or "decimal",
            attribute(_child(level, "lvlText"), "val"),
            attribute(_child(level, "suff"), "val") == "nothing",
        )
        for level in (parent if parent is not None else ())
        if name_of(level) == "lvl"
    }


def _styles(root: Any) -> Mapping[str, tuple[str, int | None]]:
    """Return list and level of each paragraph style, its own or that of the style on which it is based."""
    own, based = {}, {}
    for style in root:
        key = attribute(style, "styleId")
        own[key] = _numbered(_child(_child(style, "pPr"), "numPr"))
        based[key] = attribute(_child(style, "basedOn"), "val")
    found = {}
    for key in own:
        at, seen = key, set()
        while at in own and not own[at][0] and at not in seen:
            seen.add(at)
            at = based[at]
        if at in own and own[at][0]:
            found[key] = own[at]
    return found


def _numbered(properties: Any) -> tuple[str, int | None]:
    level = attribute(_child(properties, "ilvl"), "val")
    return attribute(_child(properties, "numId"), "val"), _whole(level, 0) if level else None


def _whole(digits: str, otherwise: int) -> int:
    return int(digits) if re.fullmatch(r"\d{1,6}", digits) else otherwise


def _child(parent: Any, name: str) -> Any:
    """Return the first child of a name, or None, also of None."""
    return next((child for child in parent if name_of(child) == name), None) if parent is not None else None
