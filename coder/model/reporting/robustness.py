"""What would topple a finding: whether it holds without any one case, coder or speaker, or with fewer codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    case: str
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
_ByTranscript = Mapping[str, Sequence[Ground]]


def robustness(
    grounds: Iterable[Ground], bar: Bar, settled: Iterable[Ground] | None = None, *, one_coder: bool = False
) -> Robustness:
    """Try a finding without each case, coder and speaker under it, and without each kind of codings.

    `settled` is what of the settled layer lies under it, None where nothing was settled. Where one coder's codings
    alone are counted (`one_coder`), no coder can be left out.
    """
    found = _by_transcript(grounds)
    shares = {key: _share(those) for key, those in found.items()}
    whole = _tally(shares.values())
    checks = [check for check in _KEYS if check != "coder" or not one_coder]
    trials = [trial for check in checks for trial in _trials(check, found, shares, bar)] if found else []
    if settled is not None:
        kept = _by_transcript(settled)
        tally = _tally(_share(those) for those in kept.values())
        trials.append(Trial("settled", (), 0, tally, tally.clears(bar)))
    return Robustness(bar, whole, whole.clears(bar), tuple(trials))


def _trials(check: Check, found: _ByTranscript, shares: Mapping[str, _Share], bar: Bar) -> Iterator[Trial]:
    """Yield the trials of one kind; only the transcripts that lose a coding are counted anew."""
    key_of = _KEYS[check]
    touched: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for transcript, those in found.items():
        for ground in those:
            if (key := key_of(ground)) is not None:
                touched[key][transcript] += 1
    if check in _OF_A_KIND and not touched:
        touched[()] = {}
    for key, places in sorted(touched.items()):
        changed = {
            transcript: _share([ground for ground in found[transcript] if key_of(ground) != key])
            for transcript in places
        }
        tally = _tally({**shares, **changed}.values())
        yield Trial(check, key, sum(places.values()), tally, tally.clears(bar))


def _by_transcript(grounds: Iterable[Ground]) -> dict[str, list[Ground]]:
    found: dict[str, list[Ground]] = defaultdict(list)
    for ground in grounds:
        found[ground.transcript].append(ground)
    return found


def _share(grounds: Sequence[Ground]) -> _Share:
    """Return the passages of one transcript, merged apart for each side."""
    sides: dict[Side, list[tuple[int, int]]] = {"for": [], "against": []}
    for ground in grounds:
        sides[ground.side].append((ground.start, ground.end))
    case = grounds[0].case if grounds else ""
    return _Share(case, len(merged(sides["for"])), len(merged(sides["against"])))


def _tally(shares: Iterable[_Share]) -> Tally:
    found = list(shares)
    return Tally(
        cases=len({share.case for share in found if share.speaks_for}),
        speaks_for=sum(share.speaks_for for share in found),
        against=sum(share.against for share in found),
    )
