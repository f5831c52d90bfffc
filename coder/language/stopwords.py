"""Words that say nothing of a subject: fillers, pronouns, joints of speech."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from coder.language.fold import fold

_DATA = Path(__file__).parent / "data" / "stopwords.txt"
# Characters that join words or close them: a term neither begins nor ends with one.
_FUNCTION = frozenset(
    fold(
        "的了是在有很會要能到就也都太想不沒我你妳他她它您這那哪每某個位們和跟與或及被把將讓給對從向往由於以之其"
        "去來過著得地啊呢吧嗎喔哦欸嗯呃啦耶嘛哈唉嘿咧囉蠻滿更最還再又才只但而且若如因所並則等些樣說講看覺可"
        "什麼怎啥誰何幾多少大小一二三四五六七八九十兩半次上下裡內外前後中間時候做用叫請比像當先已正剛便都凡"
    )
)
_DIGITS = "0-9一二三四五六七八九十百千万亿兆两几零〇半数多"
_COUNTED = "个位种次天条家间年月日号点步件人名份张块成倍届岁小时分钟礼拜星期周"
_NUMBER = re.compile(
    f"(?:[第同每某好前后这那上下]?[{_DIGITS}.,:%/]+[{_COUNTED}]*)|[每某整各同哪]?[{_COUNTED}]{{1,2}}|百分之.*"
)
# A word of three characters or more with one of these at its edge was cut amiss.
_AMISS = frozenset(fold("的了是在也都就來去嗎呢吧啊喔我你妳他她這那很不沒"))
_SHORT = 2


@cache
def stopwords() -> frozenset[str]:
    """Return the stop words in folded spelling."""
    lines = _DATA.read_text("utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def says_something(folded: str) -> bool:
    """Tell whether a word can stand for a subject: no filler, no number, no single Chinese character or letter."""
    if len(folded) < _SHORT or folded in stopwords() or _NUMBER.fullmatch(folded):
        return False
    return len(folded) == _SHORT or not ({folded[0], folded[-1]} & _AMISS)


def is_joint(folded: str) -> bool:
    """Tell whether a word only joins others, so that no term begins or ends with it."""
    return folded in _FUNCTION or folded in stopwords() or _NUMBER.fullmatch(folded) is not None
