"""Where words that jieba found are parted or joined, as Taiwan's corpora write them.

jieba's dictionary counts 一個 and 這種 as words, and its model of unknown words glues frequent characters to their
neighbours. Words are in folded spelling here (simplified characters).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Frequency = Callable[[str], float]
"""A word's share of all words, 0 where the dictionary doesn't have it."""

# A character that is itself one word in two thousand is no part of a word that the dictionary doesn't know.
_FREQUENT = 1 / 2000

_DIGITS = "一二三四五六七八九十百千万亿兆零〇两"
_DIGIT_SET = frozenset(_DIGITS)
_MEASURES = (
    "个位种次天条座部所支名项件场份张间家队届封档块元人岁层台辆只本句段篇枚颗棵股批套片道首枝组群幅栋艘架株扇匹头尾户班款类门步声眼口顿碗杯瓶箱包盒"
    "桌排列行页章节堂期回遍趟番阵笔桩滴把双对幢艇代级倍吨斤米尺寸里亩圈轮局盘"
)
_COUNTED = re.compile(f"(第?[{_DIGITS}几半数多]+|[这那哪每某各该])([{_MEASURES}]|小时|分钟|星期|公里|公尺)")
_WHOLE = frozenset(
    re.findall(
        "..",
        "一等一级一代一道一对一片一口一步一头一行一把一声一本一部一回一人一家一排一层一元两头三级二级多数"
        "多样多元多人多头多种多项多家数位数组半个每人某人各人各位各级各类各种万人万元百里百家千里千万万里十分",
    )
)
_POINTED = frozenset({"这是", "这一", "那一", "另一"})
_PLURAL = "们"


def mend(words: Iterable[str], frequency: Frequency) -> list[str]:
    """Return `words` with numbers parted from measures, numbers and plurals joined, and bad guesses undone."""
    made: list[str] = []
    for word in words:
        for part in _trim(word, frequency):
            if made and _belongs(part, made[-1]):
                made[-1] += part
            else:
                made.append(part)
    return [part for word in made for part in _part(word)]


def _belongs(part: str, before: str) -> bool:
    return part == _PLURAL or (_DIGIT_SET.issuperset(part) and _DIGIT_SET.issuperset(before.removeprefix("第")))


def _part(word: str) -> tuple[str, ...]:
    if word in _POINTED:
        return word[0], word[1]
    if word not in _WHOLE and (counted := _COUNTED.fullmatch(word)):
        return counted[1], counted[2]
    return (word,)


def _trim(word: str, frequency: Frequency) -> Iterable[str]:
    """Yield a word that the dictionary has as it is, a guess without the frequent characters at its edges."""
    first, last = 0, len(word)
    if last > 1 and not frequency(word):
        while first < last and frequency(word[first]) > _FREQUENT:
            first += 1
        while first < last and frequency(word[last - 1]) > _FREQUENT:
            last -= 1
    yield from word[:first]
    if first < last:
        yield word[first:last]
    yield from word[last:]
