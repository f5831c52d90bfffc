"""Cut a transcript into turns: who speaks from where to where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from coder.model.speaker_labels import REACH, Label, heading_of, key_of, label_of, role_of, short
from coder.model.text import Role, Turn

_SPEECH, _STAGE = "speech", "stage"
_PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]", "〈": "〉", "<": ">"}
_UNUSUAL = frozenset("#>-_=─— \t　0123456789").union(_PAIRS)
_TELLING = frozenset("*/\\0123456789").union(_PAIRS)
_RULE = frozenset("-_*=─— ")
_Marks = list[tuple[int, Label | str]]
_Speakers = dict[str, tuple[str, Role]]
_WHITE = frozenset(" \t\n　\xa0")


@dataclass(slots=True)
class _Scan:
    """Where labels, stage directions, and speech after these stand in a text."""

    marks: _Marks = field(default_factory=list)
    unlabelled: int = 0
    repeats: bool = False


def split_turns(text: str, interviewers: Collection[str] = (), heading_labels: bool = False) -> tuple[Turn, ...]:
    """Return the turns of `text`, which they cover without gap or overlap."""
    named = frozenset(map(key_of, interviewers))
    under = _scan_headings(text, named) if heading_labels and "#" in text else _Scan()
    headings = _speakers(under, named, everyone=True)
    if under.repeats:
        return _cut(text, under.marks, headings)
    scan = _scan_lines(text, named)
    speakers = _speakers(scan, named)
    if headings and len(headings) > _labelled(scan, speakers):
        return _cut(text, under.marks, headings)
    return _cut(text, scan.marks, speakers) if speakers else _paragraphs(text)


def _scan_lines(text: str, named: frozenset[str]) -> _Scan:
    """Look at each line's opening; labels seen before are looked up, for parsing them is what costs time."""
    scan = _Scan()
    marks, seen, half = scan.marks, dict[str, Label | None](), ":" in text
    start, after_stage, unlabelled = 0, False, 0
    mark: Label | str | None
    for line in text.split("\n"):
        if line and not line.isspace():
            at = line.find("：", 0, REACH)
            if half and (other := line.find(":", 0, REACH if at < 0 else at)) >= 0:
                at = other
            if line[0] in _UNUSUAL:
                mark = _STAGE if _is_stage(line) else label_of(line, named)
            elif at < 0:
                mark = None
            elif not _TELLING.isdisjoint(line[at + 1 : at + 3]):
                mark = label_of(line, named)
            elif (head := line[: at + 1]) in seen:
                mark = seen[head]
            else:
                mark = seen[head] = label_of(head, named)
            if mark is None:
                unlabelled += 1
                if after_stage:
                    marks.append((start, _SPEECH))
            else:
                marks.append((start, mark))
            after_stage = mark is _STAGE
        start += len(line) + 1
    scan.unlabelled = unlabelled
    return scan


def _scan_headings(text: str, named: frozenset[str]) -> _Scan:
    """Look for headings that are labels; a heading that stands twice is a speaker, not a topic."""
    scan = _Scan()
    seen: dict[str, Label | str | None] = {}
    start, after_stage = 0, False
    for line in text.split("\n"):
        if line and not line.isspace():
            mark: Label | str | None = None
            if line[0] in _UNUSUAL:
                if line in seen:
                    mark = seen[line]
                    scan.repeats = scan.repeats or isinstance(mark, Label)
                else:
                    mark = seen[line] = heading_of(line, named) or (_STAGE if _is_stage(line) else None)
            if mark is not None or after_stage:
                scan.marks.append((start, mark or _SPEECH))
            after_stage = mark is _STAGE
        start += len(line) + 1
    return scan


def _is_stage(line: str) -> bool:
    """Tell whether the line is a heading, a rule, or a remark wholly in brackets."""
    bare = line.strip()
    if bare.startswith("#"):
        return bare.lstrip("#")[:1] in {" ", "　", ""}
    bare = bare.lstrip("> ")
    if bare[:1] in _PAIRS:
        return bare[-1] == _PAIRS[bare[0]] and _closes_at(bare) == len(bare) - 1
    return len(bare) > 2 and _RULE.issuperset(bare)  # noqa: PLR2004  a rule is three dashes or more


def _closes_at(bare: str) -> int:
    opening, closing, depth = bare[0], _PAIRS[bare[0]], 0
    for at, character in enumerate(bare):
        depth += (character == opening) - (character == closing)
        if not depth:
            return at
    return -1


def _speakers(scan: _Scan, named: frozenset[str], *, everyone: bool = False) -> _Speakers:
    """Return name and role of each label that is a speaker, by the label's key.

    A name is a speaker when it is a known one or stands at least twice; where most lines are
    labelled also a short name that stands once.
    """
    labels = [mark for _, mark in scan.marks if isinstance(mark, Label)]
    counts = Counter([label.key for label in labels])
    first = {label.key: label for label in reversed(labels)}
    labelled = sum(counts[key] for key, label in first.items() if label.known or label.plausible)
    mostly = labelled > scan.unlabelled + len(labels) - labelled

    def speaks(label: Label) -> bool:
        often = counts[label.key] > 1 or (mostly and short(label.name))
        return everyone or label.known or (label.plausible and often)

    return {key: (label.name, role_of(key, named)) for key, label in first.items() if speaks(label)}


def _labelled(scan: _Scan, speakers: _Speakers) -> int:
    return sum(isinstance(mark, Label) and mark.key in speakers for _, mark in scan.marks)


def _cut(text: str, marks: _Marks, speakers: _Speakers) -> tuple[Turn, ...]:
    """Return the turns between the marks; speech after a stage direction goes on with its speaker."""
    turns: list[Turn] = []
    start, body, time = 0, 0, None
    nobody = ("", Role.NONE)
    speaking = last = nobody
    for at, mark in marks:
        width, next_time = 0, None
        if mark is _STAGE:
            following = nobody
        elif isinstance(mark, Label) and mark.key in speakers:
            following = last = speakers[mark.key]
            width, next_time = mark.width, mark.time
        else:
            following = last
        if following is speaking and not width:
            continue
        if at > start:
            turns.append(_turn(text, start, body, at, speaking, time))
        start, body, speaking, time = at, at + width, following, next_time
    if start < len(text):
        turns.append(_turn(text, start, body, len(text), speaking, time))
    return tuple(turns)


def _turn(text: str, start: int, body: int, end: int, who: tuple[str, Role], time: str | None) -> Turn:
    while body < end and text[body] in _WHITE:
        body += 1
    return Turn(start, body, end, who[0], who[1], time)


def _paragraphs(text: str) -> tuple[Turn, ...]:
    """Return a respondent's turn for each line of a text that names no speaker."""
    if not text:
        return ()
    starts: list[tuple[int, Role]] = []
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            role = Role.NONE if line[0] in _UNUSUAL and _is_stage(line) else Role.RESPONDENT
            starts.append((at, role))
        at += len(line) + 1
    if not starts or starts[0][0]:
        starts.insert(0, (0, Role.NONE))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    bounds = zip(starts, ends, strict=True)
    return tuple(_turn(text, start, start, end, ("", role), None) for (start, role), end in bounds)
