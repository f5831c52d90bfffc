"""What was found on who speaks, and whether anything speaks against it: then a person is asked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from coder.model.names.speaker_labels import (
    Label,
    Marks,
    clause_like_name,
    has_title,
    is_answer,
    is_role,
    key_of,
    never,
)
from coder.model.names.speakers import Candidate, Why
from coder.model.names.time_stamps import STAMP, TIME
from coder.model.read_transcript import Source
from coder.model.text import Role
from coder.transcripts.labels.label_forms import ENDING, may_end_in_time
from coder.transcripts.script import alternate

TAKEN = frozenset({Why.SAID, Why.FILE, Why.ROLE, Why.REPEATS, Why.FORM})

_TWO_THIRDS, _NEARLY_ALL = 0.65, 0.9
_LABELLED = frozenset(["colon", "brackets", "codes", "pattern"])
"""Forms that stand on the line of the speech, which lines and columns of a page cannot mix up."""
_ABOVE = frozenset(["lines", "headings", "marked"])
"""Forms in which a name stands above what is said."""
FULL_NAME = re.compile(r"[A-Z][a-z]+(?:[ ][A-Z][a-z.'-]*)+")
_BRACKET = re.compile("[(（\\[【]")
_LETTERS = re.compile("[A-Z]{2,3}")
_RARE = 10
_HALF = 0.5
_SHORT = 60
_ENDS_WITH_TIME = re.compile(rf"[^\n]*[^\W\d_][^\n]*(?:{STAMP}|{TIME})\s*")
_FEW_LINES = 8
_SUBTITLES = frozenset({"srt", "vtt"})
_OFTEN = 3
_EVERY = 25
_CODE_REACH = 24
_LAST_COLUMN = re.compile(r"\S(?: {2,}|\t|　+| ?[|｜] ?)(?P<who>[^\W\d_][\w.·-]{0,15})[：:]?\s*[|｜]?\s*$")
_PRONOUNS = frozenset(["我", "你", "妳", "他", "她", "i", "me"])
"""Who speaks in a talk that somebody tells of."""
_SIGNS = (re.compile("[—―─–－]{1,2}"), re.compile(r"(?:\*\*|__)[^*_].*(?:\*\*|__)$"), re.compile("[>＞●○◆◇■□▲△※]"))
"""What may stand before what one of two says, and before nothing of the other."""
_BODY = re.compile(
    r"[A-Za-z\d]|[甲乙丙丁戊己庚辛○◯●×]|[部署局處會院司府廳校系所組科室班黨團]$|(?:公司|中心|大學|單位|代表|民眾|同學|生)"
)
"""What names of offices, firms and unnamed people hold or end in."""
_OPENING = re.compile(r"[\W\d_]{0,40}(?P<word>[^\W\d_]{1,8}(?:[_ -]?\d{1,3}\b)?)(?=[\W\d_])(?!(?<=[A-Za-z]) [a-z])")


@dataclass(frozen=True)
class Outcome:
    """What a form gives: its marks, why each label is a speaker or not, and how many lines are labelled."""

    form: str
    marks: Marks
    why: Mapping[str, Why]
    accepted: int
    unlabelled: int
    distinct: int
    known: bool
    timed: bool = False
    repeated: float = 1.0
    """The share of the labels of speakers whose name stands more than once."""
    odd: frozenset[str] = frozenset()
    """The labels that do not stand as most do."""
    is_mixed: bool = False
    """Whether some labels stand within lines, where they may be words that somebody quotes."""

    @cached_property
    def labels(self) -> list[tuple[int, Label]]:
        """The labels with their places, taken or not."""
        return [(at, mark) for at, mark in self.marks if isinstance(mark, Label)]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each label stands, by its key."""
        return Counter([label.key for _, label in self.labels])


