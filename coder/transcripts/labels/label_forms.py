"""The forms in which a text says who speaks, other than a name before a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coder.model.names.speaker_labels import (
    NAME,
    NOTE,
    SPEECH,
    STAGE,
    Label,
    Marks,
    is_answer,
    key_of,
    named,
    timed_name,
    without_colon,
)
from coder.model.names.time_stamps import STAMP, TIME
from coder.model.read_transcript import GivenLabel
from coder.transcripts.beside.cells_in_lines import asides_of
from coder.transcripts.labels.recoding import recoded

_WHO = rf"(?P<name>{NAME}(?:{NOTE})?)"
_WHEN = rf"(?P<t1>{STAMP}|{TIME})"
_BEFORE = rf"[ 　]*(?:{_WHEN}[ 　]*(?:-[ 　]+)?)?"
_TIMED_NAME = rf"[ 　]*(?:\d{{1,4}}[.、)]?[ 　]+)?(?:{_WHEN}[ 　]*[ 　|｜│,，;；/][ 　]*(?:[-–—][ 　]+)?)?"
PARAGRAPH = r"[訪受問答]?[A-Za-zＡ-Ｚ]{1,3}\d{0,3}(?:[-_–.][A-Za-z]?\d{1,8})+"
"""A paragraph's number in theses: who speaks, in which interview, and how many paragraphs before."""
_AT = rf"(?:{STAMP}|{TIME}|\d{{1,5}}\.\d{{1,3}}(?=\s))"
_HANDLE = (
    r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}(?=[ 　]+[^\x00-\x7f])|[A-Za-z][\w.-]{0,15}(?![ 　]+[A-Z])|"
    r"[^\W\d_A-Za-z][\w.·\-]{0,15}"
)
"""A name right behind # or @; words of a Latin name are told from speech only where that is not Latin."""
_OPEN, _CLOSE = "[\\[【〔［〈<(（]", "[\\]】〕］〉>)）]"

_TITLED_NAME = (
    r"(?:M[rs]|Mrs|Miss|Dr|Prof|Senator|Sen|Representative|Rep|Chair(?:man|woman)?|Secretary|Judge|Governor|General|Admiral)"
    r"\.? [A-Z][A-Za-z'’-]{0,3}[A-Z'’-]{2,20}(?: of [A-Z][a-z]+)?|"
    r"The (?:C[Hh][Aa][Ii][Rr](?:[Mm][Aa][Nn]|[Ww][Oo][Mm][Aa][Nn])?|CLERK|COURT|WITNESS|PRESIDENT|SPEAKER|INTERPRETER)"
)
"""Who speaks in hearings, a surname in capitals behind a title, before a full stop: Mr. JONES. Thank you."""


@dataclass(slots=True)
class Scan:
    """Where labels, stage directions, and speech after these stand in a text."""

    form: str = ""
    marks: Marks = field(default_factory=list)
    unlabelled: int = 0
    repeats: bool = False
    strange: int = 0
    """How many openings before a colon stand again and are too long or odd for a name."""
    alone: set[int] = field(default_factory=set)
    """Where labels stand that have their line for themselves."""


class _Form(NamedTuple):
    """A form that stands on the line of the speech: how it looks, and on which share of lines it has to stand."""

    name: str
    pattern: re.Pattern[str]
    share: float


