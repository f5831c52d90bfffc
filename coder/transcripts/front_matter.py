"""What stands above the talk: date, place, who takes part; nobody says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from coder.model.names.speaker_labels import STAGE, Label, Marks, never
from coder.model.names.speakers import Why
from coder.transcripts.doubts import TAKEN, Outcome

_SENTENCE = re.compile(r"[。？！?!，；]|[.,] ")
_FACT = re.compile(
    r"[\d\s./:年月日時分民國中華（）()一二三四五六日週星期-]+|\S+\.(?:mp3|mp4|m4a|wav|aac|docx?|txt)", re.IGNORECASE
)
_LONGEST = 60


def without_front_matter(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, the labels of the lines above the talk nobody's where these are facts on the talk.

    They are two lines or more with a label and no sentence, of which one at least is no name (`訪談日期`) or has a
    date or a file behind it. A blank line or a sentence ends them.
    """
    head = list(_head(text, outcome.marks))
    if len(head) < 2 or not any(_tells(text, at, label) for at, label in head):  # noqa: PLR2004
        return outcome
    counts = Counter(mark.key for _, mark in outcome.marks if isinstance(mark, Label))
    closed = _ends_blank(text, head[-1][0])
    over = {at for at, label in head if closed or counts[label.key] == 1}
    marks: Marks = [
        (at, STAGE if at in over and counts[mark.key] > 1 else mark) if isinstance(mark, Label) else (at, mark)
        for at, mark in outcome.marks
    ]
    why = dict(outcome.why)
    for at, label in head:
        if at in over and counts[label.key] == 1 and why[label.key] is not Why.SAID:
            why[label.key] = Why.CLAUSE
    accepted = sum(isinstance(mark, Label) and why[mark.key] in TAKEN for _, mark in marks)
    return replace(outcome, marks=marks, why=why, accepted=accepted)


def _head(text: str, marks: Marks) -> Iterator[tuple[int, Label]]:
    """Yield the labelled lines that stand together above the talk, each key once."""
    seen: set[str] = set()
    line_end = -1
    for at, mark in marks:
        if not isinstance(mark, Label):
            if seen:
                return
            continue
        said = _behind(text, at, mark)
        apart = bool(seen) and at - line_end > 1
        if apart or mark.key in seen or not said or len(said) > _LONGEST or _SENTENCE.search(said):
            return
        yield at, mark
        seen.add(mark.key)
        line_end = at + len(text[at:].partition("\n")[0])


def _behind(text: str, at: int, label: Label) -> str:
    end = text.find("\n", at)
    return text[at + label.width : end if end >= 0 else len(text)].strip()


def _tells(text: str, at: int, label: Label) -> bool:
    return never(label.key) or _FACT.fullmatch(_behind(text, at, label)) is not None


def _ends_blank(text: str, at: int) -> bool:
    end = text.find("\n", at)
    return end >= 0 and text[end + 1 : end + 2] in {"\n", "#", "-", "="}
