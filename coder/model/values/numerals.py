"""Numbers that people write: digits alone, and never so many that nothing is counted by them."""

from __future__ import annotations

from coder.i18n import _

_DIGITS = 12


def small_numeral(number: int) -> str:
    """Return a number as official reports write it below a chapter, in English in digits."""
    numerals = _("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20").split(", ")
    return numerals[number - 1] if number <= len(numerals) else str(number)


def whole_number(text: str, least: int = 0, most: int = 10**_DIGITS - 1) -> int | None:
    """Return the whole number that a text is, None where it is none or lies outside the bounds."""
    digits = text.lstrip("0") or "0"
    if not text.isdecimal() or len(digits) > _DIGITS:
        return None
    number = int(digits)
    return number if least <= number <= most else None
