"""Find who speaks in a transcript: every candidate, which of them are speakers and why, and the turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.model.names.speaker_labels import (
    END,
    SPEECH,
    STAGE,
    Label,
    Marks,
    are_numbers,
    clause_like_name,
    is_answer,
    is_role,
    key_of,
    never,
    role_of,
    short,
)
from coder.model.names.speakers import Candidate, SpeakerReading, SpeakerRules, Why
from coder.model.names.time_stamps import STAMP, TIME
from coder.model.read_transcript import GivenLabel, Source
from coder.model.text import Role, Turn
from coder.transcripts.beside.file_head import without_file_head
from coder.transcripts.beside.inner_records import record_spans
from coder.transcripts.beside.steps import without_what_stands_beside
from coder.transcripts.labels.doubts import TAKEN, Outcome, is_sure
from coder.transcripts.labels.inner_labels import with_inner_labels
from coder.transcripts.labels.label_counts import items, who_answers
from coder.transcripts.labels.label_forms import Scan, by_pattern, hinted, inline_scans, name_lines, named_headings
from coder.transcripts.labels.recoding import recoded
from coder.transcripts.labels.text_lines import beginnings_of, lines_of, seen
from coder.transcripts.labels.turns import cut, paragraphs, scan_headings, scan_lines

_NO_RULES = SpeakerRules()
_HEADINGS = re.compile(r"^#{1,6}[ 　]+\S.*$", re.MULTILINE)
_CLOCKS = re.compile(rf"{STAMP}|{TIME}")
_TIME_FIRST = re.compile(rf"^(?:{STAMP}|{TIME}(?=\s))[ 　]*(?:-[ 　]+)?")
_FIRST_WORDS = 40
_OFTEN = 3
_HALF = 0.5
_MOST = 0.8
_NEARLY_ALL = 0.95
_MANY = 20


def split_turns(text: str, interviewers: Collection[str] = (), heading_labels: bool = False) -> tuple[Turn, ...]:
    """Return the turns of `text`, which they cover without gap or overlap."""
    rules = SpeakerRules(interviewers=tuple(interviewers))
    return find_speakers(Source(text, "", "", markdown=heading_labels), rules).turns


def find_speakers(source: Source, rules: SpeakerRules = _NO_RULES) -> SpeakerReading:
    """Return the turns of what was read, and every candidate for a speaker."""
    named = frozenset([*map(key_of, rules.interviewers), *rules.roles, *rules.names])
    if (plain := without_file_head(seen(source.text))) is not source.text:
        source = replace(source, text=plain)
    outcome = with_inner_labels(source.text, _choose(source, rules, named))
    outcome = without_what_stands_beside(source, outcome)
    speakers = _named_speakers(outcome, rules)
    text = source.text
    marks = _with_headings(text, outcome, source.labels)
    turns = cut(text, marks, speakers) if speakers else paragraphs(text, record_spans(text)[:_MANY])
    candidates = _candidates(text, outcome, speakers)
    return SpeakerReading(turns, candidates, outcome.form if speakers else "", is_sure(outcome, candidates, source))


def _choose(source: Source, rules: SpeakerRules, named: frozenset[str]) -> Outcome:
    """Return the form by which most lines have a speaker; the file's own marks and a form of one's own come first."""
    text = source.text
    if rules.pattern is not None and (own := by_pattern(text, rules.pattern)).marks:
        return _judged(own, rules)
    colon = _judged(scan_lines(text, named), rules, begins=beginnings_of(source))
    given = [label for label in source.labels if not label.hint]
    if any(label.name for label in given):
        goes_on = {label.start for label in source.labels if label.hint and not label.name}
        return _with_given(colon, given, rules, goes_on, told=source.told)
    markdown = source.markdown or _has_headings(text)
    if markdown and "#" in text:
        under = scan_headings(text, named)
        headings = _judged(under, rules, everyone=True)
        told = headings.accepted > 1 or any(label.known for _, label in headings.labels)
        if under.repeats or (headings.accepted > colon.accepted and told):
            return headings
    if colon.accepted > colon.unlabelled and colon.accepted > 1:
        return colon
    return max([colon, *_others(source, rules, named, markdown=markdown)], key=lambda outcome: outcome.accepted)


def _has_headings(text: str) -> bool:
    """Tell whether a text that is not called Markdown has its headings, of which one stands again, times aside."""
    found = [_CLOCKS.sub("", heading) for heading in _HEADINGS.findall(text)] if "#" in text else []
    return len(found) >= _OFTEN and len(set(found)) < len(found)


def _with_headings(text: str, outcome: Outcome, labels: Sequence[GivenLabel]) -> Marks:
    """Return the marks, each heading that is no speaker's label nobody's speech."""
    headings = [label for label in labels if label.heading]
    if not headings:
        return outcome.marks
    taken = {at for at, mark in outcome.marks if isinstance(mark, Label) and outcome.why[mark.key] in TAKEN}
    stages = {heading.start for heading in headings} - taken
    marks: Marks = [(at, mark) for at, mark in outcome.marks if at not in stages]
    known = {at for at, _ in marks}
    over = {at for at, mark in outcome.marks if mark is END}
    for start in stages:
        after = text.find("\n", start) + 1
        marks.append((start, END if start in over else STAGE))
        if start not in over and after and after < len(text) and after not in known | stages:
            marks.append((after, SPEECH))
    return sorted(marks, key=lambda mark: mark[0])


def _others(source: Source, rules: SpeakerRules, named: frozenset[str], *, markdown: bool) -> list[Outcome]:
    lines, sections = lines_of(source.text)
    found = []
    for headings in (True, False):
        hints = [label for label in source.labels if label.heading is headings]
        marked = _judged(hinted(hints, lines, named), rules)
        if _holds(marked, 0.2 * len(lines)):
            found.append(marked)
    if markdown and "#" in source.text:
        topped = _judged(named_headings(lines, named), rules)
        if _holds(topped, 0) and topped.repeated > _HALF:
            found.append(topped)
    alone = _judged(name_lines(lines, named, headings=markdown, sections=sections), rules)
    if _holds(alone, 0) and alone.accepted >= alone.unlabelled:
        found.append(alone)
    for scan, share in inline_scans(lines, named):
        outcome = _judged(scan, rules)
        if _holds(outcome, share * len(lines)):
            found.append(outcome)
    return found


def _holds(outcome: Outcome, fewest: float) -> bool:
    """Tell whether a form that could be something else is the form of a conversation."""
    told = outcome.known or outcome.timed or outcome.repeated > _HALF
    return outcome.accepted >= max(2, fewest) and (outcome.distinct > 1 or outcome.known) and told


def _judged(
    scan: Scan, rules: SpeakerRules, *, everyone: bool = False, begins: frozenset[int] = frozenset()
) -> Outcome:
    """Return which labels are speakers.

    A label is one when a person or its own word says so, or when it repeats and could be a name; where most lines are
    labelled, or labels have times, also a short name that stands once.
    """
    marks = recoded(scan.marks)
    placed = [(at, mark) for at, mark in marks if isinstance(mark, Label)]
    labels = [label for _, label in placed]
    counts = Counter([label.key for label in labels])
    first = {label.key: label for label in reversed(labels)}
    good = sum(
        counts[key] for key, label in first.items() if label.known or _could_be(label) or _is_often(label, counts)
    )
    at_beginnings = Counter([label.key for at, label in placed if at in begins] if begins else ())
    labelled = sum(count for key, count in at_beginnings.items() if not never(key))
    many = len(begins) * _MANY >= scan.unlabelled + len(labels)
    clear = bool(begins) and many and labelled >= _NEARLY_ALL * len(begins)
    unlabelled = 0 if clear else scan.unlabelled
    share = good / max(1, unlabelled + len(labels))
    times = len(labels) - [label.time for label in labels].count(None)
    timed = times > _MOST * len(labels)
    alike = not scan.alone and times in {0, len(labels)}
    fitting = set(first) if alike else _of_the_usual_kind(scan, placed, counts)
    fitting = fitting & at_beginnings.keys() if clear else fitting
    letters = [key for key in first if len(key) == 1]
    lone = letters[0] if len(letters) == 1 and counts[letters[0]] == 1 and len(labels) >= _MANY else ""
    any_share = len(labels) / max(1, unlabelled + len(labels))
    trust = _Trust(share, any_share, len(labels), timed, lone, items(labels, counts), who_answers(labels))
    why = {
        key: Why.FORM
        if everyone and key not in rules.refused
        else _why(label, counts[key], trust, rules, fits=key in fitting)
        for key, label in first.items()
    }
    taken = {key for key, reason in why.items() if reason in TAKEN}
    accepted = sum(counts[key] for key in taken)
    wordy = scan.form in {"colon", "letters", "pattern"}  # elsewhere a letter alone can be anything
    numbers = not wordy and are_numbers([label.name for label in labels])
    known = not numbers and any(first[key].known and (wordy or len(key) > 1) for key in taken)
    repeated = sum(counts[key] for key in taken if counts[key] > 1) / max(1, accepted)
    odd = frozenset(first.keys() - fitting)
    return Outcome(
        scan.form, marks, why, accepted, unlabelled, len(taken), known, timed, repeated, odd, scan.strange > 0
    )


def _is_often(label: Label, counts: Counter[str]) -> bool:
    """Tell whether a label that is no name, as 我, opens so many lines that it is somebody's."""
    count = counts[label.key]
    return (
        count >= _OFTEN
        and count * 20 >= counts.total()
        and short(label.name)
        and not (never(label.key) or is_answer(label.key))
    )


