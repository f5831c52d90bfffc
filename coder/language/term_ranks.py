"""TF-IDF and TextRank as jieba.analyse has them, over words that were cut by our own tokenizer.

jieba's own module keeps its whole table and a tagger in memory, some 125 MB with the folded keys. Here the table is
read at each asking, and only the rows of words that were asked for are kept.
"""

from __future__ import annotations

import warnings
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from importlib.resources import files
from itertools import islice

from coder.language.fold import fold

_SHORTEST = 2
_SPAN = 5  # TextRank's neighbours stand less than so many words apart
_DAMPING, _ROUNDS = 0.85, 10
_PORTION = 2_000


def tfidf(words: Iterable[str], says: Callable[[str], bool]) -> dict[str, float]:
    """Return the TF-IDF of each folded word that says something, by jieba's table of frequencies."""
    counts = Counter(word for word in words if len(word) >= _SHORTEST and says(word))
    if not counts:
        return {}
    rarity, usual = _rarity(counts.keys())
    total = counts.total()
    return {word: n * rarity.get(word, usual) / total for word, n in counts.items()}


def textrank(words: Iterable[str], says: Callable[[str], bool]) -> dict[str, float]:
    """Return the TextRank of each folded word that says something; an empty word parts stretches."""
    beside: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    near: list[str] = []  # the last words before this one, empty where one says nothing
    for word in words:
        if not word:
            near.clear()
            continue
        meant = word if len(word) >= _SHORTEST and says(word) else ""
        if meant:
            for other in filter(None, near):
                beside[other][meant] += 1
                beside[meant][other] += 1
        near = [*near, meant][1 - _SPAN :]
    return _ranked(beside)


def _ranked(beside: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return each word's rank in the graph of neighbours, between nearly nothing and one."""
    out = {word: sum(others.values()) for word, others in beside.items()}
    rank = dict.fromkeys(beside, 1 / (len(beside) or 1))
    order = sorted(beside)
    for _round in range(_ROUNDS):
        for word in order:
            heard = sum(weight / out[other] * rank[other] for other, weight in beside[word].items())
            rank[word] = 1 - _DAMPING + _DAMPING * heard
    least, most = min(rank.values(), default=0.0) / 10, max(rank.values(), default=0.0)
    return {word: (value - least) / (most - least) for word, value in rank.items()}


def _rarity(asked: AbstractSet[str]) -> tuple[dict[str, float], float]:
    """Return how rare each of these folded words is (its IDF) where the table has it, and the table's middle value."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what jieba warns of at import would be written over the screen
        table = files("jieba") / "analyse" / "idf.txt"
    found: dict[str, float] = {}
    every = array("d")
    with table.open(encoding="utf-8") as lines:
        while portion := "".join(islice(lines, _PORTION)):
            rows = fold(portion).split()
            words, values = rows[::2], [float(value) for value in rows[1::2]]
            every.extend(values)
            if not asked.isdisjoint(words):
                found.update((word, value) for word, value in zip(words, values, strict=True) if word in asked)
    return found, sorted(every)[len(every) // 2]


def joined_up(words: Iterable[str], terms: frozenset[str], most: int = 3) -> Iterator[str]:
    """Yield the words with those that make a term put together, the longest term first; never over an empty one."""
    waiting = list(words)
    at = 0
    while at < len(waiting):
        size = next((n for n in range(most, 1, -1) if _is_term(waiting[at : at + n], n, terms)), 1)
        yield "".join(waiting[at : at + size])
        at += size


def _is_term(parts: Sequence[str], size: int, terms: frozenset[str]) -> bool:
    return len(parts) == size and all(parts) and "".join(parts) in terms
