"""Titles, headings and breaks that look like names: what has nothing said under it is nobody's label."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from coder.model.names.speaker_labels import SPEECH, STAGE, Label, Marks
from coder.model.names.speakers import Why
from coder.model.names.time_stamps import STAMP, TIME
from coder.transcripts.labels.doubts import TAKEN, Outcome

_TIMES = re.compile(rf"(?:\s|{STAMP}|{TIME}|to\b|[-–—~～→至到])*")
_ADDRESS = re.compile(r"[ 　]*[<(（]?(?:https?://|www\.)\S+[ 　]*")
_DAY = re.compile(
    r"[\d\s./:年月日時分,，()（）週星期一二三四五六-]*|(?:[A-Z][a-z]{2,8},? )?[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|"
    r"\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
)
"""What stands below a title: nothing, or the day of the talk."""
_PERSON = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.'-]*)+")
_OPENS = frozenset(["", *"\n 　([{（【［〔<#hw0123456789-–—~～→t至到"])
"""What times and addresses begin with: everything else is speech."""
_LONGEST, _DAY_LONG = 200, 40


class _Empty(NamedTuple):
    """A label with nothing said on its line."""

    at: int
    key: str
    timed: bool
    is_address: bool
    is_silent: bool
    """Whether another label stands right below."""


def without_silent_labels(text: str, outcome: Outcome) -> Outcome:
    """Return what was found without labels under which nothing is said: titles, links, breaks as `Break: [10:20]`."""
    empty = _empty(text, outcome)
    if not empty:
        return outcome
    keys = {key for key, those in empty.items() if _is_nobody(key, those, outcome)}
    stands_alone = {
        one.at for key, those in empty.items() for one in those if one.timed and outcome.why[key] not in TAKEN
    }
    gone = {at for at, label in outcome.labels if label.key in keys} | stands_alone
    if not gone:
        return outcome
    why = {key: Why.ONCE if key in keys else reason for key, reason in outcome.why.items()}
    marks = _marked(text, outcome.marks, gone)
    accepted = sum(isinstance(mark, Label) and why[mark.key] in TAKEN for _, mark in marks)
    return replace(outcome, marks=marks, why=why, accepted=accepted, odd=outcome.odd | keys)


def _empty(text: str, outcome: Outcome) -> Mapping[str, list[_Empty]]:
    """Return the labels with nothing but times or an address behind them on their line, by their keys."""
    found: dict[str, list[_Empty]] = {}
    marks = outcome.marks
    for place, (at, mark) in enumerate(marks):
        if not isinstance(mark, Label) or outcome.why[mark.key] is Why.ROLE:
            continue
        said = at + mark.width
        if text[said : said + 1] not in _OPENS:
            continue
        below, other = marks[place + 1] if place + 1 < len(marks) else (len(text), mark)
        line = text.find("\n", said)
        end = min(below, line if line >= 0 else len(text))
        address = end - said <= _LONGEST and _ADDRESS.fullmatch(text, said, end) is not None
        if not address and (end - said > _LONGEST or _TIMES.fullmatch(text, said, end) is None):
            continue
        timed = mark.time is not None
        between = text[end:below].strip()
        no_words = not between if place else len(between) <= _DAY_LONG and _DAY.fullmatch(between) is not None
        is_silent = isinstance(other, Label) and no_words and (place + 1 < len(marks) or timed)
        found.setdefault(mark.key, []).append(_Empty(at, mark.key, timed, address, is_silent))
    return found


def _is_nobody(key: str, those: Collection[_Empty], outcome: Outcome) -> bool:
    """Tell whether a label that was taken names nobody: none of those of its name has words, or only breaks in them."""
    count, silent = outcome.counts[key], sum(one.is_silent for one in those)
    if all(one.is_address for one in those) and len(those) == count and outcome.why[key] in {Why.FORM, Why.REPEATS}:
        return not any(_PERSON.fullmatch(label.name) for _, label in outcome.labels if label.key == key)
    if outcome.why[key] is Why.FORM:
        return count == 1 == silent
    if outcome.why[key] is not Why.REPEATS or len(those) < count:
        return False
    breaks = key in outcome.odd or not any(label.time for _, label in outcome.labels if label.key != key)
    return silent == count or (breaks and all(one.timed for one in those) and silent * 2 >= count)


def _marked(text: str, marks: Marks, gone: Collection[int]) -> Marks:
    """Return the marks, some of them nobody's; what stands below goes on with who spoke."""
    kept: Marks = []
    for place, (at, mark) in enumerate(marks):
        if at not in gone or not isinstance(mark, Label):
            kept.append((at, mark))
            continue
        kept.append((at, STAGE))
        after = text.find("\n", at + mark.width) + 1
        below = marks[place + 1][0] if place + 1 < len(marks) else len(text)
        if 0 < after < below and text[after:below].strip():
            kept.append((after, SPEECH))
    return kept
