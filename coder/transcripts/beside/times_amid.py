"""Times in the middle of a sentence: nobody says them, and no quote holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from coder.model.names.speaker_labels import written
from coder.model.names.time_stamps import STAMP
from coder.model.text import Role, Turn
from coder.transcripts.beside.taken_out import Gone
from coder.transcripts.labels.turns import holds_brackets
from coder.transcripts.script import joined

_OPENS = re.compile(r"[\[(（【［〔<{#]\s*\d")
_TIME = re.compile(rf"(?P<before>[ 　]*)(?P<time>{STAMP})(?P<after>[ 　]*)(?=\S)")
_BLANKS = " 　"
_ENDED = frozenset("。？！?!…」』.")
_FEWEST = 3


def times_amid(text: str, turns: Sequence[Turn]) -> list[Gone]:
    """Return the times in the middle of sentences, where they are those of a recording.

    They are where there are several, written alike, and none is earlier than the one before. A time behind a
    sentence begins a turn, and stays.
    """
    if not holds_brackets(text) or not _OPENS.search(text):
        return []
    every = [time for turn in turns if turn.role is not Role.NONE for time in _amid(text, turn)]
    usual = Counter(map(_shape, every)).most_common(1)
    found = [time for time in every if _shape(time) == usual[0][0]]
    seconds = [_seconds(time["time"]) for time in found]
    if len(found) < _FEWEST or any(later < earlier for earlier, later in pairwise(seconds)):
        return []
    return [_gone(text, time) for time in found if text[time.start() - 1] not in _ENDED]


def _gone(text: str, time: re.Match[str]) -> Gone:
    blank = time["before"] or time["after"]
    return Gone(time.start(), time.end(), joined(text[time.start() - 1], text[time.end()])[1:-1] if blank else "")


def _amid(text: str, turn: Turn) -> Iterator[re.Match[str]]:
    """Yield the times of a turn that stand between words of a line."""
    for opens in _OPENS.finditer(text, turn.body, turn.end):
        at = opens.start()
        while at > turn.body and text[at - 1] in _BLANKS:
            at -= 1
        time = _TIME.match(text, at, turn.end) if at > turn.body and text[at - 1] not in "\n:：" else None
        if time is not None:
            yield time


def _shape(time: re.Match[str]) -> str:
    """Return how a time is written: a clock that somebody speaks of is written otherwise."""
    return re.sub(r"\d+", "0", time["time"])


def _seconds(stamp: str) -> float:
    """Return when a time begins."""
    first = re.split("-->|[-–~～→至到s]", written(stamp) or "", maxsplit=1)[0]
    parts = re.findall(r"\d+(?:\.\d+)?", first.replace(",", "."))
    return reduce(lambda before, part: before * 60 + float(part), parts, 0.0)
