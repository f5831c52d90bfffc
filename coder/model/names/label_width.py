"""How wide a label can be: a name is short, an office with its title or a name of several words is longer."""

from __future__ import annotations

import re

from coder.model.names.label_words import OFFICE, TITLES

_WIDEST = 24
"""A name has at most twelve Chinese characters, or as many Latin letters as are as wide."""
_WIDEST_OF_AN_OFFICE = 48
_WIDEST_IN_WORDS = 40
"""A name of several Latin words, each with a capital, as Juan Andrés Guerrero-Saade."""
_TITLED = re.compile(f"{TITLES}$")
_LONG_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|d[aei]l?|der|v[ao]n|bin|[ae]l|la|y)){1,5}")


def is_too_wide(name: str) -> bool:
    """Tell whether a label is too wide to name somebody."""
    width = len(name) + sum(character > "\u2e7f" for character in name)
    if width <= _WIDEST:
        return False
    if OFFICE.match(name) or _TITLED.search(name):
        return width > _WIDEST_OF_AN_OFFICE
    return width > _WIDEST_IN_WORDS or _LONG_NAME.fullmatch(name) is None