_INLINE = (
    _Form(
        "brackets",
        re.compile(
            rf"{_BEFORE}(?:\*\*)?{_OPEN}(?:(?P<t2>{TIME})[ 　]+)?{_WHO}(?:[ 　]+(?P<t3>{TIME}))?{_CLOSE}(?:\*\*)?"
            r"[ 　]*[:：]?[ 　]*(?=\S)"
        ),
        0.3,
    ),
    _Form(
        "signs",
        re.compile(
            rf"{_BEFORE}(?:[#＃]{{1,6}}[ 　]+{_WHO}[ 　]*(?P<t2>{TIME})?[:：][ 　]*|"
            rf"[#＃@＠](?P<handle>{_HANDLE})[ 　]+)(?=\S)"
        ),
        0.3,
    ),
    _Form("bold", re.compile(rf"{_BEFORE}\*\*{_WHO}[ 　]*[:：]?\*\*[ 　]*[:：]?[ 　]*(?=\S|$)"), 0.3),
    _Form(
        "letters",
        re.compile(r"[ 　]*(?P<name>(?:[QAIRＱＡ]|問|答|訪|受)[ ]?\d{0,3})[ 　]?[.、．)）][ 　]*(?=\S)", re.IGNORECASE),
        0.3,
    ),
    _Form("titles", re.compile(rf"[ 　]*(?P<name>{_TITLED_NAME})\.[ 　]+(?=\S)"), 0.03),
    _Form(
        "codes",
        re.compile(rf"[ 　]*[(（\[【]?(?P<name>{PARAGRAPH})(?:[)）\]】]|[.、．:：]|(?=[ 　]))[ 　]*(?=\S)"),
        0.4,
    ),
    _Form(
        "lettered",
        re.compile(
            r"[ 　]*(?P<name>[A-ZＡ-Ｚ]\d{0,4})(?:[ 　]?[.、．)）|｜]|[ 　](?=\d*[^\x00-\x7f]|[A-Z]))[ 　]*(?=\S)"
        ),
        0.6,
    ),
    _Form(
        "columns",
        re.compile(
            rf"{_TIMED_NAME}{_WHO}"
            rf"(?:[ 　]+(?P<t2>{_AT})(?:[ 　]+{_AT}){{0,5}}[ 　]+(?:[|｜│\-–—][ 　]+)?| {{2,}}|　+)(?=\S)"
        ),
        0.4,
    ),
    _Form(
        "dashes",
        re.compile(rf"{_TIMED_NAME}{_WHO}[ 　]*(?:[|｜│>＞»;；=＝～→/／]|[—─―－]{{1,2}}|–| -{{1,2}} )[ 　]*(?=\S)"),
        0.4,
    ),
    _Form("spaces", re.compile(rf"{_TIMED_NAME}(?P<name>[^\W\d_][\w.·]{{0,11}}?)[ 　]+(?=\S)"), 0.8),
)
_TURNED = r"[A-Z][\w'’-]{1,20}, [A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20})?"
"""A surname before a first name, as programs for meetings list people; only beside a time."""
_BETWEEN = r"[ 　]*(?:[-–—|｜│·•,，@][ 　]*)?"
_LINE = re.compile(
    rf"[ 　]*(?:>[ 　]*)*(?P<head>#{{1,6}}[ 　]+)?(?:(?:\d{{1,4}}[.、)）．]|(?<=[ 　])\d{{1,4}}(?=[ 　]))[ 　]*)?"
    r"(?:[■□▪▫◆◇◎○●▶►▷▲△★☆※@＠•][ 　]*|#{1,6}(?:[ 　](?![ 　]))?|={2,3}[ 　]*)?(?:\*{2,3})?"
    rf"(?:{_WHEN}{_BETWEEN})?(?:\*\*)?(?P<open>{_OPEN})?(?P<name>{_TURNED}|{NAME}(?:{NOTE})?)"
    rf"(?(open)(?:[ 　]+(?P<t3>{TIME}))?{_CLOSE})"
    rf"[ 　]*(?:\*{{2,3}})?{_BETWEEN}(?P<t2>{STAMP}|{TIME})?[ 　]*(?:\*{{2,3}}|={{2,3}})?[ 　]*$"
)
_TIME_LINE = re.compile(rf"(?:#{{1,6}}[ 　]+)?(?:{STAMP}|{TIME})$")
_CLOCK_ENDS = frozenset("smSMｓｍＳＭ秒分鐘钟CTZ.)]）】］〕>#}")
ENDING = re.compile(r"[(（\[【〔](?P<who>[^\W\d_]{1,4})[\w\-–.]{0,12}[)）\]】〕][。.]?\s*$")
"""The code of a person behind the speech, as in （A-03）."""
_TITLED = re.compile(r"(?:^|[ .])(?:[JS]r|Ph\.?D|M\.?D|Esq|[A-Z])\.$")
"""What a name ends in that ends in a full stop: a title, an initial."""
_NEARLY_ALL = 0.9
_RULE = frozenset("-=─— ")


