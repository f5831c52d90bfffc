"""Numbers that people write: digits alone, and never so many that nothing is counted by them."""

from __future__ import annotations

_DIGITS = 12


def whole_number(text: str, least: int = 0, most: int = 10**_DIGITS - 1) -> int | None:
    """Return the whole number that a text is, None where it is none or lies outside the bounds."""
    digits = text.lstrip("0") or "0"
    if not text.isdecimal() or len(digits) > _DIGITS:
        return None
    number = int(digits)
    return number if least <= number <= most else None