def is_sure(outcome: Outcome, candidates: Collection[Candidate], source: Source) -> bool:
    """Tell whether nothing speaks against what was taken, nor for what was refused."""
    mixed_up = not source.parted and (outcome.form not in _LABELLED or _may_be_broken(outcome))
    if (
        source.doubtful
        or mixed_up
        or outcome.is_mixed
        or any(_may_be_somebody(outcome, candidate) for candidate in candidates)
        or _are_noted(outcome)
        or _may_be_one(outcome)
        or _begins_late(outcome, source.text)
        or _are_renamed(outcome)
    ):
        return False
    by_reason: defaultdict[bool, int] = defaultdict(int)
    for candidate in candidates:
        by_reason[candidate.taken] += candidate.count
    if not by_reason[True]:
        repeat = (
            _openings_repeat,
            _endings_repeat,
            _times_end_lines,
            _short_lines_repeat,
            _last_columns_repeat,
            _signs_alternate,
            _questions_alternate,
        )
        two = source.looks_alternate or _signs_open_lines(source) or any(found(source.text) for found in repeat)
        return by_reason[False] <= outcome.unlabelled / 4 and not two
    if outcome.form == "file":
        talk = _take_turns(candidates) and outcome.accepted * 2 > outcome.unlabelled
        few = outcome.accepted * _RARE < outcome.unlabelled
        return talk or (not few and (outcome.known or outcome.timed))
    nobody = any(key_of(candidate.name) in _PRONOUNS for candidate in candidates if not candidate.taken)
    nobody = nobody or any(_may_be_nobody(outcome, candidate) for candidate in candidates)
    nobody = nobody or (outcome.form in _ABOVE and _names_open_speech(outcome, candidates, source.text))
    nobody = nobody or _one_side_alone(outcome, candidates)
    nobody = nobody or (outcome.accepted > 1 and not outcome.repeated and not outcome.known)
    few = outcome.accepted * _RARE < outcome.unlabelled and not _is_one_answer(outcome, candidates, source.text)
    if few or _number(outcome) or nobody or _lists(outcome):
        return False
    doubtful = sum(c.count for c in candidates if c.why is Why.CLAUSE and c.count > 1 and not never(key_of(c.name)))
    if outcome.form in {"columns", "dashes", "spaces", "lines", "lettered"} and not outcome.known:
        told = outcome.timed or (outcome.repeated > _TWO_THIRDS and _take_turns(candidates))
        return told and outcome.accepted * 2 > outcome.unlabelled and not doubtful
    return doubtful * 50 < by_reason[True] and (outcome.distinct > 1 or outcome.known or not outcome.unlabelled)


def _is_one_answer(outcome: Outcome, candidates: Collection[Candidate], text: str) -> bool:
    """Tell whether one person answers one question at length: nothing below their label asks or opens with a sign."""
    taken = [candidate for candidate in candidates if candidate.taken]
    last = [(at, mark) for at, mark in outcome.marks if isinstance(mark, Label)][-1]
    asked, answered = taken[:-1], taken[-1:]
    if len(taken) != 2 or any(one.count > 1 for one in taken) or key_of(answered[0].name) != last[1].key:  # noqa: PLR2004
        return False
    roles = asked[0].role == Role.INTERVIEWER and answered[0].role == Role.RESPONDENT
    lines = [line.strip() for line in text[last[0] :].split("\n") if line and not line.isspace()]
    return roles and not any(line.endswith(("？", "?")) or not line[0].isalnum() for line in lines[1:])


def _may_be_somebody(outcome: Outcome, candidate: Candidate) -> bool:
    """Tell whether a label that stands once and was not taken looks like a person's name."""
    if candidate.why is not Why.ONCE or outcome.form == "file" or key_of(candidate.name) in outcome.odd:
        return False
    name = _BRACKET.split(candidate.name, maxsplit=1)[0].strip()
    is_name = FULL_NAME.fullmatch(name) is not None or clause_like_name(name, key_of(name))
    return (
        is_name
        or _is_numbered(key_of(name), outcome)
        or (_LETTERS.fullmatch(name) is not None and _are_letters(outcome))
    )


def _is_numbered(key: str, outcome: Outcome) -> bool:
    """Tell whether a label counts on from one who speaks, as Audience 3 beside Audience 1."""
    stem = key.rstrip("0123456789")
    if stem == key or len(stem.strip()) < 2:  # noqa: PLR2004  a letter with a number can be anything
        return False
    return any(other.rstrip("0123456789") == stem for other in outcome.why if outcome.why[other] in TAKEN)


def _are_letters(outcome: Outcome) -> bool:
    """Tell whether most labels are two or three capitals, as JR and PC: then another of these is a person too."""
    taken = [label.name for _, label in outcome.labels if outcome.why[label.key] in TAKEN]
    return sum(_LETTERS.fullmatch(name) is not None for name in taken) * 2 > len(taken)


def _are_noted(outcome: Outcome) -> bool:
    """Tell whether a speaker's name with a note in brackets, as 王小明（轉述）, stands once and was not taken."""
    bare = (_BRACKET.split(key, maxsplit=1)[0].strip() for key, reason in outcome.why.items() if reason is Why.ONCE)
    return any(outcome.why.get(key) in TAKEN for key in bare)


