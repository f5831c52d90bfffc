"""Cut a transcript into turns: who speaks from where to where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coder.model.names.speaker_labels import (
    END,
    REACH,
    SPEECH,
    STAGE,
    TIMED,
    Label,
    Marks,
    heading_of,
    label_of,
    plain_colons,
    written,
)
from coder.model.names.time_stamps import STAMP, TIME
from coder.model.text import Role, Turn
from coder.transcripts.labels.label_forms import Scan, is_time_line

_PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]", "〈": "〉", "<": ">"}
_DIGITS = "0123456789０１２３４５６７８９"
_UNUSUAL = frozenset(f"「『#>-_=─— \t　{{{_DIGITS}").union(_PAIRS)
_TELLING = frozenset("*/\\0123456789").union(_PAIRS)
_RULE = frozenset("-_*=─— ")
_Speakers = Mapping[str, tuple[str, Role]]
_WHITE = frozenset(" \t\n　\xa0")
_COLON = frozenset([*"：:︰﹕∶꞉", ""])
_NOBODY = ("", Role.NONE)
_CLOCK = frozenset(f"[(（【［〔<{{#{_DIGITS}")
"""What a time can begin with: everything else needs no closer look."""
_STAMP_OPENS = frozenset("[(（【［〔<{#")
_STAMP_ENDS = frozenset("])）】］〕>＞}#")
"""What a time in brackets begins and ends with, blanks aside."""
_BLANKS = " 　"
_MOST_LABELS = 20_000
_LEADING = re.compile(rf"(?P<time>{STAMP})[ 　]*(?:-[ 　]+)?|(?P<alone>{TIME})[ 　]*(?=\n)")
_BESIDE = re.compile(rf"[ 　]*(?:{STAMP}|{TIME}[ 　]*(?=\n))")
"""A time on the line of a label is the turn's, whatever stands above: the length of a recording, in Teams."""
_STAMPED = re.compile(rf"^[ 　]*{STAMP}(?=[^\S\n]*\S)", re.MULTILINE)
_AMID = re.compile(rf"(?<=[。？！?!…」』])[ 　]*(?={STAMP}[ 　]*[^\s])|(?<=[A-Za-z]\.)[ 　]+(?={STAMP}[ 　]*[^\s])")
"""Where a sentence has ended and a time stands before the next one on its line."""
_MAYBE_AMID = re.compile(r"[。？！?!…」』.][ 　]*[\[(（【［〔<{#]\s*\d")
_CUE = re.compile(rf"^[ 　]*\d{{1,5}}[ 　]*\n(?=[ 　]*{TIME}[ 　]*$)", re.MULTILINE)
"""A caption's number, as it stands above its time."""
_TRAILING = re.compile(rf"(?<=[^\n])(?P<time>{STAMP})[ 　]*$", re.MULTILINE)


def scan_lines(text: str, named: frozenset[str]) -> Scan:
    """Look at each line's opening for a name before a colon."""
    scan = Scan("colon")
    marks, unlabelled = scan.marks, 0
    opening = _Openings(named, half=":" in (text := plain_colons(text)))
    start, after_stage, opened = 0, False, False
    for line in text.split("\n"):
        if line and not line.isspace():
            mark = opening.mark(line)
            if mark is STAGE and opened and line[0] != "#":
                mark = None
            if mark is not None:
                marks.append((start, mark))
            else:
                unlabelled += not opened
                if after_stage:
                    marks.append((start, SPEECH))
            opened = isinstance(mark, Label) and mark.width >= len(line.rstrip())
            if opened:
                scan.alone.add(start)
            after_stage = mark is STAGE
        start += len(line) + 1
    scan.unlabelled = unlabelled
    scan.strange = opening.strange
    return scan


class TooManyLabels(Exception):  # noqa: N818  a reason, not yet the error that a person sees
    """Why a text is no transcript: as many different openings as this are a list of something."""


class _Openings:
    """Says what lines open with; labels seen before are looked up, for parsing them is what costs time."""

    def __init__(self, named: frozenset[str], *, half: bool) -> None:
        self._named = named
        self._half = half
        self.strange = 0
        """How many lines open as another one does with what stands before a colon and is no label."""
        self._seen: dict[str, Label | None] = {}

    def mark(self, line: str) -> Label | str | None:
        """Return the label that a line begins with, or that it is a stage direction, or None."""
        if line[0] in _UNUSUAL:
            return STAGE if is_stage(line) else label_of(line, self._named)
        at = line.find("：", 0, REACH)
        if self._half and (other := line.find(":", 0, REACH if at < 0 else at)) >= 0:
            at = other
        if at < 0:
            return None
        if not _TELLING.isdisjoint(line[at + 1 : at + 3]):
            return label_of(line, self._named)
        head, seen = line[: at + 1], self._seen
        if head in seen:
            label = seen[head]
            self.strange += label is None and head[0].isalpha() and not head.startswith("http")
            return label
        if len(seen) >= _MOST_LABELS:
            raise TooManyLabels
        seen[head] = label = label_of(head, self._named)
        return label


def scan_headings(text: str, named: frozenset[str]) -> Scan:
    """Look for headings that are labels; a heading that stands twice is a speaker, not a topic."""
    scan = Scan("headings")
    seen: dict[str, Label | str | None] = {}
    start, after_stage, opened = 0, False, False
    for line in plain_colons(text).split("\n"):
        if line and not line.isspace():
            mark: Label | str | None = None
            if line[0] in _UNUSUAL:
                scan.repeats = scan.repeats or isinstance(seen.get(line), Label)
                if line not in seen:
                    seen[line] = heading_of(line, named) or (STAGE if is_stage(line) else None)
                mark = seen[line]
            if mark is STAGE and opened and line[0] != "#":
                mark = None
            if mark is not None or after_stage:
                scan.marks.append((start, mark or SPEECH))
            opened = isinstance(mark, Label)
            after_stage = mark is STAGE
        start += len(line) + 1
    return scan


