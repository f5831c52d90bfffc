"""Codes of passages behind what is said, as theses write them: …（A01-001）, … [A1-1-01], … (P3, 12)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from coder.model.names.time_stamps import STAMP, TIME
from coder.model.text import Role, Turn
from coder.transcripts.beside.taken_out import Gone

_CLOSING = frozenset(")）]】〕］")
_STOPS = ("", "。", ".")
_AFTER = " 　。.；;"
_REACH = 28
_PART = r"[^\W\d_]{0,4}\d{0,8}"
_CODE = re.compile(
    rf"[ 　]*[(（\[【〔［][ ]?(?P<code>(?=[^\n]*\d){_PART}(?:[\s\-–—_./:：,，、#]{{1,2}}{_PART}){{0,5}})"
    r"[ ]?[)）\]】〕］]"
)
_CLOCK = re.compile(rf"{STAMP}|{TIME}")
_FEWEST = 3
_MOST = 0.6


def passage_codes(text: str, turns: Sequence[Turn]) -> list[Gone]:
    """Return the codes that stand behind most turns, or most lines, of a speaker, written alike."""
    if sum(1 for _ in islice(_numbers_that_end_lines(text), _FEWEST)) < _FEWEST:
        return []
    spoken = [turn for turn in turns if turn.role is not Role.NONE]
    found = [(turn, code) for turn in spoken for code in _behind(text, turn)]
    if len(found) < _FEWEST:
        return []
    of_lines = Counter((_shape(code), turn.speaker) for turn, code in found)
    of_turns = Counter(
        (_shape(code), turn.speaker) for turn, code in found if not text[code.end() : turn.end].strip(_AFTER + "\n")
    )
    turns_of = Counter(turn.speaker for turn in spoken)
    lines_of: Counter[str] = Counter()
    for turn in spoken:
        lines_of[turn.speaker] += sum(bool(line.strip()) for line in text[turn.body : turn.end].split("\n"))
    usual = {
        shape
        for shape, who in of_lines
        if of_lines[shape, who] >= max(_FEWEST, _MOST * lines_of[who])
        or of_turns[shape, who] >= max(_FEWEST, _MOST * turns_of[who])
    }
    return sorted(Gone(code.start(), code.end()) for _, code in found if _shape(code) in usual)


def _numbers_that_end_lines(text: str) -> Iterator[int]:
    """Yield where a number in brackets ends a line: most texts have none."""
    for ending in [f"{sign}{stop}\n" for sign in _CLOSING if sign in text for stop in _STOPS]:
        at = text.find(ending)
        while at >= 0:
            if text[at - 1 : at].isdecimal():
                yield at
            at = text.find(ending, at + 1)


def _behind(text: str, turn: Turn) -> Iterator[re.Match[str]]:
    """Yield the codes that end a line of a turn, a full stop aside."""
    end = turn.end
    while end > turn.body:
        start = max(turn.body, text.rfind("\n", turn.body, end) + 1)
        bare = text[max(start, end - _REACH) : end].rstrip(_AFTER + "\n")
        if bare[-1:] in _CLOSING:
            last = max(start, end - _REACH) + len(bare)
            opens = max(text.rfind(sign, start, last) for sign in "(（[【〔［")
            while opens > start and text[opens - 1] in " 　":
                opens -= 1
            code = _CODE.fullmatch(text, opens, last) if opens > start else None
            if code is not None and not _CLOCK.fullmatch(code["code"]):
                yield code
        end = start - 1


def _shape(code: re.Match[str]) -> str:
    """Return how a code is written: letters and numbers of any length, and the signs around and between them."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", code[0].strip()))
