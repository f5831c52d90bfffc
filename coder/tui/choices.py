"""Which codes a typed word means, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coder.domain.codebook import Code


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that can be chosen, with its theme's name."""

    code: Code
    theme: str


def choices(codes: Sequence[Code], typed: str, likely: Sequence[str], recent: Sequence[str]) -> list[Choice]:
    """Return the codes that match `typed`: by name, then English name and id; likely and recent ones first.

    Every word typed must occur in the name, the English name, the id, a keyword or the theme's name.
    """
    themes = {c.id: c.title for c in codes if c.level != "code"}
    words = typed.lower().split()
    order = {code: i for i, code in enumerate(dict.fromkeys((*likely, *recent)))}
    found = []
    for code in codes:
        if code.level != "code" or code.archived:
            continue
        theme = themes.get(code.parent or "", "")
        rank = _rank(code, theme, words)
        if rank is not None:
            found.append((rank, order.get(code.id, len(order)), code.position, Choice(code, theme)))
    found.sort(key=lambda item: item[:3])
    return [choice for *_, choice in found]


def _rank(code: Code, theme: str, words: Sequence[str]) -> int | None:
    """Return 0 for the best match … 4, None where a word occurs nowhere."""
    fields = (code.name.lower(), code.name_en.lower(), code.id.lower(), " ".join(code.keywords).lower(), theme.lower())
    worst = 0
    for word in words:
        place = next((i for i, text in enumerate(fields) if word in text), None)
        if place is None:
            return None
        if place == 0 and fields[0].startswith(word):
            continue
        worst = max(worst, place + 1)
    return worst
