"""The digits and letters in which programs number the points of a list."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_LETTERS = 26
_MOST = 9999


def written(count: int, digits: str) -> str:
    """Return a number in digits of a kind, as Word calls it."""
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
