"""Audit samples: quotations drawn by a recorded seed, an auditor's verdicts on them, and the error rate they give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from heapq import nsmallest
from math import sqrt
from typing import Literal, NamedTuple, get_args

from coder.i18n import _

Stratum = Literal["", "code", "case", "coder"]
STRATA: tuple[Stratum, ...] = get_args(Stratum)
Audited = Literal["supports", "partly", "does-not", "cannot-tell"]
VERDICTS: tuple[Audited, ...] = get_args(Audited)
DISPUTED = frozenset({"partly", "does-not"})
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample of quotations: `drawn` are ids of codings, each with its stratum.

    `population` counts the codings of each stratum when it was drawn, after change number `change` and at the moment
    `moment`, which says where each replica stood (empty where that was not kept yet); `scope` is the
    code, theme or finding it was drawn from (empty: the whole study), `strata` what it was spread over.
    """

    id: str
    seed: int
    strata: str
    scope: str
    population: dict[str, int]
    drawn: dict[str, str]
    change: int
    by: str
    at: str
    moment: str = ""

    @property
    def order(self) -> list[str]:
        """The codings in the order of work, by their lots: a part of the work is a random sample too."""
        return sorted(self.drawn, key=partial(lot, self.seed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An auditor's verdict on a quotation of a sample: whether its words bear its code out."""

    id: str
    sample: str
    coding: str
    verdict: str
    note: str
    by: str
    at: str


def verdict_words(verdict: str) -> str:
    """Return an auditor's verdict in words."""
    words = {
        "supports": _("supports"),
        "partly": _("partly"),
        "does-not": _("does not"),
        "cannot-tell": _("can't tell"),
    }
    return words.get(verdict, verdict)


class Drawable(NamedTuple):
    """A coding that may be drawn, with what a sample can be spread over."""

    coding: str
    code: str
    case: str
    coder: str

    def stratum(self, strata: str) -> str:
        """Return the stratum it belongs to."""
        return {"code": self.code, "case": self.case, "coder": self.coder}.get(strata, "")


class Rate(NamedTuple):
    """A share with the bounds of its 95 % interval, 0 … 1, and the effective number of quotations behind it."""

    share: float
    low: float
    high: float
    effective: float


class Tally(NamedTuple):
    """Verdicts of one stratum."""

    stratum: str
    drawn: int
    counts: Counter[str]

    @property
    def judged(self) -> int:
        """Verdicts that say something."""
        return sum(number for verdict, number in self.counts.items() if verdict != "cannot-tell")


def lot(seed: int, coding: str) -> bytes:
    """Return the lot of a coding: the smallest are drawn."""
    return sha256(f"{seed}:{coding}".encode()).digest()


def draw(codings: Iterable[Drawable], size: int, seed: int, strata: str = "") -> dict[str, str]:
    """Return `size` codings drawn at random with their strata; the same codings and seed give the same sample.

    Of each stratum those are drawn whose SHA-256 of `seed:id` is smallest, so that anyone can draw them again with
    any program. Each stratum gets its share by largest remainders, but at least one where there is room for all
    strata.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for one in codings:
        groups[one.stratum(strata)].append(one.coding)
    shares = allocate({name: len(ids) for name, ids in groups.items()}, size)
    return {
        coding: name for name, ids in groups.items() for coding in nsmallest(shares[name], ids, key=partial(lot, seed))
    }


def allocate(population: Mapping[str, int], size: int) -> dict[str, int]:
    """Return how many of each stratum are drawn, `size` in all or the whole population."""
    total = sum(population.values())
    size = min(size, total)
    if not total:
        return {}
    room = {name: number - 1 for name, number in population.items()} if size >= len(population) else dict(population)
    given = {name: number - room[name] for name, number in population.items()}
    left, rooms = size - sum(given.values()), sum(room.values())
    if not rooms:
        return given
    exact = {name: left * room[name] / rooms for name in population}
    given = {name: given[name] + int(exact[name]) for name in population}
    rest = size - sum(given.values())
    for name in sorted(population, key=lambda name: (int(exact[name]) - exact[name], name))[:rest]:
        given[name] += 1
    return given


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return the bounds of the 95 % score interval of a share among `count` (Wilson 1927; Newcombe 1998, method 3)."""
    middle = share + _Z**2 / (2 * count)
    half = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    width = 1 + _Z**2 / count
    return max(0.0, (middle - half) / width), min(1.0, (middle + half) / width)


def tallies(sample: Sample, judgements: Iterable[Judgement]) -> list[Tally]:
    """Return the verdicts by stratum."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judgements:
        if one.coding in sample.drawn:
            counts[sample.drawn[one.coding]][one.verdict] += 1
    drawn = Counter(sample.drawn.values())
    return [Tally(name, drawn[name], counts[name]) for name in sorted(drawn)]


def rate(sample: Sample, found: Sequence[Tally], wrong: frozenset[str]) -> Rate | None:
    """Return the share of wrong quotations with its interval; None while nothing is judged.

    Strata are weighed by their size in the study, those without a verdict left out. The interval is Wilson's score
    interval on the effective sample size of Kish (1965, 11.7): the square of the weights' sum over the sum of their
    squares, which is the number of verdicts where all weigh the same. Quotations of which the auditor can't tell are
    left out; nothing is taken off for a small study, so the interval is rather too wide than too narrow.
    """
    judged = [tally for tally in found if tally.judged]
    if not judged:
        return None
    sizes = {tally.stratum: sample.population.get(tally.stratum, tally.drawn) for tally in judged}
    whole = sum(sizes.values())
    share = sum(sizes[t.stratum] / whole * sum(t.counts[verdict] for verdict in wrong) / t.judged for t in judged)
    squares = sum(sizes[t.stratum] ** 2 / t.judged for t in judged)
    effective = whole**2 / squares
    low, high = wilson(share, effective)
    return Rate(share, low, high, effective)
