"""Where words that jieba found are parted or joined, as Taiwan's corpora write them.

jieba's dictionary counts 一個 and 這種 as words and its model of unknown words glues frequent characters to their neighbours. Words are
in folded spelling here (simplified characters).
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
    "一等 一级 一代 一道 一对 一片 一口 一步 一头 一行 一把 一声 一本 一部 一回 一人 一家 一排 一层 一元 两头 三级 二级 "
    "多数 多样 多元 多人 多头 多种 多项 多家 数位 数组 半个 每人 某人 各人 各位 各级 各类 各种 万人 万元 百里 百家 千里 千万 万里 十分".split()
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
