"""The lines of a text with their places, and where turns begin as its look tells."""

from __future__ import annotations

import re

from coder.model.read_transcript import Source

_FEWEST_TURNS = 6
_MOST = 0.8
_UNSEEN = "\u200b\u200e\u200f\u202a\u202c\u2060\ufeff"
_BLANK = re.compile(r"\n\s*\n")


def seen(text: str) -> str:
    """Return the text with a blank for each sign that shows nothing, which would hide a label; places stay."""
    for sign in _UNSEEN:
        text = text.replace(sign, " ")
    return text


def lines_of(text: str) -> tuple[list[tuple[int, str]], list[bool]]:
    """Return the lines that hold something with their places, and whether each follows a blank one."""
    lines, sections, start, blank = [], [], 0, True
    if "\xa0" in text:
        text = text.replace("\xa0", " ")
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append((start, line))
            sections.append(blank)
            blank = False
        else:
            blank = True
        start += len(line) + 1
    return lines, sections


def bare_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that hold something without the blanks around them, with the places where the lines begin."""
    found, start = [], 0
    for line in text.split("\n"):
        if bare := line.strip():
            found.append((start, bare))
        start += len(line) + 1
    return found


def beginnings_of(source: Source) -> frozenset[int]:
    """Return where turns begin as the look of a text tells: at bold letters, else behind a blank line; or nothing."""
    bold = [label.start for label in source.labels if label.hint and label.name and not label.heading]
    if not (bold or _BLANK.search(source.text)):
        return frozenset()
    lines, sections = lines_of(source.text)
    behind_blank = [at for (at, _), opens in zip(lines, sections, strict=True) if opens]
    found = bold or (behind_blank if len(behind_blank) < _MOST * len(lines) else [])
    return frozenset(found) if len(found) >= _FEWEST_TURNS else frozenset()
