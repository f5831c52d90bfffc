"""Numbers of pages in the midst of a text, and the head that stands beside each: nobody's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from coder.model.names.speaker_labels import SPEECH, STAGE, Marks
from coder.transcripts.labels.doubts import Outcome
from coder.transcripts.labels.text_lines import bare_lines

_PAGE = re.compile(
    r"[-–—]{1,2}[ ]?\d{1,4}[ ]?[-–—]{1,2}|第[ ]?\d{1,4}[ ]?頁(?:[ ,，、/／]{0,2}共[ ]?\d{1,4}[ ]?頁)?|"
    r"\d{1,4}[ ]?[/／][ ]?\d{1,4}|page[ ]\d{1,4}(?:[ ](?:of|/)[ ]\d{1,4})?",
    re.IGNORECASE,
)
_OPENS = frozenset("-–—第pP0123456789０１２３４５６７８９")
"""What the number of a page begins with; everything else needs no closer look."""
_NUMBER = re.compile(r"\d{1,5}[.、]?")
_LONGEST = 24
_OFTEN = 3
_MOST = 0.7
_BESIDE = (-2, -1, 1, 2)
"""How many lines from a page's number a head or a foot can stand."""
_ENDS = frozenset("。？！?!…」")


def without_page_marks(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's the numbers of three pages or more, and lines that stand at each of them."""
    lines = bare_lines(text)
    short = [at for at, (_, line) in enumerate(lines) if line[0] in _OPENS and len(line) <= _LONGEST]
    if len(short) < _OFTEN:
        return outcome
    pages = [at for at in short if _PAGE.fullmatch(lines[at][1])]
    labels = {at for at, _ in outcome.labels}
    pages += _running(lines, labels)
    if len(pages) < _OFTEN:
        return outcome
    heads = {at for away in _BESIDE for at in _heads([page + away for page in pages], lines)}
    over = {at for at in heads if lines[at][0] not in labels} | set(pages)
    known = dict(outcome.marks)
    marks: Marks = [(at, mark) for at, mark in outcome.marks if at not in {lines[place][0] for place in over}]
    for at in sorted(over):
        marks.append((lines[at][0], STAGE))
        after = lines[at + 1][0] if at + 1 < len(lines) and at + 1 not in over else None
        if after is not None and after not in known:
            marks.append((after, SPEECH))
    return replace(outcome, marks=sorted(marks, key=lambda mark: mark[0]))


def _running(lines: Sequence[tuple[int, str]], labels: Collection[int]) -> list[int]:
    """Return the lines that number the turns: a number alone, one more each time, above a label."""
    numbers = (at for at, (_, line) in enumerate(lines[:-1]) if line[0] in _OPENS and _NUMBER.fullmatch(line))
    alone = [at for at in numbers if lines[at + 1][0] in labels]
    values = [int(lines[at][1].rstrip(".、")) for at in alone]
    counts_on = all(second == first + 1 for first, second in pairwise(values))
    return alone if len(alone) >= _OFTEN and counts_on and len(alone) * 2 > len(labels) else []


def _heads(places: Sequence[int], lines: Sequence[tuple[int, str]]) -> list[int]:
    """Return those of the places at which the same line stands as at most others, where it is no sentence."""
    there = [at for at in places if 0 <= at < len(lines)]
    line, often = Counter(lines[at][1] for at in there).most_common(1)[0] if there else ("", 0)
    if often < max(_OFTEN, _MOST * len(places)) or line[-1:] in _ENDS:
        return []
    return [at for at in there if lines[at][1] == line]
