"""How transcripts write times: a clock, a day before it, what stands around it."""

from __future__ import annotations

SPELT = (
    r"\d{1,2}\s?(?:h|小時|小时)\s?\d{1,3}\s?(?:m|分鐘?|分钟)(?:\s?\d{1,2}\s?[s秒])?|"
    r"\d{1,3}\s?(?:m|分鐘?|分钟)\s?\d{1,2}\s?[s秒]"
)
_HALF_DAY = r"(?:[上中下]午|凌晨|早上|晚上|[AaPp]\.?[Mm]\.?)"
_DAY_WORD = (
    r"(?:今天|昨天|前天|(?:週|周|星期|禮拜)[一二三四五六日天]|[Tt]oday|[Yy]esterday|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_DAY = (
    rf"(?:{_DAY_WORD}(?: at)?[ 　]+|"
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))(?:T|[,，]?[ 　]+))"
)
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2}){0,2}(?:[.,]\d{1,6})?"
_ZONE = r"(?:Z\b|\s?(?:UTC|GMT)\b|\+\d{2}:?\d{2}\b)"
ONE_TIME = rf"(?:(?:{_DAY})?(?:{_HALF_DAY}\s?)?{_CLOCK}(?:\s?[AaPp]\.?[Mm]\b\.?|{_ZONE})?|{SPELT})"
TIME = rf"{ONE_TIME}(?:\s*(?:-+>?|–|~|～|至|到)\s*{ONE_TIME})?"
"""A time, or from when to when."""
_TO_WHEN = r"\s*(?:-+>?|–|~|～|→)\s*"
_SECONDS = rf"\d{{1,5}}(?:\.\d{{1,3}})?\s?s(?:{_TO_WHEN}\d{{1,5}}(?:\.\d{{1,3}})?\s?s)?"
_FROM_TO = rf"\d{{1,5}}\.\d{{1,3}}{_TO_WHEN}\d{{1,5}}\.\d{{1,3}}"
STAMP = rf"(?:[\[(（【［〔<{{]\s*(?:{TIME}|{_SECONDS}|{_FROM_TO})\s*[\])）】］〕>}}]|#{ONE_TIME}(?:-\d)?#)"
