"""Labels that a name at the start of a line does not show: within a line, and of two who speak at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from coder.model.names.speaker_labels import (
    REACH,
    ROLE_WORDS,
    Label,
    Marks,
    has_title,
    is_role,
    key_of,
    label_of,
    plain_colons,
)
from coder.model.names.speakers import Why
from coder.model.names.surnames import looks_like_a_name
from coder.transcripts.labels.doubts import TAKEN, Outcome
from coder.transcripts.labels.interruptions import with_interruptions

_FEWEST = 3
_AFTER = r"(?<=[。？！?!…」』.)）\]】 　])"
_COLON = r"[ 　]?[:：]"
_NAMED = re.compile(rf"{_AFTER}([\u3400-\u9fff]{{2,6}}){_COLON}")
_AND = r"(?:[、,，&＆/／+＋]|[ ](?:and|&)[ ]|[與及和])"
_JOINT = re.compile(
    rf"[ 　]*(?P<name>[^\W\d_][\w ]{{0,12}}(?:{_AND}[ ]?[\w][\w ]{{0,12}}){{1,3}}){_COLON}[ 　]*", re.MULTILINE
)


def with_inner_labels(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, and labels within lines where there are many: Q：…？A：…。 in one paragraph.

    A few may be words that somebody quotes: then a person is asked.
    """
    if not outcome.accepted:
        return outcome
    plain = plain_colons(text)
    if outcome.form == "colon" and plain.count("：") + plain.count(":") <= outcome.accepted:  # each label has one
        return outcome
    found = _with_many(text, plain, outcome) if outcome.form == "colon" else outcome
    return with_interruptions(plain, found)


def _with_many(text: str, plain: str, outcome: Outcome) -> Outcome:
    outcome = _with_joint(plain, outcome)
    found = list(_inner(text, plain, outcome))
    if len(found) < _FEWEST:
        return outcome
    if len(found) * 3 < outcome.accepted:
        return replace(outcome, is_mixed=True)
    labels = [*(label for _, label in outcome.labels), *(label for _, label in found)]
    outcome = replace(outcome, is_mixed=outcome.is_mixed or _names_others(text, labels))
    why = {**outcome.why, **{label.key: Why.ROLE for _, label in found if outcome.why.get(label.key) not in TAKEN}}
    return _added(outcome, found, why)


def _added(outcome: Outcome, found: list[tuple[int, Label]], why: dict[str, Why]) -> Outcome:
    marks: Marks = sorted([*outcome.marks, *found], key=lambda mark: mark[0])
    accepted = outcome.accepted + len(found)
    return replace(outcome, marks=marks, why=why, accepted=accepted, distinct=len({k for k in why if why[k] in TAKEN}))


def _inner(text: str, plain: str, outcome: Outcome) -> Iterator[tuple[int, Label]]:
    """Yield the labels of who speaks elsewhere, or asks or answers by the word, in the middle of lines."""
    labels = outcome.labels
    if plain.count("：") + plain.count(":") < len(labels) + _FEWEST:
        return
    names = {text[at : at + mark.width].strip(" 　:：") for at, mark in labels if outcome.why[mark.key] in TAKEN}
    named = Counter(name for name in _NAMED.findall(plain) if looks_like_a_name(name) or has_title(name))
    often = {name for name, count in named.items() if count >= _FEWEST}
    roles = ROLE_WORDS if any(is_role(name) for name in names) else ()
    words = sorted({*(name for name in names if name and "\n" not in name), *roles, *often}, key=len, reverse=True)
    sought = re.compile(rf"{_AFTER}(?:{'|'.join(map(re.escape, words))}){_COLON}", re.IGNORECASE)
    over = {place for at, mark in labels for place in range(at, at + mark.width)}
    for one in sought.finditer(plain):
        if one.start() not in over and (label := label_of(text[one.start() : one.start() + REACH])) is not None:
            yield one.start(), label


def _names_others(text: str, labels: Sequence[Label]) -> bool:
    """Tell whether other names stand within lines as those do, too seldom to be told from words, or these elsewhere."""
    text = plain_colons(text)
    names = set(_NAMED.findall(text))
    named = {name for name in names if looks_like_a_name(name) or has_title(name) or is_role(name)}
    counts = Counter(label.name for label in labels if len(label.name) > 1)
    missed = any(text.count(f"{name}：") > count for name, count in counts.items())
    return missed or bool({*map(key_of, named)} - {label.key for label in labels})


def _with_joint(plain: str, outcome: Outcome) -> Outcome:
    """Return what was found, and the labels of two who speak at once, as 學生A、B or Ann & Bob."""
    taken = {key for key, reason in outcome.why.items() if reason in TAKEN}
    labelled = {at for at, label in outcome.labels if label.key in taken}
    found: list[tuple[int, Label]] = []
    at = 0
    for line in plain.split("\n"):
        may_be = at not in labelled and ("：" in line or ":" in line)
        one = _JOINT.match(line, 0, REACH) if may_be else None
        if one is not None and _are_taken([part.strip() for part in re.split(_AND, one["name"])], taken):
            name = one["name"].strip()
            found.append((at, Label(name, key_of(name), one.end(), known=True)))
        at += len(line) + 1
    starts = {place for place, _ in found}
    kept = replace(outcome, marks=[mark for mark in outcome.marks if mark[0] not in starts])
    return _added(kept, found, {**outcome.why, **{label.key: Why.FORM for _, label in found}}) if found else outcome


def _are_taken(parts: list[str], taken: Collection[str]) -> bool:
    """Tell whether all speak elsewhere too; B in 學生A、B is 學生B."""
    first, *others = map(key_of, parts)
    return first in taken and all(part in taken or first[: -len(part)] + part in taken for part in others)