def _could_be(label: Label) -> bool:
    return label.plausible or clause_like_name(label.name, label.key)


def _of_the_usual_kind(scan: Scan, labels: Sequence[tuple[int, Label]], counts: Counter[str]) -> set[str]:
    """Return the labels that stand as most do: with a time or without, alone on their line or before speech.

    Where no kind is most labels', it is that of all who speak more than once.
    """
    kinds = Counter(((mark.time is not None), at in scan.alone) for at, mark in labels)
    if not kinds:
        return set()
    usual, often = kinds.most_common(1)[0]
    if often < _MOST * len(labels):
        again = {(mark.time is not None, at in scan.alone) for at, mark in labels if counts[mark.key] > 1}
        if len(again) != 1:
            return {mark.key for _, mark in labels}
        (usual,) = again
    return {mark.key for at, mark in labels if (mark.time is not None, at in scan.alone) == usual}


@dataclass(frozen=True, slots=True)
class _Trust:
    """How far a form can be trusted: the share of lines that have a label that could be a name, or any label."""

    share: float
    any_share: float
    labels: int
    timed: bool
    lone: str = ""
    """A letter or sign that stands once among many names: it may be a word of somebody's speech."""
    items: frozenset[str] = frozenset()
    """Labels that are the items of a list in somebody's speech."""
    answers: str = ""
    """The name of the only one who answers."""


