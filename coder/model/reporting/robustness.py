"""What would topple a finding: whether it holds without any one case, coder or speaker, or with fewer codings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from coder.model.counting.merged_passages import merged
from coder.model.finding import Side

Check = Literal["case", "coder", "speaker", "suggestions", "definitions", "settled"]
Key = tuple[str, ...]
SUGGESTED = frozenset({"suggestion", "bulk"})
"""Origins of codings that came from the program's proposals, taken over one by one or in bulk."""


class Ground(NamedTuple):
    """A coding under a finding, as far as the checks ask."""

    side: Side
    transcript: str
    start: int
    end: int
    case: str
    speaker: str
    coder: str
    is_suggested: bool
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """When a finding holds: at least so many cases speak for it, and at most this share of its passages against it.

    `is_set` tells whether the lead said so; else it is the program's own measure.
    """

    least_cases: int
    most_against: float
    is_set: bool


class Tally(NamedTuple):
    """How many cases speak for a finding, and the passages for and against it."""

    cases: int
    speaks_for: int
    against: int

    @property
    def share(self) -> float:
        """The share of the passages that is against the finding."""
        passages = self.speaks_for + self.against
        return self.against / passages if passages else 0.0

    def clears(self, bar: Bar) -> bool:
        """Tell whether a finding that stands so holds."""
        return self.cases >= bar.least_cases and self.share <= bar.most_against


@dataclass(frozen=True, slots=True)
class Trial:
    """How a finding stands when something is left out.

    `left_out` names it: a case, a coder, or a case and its speaker; nothing for a kind of codings. `codings` counts
    what was left out, 0 for the settled layer, which is another reading of the same words.
    """

    check: Check
    left_out: Key
    codings: int
    tally: Tally
    holds: bool


@dataclass(frozen=True, slots=True)
class Robustness:
    """How a finding stands, and how it would stand with something left out."""

    bar: Bar
    whole: Tally
    holds: bool
    trials: tuple[Trial, ...] = ()

    def of(self, check: Check) -> list[Trial]:
        """Return the trials of one kind."""
        return [trial for trial in self.trials if trial.check == check]


class _Share(NamedTuple):
    """The passages of one transcript."""

    speaks_for: int
    against: int


_KEYS: Mapping[Check, Callable[[Ground], Key | None]] = {
    "case": lambda ground: (ground.case,),
    "coder": lambda ground: (ground.coder,),
    "speaker": lambda ground: (ground.case, ground.speaker),
    "suggestions": lambda ground: () if ground.is_suggested else None,
    "definitions": lambda ground: () if ground.is_outdated else None,
}
_OF_A_KIND: frozenset[Check] = frozenset({"suggestions", "definitions"})


def robustness(
    grounds: Iterable[Ground], bar: Bar, settled: Iterable[Ground] | None = None, *, one_coder: bool = False
) -> Robustness:
    """Try a finding without each case, coder and speaker under it, and without each kind of codings.

    Grounds come transcript by transcript. `settled` is what of the settled layer lies under the finding, None where
    nothing was settled. Where one coder's codings alone are counted (`one_coder`), no coder can be left out.
    """
    checks = [check for check in _KEYS if check != "coder" or not one_coder]
    whole, lost = _Count(), {check: defaultdict[Key, _Loss](_Loss) for check in checks}
    for _transcript, here in groupby(grounds, attrgetter("transcript")):
        those = tuple(here)
        share = _share(those)
        whole.add(those[0].case, share)
        for check in checks:
            _lose(lost[check], _KEYS[check], those, share)
    trials = [trial for check in checks for trial in _trials(check, lost[check], whole, bar)] if whole.grounded else []
    if settled is not None:
        tally = _tally_of(settled)
        trials.append(Trial("settled", (), 0, tally, tally.clears(bar)))
    return Robustness(bar, whole.tally(), whole.tally().clears(bar), tuple(trials))


class _Count:
    """Passages of a finding, and how many transcripts of each case speak for it."""

    def __init__(self) -> None:
        self.speaks_for = self.against = 0
        self.by_case: Counter[str] = Counter()
        self.grounded = False

    def add(self, case: str, share: _Share) -> None:
        self.grounded = True
        self.speaks_for += share.speaks_for
        self.against += share.against
        self.by_case[case] += bool(share.speaks_for)

    def tally(self, loss: _Loss | None = None) -> Tally:
        """Return the tally, without what is lost."""
        cases = sum(number > 0 for number in self.by_case.values())
        if loss is None:
            return Tally(cases=cases, speaks_for=self.speaks_for, against=self.against)
        silent = sum(0 < self.by_case[case] <= number for case, number in loss.silent.items())
        return Tally(
            cases=cases - silent, speaks_for=self.speaks_for - loss.speaks_for, against=self.against - loss.against
        )


@dataclass(slots=True)
class _Loss:
    """What a finding loses with something: passages (fewer than none where they fall apart), and transcripts."""

    codings: int = 0
    speaks_for: int = 0
    against: int = 0
    silent: Counter[str] = field(default_factory=Counter)


def _lose(
    lost: dict[Key, _Loss], key_of: Callable[[Ground], Key | None], those: Sequence[Ground], whole: _Share
) -> None:
    """Add what is lost of one transcript with each thing under it."""
    keys = Counter(key for ground in those if (key := key_of(ground)) is not None)
    for key, codings in keys.items():
        left = _share([ground for ground in those if key_of(ground) != key]) if codings < len(those) else _Share(0, 0)
        loss = lost[key]
        loss.codings += codings
        loss.speaks_for += whole.speaks_for - left.speaks_for
        loss.against += whole.against - left.against
        if whole.speaks_for and not left.speaks_for:
            loss.silent[those[0].case] += 1


def _trials(check: Check, lost: dict[Key, _Loss], whole: _Count, bar: Bar) -> Iterator[Trial]:
    """Yield the trials of one kind."""
    if check in _OF_A_KIND and not lost:
        lost[()] = _Loss()
    for key, loss in sorted(lost.items(), key=itemgetter(0)):
        tally = whole.tally(loss)
        yield Trial(check, key, loss.codings, tally, tally.clears(bar))


def _tally_of(grounds: Iterable[Ground]) -> Tally:
    count = _Count()
    for _transcript, here in groupby(grounds, attrgetter("transcript")):
        those = tuple(here)
        count.add(those[0].case, _share(those))
    return count.tally()


def _share(grounds: Sequence[Ground]) -> _Share:
    """Return the passages of one transcript, merged apart for each side."""
    sides: dict[Side, list[tuple[int, int]]] = {"for": [], "against": []}
    for ground in grounds:
        sides[ground.side].append((ground.start, ground.end))
    return _Share(len(merged(sides["for"])), len(merged(sides["against"])))
