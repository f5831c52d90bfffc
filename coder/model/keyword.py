"""Keywords that are patterns: `*` for up to eight characters of a clause, `?` for one, `(甲|乙|)` for alternatives.

A backslash takes the sign after it literally. Anything else in a keyword stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from coder.errors import CoderError
from coder.i18n import _

GAP = 8
_MOST_GAPS = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """So many characters of the same clause."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several pieces of text; an empty one may be among them."""

    pieces: tuple[str, ...]


Part: TypeAlias = str | Gap | Choice


def is_pattern(keyword: str) -> bool:
    """Tell whether a keyword has a sign in it that stands for something else."""
    return any(char in "*?\\" for char in keyword) or ("(" in keyword and "|" in keyword)


def parts(keyword: str) -> tuple[Part, ...]:
    """Return the parts of a keyword that is a pattern; raises `CoderError` for one that can't be meant."""
    found = list(_joined(_parts(keyword)))
    gaps = sum(isinstance(part, Gap) for part in found)
    if not any(_says_something(part) for part in found):
        raise _wrong(keyword, _("it has no words of its own"))
    if isinstance(found[0], Gap) or isinstance(found[-1], Gap):
        raise _wrong(keyword, _("it begins or ends with * or ?"))
    if gaps > _MOST_GAPS:
        raise _wrong(keyword, _("it has more than {most} gaps").format(most=_MOST_GAPS))
    return tuple(found)


def check(keyword: str) -> None:
    """Refuse a keyword that is a pattern nobody can mean."""
    if is_pattern(keyword):
        parts(keyword)


def literals(found: tuple[Part, ...]) -> int:
    """Return how many characters of a pattern stand for themselves, by its shortest alternatives."""
    return sum(len(p) if isinstance(p, str) else min(map(len, p.pieces)) if isinstance(p, Choice) else 0 for p in found)


def _parts(keyword: str) -> Iterator[Part]:
    at = 0
    while at < len(keyword):
        char = keyword[at]
        if char == "\\":
            if at + 1 == len(keyword):
                raise _wrong(keyword, _("it ends with a backslash"))
            yield keyword[at + 1]
            at += 2
        elif char == "*":
            if keyword[at + 1 : at + 2] == "*":
                raise _wrong(keyword, _("one * is enough"))
            yield Gap(0, GAP)
            at += 1
        elif char == "?":
            yield Gap(1, 1)
            at += 1
        elif char == "(" and "|" in keyword[at:]:
            end = keyword.find(")", at)
            if end < 0:
                raise _wrong(keyword, _("a parenthesis is not closed"))
            inside = keyword[at + 1 : end]
            if any(sign in inside for sign in "*?("):
                raise _wrong(keyword, _("between parentheses stand words alone"))
            yield Choice(tuple(dict.fromkeys(inside.split("|"))))
            at = end + 1
        else:
            yield char
            at += 1


def _joined(found: Iterator[Part]) -> Iterator[Part]:
    text = ""
    for part in found:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text


def _says_something(part: Part) -> bool:
    return bool(part.strip()) if isinstance(part, str) else isinstance(part, Choice) and all(part.pieces)


def _wrong(keyword: str, why: str) -> CoderError:
    return CoderError(
        _("the pattern {keyword} is wrong: {why}").format(keyword=keyword, why=why),
        _("* up to 8 characters, ? one, (a|b) either; a backslash takes the next sign as it is"),
    )
