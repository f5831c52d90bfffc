"""What lies under a finding in a transcript: its passages on each side, and what is lost with each thing left out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from coder.model.counting.merged_passages import Span, gathered, merged, shared
from coder.model.counting.speech import Speech

Check = Literal["case", "coder", "speaker", "suggestions", "definitions", "settled"]


class Coded(NamedTuple):
    """A coding under a finding: which side it is on, whether it speaks for it, and where it came from."""

    speaks_for: bool
    start: int
    end: int
    coder: str
    is_suggested: bool
    is_outdated: bool


class Loss(NamedTuple):
    """What a transcript loses with something: codings, and passages (fewer than none where they fall apart)."""

    check: Check
    key: str
    codings: int
    speaks_for: int
    against: int


class Under(NamedTuple):
    """What lies under a finding in a transcript.

    `both` counts the stretches of words on both sides; `characters` are respondents' words, for and against. `voices`
    and `coders` count passages, of each speaker by the number of the voice; each of them comes for, then against.
    """

    speaks_for: int
    against: int
    both: int
    characters: Sequence[int]
    voices: Sequence[Mapping[str, int]]
    coders: Sequence[Mapping[str, int]]
    is_outdated: bool
    codings: int
    losses: Sequence[Loss]


class Voices(NamedTuple):
    """Where the turns of a transcript begin, and the number of who speaks in each."""

    starts: Sequence[int]
    numbers: Sequence[int]

    def at(self, place: int) -> str:
        """Return the number of who speaks at a place, as text."""
        return str(self.numbers[bisect_right(self.starts, place) - 1]) if self.starts else "-1"


_KEYS: tuple[tuple[Check, Callable[[Coded, Voices], str | None]], ...] = (
    ("coder", lambda one, _voices: one.coder),
    ("speaker", lambda one, voices: voices.at(one.start)),
    ("suggestions", lambda one, _voices: "" if one.is_suggested else None),
    ("definitions", lambda one, _voices: "" if one.is_outdated else None),
)


def under(here: Sequence[Coded], voices: Voices, speech: Speech | None) -> Under:
    """Return what lies under a finding in a transcript."""
    sides = [[one for one in here if one.speaks_for], [one for one in here if not one.speaks_for]]
    passages = [gathered(side, _place) for side in sides]
    spans = [merged((one.start, one.end) for one in side) for side in sides]
    whole = (len(spans[0]), len(spans[1]))
    return Under(
        *whole,
        both=len(shared(*spans)) if all(whole) else 0,
        characters=[sum(speech.within(*span) for span in side) if speech else 0 for side in spans],
        voices=[Counter(voices.at(group[0].start) for group in side) for side in passages],
        coders=[Counter(coder for group in side for coder in {one.coder for one in group}) for side in passages],
        is_outdated=any(one.is_outdated for one in here),
        codings=len(here),
        losses=[loss for check, key_of in _KEYS for loss in _losses(check, key_of, here, voices, whole)],
    )


def _place(one: Coded) -> tuple[int, int, str]:
    return one.start, one.end, one.coder


def _losses(
    check: Check,
    key_of: Callable[[Coded, Voices], str | None],
    here: Sequence[Coded],
    voices: Voices,
    whole: tuple[int, int],
) -> Iterable[Loss]:
    """Yield what is lost with each thing of a kind."""
    keyed = [(key_of(one, voices), one) for one in here]
    for key, codings in Counter(key for key, _one in keyed).items():
        if key is None:
            continue
        left = _count([one for its, one in keyed if its != key]) if codings < len(here) else (0, 0)
        yield Loss(check, key, codings, whole[0] - left[0], whole[1] - left[1])


def _count(left: Iterable[Coded]) -> tuple[int, int]:
    sides: tuple[list[Span], list[Span]] = ([], [])
    for one in left:
        sides[not one.speaks_for].append((one.start, one.end))
    return len(merged(sides[0])), len(merged(sides[1]))
