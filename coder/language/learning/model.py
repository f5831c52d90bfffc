"""Keywords and learner together: suggestions with a chance, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import RLock

import numpy as np

from coder.language.borders import WordBorders
from coder.language.fold import fold
from coder.language.keyword_suggestions import keyword_rows
from coder.language.keywords import KeywordMatcher
from coder.language.learning.chance import Array, Chances, any_of, expected, least_shown
from coder.language.learning.grams import Bag, Vocabulary
from coder.language.learning.learner import Kept, Learner, Likeness, Prior
from coder.language.learning.reasons import Words, spoken_for
from coder.language.learning.record import KeywordRecord
from coder.language.stopwords import says_something
from coder.language.weights import combine
from coder.model.codebook import Code
from coder.model.coding import Evidence, Suggestion

SUGGESTER = "combined/1"

_BEFORE_SHARE = 0.25

Rows = Mapping[int, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A coded passage or, if `refused`, one on which a suggestion of the code was rejected."""

    id: str
    place: str
    text: str
    before: str
    code: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a transcript to suggest codes for, and the turn before them."""

    start: int
    end: int
    before: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What the model sees in a passage: bags, keywords with their learnt weights, likeness, length, and chances."""

    own: Bag
    before: Bag
    rows: Rows
    keywords: Array
    likeness: Likeness
    length: int
    chances: Array