def _may_be_one(outcome: Outcome) -> bool:
    """Tell whether one speaker's name is a word or the first letters of another's, as JR and Roe of Jane Roe."""
    names = {key for key, reason in outcome.why.items() if reason in TAKEN}
    parts = set()
    for name in filter(str.isascii, names):
        words = re.split(r"[ .·-]+", name)
        if len(words) > 1 and words[-1].isalpha() and not is_role(words[0]):
            parts |= {*words, "".join(word[:1] for word in words)}
    return not names.isdisjoint(parts)


def _begins_late(outcome: Outcome, text: str) -> bool:
    """Tell whether more than half of a text stands above the first label: it may be somebody's speech."""
    first = next((at for at, label in outcome.labels if outcome.why[label.key] in TAKEN), 0)
    return first * 2 > len(text) and text.count("\n", 0, first) > _FEW_LINES


def _are_renamed(outcome: Outcome) -> bool:
    """Tell whether roles stand in one part of a talk and names in the other: they may be the same people."""
    often = {key for key, count in outcome.counts.items() if count > 1 and outcome.why[key] in TAKEN}
    roles = set(filter(is_role, often))
    if min(len(roles), len(often - roles)) < 2:  # noqa: PLR2004  two are renamed
        return False
    first, second = ([at for at, label in outcome.labels if label.key in those] for those in (roles, often - roles))
    return first[-1] < second[0] or second[-1] < first[0]


def _may_be_nobody(outcome: Outcome, candidate: Candidate) -> bool:
    """Tell whether a label that stands two or three times among much unlabelled speech may be a word and no name."""
    name, key = candidate.name, key_of(candidate.name)
    rare = candidate.why is Why.REPEATS and candidate.count <= _OFTEN and candidate.count * _RARE <= outcome.accepted
    if not rare or outcome.unlabelled * 3 <= outcome.accepted:
        return False
    return not (name.isascii() or clause_like_name(name, key) or is_role(name))


def _names_open_speech(outcome: Outcome, candidates: Collection[Candidate], text: str) -> bool:
    """Tell whether names that stand above what is said stand before it too, on the same line."""
    names = "|".join(re.escape(candidate.name) for candidate in candidates if candidate.taken)
    labels = {at for at, _ in outcome.labels}
    found = re.finditer(rf"^(?:{names})(?:[ \t　]+|[:：])(?=\S)", text, re.MULTILINE) if names else ()
    return sum(one.start() not in labels for one in found) >= _OFTEN


def _number(outcome: Outcome) -> bool:
    """Tell whether most labels stand once, as they do where they number paragraphs and name nobody."""
    return outcome.accepted >= _FEW_LINES and outcome.repeated < _HALF and not outcome.known


def _may_be_broken(outcome: Outcome) -> bool:
    """Tell whether what looks like a label that stands once may be where a line of a page was broken."""
    once = {label.name for _, label in outcome.labels if outcome.counts[label.key] == 1}
    return any(outcome.why[key_of(name)] is Why.FORM and not _is_somebody(name) for name in once)


def _lists(outcome: Outcome) -> bool:
    """Tell whether most labels that stand seldom look like nobody's name, and follow one another as in a list.

    Among roles, as in `Interviewer:`, one word that stands once may be a point that somebody makes, also in Latin.
    """
    labels = [label for _, label in outcome.labels]
    roles = sum(label.known for label in labels) * 2 > len(labels)
    rare = {
        key
        for key, count in outcome.counts.items()
        if outcome.why[key] in {Why.FORM, Why.REPEATS}
        and count <= _OFTEN
        and (count * _RARE <= outcome.accepted or (roles and count == 1))
    }
    if not rare:
        return False
    seldom = [label.key in rare for label in labels]
    odd = [one and not _is_somebody(label.name, roles) for one, label in zip(seldom, labels, strict=True)]
    after_another = (
        a and b and one.key != two.key for (a, b), (one, two) in zip(pairwise(odd), pairwise(labels), strict=True)
    )
    return sum(odd) * 2 > sum(seldom) and any(after_another)


def _is_somebody(name: str, among_roles: bool = False) -> bool:
    bare = _BRACKET.split(name, maxsplit=1)[0]
    if name.isascii():
        return (bare[:1].isupper() and (" " in bare.strip() or not among_roles)) or any(map(str.isdigit, bare))
    return clause_like_name(bare, key_of(bare)) or has_title(bare) or _BODY.search(bare) is not None