def _why(label: Label, count: int, trust: _Trust, rules: SpeakerRules, *, fits: bool) -> Why:
    if label.key in rules.refused:
        return Why.REFUSED
    if label.known:
        own = label.key in rules.roles or label.key in rules.names or label.key in map(key_of, rules.interviewers)
        return Why.SAID if own else Why.ONCE if label.key == trust.lone else Why.ROLE
    return _why_by_shape(label, count, trust, fits=fits)


def _why_by_shape(label: Label, count: int, trust: _Trust, *, fits: bool) -> Why:
    mostly = trust.share > _HALF
    if label.key in trust.items:
        return Why.ONCE
    if _could_be(label):
        if count > 1:
            return Why.REPEATS
        if label.key == trust.answers:
            return Why.FORM
        fits = fits and (label.plausible or trust.share > _MOST)
        wide = trust.share > _NEARLY_ALL and trust.labels > _MANY
        return Why.FORM if fits and (mostly or trust.timed) and (wide or short(label.name)) else Why.ONCE
    if never(label.key) or is_answer(label.key):
        return Why.CLAUSE
    often = count >= _OFTEN and count * 20 >= trust.labels and short(label.name)
    return Why.REPEATS if trust.any_share > _HALF and (often or (len(label.key) == 1 and count > 1)) else Why.CLAUSE


