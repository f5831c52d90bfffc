"""What several coders coded on the same words: where they agree, and how they differ where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar, get_args

from coder.model.counting.layers import Standing
from coder.model.identity import content_id
from coder.model.intervals import meetings
from coder.model.teamwork import Judged, Place

Difference = Literal["agreed", "missed", "other-code", "borders"]
DIFFERENCES: tuple[Difference, ...] = get_args(Difference)
S = TypeVar("S", bound=Standing)
Seated = Mapping[str, Sequence[Place] | None]
_PAIR = 2


class Passage(NamedTuple):
    """Codings of one code that overlap, whoever made them."""

    start: int
    end: int
    code: str
    codings: tuple[Judged, ...]
    there: frozenset[str]

    @property
    def by(self) -> frozenset[str]:
        """The coders who put the code."""
        return frozenset(one.coder for one in self.codings)


@dataclass(frozen=True)
class Case:
    """Codings to be judged together: a passage of one code, or two of different codes by different coders."""

    transcript: str
    text_hash: str
    difference: Difference
    codings: tuple[Judged, ...]
    there: frozenset[str]

    @cached_property
    def id(self) -> str:
        """A name that changes with any of the codings, with their borders, and with the text."""
        return content_id("adjudication", self.transcript, self.text_hash, *sorted(self.codings))

    @property
    def start(self) -> int:
        """The first character of any coding."""
        return min(one.start for one in self.codings)

    @property
    def end(self) -> int:
        """The character behind the last of any coding."""
        return max(one.end for one in self.codings)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that were put, in the text's order."""
        return tuple(dict.fromkeys(one.code for one in sorted(self.codings, key=lambda one: one.start)))

    @property
    def missing(self) -> frozenset[str]:
        """The coders who were there and put none of the codes."""
        return self.there - {one.coder for one in self.codings}

    @property
    def weight(self) -> int:
        """How many characters the coders differ on, each coder's distance from what any of them coded."""
        covered: dict[tuple[str, str], int] = defaultdict(int)
        for one in self.codings:
            covered[one.coder, one.code] += one.end - one.start
        return sum(
            max(0, self.end - self.start - covered.get((coder, code), 0)) for coder in self.there for code in self.codes
        )


def cases_of(transcript: str, text_hash: str, codings: Iterable[S], seated: Seated) -> list[Case]:
    """Return what coders agree and differ on in a transcript, where two of them were assigned and finished."""
    passages = [one for one in _passages(codings, seated) if len(one.there) >= _PAIR]
    agreed: list[tuple[Difference, tuple[Passage, ...]]] = []
    alone: list[Passage] = []
    for one in passages:
        if one.by != one.there:
            alone.append(one)
            continue
        same = len({(c.start, c.end) for c in one.codings}) == 1
        agreed.append(("agreed" if same else "borders", (one,)))
    agreed += [("other-code" if len(found) > 1 else "missed", found) for found in _coupled(alone)]
    cases = [
        Case(
            transcript,
            text_hash,
            difference,
            tuple(sorted(coding for one in found for coding in one.codings)),
            frozenset().union(*(one.there for one in found)),
        )
        for difference, found in agreed
    ]
    return sorted(cases, key=lambda case: (case.start, case.end, case.id))


def single_codings(codings: Iterable[S], seated: Seated) -> list[S]:
    """Return the codings on words that one coder alone was assigned."""
    return [one for one in codings if _there(one.start, one.end, seated) == {one.coder}]


def _there(start: int, end: int, seated: Seated) -> frozenset[str]:
    if not any(seated.values()):
        return frozenset(seated)
    return frozenset(
        coder
        for coder, spans in seated.items()
        if spans is None or any(begin < end and start < stop for begin, stop in spans)
    )


def _passages(codings: Iterable[S], seated: Seated) -> list[Passage]:
    """Return the codings that count, merged by code where they overlap, in the order of their starts."""
    by_code: dict[str, list[S]] = defaultdict(list)
    for coding in codings:
        if coding.coder in seated and coding.coder in _there(coding.start, coding.end, seated):
            by_code[coding.code].append(coding)
    found: list[Passage] = []
    for code, those in by_code.items():
        group: list[S] = []
        reach = -1
        for coding in sorted(those, key=lambda one: one.start):
            if group and coding.start >= reach:
                found.append(_passage(code, group, seated))
                group = []
            group.append(coding)
            reach = max(reach, coding.end) if len(group) > 1 else coding.end
        found.append(_passage(code, group, seated))
    return sorted(found, key=lambda one: one.start)


def _passage(code: str, group: Sequence[S], seated: Seated) -> Passage:
    start, end = min(one.start for one in group), max(one.end for one in group)
    judged = tuple(Judged(one.id, one.start, one.end, one.code, one.coder) for one in group)
    return Passage(start, end, code, judged, _there(start, end, seated))


def _coupled(alone: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """Put two passages together that different coders gave different codes; each stands in one couple at most.

    They share half of the shorter one; those that share most go first.
    """
    couples: list[tuple[int, int, int]] = []
    numbered = [_Numbered(one.start, one.end, number) for number, one in enumerate(alone)]
    for left, right in meetings(numbered, numbered):
        if left.number >= right.number:
            continue
        one, two = alone[left.number], alone[right.number]
        common = min(one.end, two.end) - max(one.start, two.start)
        half = 2 * common >= min(one.end - one.start, two.end - two.start)
        if one.code != two.code and not one.by & two.by and half:
            couples.append((-common, left.number, right.number))
    taken: set[int] = set()
    found: list[tuple[Passage, ...]] = []
    for _common, left_number, right_number in sorted(couples):
        if left_number not in taken and right_number not in taken:
            taken |= {left_number, right_number}
            found.append((alone[left_number], alone[right_number]))
    return [*found, *((one,) for number, one in enumerate(alone) if number not in taken)]


class _Numbered(NamedTuple):
    start: int
    end: int
    number: int
