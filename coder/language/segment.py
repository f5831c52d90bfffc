"""Where sentences and clauses of speech begin and end.

A sentence has no white space at its borders, sentences never overlap, and together they hold
everything in the speech that isn't white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from coder.model.text import Span, Turn

_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ENDS = "。！？；｡‼⁇⁈⁉!?;"
_CLOSING = r"」』）”’)\]】》〉"
_JOINED = "A-Za-z0-9=/&#%_~+"
_TITLES = ("Dr", "Mr", "Ms", "Mrs", "Prof", "St", "vs", "No", "Fig")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of the speech `text[start:end]`."""
    return [Span(*m.span()) for m in _pattern().finditer(text, start, end)]


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Return the clauses of the speech `text[start:end]`: its sentences, cut at commas and colons too."""
    return [Span(*m.span()) for m in _pattern("，、：,:").finditer(text, start, end)]


def sentence_bounds(text: str, turns: Iterable[Turn]) -> list[tuple[int, int]]:
    """Return start and end of every sentence in the speech of `turns`, in the order of the turns."""
    find = _pattern().finditer
    return [m.span() for t in turns for m in find(text, t.body, t.end)]


def _full_stop() -> str:
    """Return a pattern for the dot that ends an English sentence, unlike those in 3.11, Node.js and Dr. Wu."""
    after_word = "(?<=[A-Za-z]{2})" + "".join(rf"(?<!\b{title})" for title in _TITLES)
    return after_word + r"""\.(?=["'”’)\]]*+(?:\s++["'“‘(\[]?[A-Z]|\s*+\Z))"""


def _inside(commas: str) -> list[str]:
    """Return patterns for what doesn't end a piece, the frequent ones first."""
    run = f"[{_ENDS}][{_ENDS}…]*+[{_CLOSING}]*+"
    return [
        f"[^{_ENDS}.{commas}{_SPACE}]++",
        r"[^\S\n]++(?=\S)",
        f"(?<=[{_JOINED}])[!?;](?=[{_JOINED}])",
        rf"(?!{_full_stop()})\.",
        f"{run}(?=[，、])",
        *(["(?<=[A-Za-z0-9])[,:](?=[0-9/])"] if commas else []),
    ]


@cache
def _pattern(commas: str = "") -> re.Pattern[str]:
    """Compile a piece: what doesn't end it, then the marks that do, with all that clings to them.

    The loop is possessive and eats each mark that ends nothing, so the first mark left is an end.
    """
    clings = f"[{_ENDS}…]*+[{_CLOSING}]*+"
    quote = r"""(?:["'](?=\s|\Z))*+"""
    aside = rf"(?: ?[（(【〔\[][^（()）{_ENDS}\n】〕\]]{{1,40}}+[）)】〕\]])*+"
    end = f"[{_ENDS}.]{clings}{quote}{aside}{clings}"
    comma = f"|[{commas}]++[{_CLOSING}]*+" if commas else ""
    return re.compile(rf"(?=\S)(?:{'|'.join(_inside(commas))})*+(?:{end}{comma})?")