class Model:
    """Suggests codes for passages; learns from each act at once. Safe to ask from any thread."""

    def __init__(self, codes: Sequence[Code], matcher: KeywordMatcher, vocabulary: Vocabulary, words: Words) -> None:
        self.codes = tuple(c for c in codes if c.level == "code" and not c.archived)
        self.index = {code.id: i for i, code in enumerate(self.codes)}
        self.chances: Chances | None = None
        self.gate: float | None = None
        self.cuts: dict[str, float] = {}
        self._matcher = matcher
        self._own_index = [self.index.get(code.id, -1) for code in matcher.codes]
        self._words = words
        self._learner = Learner([_prior(code) for code in self.codes], vocabulary)
        self._record = KeywordRecord()
        self._standing: Counter[str] = Counter()
        self._examples: dict[int, dict[str, Kept]] = defaultdict(dict)
        self._lock = RLock()

    @property
    def passages(self) -> int:
        """How many coded passages it has learnt."""
        return self._learner.passages

    def learn(self, example: Example, times: int = 1) -> None:
        """Learn an example; -1 takes it back without a trace. One of a code that is not in use is left."""
        code = self.index.get(example.code)
        if code is None:
            return
        with self._lock:
            own, before = self._learner.bag(example.text), self._learner.bag(example.before)
            rows = self.rows_of(example.text, [(0, len(example.text))]).values()
            words = [(i, e.word) for row in rows for i, evidence in row.items() for e in evidence]
            if example.refused:
                self._learner.reject(own, before, code, times)
                self._record.seen([word for word in words if word[0] == code], times)
                return
            stood = self._standing[example.place]
            self._standing[example.place] += times
            if (stood == 0) != (stood + times == 0):
                self._record.seen(words, times)
            self._record.hit(words, code, times)
            if times > 0:
                self._learner.learn(example.place, own, before, code)
                self._examples[code][example.id] = self._learner.kept(own)
            else:
                self._learner.unlearn(example.place, own, before, code)
                self._examples[code].pop(example.id, None)

    def close_up(self) -> None:
        """Take no more memory than what was learnt needs: after much was learnt."""
        with self._lock:
            self._learner.close_up()

    def look(self, text: str, stretch: Stretch, rows: Rows) -> Look:
        """Return what the model sees in a passage with these keywords (`rows_of`)."""
        with self._lock:
            spoken = text[stretch.start : stretch.end]
            own, length = self._learner.bag(spoken), len(spoken.strip())
            before = self._learner.bag(text[slice(*stretch.before)])
            likeness = self._learner.likeness(own, before)
            keywords = np.zeros(len(self.codes))
            for code, evidence in rows.items():
                keywords[code] = combine(e.weight * self._record.factor(code, e.word) for e in evidence)
            chances = (self.chances or expected(self.passages)).of(keywords, likeness.score, likeness.cosine, length)
            return Look(own, before, rows, keywords, likeness, length, chances)

    def suggest(self, transcript: str, text: str, stretch: Stretch, rows: Rows) -> list[Suggestion]:
        """Return what is worth suggesting for a passage, the most probable first, with the words that speak for it.

        That may be nothing: below a code's cut-off, where hardly any code is likely (`gate`), and where no keyword and
        no word that means something speaks for the code in the passage itself.
        """
        with self._lock:
            look = self.look(text, stretch, rows)
            least = self._least(look)
            shown = [i for i in np.argsort(-look.chances, kind="stable").tolist() if look.chances[i] >= least[i]]
            made = (self._suggestion(transcript, text, stretch, look, code) for code in shown)
            return [one for one in made if self._rests_on_words(one, look)]

    def similar(self, suggestion: Suggestion, text: str, most: int = 2) -> tuple[str, ...]:
        """Return the examples of the code that are most like the words of a suggestion, by their ids."""
        with self._lock:
            code = self.index.get(suggestion.code, -1)
            bag = self._learner.bag(text[suggestion.start : suggestion.end])
            return self._learner.likest(bag, self._examples[code], most)

    def with_similar(self, suggestion: Suggestion, text: str) -> Suggestion:
        """Return a suggestion that names the codings most like it."""
        return replace(suggestion, similar=self.similar(suggestion, text))

    def rows_of(
        self, text: str, bounds: Sequence[tuple[int, int]], borders: WordBorders | None = None
    ) -> dict[tuple[int, int], Rows]:
        """Return the keywords in each of the passages that has any, by the model's index of the code.

        With the text's word borders, keywords inside other words weigh less.
        """
        found: dict[tuple[int, int], dict[int, tuple[Evidence, ...]]] = {}
        for start, end, code, evidence in keyword_rows(text, bounds, self._matcher, borders):
            own = self._own_index[code]
            if own >= 0:
                found.setdefault((start, end), {})[own] = evidence
        return dict(found)

    def _least(self, look: Look) -> Array:
        """Return the cut-off of each code: the chance below which it is not suggested."""
        with_keyword = np.array([i in look.rows for i in range(len(self.codes))], dtype=np.bool_)
        opened = None
        if self.gate is not None:
            together = any_of(look.chances, np.zeros(len(self.codes), dtype=np.intp), 1)
            opened = np.full(len(self.codes), together[0] >= self.gate)
        least = least_shown(with_keyword, opened)
        for code, cut in self.cuts.items():
            least[self.index[code]] = cut
        return least

    def _rests_on_words(self, made: Suggestion, look: Look) -> bool:
        own = [e for e in made.evidence if made.start <= e.start < made.end]
        has_keyword = self.index[made.code] in look.rows
        return bool(own) and (has_keyword or any(says_something(fold(e.word)) for e in own))

    def _suggestion(self, transcript: str, text: str, stretch: Stretch, look: Look, code: int) -> Suggestion:
        chances = self.chances or expected(self.passages)
        _one, by_keyword, by_likeness, by_cosine, _by_shortness = chances.weights.tolist()
        keywords = [
            replace(e, weight=by_keyword * e.weight * self._record.factor(code, e.word))
            for e in look.rows.get(code, ())
        ]
        scaled = replace(
            look.likeness,
            cosine_scale=by_likeness * look.likeness.cosine_scale + by_cosine,
            odds_scale=by_likeness * look.likeness.odds_scale,
        )
        own = self._learner.shares(scaled, look.own, code)
        evidence = spoken_for(text, stretch.start, stretch.end, own, self._words, keywords)
        before = self._learner.shares_before(scaled, look.before, code)
        if sum(before.values()) > _BEFORE_SHARE * (sum(own.values()) + sum(before.values())) > 0:
            said = spoken_for(text, *stretch.before, before, self._words)
            evidence = (*[e for e in said if says_something(fold(e.word))][:1], *evidence)
        return Suggestion(
            transcript=transcript,
            start=stretch.start,
            end=stretch.end,
            code=self.codes[code].id,
            score=round(min(0.99, max(0.01, float(look.chances[code]))), 2),
            suggester=SUGGESTER,
            evidence=evidence,
        )


def _prior(code: Code) -> Prior:
    return Prior(
        " ".join([code.name, *code.keywords]),
        f"{code.definition} {code.when_to_use} {code.example}",
    )
