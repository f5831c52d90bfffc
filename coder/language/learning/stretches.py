"""The passages of a transcript that codes are suggested for, each with the turn before it."""

from __future__ import annotations

from collections.abc import Iterable

from coder.language.learning.model import Stretch
from coder.model.text import Turn, turn_at

_FAR = 300  # characters: the end of a long turn is what is answered


def stretches(text: str, turns: tuple[Turn, ...], bounds: Iterable[tuple[int, int]]) -> list[Stretch]:
    """Return sentences or other passages with the speech before the turn that each begins in."""
    return [Stretch(start, end, speech_before(text, turns, start)) for start, end in bounds]


def speech_before(text: str, turns: tuple[Turn, ...], offset: int) -> tuple[int, int]:
    """Return the end of what was said before the turn at `offset`; nothing at a transcript's beginning."""
    if not turns:
        return 0, 0
    for at in range(turn_at(turns, offset) - 1, -1, -1):
        turn = turns[at]
        if text[turn.body : turn.end].strip():
            return max(turn.body, turn.end - _FAR), turn.end
    return 0, 0
