"""How much a keyword found in a sentence speaks for its code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod

from coder.language.borders import Standing

_BY_LENGTH = {1: 0.25, 2: 0.45, 3: 0.6}
_LONG = 0.75
_NEGATED = 0.7
_REACH = 6
_HALF_UP = 1e-9
# By the shares of such hits that were the keyword when read: inside 2 of 40 (not 主管 in 自主管理), begins inside
# 51 of 70 (底層 in 最底層, not 年會 in 四年會), ends inside 63 of 70 (主管 in 主管機關). Demoted, never dropped.
_BY_STANDING = {Standing.WHOLE: 1.0, Standing.INSIDE: 0.1, Standing.BEGINS_INSIDE: 0.75, Standing.ENDS_INSIDE: 0.9}

# A negation reaches over three characters of its clause (沒有這張證照, 不太看證照). Words that only
# hold one of its characters (不只, 特別, 未來, 沒錯) negate nothing.
_NOT_HAVING = "[沒没](?![錯错])有?"
_NOT = "不(?![只同僅仅但斷断過过管論论少錯错])太?"
_NOT_YET = "未(?![來来])"
_DO_NOT = "(?<![特分個个類类性級级差識识區区告])[別别](?![人的])"
_SAME_CLAUSE = r"[^\s，、。！？；：,!?;:…「」『』（）()]{0,3}"
_NEGATORS = frozenset("沒没不未別别")
_NEGATION = re.compile(rf"(?:{_NOT_HAVING}|{_NOT}|{_NOT_YET}|{_DO_NOT}){_SAME_CLAUSE}\Z")


def base_weight(word: str) -> float:
    """Return the weight of a keyword that no other code has; longer words are less often there by chance."""
    return weight_of_length(len(word))


def weight_of_length(characters: int) -> float:
    """Return the weight of a keyword of so many characters."""
    return _BY_LENGTH.get(characters, _LONG)


def weigh(text: str, start: int, weight: float, standing: Standing = Standing.WHOLE) -> float:
    """Return the weight of the keyword at `start`: less within other words, and with a negation just before it."""
    if standing is not Standing.WHOLE:
        weight *= _BY_STANDING[standing]
    before = text[max(0, start - _REACH) : start]
    if _NEGATORS.isdisjoint(before):
        return round(weight, 4)
    negated = _NEGATION.search(text, max(0, start - _REACH), start)
    return round(weight * _NEGATED if negated else weight, 4)


def combine(weights: Iterable[float]) -> float:
    """Return the score of independent weights, above 0 and below 1, to two decimals."""
    score = 1 - prod(1 - weight for weight in weights)
    return min(0.99, max(0.01, round(score + _HALF_UP, 2)))