def _times_end_lines(text: str) -> bool:
    """Tell whether many lines are short and end with a time, as who speaks and when."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    short = (line for line in lines if len(line) < _SHORT and may_end_in_time(line))
    ending = sum(_ENDS_WITH_TIME.fullmatch(line) is not None for line in short)
    return len(lines) >= _FEW_LINES and ending * 5 > len(lines)


def _take_turns(candidates: Collection[Candidate]) -> bool:
    """Tell whether two or more speak again and again, and not one line stands everywhere, as in a form to fill in."""
    counts = [candidate.count for candidate in candidates if candidate.taken]
    return sum(count > 1 for count in counts) > 1 and max(counts) <= _NEARLY_ALL * sum(counts)


def _endings_repeat(text: str) -> bool:
    """Tell whether many lines end with the code of a person in brackets, as in （A-03）."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    ends = [found["who"].casefold() for line in lines if (found := ENDING.search(line[-_CODE_REACH:]))]
    often = [count for count in Counter(ends).values() if count > 1]
    return len(lines) >= _FEW_LINES and sum(often) * 5 > 2 * len(lines)


def _last_columns_repeat(text: str) -> bool:
    """Tell whether many lines end with a word that stands again and again behind a gap, as in a column of names."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    ends = Counter(found["who"] for line in lines if (found := _LAST_COLUMN.search(line[-_CODE_REACH * 2 :])))
    often = [count for count in ends.values() if count > 1]
    return len(lines) >= _FEW_LINES and len(often) > 1 and sum(often) * 5 > 2 * len(lines)


def _signs_alternate(text: str) -> bool:
    """Tell whether lines behind a dash, or in bold letters, take turns with others, as questions and answers do."""
    lines = [line.strip() for line in text.split("\n") if line and not line.isspace()]
    return any(alternate([(sign.match(line) is not None, line.strip("*_")) for line in lines]) for sign in _SIGNS)


def _questions_alternate(text: str) -> bool:
    """Tell whether nearly every other line ends in a question mark."""
    asks = [line.rstrip().endswith(("？", "?")) for line in text.split("\n") if line and not line.isspace()]
    turns = sum(first != second for first, second in pairwise(asks))
    return len(asks) >= _FEW_LINES and turns * 10 >= 7 * len(asks)


def _signs_open_lines(source: Source) -> bool:
    """Tell whether a sign opens what each of two says: a dash, as in novels and subtitles, or >> as in captions."""
    lines = [line.lstrip() for line in source.text.split("\n") if line and not line.isspace()]
    dashes = "-—―─–－" if source.format in _SUBTITLES else "—―─–－"
    opened = sum(line[0] in dashes or line.startswith((">>", "＞＞")) for line in lines)
    return opened >= _OFTEN and opened * 2 > len(lines)


def _one_side_alone(outcome: Outcome, candidates: Collection[Candidate]) -> bool:
    """Tell whether only those who ask are named, or one alone again and again, and unnamed lines may be another's."""
    taken = [candidate for candidate in candidates if candidate.taken]
    asking = all(candidate.role == Role.INTERVIEWER for candidate in taken)
    one = len(taken) == 1 and taken[0].count > 1 and outcome.unlabelled >= taken[0].count
    return bool(outcome.unlabelled) and (asking or one)


def _short_lines_repeat(text: str) -> bool:
    """Tell whether two or more short lines stand again and again, as names above what is said do."""
    lines = [line.strip() for line in text.split("\n") if line and not line.isspace()]
    counts = Counter(line for line in lines if len(line) < _SHORT // 2)
    names = {line: count for line, count in counts.items() if not is_answer(key_of(re.sub(r"\W+$", "", line)))}
    often = [count for count in names.values() if count >= _OFTEN]
    return len(lines) >= _FEW_LINES and len(often) > 1 and sum(often) * _RARE > len(lines)


def _openings_repeat(text: str) -> bool:
    """Tell whether many lines open with a few words that stand again and again, numbers and signs aside.

    A word that a sentence goes on after, as `The code`, is no name; and one of a long text's many words is not often.
    """
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    words = [found["word"] for line in lines if (found := _OPENING.match(line))]
    counts = Counter(word for word in words if not is_answer(word) and not never(word))
    often = [count for count in counts.values() if count >= max(_OFTEN, len(lines) / _EVERY)]
    return len(lines) >= _FEW_LINES and len(often) > 1 and sum(often) * 5 > 2 * len(lines)
