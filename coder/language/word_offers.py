"""The words to offer: proposed, counted and ranked, without those that only stand inside a longer one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from coder.language.keyness import keyness
from coder.language.occurrences import Counted, Place, WordCounter
from coder.language.spellings import together
from coder.language.stopwords import says_something
from coder.language.term_ranks import joined_up, textrank, tfidf
from coder.language.word_candidates import Proposer, branching

By: TypeAlias = Literal["keyness", "tfidf", "textrank"]
ORDERS: tuple[By, ...] = get_args(By)

MOST_WORDS = 3_000
_MOST_JOINED = 1_500
_LEAST_BRANCHING = 0.7
_INSIDE_A_LONGER = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A word with its counts and ranks; `folded` is the spelling that all its variants share.

    `inside` and `outside` count it in the speech of interest and in all other; `transcripts` are those in which it
    stands inside. `score` is its keyness.
    """

    word: str
    folded: str
    inside: int
    outside: int
    transcripts: int
    score: float
    tfidf: float
    textrank: float
    place: Place

    def rank(self, by: By) -> float:
        """Return what it is ordered by."""
        return {"keyness": self.score, "tfidf": self.tfidf, "textrank": self.textrank}[by]


def counter_of(proposer: Proposer, least: int) -> WordCounter:
    """Return the counter of all that was proposed."""
    words, joined = proposer.words(least, MOST_WORDS), proposer.joined(_MOST_JOINED)
    spelt: dict[str, str] = {}
    for word in (*words, *joined):
        # The longest spelling, which sets its words apart, is looked for in the others too.
        spelt[together(word)] = max(spelt.get(together(word), ""), word, key=len)
    return WordCounter(list(spelt.values()), joined)


def offers(
    proposer: Proposer,
    counter: WordCounter,
    least: int,
    spread: float = 0.0,
    general: Callable[[str], float] | None = None,
) -> list[Offer]:
    """Return the words that stand inside at least so often, by keyness.

    With `spread` a word's score is the higher the more texts it stands in: times that power of their number. With
    `general`, each word's share of general language, as much of that as there is speech counts as outside too.
    """
    kept = [(word, n) for word, n in zip(counter.words, counter.counts, strict=True) if _whole(n) and n.inside >= least]
    kept = _without_parts(kept)
    terms = frozenset(word for word, _n in kept)
    sequence = list(joined_up(proposer.sequence, terms))
    by_frequency, by_neighbours = tfidf(sequence, says_something), textrank(sequence, says_something)
    inside = float(proposer.tokens)
    outside = counter.outside * inside / max(1, counter.inside)
    made = [
        Offer(
            word=n.spelling,
            folded=word,
            inside=n.inside,
            outside=n.outside,
            transcripts=n.texts,
            score=_score(n, inside, outside, general(word) if general else None) * n.texts**spread,
            tfidf=by_frequency.get(word, 0.0),
            textrank=by_neighbours.get(word, 0.0),
            place=n.first,
        )
        for word, n in kept
        if n.first is not None
    ]
    return in_order(made, "keyness")


def _score(counted: Counted, inside: float, outside: float, share: float | None) -> float:
    if share is None:
        return keyness(counted.inside, inside, counted.outside, outside)
    general = inside + outside
    return keyness(counted.inside, inside, counted.outside + share * general, outside + general)


def in_order(offered: Sequence[Offer], by: By) -> list[Offer]:
    """Return the words, the highest first; equal ones by their counts and spelling."""
    return sorted(offered, key=lambda o: (-o.rank(by), -o.inside, o.folded))


def _whole(counted: Counted) -> bool:
    """Tell whether a term is no fragment: different characters stand on either side of it."""
    if not counted.left:
        return True
    return min(branching(counted.left), branching(counted.right)) >= _LEAST_BRANCHING


def _without_parts(kept: Sequence[tuple[str, Counted]]) -> list[tuple[str, Counted]]:
    """Return the words without those that stand nearly always inside a longer one of them."""
    least: dict[str, int] = {}
    known = {word: n.inside for word, n in kept}
    for word, n in kept:
        for size in range(2, len(word)):
            for start in range(len(word) - size + 1):
                part = word[start : start + size]
                if part in known:
                    least[part] = max(least.get(part, 0), n.inside)
    return [(word, n) for word, n in kept if least.get(word, 0) < _INSIDE_A_LONGER * n.inside]
