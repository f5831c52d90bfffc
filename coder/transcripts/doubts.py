"""What was found on who speaks, and whether anything speaks against it: then a person is asked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coder.model.names.speaker_labels import is_answer, key_of, never
from coder.model.names.speakers import Candidate, Why
from coder.model.read_transcript import Source
from coder.transcripts.label_forms import ENDING, Marks

TAKEN = frozenset({Why.SAID, Why.FILE, Why.ROLE, Why.REPEATS, Why.FORM})

_TWO_THIRDS, _NEARLY_ALL = 0.65, 0.9
_LABELLED = frozenset(["colon", "brackets", "codes", "pattern"])
"""Forms that stand on the line of the speech, which lines and columns of a page cannot mix up."""
_RARE = 10
_FEW_LINES = 8
_OFTEN = 3
_EVERY = 25
_CODE_REACH = 24
_OPENING = re.compile(r"[\W\d_]{0,40}(?P<word>[^\W\d_]{1,8})(?=[\W\d_])(?!(?<=[A-Za-z]) [a-z])")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a form gives: its marks, why each label is a speaker or not, and how many lines are labelled."""

    form: str
    marks: Marks
    why: Mapping[str, Why]
    accepted: int
    unlabelled: int
    distinct: int
    known: bool
    timed: bool = False
    repeated: float = 1.0
    """The share of the labels of speakers whose name stands more than once."""


def is_sure(outcome: Outcome, candidates: Collection[Candidate], source: Source) -> bool:
    """Tell whether nothing speaks against what was taken, nor for what was refused."""
    if source.format == "pdf" and outcome.form not in _LABELLED:
        return False
    by_reason: defaultdict[bool, int] = defaultdict(int)
    for candidate in candidates:
        by_reason[candidate.taken] += candidate.count
    if not by_reason[True]:
        return by_reason[False] <= outcome.unlabelled / 4 and not (
            _openings_repeat(source.text) or _endings_repeat(source.text)
        )
    if outcome.form == "file":
        talk = _take_turns(candidates) and outcome.accepted * 2 > outcome.unlabelled
        return outcome.known or outcome.timed or talk
    if outcome.accepted * _RARE < outcome.unlabelled:
        return False
    doubtful = sum(c.count for c in candidates if c.why is Why.CLAUSE and c.count > 1 and not never(key_of(c.name)))
    if outcome.form in {"columns", "dashes", "spaces", "lines", "lettered"} and not outcome.known:
        told = outcome.timed or (outcome.repeated > _TWO_THIRDS and _take_turns(candidates))
        return told and outcome.accepted * 2 > outcome.unlabelled and not doubtful
    return doubtful * 50 < by_reason[True] and (outcome.distinct > 1 or outcome.known or not outcome.unlabelled)


def _take_turns(candidates: Collection[Candidate]) -> bool:
    """Tell whether two or more speak again and again, and not one line stands everywhere, as in a form to fill in."""
    counts = [candidate.count for candidate in candidates if candidate.taken]
    return sum(count > 1 for count in counts) > 1 and max(counts) <= _NEARLY_ALL * sum(counts)


def _endings_repeat(text: str) -> bool:
    """Tell whether many lines end with the code of a person in brackets, as in （A-03）."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    ends = [found["who"].casefold() for line in lines if (found := ENDING.search(line[-_CODE_REACH:]))]
    often = [count for count in Counter(ends).values() if count > 1]
    return len(lines) >= _FEW_LINES and sum(often) * 5 > 2 * len(lines)


def _openings_repeat(text: str) -> bool:
    """Tell whether many lines open with a few words that stand again and again, numbers and signs aside.

    A word that a sentence goes on after, as `The code`, is no name; and one of a long text's many words is not often.
    """
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    words = [found["word"] for line in lines if (found := _OPENING.match(line))]
    counts = Counter(word for word in words if not is_answer(word) and not never(word))
    often = [count for count in counts.values() if count >= max(_OFTEN, len(lines) / _EVERY)]
    return len(lines) >= _FEW_LINES and len(often) > 1 and sum(often) * 5 > 2 * len(lines)
