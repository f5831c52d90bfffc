"""Facts on a second talk in the midst of a text, as day and place: nobody says them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from coder.model.names.speaker_labels import SPEECH, STAGE, Label, Marks, key_of
from coder.transcripts.beside.front_matter import RECORD
from coder.transcripts.beside.people_told import names_part, part_of, people_told
from coder.transcripts.labels.doubts import TAKEN, Outcome

_COLON = re.compile("[:：︰﹕∶꞉]")
_FACT = re.compile(
    rf"\n[ 　]*(?=[a-z訪會錄日時地方主對長題謄校記紀編檔])(?:{RECORD.pattern})[ 　]*{_COLON.pattern}", re.IGNORECASE
)
"""A fact at the beginning of a line; few lines begin with the first letters of one."""
_LONGEST, _LONGEST_FACT = 60, 160
_SENTENCE = re.compile("[。？！?!；]")
_FEWEST = 2
_MOST_TITLES = 2
Span = tuple[int, int]


def without_inner_records(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's the groups of lines of which two or more are facts and none is what one says.

    A line that says who takes part is a fact. What one name alone stands before, above the first of them, is a title.
    """
    groups = list(_groups(text))
    if not groups:
        return outcome
    spoken = [(at, label) for at, label in outcome.labels if outcome.why[label.key] in TAKEN]
    places = [at for at, _ in spoken]
    counts = Counter(mark.key for _, mark in spoken)
    records = []
    for span, lines in groups:
        inside = spoken[bisect_left(places, span[0]) : bisect_left(places, span[1])]
        if _is_record(lines) and all(_is_fact(text, at, one, counts) for at, one in inside):
            records.append((span, lines))
    if not records:
        return outcome
    above = spoken[: bisect_left(places, records[0][0][0])]
    titles = (
        {at for at, _ in above} if len(above) <= _MOST_TITLES and len({one.key for _, one in above}) == 1 else set()
    )
    left = [(at, mark) for at, mark in outcome.marks if at not in titles]
    marks = _with_parts(
        _aside(text, left, [span for span, _ in records]), [line for _, lines in records for line in lines]
    )
    keys = {mark.key for _, mark in marks if isinstance(mark, Label)}
    why = {key: reason for key, reason in outcome.why.items() if key in keys}
    accepted = sum(isinstance(mark, Label) and why[mark.key] in TAKEN for _, mark in marks)
    distinct = sum(reason in TAKEN for reason in why.values())
    return replace(outcome, marks=marks, why=why, accepted=accepted, distinct=distinct)


def record_spans(text: str) -> list[Span]:
    """Return from where to where facts on a talk stand in a text that names no speaker."""
    return [span for span, lines in _groups(text) if _is_record(lines)]


def _groups(text: str) -> Iterator[tuple[Span, list[str]]]:
    """Yield the groups of lines around facts: up to a blank line, or beyond it where a fact stands there too."""
    facts = [found.start() + 1 for found in _FACT.finditer(text)]
    if not facts:
        return
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    last = -1
    for place in facts:
        at = bisect_right(starts, place) - 1
        if at <= last:
            continue
        first = last = at
        while (above := _next(lines, first, -1)) is not None:
            first = above
        while (below := _next(lines, last, 1)) is not None:
            last = below
        yield (starts[first], starts[last] + len(lines[last])), [line for line in lines[first : last + 1] if line]


def _next(lines: Sequence[str], at: int, step: int) -> int | None:
    """Return the line that stands beside a line of a group and belongs to it."""
    if not 0 <= at + step < len(lines):
        return None
    if lines[at + step].strip():
        return at + step
    beyond = at + 2 * step
    return beyond if 0 <= beyond < len(lines) and _tells(lines[beyond]) else None


def _tells(line: str) -> bool:
    """Tell whether a line is a fact on the talk, or says who takes part."""
    label, *behind = _COLON.split(line, maxsplit=1)
    return bool(behind) and (RECORD.fullmatch(key_of(label)) is not None or names_part(label, behind[0]))


def _is_record(lines: Sequence[str]) -> bool:
    """Tell whether two lines or more are facts, and none is long or a sentence."""
    if any(len(line) > (_LONGEST_FACT if _tells(line) else _LONGEST) or _SENTENCE.search(line) for line in lines):
        return False
    facts = sum(RECORD.fullmatch(key_of(_COLON.split(line, maxsplit=1)[0])) is not None for line in lines)
    return facts > 0 and sum(map(_tells, lines)) >= _FEWEST


def _is_fact(text: str, at: int, label: Label, counts: Counter[str]) -> bool:
    """Tell whether a label is none of the talk's: it says who takes part, or stands once."""
    behind = text[at + label.width : text.find("\n", at)]
    return names_part(label.name, behind) or (counts[label.key] == 1 and not label.known)


def _with_parts(marks: Marks, lines: Sequence[str]) -> Marks:
    """Return the marks, each label with the part that the facts tell of its name."""
    told = (_COLON.split(line, maxsplit=1) for line in lines)
    people = list(people_told((parts[0], parts[1]) for parts in told if len(parts) > 1))
    if not people:
        return marks
    return [
        (at, mark._replace(role=mark.role or part_of(mark.name, people)) if isinstance(mark, Label) else mark)
        for at, mark in marks
    ]


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