def is_time_line(line: str) -> bool:
    """Tell whether a line holds a time and nothing else."""
    return may_end_in_time(line) and _TIME_LINE.fullmatch(line.strip()) is not None


def may_end_in_time(line: str) -> bool:
    """Tell whether a line ends in what a time can end with: everything else needs no closer look."""
    last = line.rstrip()[-1:]
    return last.isdigit() or last in _CLOCK_ENDS


def _is_rule(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 2 and _RULE.issuperset(bare)  # noqa: PLR2004  a rule is three dashes or more


def inline_scans(lines: Sequence[tuple[int, str]], named_ones: frozenset[str]) -> Iterator[tuple[Scan, float]]:
    """Yield what each form on the line of the speech finds, and the share of lines that it has to cover."""
    asides = [is_time_line(line) or _is_rule(line) for _start, line in lines]
    for form in _INLINE:
        scan = Scan(form.name)
        after_stage = False
        for (start, line), is_aside in zip(lines, asides, strict=True):
            found = form.pattern.match(line[:120])
            label = found and _label(found, found.end(), named_ones)
            if label and form.name == "titles":
                label = label._replace(known=True)
            aside = False
            if label and not is_answer(label.key) and not (form.name == "spaces" and label.name.isascii()):
                scan.marks.append((start, label))
            else:
                scan.unlabelled += 1
                aside = is_aside or (form.name == "signs" and line.startswith("#"))
                if aside or after_stage:
                    scan.marks.append((start, STAGE if aside else SPEECH))
            after_stage = aside
        if form.name == "brackets":
            scan.marks = _without_asides(scan.marks, lines)
        yield scan, form.share


def _without_asides(marks: Marks, lines: Sequence[tuple[int, str]]) -> Marks:
    """Return the marks without what stands in round brackets once: an aside, as （計畫）, and no name.

    Where nearly all lines begin with round brackets, they are the form of labels.
    """
    counts = Counter(mark.key for _, mark in recoded(marks) if isinstance(mark, Label))
    round_ones = {start for start, line in lines if line.lstrip()[:1] in "(（"}
    if len(round_ones) > _NEARLY_ALL * len(lines):
        return marks
    return [
        (at, mark)
        for at, mark in marks
        if not isinstance(mark, Label) or mark.known or counts[mark.key] > 1 or at not in round_ones
    ]


def _label(found: re.Match[str], width: int, named_ones: frozenset[str]) -> Label | None:
    parts = found.groupdict()
    time = parts.get("t1") or parts.get("t2") or parts.get("t3")
    name = (parts["name"] or parts.get("handle") or "").strip()
    return named(name[:1] if name[1:] == "." else name, width, time, named_ones)


def name_lines(
    lines: Sequence[tuple[int, str]], named_ones: frozenset[str], *, headings: bool, sections: Sequence[bool]
) -> Scan:
    """Find names on lines of their own, each followed by speech; `sections` tells which lines follow a blank one."""
    asides = asides_of(lines)
    bare = [at for at, (_, line) in enumerate(lines) if at not in asides and not is_time_line(line)]
    spoken = frozenset(bare)
    found = [_name_line(lines[at][1], named_ones, headings=headings) for at in bare]
    labels = dict(zip(bare, _steady(found, [sections[at] or at - 1 not in spoken for at in bare]), strict=True))
    scan = Scan("lines")
    speech_due = opened = False
    for at, (start, line) in enumerate(lines):
        label = labels.get(at)
        if label is not None:
            scan.marks.append((start, label))
        elif at not in labels and opened:
            continue
        elif at not in labels or (headings and line.startswith("#")):
            scan.marks.append((start, STAGE))
        elif speech_due:
            scan.marks.append((start, SPEECH))
        elif sections[at] and not opened:
            scan.unlabelled += 1
        speech_due = scan.marks[-1:] == [(start, STAGE)]
        opened = label is not None
    return scan


def named_headings(lines: Sequence[tuple[int, str]], named_ones: frozenset[str]) -> Scan:
    """Find headings that name who says all that stands below them, up to the next heading."""
    scan = Scan("headings")
    below = False
    for at, (start, line) in enumerate(lines):
        if line.startswith("#"):
            label = _name_line(line, named_ones, headings=True)
            speaks = at + 1 < len(lines) and not lines[at + 1][1].startswith("#")
            scan.marks.append((start, label if label is not None and speaks else STAGE))
            below = True
        else:
            scan.unlabelled += not below
    return scan


def _name_line(line: str, named_ones: frozenset[str], *, headings: bool) -> Label | None:
    if len(line) > 60:  # noqa: PLR2004  a name with its time is shorter
        return None
    found = _LINE.match(line)
    if found is None or (found["head"] and not headings):
        return None
    label = _label(found, len(line), named_ones)
    if label is None or is_answer(label.key) or (", " in label.name and not label.time):
        return None
    if label.name.endswith(".") and not (label.time or _TITLED.search(label.name)):
        return None
    return label


def _steady(found: Sequence[Label | None], sections: Sequence[bool]) -> list[Label | None]:
    """Return the labels that stand where labels do: not right after one, and not in the middle of speech.

    What a person says can be as short as a name; so one whose line mostly stands after another's name is none.
    """
    candidates = list(found)
    while True:
        kept = _alternating(candidates)
        before = Counter(label.key for label in candidates if label)
        after = Counter(label.key for label in kept if label)
        timed = sum(bool(label.time) for label in kept if label) * 2 > len([1 for label in kept if label])
        opening = sum(sections[at] for at, label in enumerate(kept) if label) >= 0.9 * sum(after.values())
        dropped = {
            at
            for at, label in enumerate(candidates)
            if label
            and (
                after[label.key] * 2 < before[label.key]
                or (timed and not label.time)
                or (opening and not (sections[at] or timed))
            )
        }
        if not dropped:
            return kept
        candidates = [None if at in dropped else label for at, label in enumerate(candidates)]


def _alternating(labels: Sequence[Label | None]) -> list[Label | None]:
    """Return the labels with speech after them; of two lines that could be names the one that repeats more is one."""
    counts = Counter(label.key for label in labels if label)
    kept: list[Label | None] = []
    for at, label in enumerate(labels):
        after = labels[at + 1] if at + 1 < len(labels) else None
        last = at + 1 == len(labels)
        speaks = label is not None and not last and (after is None or counts[after.key] <= counts[label.key])
        kept.append(label if speaks and (not kept or kept[-1] is None) else None)
    return kept


def hinted(hints: Iterable[GivenLabel], lines: Sequence[tuple[int, str]], named_ones: frozenset[str]) -> Scan:
    """Return the labels that the file's own structure may mark: bold letters, headings."""
    by_start = {hint.start: hint for hint in hints}
    counts = Counter(hint.name for hint in by_start.values())
    first = by_start.get(lines[0][0]) if lines else None
    if first and first.heading and counts[first.name] == 1 and max(counts.values()) > 1:
        del by_start[first.start]  # the title
    scan = Scan("marked")
    opened = False
    for at, (start, line) in enumerate(lines):
        hint = by_start.get(start)
        alone = hint is not None and hint.body >= start + len(line)
        own = _name_line(line, named_ones, headings=True) if hint and alone else None
        name, time = timed_name(hint.name) if hint else ("", None)
        label = own or (hint and named(name, hint.body - hint.start, hint.time or time, named_ones))
        speaks = not alone or (at + 1 < len(lines) and lines[at + 1][0] not in by_start)
        if label and speaks:
            scan.marks.append((start, label))
            opened = alone
        else:
            scan.unlabelled += not opened
            opened = False
    return scan


def by_pattern(text: str, pattern: re.Pattern[str]) -> Scan:
    """Return what a form of one's own finds at the starts of lines."""
    scan = Scan("pattern")
    start = 0
    for line in text.split("\n"):
        found = pattern.match(line)
        if found and found.end():
            parts = found.groupdict()
            name = without_colon(parts.get("name") or (found[1] if pattern.groups else found[0]) or "")
            if name:
                label = Label(name, key_of(name), found.end(), parts.get("time"), known=True)
                scan.marks.append((start, label))
        elif line.strip():
            scan.unlabelled += 1
        start += len(line) + 1
    return scan
