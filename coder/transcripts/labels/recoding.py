"""Labels that number paragraphs, or say more than a name, by the person whom they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from coder.model.names.speaker_labels import Label, Marks, is_role, key_of, plausible, role_of, says_what_one_is
from coder.model.text import Role

_CODE = re.compile(r"([訪受問答]?[a-z]{1,3}\d{0,3}|[訪受問答])[-_–.][a-z]?\d{1,8}(?:[-_–.][a-z]?\d{1,4})*")
_NOTED = re.compile(r"(.+?)\s?[(（\[【〔［](?P<note>[^()（）]{1,40})[)）\]】〕］]$")
_RUNNING = re.compile(r"([^\W\d_](?:[^\W_]{0,10}[^\W\d_])?)[-_ ]?(\d{1,4})")
_SIDE = re.compile(r"([qa問答])[-_ ]?(\d{1,3})")
_SAYS = re.compile("(?<=.)(?:說道?|說著|表示|回答|問道|答道)$")
_CLOSE = frozenset(")）]】〕］")
_MOST = 0.8
_FEWEST, _MANY = 4, 8
_SHORT = 3
_NEARLY_ALL = 0.9


def recoded(marks: Marks) -> Marks:
    """Return the marks, labels that number paragraphs (A1-1-01, Q1, R002) by the person that they name."""
    labels = [mark for _, mark in marks if isinstance(mark, Label)]
    distinct = {label.key: label for label in labels}
    person = _persons(labels, distinct) or _side_in_order(labels, distinct)
    person = person or _without_notes(labels, distinct) or _without_verbs(labels)
    if not person:
        return marks
    return [
        (at, _as(mark, person[mark.key])) if isinstance(mark, Label) and mark.key in person else (at, mark)
        for at, mark in marks
    ]


def _as(label: Label, name: str) -> Label:
    key = key_of(name)
    return label._replace(name=name, key=key, plausible=plausible(name, key))


def _questions(running: Sequence[tuple[Label, re.Match[str]]], numbers: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether numbers are those of questions and of their answers, and of no persons, though they repeat.

    They run (Q1 A1 A1 Q2 A2), or an answer has its question's number (Q1 A1 Q2 A2 and in the next part Q1 A1 again).
    """
    roles = {stem: role_of(stem, frozenset()) for stem in numbers if is_role(stem)}
    if len(numbers) != 2 or set(roles.values()) != {Role.INTERVIEWER, Role.RESPONDENT}:  # noqa: PLR2004  two speak
        return False
    if any(len(set(those)) < 2 for those in numbers.values()):  # noqa: PLR2004  one number is a person's
        return False
    if all(a <= b for those in numbers.values() for a, b in pairwise(those)):
        return True
    asked, fitting, answers = 0, 0, 0
    for _, found in running:
        if roles[key_of(found[1])] is Role.INTERVIEWER:
            asked = int(found[2])
        else:
            answers += 1
            fitting += int(found[2]) == asked
    return fitting >= _NEARLY_ALL * answers


def _side_in_order(labels: Sequence[Label], distinct: Mapping[str, Label]) -> dict[str, str]:
    """Return the bare name of the labels that number one side alone, each once and in order: Q1 A Q2 A Q3 A."""
    sides = {key: one for key in distinct if (one := _SIDE.fullmatch(key))}
    if len(sides) < _SHORT:
        return {}
    found = [(label, sides[label.key]) for label in labels if label.key in sides]
    numbers = [int(one[2]) for _, one in found]
    if len(found) < _SHORT or len({one[1] for _, one in found}) != 1 or len(found) == len(labels):
        return {}
    if not all(a < b for a, b in pairwise(numbers)):
        return {}
    return {label.key: label.name[: one.end(1)] for label, one in found}


def _without_notes(labels: Sequence[Label], distinct: Mapping[str, Label]) -> dict[str, str]:
    """Return the bare name of each label with a note in brackets whose name stands without one too, as 王小明（人資）.

    Where a name has several notes they tell persons apart, as 受訪者（A）, unless it stands without one more often, as
    where they say how somebody speaks. One on the work of who has a role, as 訪談者（研究助理）, is no name.
    A note that is itself a label is the name that goes on: Jane Roe (JR), then JR.
    """
    ending = [
        (label, found)
        for label in distinct.values()
        if label.name[-1] in _CLOSE and (found := _NOTED.match(label.name))
    ]
    noted: dict[str, list[Label]] = {}
    for label, found in ending:
        noted.setdefault(key_of(found[1]), []).append(label)
    short = {label.key: found["note"] for label, found in ending if key_of(found["note"]) in distinct}
    counts = Counter(label.key for label in labels if ending)
    alike = [those for bare, those in noted.items() if bare in distinct and _say_how(bare, those, counts)]
    notes = {label.key: found["note"] for label, found in ending}
    alike += [
        those
        for bare, those in noted.items()
        if bare not in distinct and len(those) == 1 and is_role(bare) and says_what_one_is(notes[those[0].key])
    ]
    return {**short, **{label.key: _NOTED.sub(r"\1", label.name) for those in alike for label in those}}


def _say_how(bare: str, noted: Sequence[Label], counts: Mapping[str, int]) -> bool:
    """Tell whether the notes beside a name are on how it is said or on its one bearer, and tell no two apart."""
    return len(noted) == 1 or counts[bare] > sum(counts[label.key] for label in noted)


def _without_verbs(labels: Sequence[Label]) -> dict[str, str]:
    """Return the name of each label that ends in what somebody does, as 王小明說, where nearly all do."""
    says = {name for name in {label.name for label in labels} if _SAYS.search(name)}
    ended = [label for label in labels if label.name in says] if says else []
    if len(ended) <= _MOST * len(labels):
        return {}
    return {label.key: _SAYS.sub("", label.name) for label in ended}


def _come_back(labels: Sequence[Label]) -> bool:
    """Tell whether labels stand again after others: then they are persons' and number no paragraphs."""
    runs = [
        label.key
        for label, before in zip(labels, [None, *labels], strict=False)
        if before is None or label.key != before.key
    ]
    return len(runs) * 2 > 3 * len(set(runs))


def _persons(labels: Sequence[Label], distinct: Mapping[str, Label]) -> dict[str, str]:
    coded = {key: found for key in distinct if (found := _CODE.fullmatch(key))}
    stems = {found[1] for found in coded.values()}
    if len(coded) * 2 > len(distinct) and (len(stems) > 1 or not _come_back(labels)):
        return {label.key: label.name[: coded[label.key].end(1)] for label in labels if label.key in coded}
    numbered = {key: found for key in distinct if (found := _RUNNING.fullmatch(key))}
    running = [(label, numbered[label.key]) for label in labels if label.key in numbered] if numbered else []
    fewest = _FEWEST if all(len(found[1]) <= _SHORT for _, found in running) else _MANY
    if len(running) < fewest or not 1 < len({found[1] for _, found in running}) <= len(running) / 2:
        return {}
    last: dict[str, list[int]] = {}
    for _, found in running:
        last.setdefault(key_of(found[1]), []).append(int(found[2]))
    if not all(a < b for numbers in last.values() for a, b in pairwise(numbers)) and not _questions(running, last):
        return {}
    return {label.key: label.name[: found.end(1)] for label, found in running}
