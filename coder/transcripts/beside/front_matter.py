"""What stands above the talk: date, place, who takes part; nobody says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coder.model.names.speaker_labels import (
    ROLE_WORDS,
    STAGE,
    Label,
    Marks,
    key_of,
    never,
    role_of,
    told_role,
)
from coder.model.names.speakers import Why
from coder.model.text import Role
from coder.transcripts.beside.people_told import names_part, part_of, people_told
from coder.transcripts.labels.doubts import TAKEN, Outcome

_SENTENCE = re.compile(r"[。？！?!；]|(?<!\b[A-Z])(?<!\b[DMSJ]r)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bNo)(?<!\bProf)\. ")
_COMMA = re.compile("，|, ")
_FACT = re.compile(
    r"[\d\s./:年月日時分民國中華（）()一二三四五六日週星期-]+|\S+\.(?:mp3|mp4|m4a|wav|aac|docx?|txt)", re.IGNORECASE
)
_LONGEST = 60
_SHORT = 3
RECORD = re.compile(
    "(?:訪談|訪問|會議|錄音)?(?:日期|時間|地點|方式|主題|對象|長度|題目)|(?:謄稿|謄打|校對|記錄|紀錄|錄音|錄音檔|檔名|編號)(?:者|人員?|檔)?|"
    "(?:interview |recording )?(?:date|time|place|venue|location|duration|length|topic|project|language|file)|"
    "video|slides|agenda|file ?name|transcrib(?:ed|er)(?: by)?|transcript(?:ion)?(?: completed)? by"
)
"""What is written down of a talk, as its labels say."""


def without_front_matter(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, the labels of the lines above the talk nobody's where these are facts on the talk.

    They are two lines or more with a label and no sentence, of which one at least is no name (`訪談日期`) or has a
    date or a file behind it. A blank line or a sentence ends them. What stands between two lines of what is written
    down of a talk is none of its speech.
    """
    head = list(_head(text, outcome.marks))
    if len(head) < 2:  # noqa: PLR2004  one line is no list of facts
        return outcome
    counts = outcome.counts
    while head and counts[head[-1][1].key] > 1 and _is_clause(_behind(text, *head[-1]), head[-1][1].name):
        head.pop()
    told = any(_tells(text, at, label) for at, label in head) or all(_introduces(text, at, label) for at, label in head)
    if len(head) < 2 or not told:  # noqa: PLR2004
        return outcome
    closed = _ends_blank(text, head[-1][0])
    recorded = [at for at, label in head if RECORD.fullmatch(label.key)]
    enclosed = head[0][0] in recorded and recorded[-1]
    over = {at for at, label in head if closed or counts[label.key] == 1 or at < enclosed}
    roles = {label.key: role for at, label in head if at in over and (role := _role_told(text, at, label))}
    people = list(people_told((label.name, _behind(text, at, label)) for at, label in head if at in over))
    for _, mark in outcome.marks:
        if isinstance(mark, Label) and mark.key not in roles and (part := part_of(mark.name, people)):
            roles[mark.key] = part
    marks: Marks = [
        (at, _within(mark, roles, aside=at in over and counts[mark.key] > 1)) if isinstance(mark, Label) else (at, mark)
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


def _introduces(text: str, at: int, label: Label) -> bool:
    """Tell whether a line says who somebody is in the talk, as 受訪者：陳協理 or Interviewer: Dr. Jane Roe."""
    who = _behind(text, at, label)
    stands_for = len(label.name) <= _SHORT and (
        _role_told(text, at, label) is not None or _abbreviates(label.name, who)
    )
    return stands_for or names_part(label.name, who)


def _is_clause(behind: str, name: str) -> bool:
    """Tell whether what stands behind a label may be speech, as its comma tells, and does not spell out its letters."""
    return _COMMA.search(behind) is not None and not _abbreviates(name, behind)


def _abbreviates(letters: str, who: str) -> bool:
    """Tell whether a label is the first letters of the name behind it, as JR: Jane Roe, interviewer."""
    words = re.split(r"[ .-]+", _COMMA.split(who, maxsplit=1)[0].strip())
    return len(words) > 1 and letters.casefold() == "".join(word[:1] for word in words).casefold()


def _within(label: Label, roles: Mapping[str, Role], *, aside: bool) -> Label | str:
    """Return a label with the role that the lines above the talk tell of it, or that nobody speaks."""
    return STAGE if aside else label._replace(role=label.role or roles.get(label.key))


def _role_told(text: str, at: int, label: Label) -> Role | None:
    """Return the role that a line above the talk gives to a label that says none, as in A：訪談者林小華."""
    who = _behind(text, at, label)
    words = map(
        told_role, [key_of(who), *(key_of(part) for part in _COMMA.split(who)[1:] if _abbreviates(label.name, who))]
    )
    return next((role_of(word, frozenset()) for word in words if word in ROLE_WORDS and len(word) > 1), None)


def _ends_blank(text: str, at: int) -> bool:
    end = text.find("\n", at)
    return end >= 0 and text[end + 1 : end + 2] in {"\n", "#", "-", "="}
