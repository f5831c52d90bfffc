"""What another says in brackets amid speech, as （訪談者：嗯嗯）: a turn of its own, and then the speech goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coder.model.names.label_words import SOUNDS
from coder.model.names.speaker_labels import SPEECH, STAGE, TIMED, Label, Marks, key_of
from coder.transcripts.labels.doubts import TAKEN, Outcome

_ASIDE = re.compile(
    r"[(（\[【](?P<name>[^\W\d_][\w .]{0,15})[:：][ 　]?(?P<said>[^()（）\[\]【】\n]{1,120})(?P<close>[)）\]】])"
)
_OPENING = "（([【"
_WIDEST = 18


def with_interruptions(plain: str, outcome: Outcome) -> Outcome:
    """Return what was found, and the labels in brackets of those who speak elsewhere too."""
    names = {key for key, reason in outcome.why.items() if reason in TAKEN}
    asides = sorted((one for one in _asides(plain) if key_of(one["name"]) in names), key=re.Match.start)
    if not asides:
        return outcome
    taken = {label.key: label for _, label in outcome.labels if label.key in names}
    marks = list(outcome.marks)
    for one in reversed(asides):
        if key_of(one["said"].rstrip("。. ")) not in SOUNDS:
            _insert(plain, marks, one, taken)
    added = [mark for mark in marks if isinstance(mark[1], Label)]
    return replace(outcome, marks=marks, accepted=outcome.accepted + len(added) - len(outcome.labels))


def _asides(plain: str) -> Iterator[re.Match[str]]:
    """Yield what stands in brackets and begins with a word and a colon."""
    for bracket in _OPENING:
        at = plain.find(bracket)
        while at >= 0:
            near = plain[at + 1 : at + _WIDEST]
            if ("：" in near or ":" in near) and (aside := _ASIDE.match(plain, at)):
                yield aside
            at = plain.find(bracket, at + 1)


def _insert(plain: str, marks: Marks, aside: re.Match[str], taken: Mapping[str, Label]) -> None:
    """Put the label of an aside among the marks, and behind it that of whoever spoke before."""
    place = bisect_left(marks, aside.start(), key=lambda mark: mark[0])
    above = next(((at, mark) for at, mark in reversed(marks[:place]) if isinstance(mark, Label)), None)
    if above is None or above[1].key not in taken or aside.start() < above[0] + above[1].width:
        return
    own = taken[key_of(aside["name"])]
    if own.key == above[1].key:
        return
    after = place + (place < len(marks) and marks[place][0] == aside.start())
    below, what = marks[after] if after < len(marks) else (len(plain), "")
    close = aside.start("close")
    label = own._replace(width=aside.start("said") - aside.start(), time=None)
    back = above[1]._replace(width=1, time=None)
    new: Marks = [(aside.start(), label), (close, back)]
    if not plain[close + 1 : below].strip():
        new[1] = (close, STAGE)
        if what in {SPEECH, TIMED}:
            marks[after] = (below, back._replace(width=0))
    marks[place:after] = new
