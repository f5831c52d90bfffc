"""A multi-label learner: what a passage's words and the turn before it are like, from codings and keywords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from coder.language.learning.grams import Bag, Vocabulary
from coder.language.learning.sparse import Vector
from coder.language.learning.sums import Sums

# Measured: a code's keywords as two passages, its definition as one; the turn before counts a third of the words
# themselves in likeness, a fifth in odds; what was rejected takes half a passage away.
KEYWORDS_COUNT = 2.0
MEANING_COUNTS = 1.0
# Keywords and meaning count four times as much while nothing is coded, twice at sixty passages, once at the end.
_PRIOR_FIRST, _PRIOR_HALFWAY = 4.0, 30
_BEFORE_IN_COSINES = 0.3
_BEFORE_IN_ODDS = 0.2
_REJECTED = -0.5


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a code before anyone coded with it: its names and keywords, and what it means."""

    keywords: str
    meaning: str = ""


@dataclass(frozen=True)
class Passage:
    """A passage's own words, and those of the turn before it."""

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A learnt passage's n-grams as rows, and behind them their weights: a twelfth of a bag's memory."""

    packed: bytes

    def shared(self, query: Vector) -> float:
        """Return the sum of the products of its weights and those of the query, which has a place for each row."""
        rows, weights = np.frombuffer(self.packed, np.int32).reshape(2, -1)
        return float(query[rows] @ weights)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like each code a passage is: `score` to rank by, `cosine` as it is; what can't be said is -inf."""

    score: Vector
    cosine: Vector
    cosine_scale: float
    odds_scale: float


class Learner:
    """Learns passages with their codes one by one, and can take each back without a trace."""

    def __init__(self, priors: Sequence[Prior], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        rows: dict[str, int] = {}
        self._own, self._before = (Sums(len(priors), len(vocabulary), rows) for _ in range(2))
        self._standing: Counter[str] = Counter()
        for code, prior in enumerate(priors):
            for words, times in ((prior.keywords, KEYWORDS_COUNT), (prior.meaning, MEANING_COUNTS)):
                if words.strip():
                    self._own.add_prior(self.bag(words), code, times)

    @property
    def passages(self) -> int:
        """How many coded passages it has learnt."""
        return len(self._standing)

    def bag(self, text: str) -> Bag:
        """Return the words of a text as they are learnt and asked."""
        return self._vocabulary.bag(text)

    def learn(self, place: str, own: Bag, before: Bag, code: int) -> None:
        """Learn that a passage, known by its place, has a code."""
        self._count(place, own, before, code, 1)

    def unlearn(self, place: str, own: Bag, before: Bag, code: int) -> None:
        """Take back what `learn` did."""
        self._count(place, own, before, code, -1)

    def reject(self, own: Bag, before: Bag, code: int, times: int = 1) -> None:
        """Learn that a suggestion of a code was refused; -1 takes it back."""
        self._own.add(own, code, times * _REJECTED)
        self._before.add(before, code, times * _REJECTED)

    def close_up(self) -> None:
        """Take no more memory than what was learnt needs: after much was learnt."""
        self._own.close_up()
        self._before.close_up()

    def kept(self, own: Bag) -> Kept:
        """Return a passage that was learnt in a small form, to compare others with (`likest`)."""
        rows, weights = self._own.places(own)
        return Kept(np.concatenate([rows, weights]).astype(np.int32).tobytes())

    def likest(self, own: Bag, passages: Mapping[str, Kept], most: int) -> tuple[str, ...]:
        """Return the keys of those passages that share most with this one, by n-grams of two and three characters."""
        query = np.zeros(len(self._own))
        rows, weights = self._own.places({gram: weight for gram, weight in own.items() if len(gram) > 1})
        query[rows] = weights
        likeness = [(kept.shared(query), key) for key, kept in passages.items()]
        return tuple(key for weight, key in nlargest(most, likeness) if weight > 0)

    def likeness(self, own: Bag, before: Bag) -> Likeness:
        """Return how like each code a passage is; one act and one look are each far below 5 ms."""
        self._own.prior_scale = (self.passages + _PRIOR_FIRST * _PRIOR_HALFWAY) / (self.passages + _PRIOR_HALFWAY)
        cosines, odds = self._own.cosines(own), self._own.odds(own)
        if before:
            cosines = cosines + _BEFORE_IN_COSINES * self._before.cosines(before)
            odds = odds + _BEFORE_IN_ODDS * self._before.odds(before)
        known = self._own.known
        cosine_scale, odds_scale = _scale(cosines[known]), _scale(odds[known])
        score = np.full(len(known), -np.inf)
        if known.any():
            score[known] = cosine_scale * (cosines[known] - cosines[known].mean())
            score[known] += odds_scale * (odds[known] - odds[known].mean())
        return Likeness(score, cosines, cosine_scale, odds_scale)

    def shares(self, likeness: Likeness, own: Bag, code: int) -> dict[str, float]:
        """Return what each n-gram of a passage's own words adds to its likeness to a code."""
        return self._own.shares(own, code, likeness.cosine_scale, likeness.odds_scale)

    def shares_before(self, likeness: Likeness, before: Bag, code: int) -> dict[str, float]:
        """Return what each n-gram of the turn before adds to the likeness to a code."""
        scales = _BEFORE_IN_COSINES * likeness.cosine_scale, _BEFORE_IN_ODDS * likeness.odds_scale
        return self._before.shares(before, code, *scales)

    def _count(self, place: str, own: Bag, before: Bag, code: int, times: int) -> None:
        stood = self._standing[place]
        self._standing[place] += times
        if not self._standing[place]:
            del self._standing[place]
        first_or_last = (stood == 0) != (stood + times == 0)
        self._own.add(own, code, times, passage=first_or_last)
        self._before.add(before, code, times, passage=first_or_last)


def _scale(values: Vector) -> float:
    """Return what makes the deviation of values one."""
    deviation = float(values.std()) if len(values) else 0.0
    return 1 / deviation if deviation > 0 else 0.0
