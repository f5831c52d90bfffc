"""Facts on a second talk in the midst of a text, as day and place: nobody says them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from coder.model.names.speaker_labels import SPEECH, STAGE, Marks, key_of, plain_colons
from coder.transcripts.beside.front_matter import RECORD
from coder.transcripts.doubts import TAKEN, Outcome

_BLOCK = re.compile(r"(?:^|(?<=\n\n))[^\n]+(?:\n[^\n]+)+(?=\n\n|\n?$)")
_LONGEST = 60
_SENTENCE = re.compile("[。？！?!；]")
_FEWEST = 2
Span = tuple[int, int]


def without_inner_records(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's the groups of lines of which two or more are facts and none is a speaker's."""
    spoken = sorted(at for at, label in outcome.labels if outcome.why[label.key] in TAKEN)
    if spoken and "\n\n" not in text:  # one block, in which somebody speaks
        return outcome
    aside = [
        block.span()
        for block in _BLOCK.finditer(plain_colons(text))
        if bisect_left(spoken, block.start()) == bisect_left(spoken, block.end()) and _is_record(block[0].split("\n"))
    ]
    return replace(outcome, marks=_aside(text, outcome.marks, aside)) if aside else outcome


def _is_record(lines: Sequence[str]) -> bool:
    """Tell whether two lines or more are facts, and none is long or a sentence."""
    if any(len(line) > _LONGEST or _SENTENCE.search(line) for line in lines):
        return False
    return (
        sum(RECORD.fullmatch(key_of(re.split("[:：]", line, maxsplit=1)[0])) is not None for line in lines) >= _FEWEST
    )


def _aside(text: str, marks: Marks, aside: Sequence[Span]) -> Marks:
    """Return the marks without those of groups of lines; speech goes on below each."""
    starts = [start for start, _ in aside]
    kept: Marks = [mark for mark in marks if not _lies_in(mark[0], aside, starts)]
    known = {at for at, _ in kept} | set(starts)
    for start, end in aside:
        kept.append((start, STAGE))
        after = end
        while text[after : after + 1] == "\n":
            after += 1
        if after < len(text) and after not in known:
            kept.append((after, SPEECH))
    return sorted(kept, key=lambda mark: mark[0])


def _lies_in(place: int, aside: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, place) - 1
    return at >= 0 and place < aside[at][1]
