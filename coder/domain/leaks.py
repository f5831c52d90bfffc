"""What looks as if it told who spoke: persons, addresses, phone numbers, ID and tax numbers of Taiwan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

LeakKind = Literal["e-mail", "phone", "id-number", "tax-number", "address", "person"]


class Leak(NamedTuple):
    """What may tell who spoke: its kind, its words and where they begin."""

    kind: LeakKind
    words: str
    start: int


_SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁"
    "卓阮馬董溫唐藍蔣石古紀姚連馮歐程湯田康姜汪白鄒尤巫鐘黎涂龔嚴韓袁金"
)
_TITLES = "先生|小姐|女士|經理|總經理|董事長|執行長|老師|教授|主任|博士"
_MOBILE, _LANDLINE = r"(?:\+886[- ]?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}", r"\(?0[2-8]\d?\)?[- ]?\d{3,4}[- ]?\d{4}"
_LEAKS: tuple[tuple[LeakKind, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("phone", re.compile(rf"(?<!\d)(?:{_MOBILE}|{_LANDLINE})(?!\d)")),
    ("id-number", re.compile(r"(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)")),
    ("tax-number", re.compile(r"(?<!\d)\d{8}(?!\d)")),
    ("person", re.compile(rf"(?<!謝)(?!謝謝)[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:{_TITLES})")),
)
_NUMBERS = frozenset({"phone", "id-number", "tax-number"})
_DIGITS = re.compile(r"\d{3}")
_HOUSE = re.compile(r"\d+號")
_ADDRESS = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[縣市])?(?:[\u4e00-\u9fff]{1,3}[鄉鎮市區])?"
    r"[\u4e00-\u9fff]{1,6}(?:路|街|大道)(?:[一二三四五六七八九十\d]+段)?(?:\d+巷)?(?:\d+弄)?\d+號\Z"
)
_ADDRESS_CHARS = 40
_LETTERS = {letter: number for number, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}
_TAX_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)


def leaks(text: str) -> Iterator[Leak]:
    """Yield what looks like a person, an e-mail address, a phone number, an address, an ID or a tax number of Taiwan.

    Of ID and tax numbers only those with a right check digit (the rules of the Ministry of the Interior, and of the
    Ministry of Finance since 2023: divisible by five).
    """
    numbers = _DIGITS.search(text) is not None
    for kind, pattern in _LEAKS:
        if (kind == "e-mail" and "@" not in text) or (kind in _NUMBERS and not numbers):
            continue
        for match in pattern.finditer(text):
            if kind == "id-number" and not is_id_number(match[0]):
                continue
            if kind == "tax-number" and not is_tax_number(match[0]):
                continue
            yield Leak(kind, match[0], match.start())
    for house in _HOUSE.finditer(text):
        start = max(0, house.start() - _ADDRESS_CHARS)
        if found := _ADDRESS.search(text[start : house.end()]):
            yield Leak("address", found[0], start + found.start())


def is_id_number(text: str) -> bool:
    """Tell whether the check digit of a national or resident ID number is right."""
    letter = _LETTERS[text[0]]
    digits = [letter // 10, letter % 10, *map(int, text[1:])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 10 == 0


def is_tax_number(text: str) -> bool:
    """Tell whether the check sum of a firm's tax number is right."""
    products = [int(d) * w for d, w in zip(text, _TAX_WEIGHTS, strict=True)]
    total = sum(p // 10 + p % 10 for p in products)
    # Where the seventh digit is 7 its product 28 counts 10: as 1 or as 0.
    return total % 5 == 0 or (text[6] == "7" and (total + 1) % 5 == 0)
