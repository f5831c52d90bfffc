"""Facts on a second talk in the midst of a text, as day and place: nobody says them."""

from __future__ import annotations

import re
from dataclasses import replace

from coder.model.names.speaker_labels import SPEECH, STAGE, Label, Marks, key_of, plain_colons
from coder.transcripts.beside.front_matter import RECORD
from coder.transcripts.doubts import TAKEN, Outcome

_BLOCK = re.compile(r"(?:^|(?<=\n\n))[^\n]+(?:\n[^\n]+)+(?=\n\n|\n?$)")
_LONGEST = 60
_SENTENCE = re.compile("[。？！?!；]")
_FEWEST = 2


def without_inner_records(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's the groups of lines of which two or more are facts and none is a speaker's."""
    spoken = {at for at, mark in outcome.marks if isinstance(mark, Label) and outcome.why[mark.key] in TAKEN}
    marks = list(outcome.marks)
    for block in _BLOCK.finditer(plain_colons(text)):
        lines = block[0].split("\n")
        facts = sum(RECORD.fullmatch(key_of(re.split("[:：]", line, maxsplit=1)[0])) is not None for line in lines)
        short = all(len(line) <= _LONGEST and not _SENTENCE.search(line) for line in lines)
        if facts >= _FEWEST and short and not any(block.start() <= at < block.end() for at in spoken):
            marks = _aside(text, marks, block.start(), block.end())
    return replace(outcome, marks=marks)


def _aside(text: str, marks: Marks, start: int, end: int) -> Marks:
    """Return the marks without those of a group of lines; speech goes on below it."""
    kept: Marks = [mark for mark in marks if not start <= mark[0] < end]
    after = end + len(text[end:]) - len(text[end:].lstrip("\n"))
    known = {at for at, _ in kept}
    goes_on: Marks = [(after, SPEECH)] if after < len(text) and after not in known else []
    return sorted([*kept, (start, STAGE), *goes_on], key=lambda mark: mark[0])
