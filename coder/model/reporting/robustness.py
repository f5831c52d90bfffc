"""What would topple a finding: whether it holds without any one case, coder or speaker, or with fewer codings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from coder.model.reporting.under_finding import Check, Loss, Under

Key = tuple[str, ...]
SUGGESTED = frozenset({"suggestion", "bulk"})
"""Origins of codings that came from the program's proposals, taken over one by one or in bulk."""


class Ground(NamedTuple):
    """What lies under a finding in a transcript, with its case, and who each voice is, by its number."""

    case: str
    under: Under
    label: Callable[[str], str]


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


_TRIED: tuple[Check, ...] = ("case", "coder", "speaker", "suggestions", "definitions")
_OF_A_KIND: frozenset[Check] = frozenset({"suggestions", "definitions"})


def robustness(
    grounds: Iterable[Ground],
    bar: Bar,
    settled: Iterable[tuple[str, int, int]] | None = None,
    *,
    one_coder: bool = False,
) -> Robustness:
    """Try a finding without each case, coder and speaker under it, and without each kind of codings.

    `settled` is what lies under the finding on the settled layer: a transcript's case and its passages for and against;
    None where nothing was settled. Where one coder's codings alone are counted (`one_coder`), none can be left out.
    """
    checks = [check for check in _TRIED if check != "coder" or not one_coder]
    whole, lost = _Count(), {check: defaultdict[Key, _Loss](_Loss) for check in checks}
    for case, under, label in grounds:
        whole.add(case, under.speaks_for, under.against)
        everything = Loss("case", case, under.codings, under.speaks_for, under.against)
        for loss in (everything, *under.losses):
            if loss.check in lost:
                lost[loss.check][_key(loss, case, label)].add(loss, case, under)
    trials = [trial for check in checks for trial in _trials(check, lost[check], whole, bar)] if whole.grounded else []
    if settled is not None:
        tally = _tally_of(settled)
        trials.append(Trial("settled", (), 0, tally, tally.clears(bar)))
    return Robustness(bar, whole.tally(), whole.tally().clears(bar), tuple(trials))


def _key(loss: Loss, case: str, label: Callable[[str], str]) -> Key:
    if loss.check in _OF_A_KIND:
        return ()
    return (case, label(loss.key)) if loss.check == "speaker" else (loss.key,)


class _Count:
    """Passages of a finding, and how many transcripts of each case speak for it."""

    def __init__(self) -> None:
        self.speaks_for = self.against = self.cases = 0
        self.by_case: Counter[str] = Counter()
        self.grounded = False

    def add(self, case: str, speaks_for: int, against: int) -> None:
        self.grounded = True
        self.speaks_for += speaks_for
        self.against += against
        if speaks_for:
            self.cases += not self.by_case[case]
            self.by_case[case] += 1

    def tally(self, loss: _Loss | None = None) -> Tally:
        """Return the tally, without what is lost."""
        if loss is None:
            return Tally(cases=self.cases, speaks_for=self.speaks_for, against=self.against)
        silent = sum(0 < self.by_case[case] <= number for case, number in loss.silent.items())
        return Tally(
            cases=self.cases - silent, speaks_for=self.speaks_for - loss.speaks_for, against=self.against - loss.against
        )


@dataclass(slots=True)
class _Loss:
    """What a finding loses with something: passages (fewer than none where they fall apart), and transcripts."""

    codings: int = 0
    speaks_for: int = 0
    against: int = 0
    silent: Counter[str] = field(default_factory=Counter)

    def add(self, loss: Loss, case: str, under: Under) -> None:
        self.codings += loss.codings
        self.speaks_for += loss.speaks_for
        self.against += loss.against
        if under.speaks_for and loss.speaks_for == under.speaks_for:
            self.silent[case] += 1


def _trials(check: Check, lost: dict[Key, _Loss], whole: _Count, bar: Bar) -> Iterator[Trial]:
    """Yield the trials of one kind."""
    if check in _OF_A_KIND and not lost:
        lost[()] = _Loss()
    for key, loss in sorted(lost.items(), key=itemgetter(0)):
        tally = whole.tally(loss)
        yield Trial(check, key, loss.codings, tally, tally.clears(bar))


def _tally_of(transcripts: Iterable[tuple[str, int, int]]) -> Tally:
    count = _Count()
    for one in transcripts:
        count.add(*one)
    return count.tally()
