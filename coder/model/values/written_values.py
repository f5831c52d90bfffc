"""Numbers and dates as people write them, those of the Republic's calendar too."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_DIGITS = 15
_DATE = re.compile(r"(\d{4})(?:(?:[-/.]|年)(\d{1,2})(?:(?:[-/.]|月)(\d{1,2})日?|月)?|年)?")
_REPUBLIC = re.compile(r"(?:中華)?民國(\d{1,3}|元)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_BEFORE_REPUBLIC = 1911
_DECEMBER = 12


def number_in(text: str) -> str | None:
    """Return the number that a text is, digits alone; None where it is none or has too many digits to be sorted by."""
    written = _plain(text)
    if not _NUMBER.fullmatch(written) or sum(map(str.isdecimal, written)) > _DIGITS:
        return None
    return written.replace(",", "").removeprefix("+")


def date_in(text: str) -> str | None:
    """Return the day, month or year that a text is, in the order of the calendar; None where it is none."""
    written = _plain(text)
    if found := _DATE.fullmatch(written):
        year = int(found[1])
    elif found := _REPUBLIC.fullmatch(written):
        year = _BEFORE_REPUBLIC + (1 if found[1] == "元" else int(found[1]))
    else:
        return None
    month, day = (int(part) if part else 0 for part in found.groups()[1:])
    if (
        not year
        or (found[2] and not 1 <= month <= _DECEMBER)
        or (found[3] and not 1 <= day <= monthrange(year, month)[1])
    ):
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _plain(text: str) -> str:
    """Return a text with ASCII digits and signs, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
