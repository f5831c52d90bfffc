"""Numbers of lines, as in transcripts of conversation analysis and of courts: nobody says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coder.model.text import Role, Turn
from coder.transcripts.beside.taken_out import Gone

_NUMBER = re.compile(r"[ 　]*(\d{1,5})[.)]?(?:[ 　]+|$)")
_SAMPLES = 4
_FEWEST, _MOST = 10, 0.95


def line_numbers(text: str, turns: Sequence[Turn]) -> list[Gone]:
    """Return the numbers that the lines of turns begin with, where nearly every line of a text has the next one."""
    if not _may_be_numbered(text):
        return []
    numbered: dict[int, int] = {}
    lines = start = last = 0
    for line in text.split("\n"):
        found = _NUMBER.match(line) if line and not line.isspace() else None
        lines += bool(numbered) and bool(line.strip())
        if found and (not numbered or int(found[1]) in {last + 1, 1}):
            numbered[start] = start + found.end()
            last = int(found[1])
        start += len(line) + 1
    if len(numbered) < max(_FEWEST, _MOST * lines):
        return []
    labelled = {turn.start for turn in turns if text[turn.start : turn.body].strip()}
    nobodys = {turn.start for turn in turns if turn.role is Role.NONE}
    return [Gone(start, end) for start, end in numbered.items() if start not in labelled | nobodys]


def _may_be_numbered(text: str) -> bool:
    """Tell whether lines here and there begin with a number: most texts are told from others by that."""
    places = [text.find("\n", len(text) * part // _SAMPLES) for part in range(1, _SAMPLES)]
    return all(text[at : at + 20].strip()[:1].isdecimal() for at in places if at >= 0)
