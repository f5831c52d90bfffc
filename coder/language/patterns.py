"""Patterns for what a person looks for: words in any spelling of their characters, and regular expressions."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from coder.errors import CoderError
from coder.i18n import _
from coder.language.fold import fold, variants
from coder.model.text import MIXED_BORDER

_MIXED_BORDER = re.compile(MIXED_BORDER)


@lru_cache(maxsize=256)
def word_pattern(word: str, *, exact: bool = False) -> re.Pattern[str]:
    """Return the pattern of a word: as written if `exact`, else each character in all its spellings.

    Those are the spellings that keywords are matched in; a space between Latin and Chinese may be there or not.
    A set of characters is found in a text faster than the text is folded, and the places are those of the text itself.
    """
    if exact:
        return re.compile(re.escape(word))
    space = _spellings(" ") + "?"
    return re.compile(space.join("".join(map(_spellings, piece)) for piece in _MIXED_BORDER.split(fold(word))))


def _spellings(folded: str) -> str:
    others = variants().get(folded)
    return f"[{re.escape(folded + ''.join(others))}]" if others else re.escape(folded)


def free_pattern(source: str, *, exact: bool = False) -> tuple[str, int]:
    """Return a regular expression with its flags, its Chinese characters in all their spellings unless `exact`.

    Raises `CoderError` with the column where it is wrong. `^` and `$` stand at the borders of a line.
    """
    flags = re.MULTILINE | (0 if exact else re.IGNORECASE)
    _check(source, flags)
    widened = source if exact else _widened(source)
    try:
        re.compile(widened, flags)
    except (re.error, RecursionError, OverflowError):
        widened = source
    return widened, int(flags)


def _check(source: str, flags: int) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(source, flags)
    except re.error as error:
        column = (error.pos or 0) + 1
        message = _("the regular expression is wrong at column {column}: {why}").format(column=column, why=error.msg)
        raise CoderError(message, _("a backslash before a sign takes it as it is: \\( \\. \\?")) from None
    except (RecursionError, OverflowError):
        raise CoderError(_("the regular expression is too large"), _("write it in fewer parts")) from None


_PARTS = re.compile(
    r"""(?P<kept>\\.|\(\?P?[<=][^)>]*[)>]|\(\?\#[^)]*\))    # escapes, names of groups, remarks
    |(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])                     # a set of characters
    |(?P<plain>[^\x00-\x7f])""",
    re.VERBOSE | re.DOTALL,
)


def _widened(source: str) -> str:
    """Return a regular expression in which each character beyond ASCII stands for its spellings too."""

    def widen(part: re.Match[str]) -> str:
        if part["plain"]:
            return _spellings(fold(part["plain"]))
        if part["set"]:
            return _widened_set(part["set"])
        return part["kept"]

    return _PARTS.sub(widen, source)


def _widened_set(source: str) -> str:
    """Return a set of characters with the spellings of those that stand in it, ranges left as they are."""
    more: dict[str, None] = {}
    for at, char in enumerate(source):
        in_range = "-" in (source[at - 1], source[at + 1 : at + 2])
        if not char.isascii() and not in_range:
            folded = fold(char)
            more.update(dict.fromkeys((folded, *variants().get(folded, ()))))
    return source[:-1] + re.escape("".join(more)) + "]"