def holds_brackets(text: str) -> bool:
    """Tell whether a text has a sign with which a time in its midst could begin; far quicker than a pattern."""
    return any(sign in text for sign in _STAMP_OPENS)


def is_stage(line: str) -> bool:
    """Tell whether the line is a heading, a rule, or a remark wholly in brackets."""
    bare = line.strip()
    if is_time_line(bare):
        return True
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


def cut(text: str, marks: Marks, speakers: _Speakers) -> tuple[Turn, ...]:
    """Return the turns between the marks; speech after a stage direction goes on with its speaker.

    A time on the line before a label, or after its speech, is the turn's; it stands in a turn of nobody.
    """
    turns: list[Turn] = []
    start, body, time = 0, 0, None
    speaking = last = _NOBODY
    for at, mark in _with_tails(text, _with_times(text, marks)):
        if start < at < body:  # what looks like a time within a label is part of the name
            continue
        width, next_time = 0, None
        if mark is STAGE:
            following = _NOBODY
        elif mark is END:
            following = last = _NOBODY
        elif isinstance(mark, Label) and mark.key in speakers:
            following = last = speakers[mark.key]
            width, next_time = mark.width, mark.time
        else:
            following = last
        goes_on = mark is not TIMED or speaking is _NOBODY or not text[body:at].strip()
        if following is speaking and not width and goes_on:
            continue
        if at > start:
            turns.append(_turn(text, start, body, at, speaking, time))
        if width and next_time is None and speaking is _NOBODY and not _BESIDE.match(text, at + width):
            next_time = _time_above(text, start, at)
        start, body, speaking, time = at, at + width, following, next_time
    if start < len(text):
        turns.append(_turn(text, start, body, len(text), speaking, time))
    return tuple(turns)


def _with_times(text: str, marks: Marks) -> Marks:
    """Return the marks and one for each paragraph of speech that begins with a time, and for a caption's number."""
    # Lines are few and characters many: their openings tell which of the two is worth looking for.
    openings = {line.lstrip(_BLANKS)[:1] for line in text.split("\n")}
    added: Marks = []
    if not openings.isdisjoint(_STAMP_OPENS):
        added += [(found.start(), TIMED) for found in _STAMPED.finditer(text)]
    if holds_brackets(text) and _MAYBE_AMID.search(text):
        added += [(found.start(), TIMED) for found in _AMID.finditer(text)]
    if any(map(str.isdecimal, openings)):
        added += [(found.start(), STAGE) for found in _CUE.finditer(text)]
    if not added:
        return marks
    known = {at for at, _ in marks}
    return sorted([*marks, *(mark for mark in added if mark[0] not in known)], key=lambda mark: mark[0])


def _with_tails(text: str, marks: Marks) -> Marks:
    """Return the marks and one for each time that ends a line of speech, so that no quote holds it."""
    if _STAMP_ENDS.isdisjoint({line.rstrip(_BLANKS)[-1:] for line in text.split("\n")}):
        return marks
    tails = list(_TRAILING.finditer(text))
    if not tails:
        return marks
    bodies = {at + mark.width for at, mark in marks if isinstance(mark, Label)}
    added: Marks = []
    known = {at for at, _ in marks}
    for found in tails:
        line = text.rfind("\n", 0, found.start()) + 1
        if found.end() in bodies or not text[line : found.start()].strip():
            continue
        added.append((found.start(), STAGE))
        after = found.end() + 1
        while after < len(text) and text[after] in _WHITE:
            after += 1
        if after < len(text) and text.rfind("\n", 0, after) + 1 not in known:
            added.append((text.rfind("\n", 0, after) + 1, SPEECH))
    return sorted([*marks, *added], key=lambda mark: mark[0]) if added else marks


def _time_above(text: str, start: int, end: int) -> str | None:
    line = text[start:end].strip().rpartition("\n")[2].strip()
    return written(line.lstrip("# ")) if is_time_line(line) else None


def _turn(text: str, start: int, body: int, end: int, who: tuple[str, Role], time: str | None) -> Turn:
    if body < end and text[body] in _WHITE:
        body = _skip_white(text, body, end)
    if body < end and text[body] in _CLOCK and who is not _NOBODY and (found := _LEADING.match(text, body, end)):
        head = text[start:body]
        if found["time"] or "\n" in head or head.strip()[-1:] not in _COLON:
            time = time or written(found["time"] or found["alone"])
            body = _skip_white(text, found.end(), end)
    return Turn(start, body, end, who[0], who[1], time)


def _skip_white(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _WHITE:
        at += 1
    return at


def paragraphs(text: str, aside: Sequence[tuple[int, int]] = ()) -> tuple[Turn, ...]:
    """Return a respondent's turn for each line of a text that names no speaker; nobody says what stands `aside`."""
    if not text:
        return ()
    starts: list[tuple[int, Role]] = []
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            beside = (line[0] in _UNUSUAL and is_stage(line)) or any(first <= at < end for first, end in aside)
            starts.append((at, Role.NONE if beside else Role.RESPONDENT))
        at += len(line) + 1
    if not starts or starts[0][0]:
        starts.insert(0, (0, Role.NONE))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    bounds = zip(starts, ends, strict=True)
    return tuple(_turn(text, start, start, end, ("", role), None) for (start, role), end in bounds)