def _with_given(
    colon: Outcome, given: Sequence[GivenLabel], rules: SpeakerRules, goes_on: Collection[int], *, told: bool
) -> Outcome:
    """Return the labels that the file's structure gives, and beside them those before a colon if they aren't all.

    What stands once at the beginning of a row that names nobody is a word of the one who goes on.
    """
    marks: Marks = []
    for at, mark in colon.marks:
        if isinstance(mark, Label) and at in goes_on and colon.why[mark.key] is Why.FORM:
            continue
        if not isinstance(mark, Label) or (not told and colon.why[mark.key] in TAKEN):
            marks.append((at, mark))
    there = {label.start for label in given if label.name}
    labelled = {at for at, mark in marks if isinstance(mark, Label)}
    over = {label.start for label in given if not label.name} - labelled
    own: Marks = [
        (g.start, Label(g.name, key_of(g.name), g.body - g.start, g.time, known=True)) for g in given if g.name
    ]
    ends: Marks = [(at, END) for at in over]
    replaced = there | over
    marks = sorted([*(mark for mark in marks if mark[0] not in replaced), *own, *ends], key=lambda mark: mark[0])
    keys = {mark.key for _, mark in own if isinstance(mark, Label)}
    why = {**({} if told else colon.why), **{key: Why.REFUSED if key in rules.refused else Why.FILE for key in keys}}
    why = {mark.key: why[mark.key] for _, mark in marks if isinstance(mark, Label)}
    taken = {key for key, reason in why.items() if reason in TAKEN}
    counts = Counter(mark.key for _, mark in marks if isinstance(mark, Label) and mark.key in taken)
    known = told or any(is_role(g.name) or key_of(g.name) in {*rules.roles, *rules.names} for g in given)
    timed = sum(g.time is not None for g in given if g.name) > _MOST * len(own)
    return Outcome("file", marks, why, counts.total(), colon.unlabelled, len(taken), known, timed)


def _named_speakers(outcome: Outcome, rules: SpeakerRules) -> dict[str, tuple[str, Role]]:
    """Return name and role of each label that is a speaker, by the label's key."""
    asking = frozenset(map(key_of, rules.interviewers))
    labels = [mark for _, mark in reversed(outcome.marks) if isinstance(mark, Label)]
    first = {label.key: label for label in labels}
    told = {label.key: label.role for label in labels if label.role}
    found = {}
    for key, reason in outcome.why.items():
        if reason in TAKEN:
            name = rules.names.get(key, first[key].name)
            role = rules.roles.get(key) or rules.roles.get(key_of(name)) or _role(key, key_of(name), told, asking)
            found[key] = (name, role)
    return found


def _role(label: str, name: str, told: Mapping[str, Role], asking: frozenset[str]) -> Role:
    return (None if name in asking else told.get(label)) or role_of(name, asking)


def _candidates(text: str, outcome: Outcome, speakers: Mapping[str, tuple[str, Role]]) -> tuple[Candidate, ...]:
    counts: dict[str, int] = {}
    chars: dict[str, int] = {}
    first: dict[str, tuple[str, str]] = {}
    labels = [(at, mark) for at, mark in outcome.marks if isinstance(mark, Label) or mark in {STAGE, END}]
    ends = [at for at, _ in labels[1:]] + [len(text)]
    for (at, mark), end in zip(labels, ends, strict=False):
        if isinstance(mark, Label):
            said, key = text[at + mark.width : end].strip(), mark.key
            counts[key] = counts.get(key, 0) + 1
            chars[key] = chars.get(key, 0) + len(said)
            if key not in first:
                words = _TIME_FIRST.sub("", said[: _FIRST_WORDS * 3])
                first[key] = (mark.name, " ".join(words.split())[:_FIRST_WORDS])
    return tuple(
        Candidate(name, *speakers.get(key, ("", Role.NONE)), counts[key], chars[key], words, outcome.why[key])
        for key, (name, words) in first.items()
    )
