"""How good suggestions were: the measures and the value that the evaluation ends in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coder.model.coding import Origin


@dataclass(frozen=True, slots=True)
class RankQuality:
    """How often the codes of a passage were among the first suggested; shares of `passages`, from 0 to 1."""

    suggester: str
    passages: int
    hit_1: float
    hit_3: float
    hit_5: float
    recall_3: float


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """How one code did at its cut-off; None where there is nothing to divide by."""

    code: str
    passages: int
    shown: int
    precision: float | None
    recall: float | None
    in_first_three: float | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How good the combination is after so many codings, beside keywords alone."""

    codings: int
    hit_3: float
    recall_3: float
    keywords_recall_3: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of the suggestions that are shown.

    `recall` is pooled: of all codes of all passages. `recall_by_passage` is the mean over the passages with codes.
    `disturbed` is the share of the passages without codes for which something is suggested all the same.
    """

    shown: int
    precision: float | None
    recall: float | None
    recall_by_passage: float | None
    disturbed: float | None


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What would be suggested only where the chance of any code at all is this level or more; 0 is everywhere."""

    level: float
    quality: Shown


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How many of a block of verdicts were acceptances, and from when to when they were given."""

    since: str
    until: str
    verdicts: int
    accepted: int


@dataclass(frozen=True, slots=True)
class ByOrigin:
    """Turns that were coded with suggestions, or without, one coder's at a time.

    `agreement` is the mean Jaccard index of a turn's codes with those of others who coded it, over `shared` turns.
    """

    origin: Origin
    turns: int
    codes_a_turn: float
    characters_a_coding: float
    shared: int
    agreement: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came of leaving each interview out in turn; what is shown is measured as `Shown` is."""

    unit: str
    interviews: int
    passages: int
    coded: int
    codings: int
    suggesters: tuple[RankQuality, ...]
    shown: int
    precision: float | None
    recall: float | None
    recall_by_passage: float | None
    disturbed: float | None
    trade_off: tuple[TradeOff, ...]
    by_code: tuple[CodeQuality, ...]
    brier: float
    brier_baseline: float
    reliability: tuple[tuple[float, int, float, float], ...]
    curve: tuple[CurvePoint, ...]
    acceptance: tuple[Acceptance, ...]
    by_origin: tuple[ByOrigin, ...]


def rank_quality(suggester: str, passages: Sequence[tuple[Sequence[int], Collection[int]]]) -> RankQuality:
    """Return hit@1, 3, 5 and recall@3 of rankings against the codes that the passages have; each has at least one.

    A hit@k is a passage with one of its codes among the first k; recall@3 is the mean share of a passage's codes that
    are among the first three.
    """
    if not passages:
        return RankQuality(suggester, 0, 0.0, 0.0, 0.0, 0.0)
    number = len(passages)

    def hit(k: int) -> float:
        return sum(not set(ranked[:k]).isdisjoint(codes) for ranked, codes in passages) / number

    recall = sum(len(set(ranked[:3]) & set(codes)) / len(codes) for ranked, codes in passages) / number
    return RankQuality(suggester, number, hit(1), hit(3), hit(5), recall)
