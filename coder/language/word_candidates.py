"""Words that might be keywords: those of the dictionary, and neighbours that belong together (領域知識, 實戰能力).

What the dictionary parts is joined again where the parts stand together far more often than by chance (pointwise
mutual information) and neither begins nor ends with a word that only joins others. Whether such a term is a whole,
its neighbours tell (`branching`): a fragment always has the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

from coder.language.stopwords import is_joint, says_something
from coder.model.text import MIXED_BORDER, Span

LONGEST = 8
"""No word of more characters is proposed."""

_LEAST_TOGETHER = 2
_LEAST_PMI = 3.0
_MOST_JOINED = 400_000  # beyond it what was seen once is forgotten, so that memory has an end
_TOKENS_KEPT = 60_000
_MIXED = re.compile(MIXED_BORDER)


class Proposer:
    """Collects words stretch by stretch."""

    def __init__(self) -> None:
        self.tokens = 0
        self.sequence: list[str] = []
        """The first words in their order, for rankings that look at neighbours; an empty one parts stretches."""
        self._words: Counter[str] = Counter()
        self._joined: Counter[tuple[str, ...]] = Counter()

    def add(self, folded: str, words: Sequence[Span]) -> None:
        """Take in the words of a stretch of speech; `folded` is the text that they stand in."""
        names = [folded[word.start : word.end] for word in words]
        self.tokens += len(names)
        self._words.update(names)
        if len(self.sequence) < _TOKENS_KEPT:
            self.sequence += [*names, ""]
        self._joined.update(_neighbours(folded, names, words))
        if len(self._joined) > _MOST_JOINED:
            self._joined = Counter({parts: n for parts, n in self._joined.items() if n > 1})

    def words(self, least: int, most: int) -> list[str]:
        """Return the words that stand there at least so often, the most frequent ones, in the order of their counts."""
        chosen = ((word, n) for word, n in self._words.items() if n >= least and _is_term(word))
        return [word for word, _n in sorted(chosen, key=_by_count)[:most]]

    def joined(self, most: int) -> list[str]:
        """Return the terms of several words, in the order of their counts."""
        found = {"".join(parts): n for parts, n in self._joined.items() if n >= _LEAST_TOGETHER and self._clings(parts)}
        return [word for word, _n in sorted(found.items(), key=_by_count)[:most] if word not in self._words]

    def _clings(self, parts: tuple[str, ...]) -> bool:
        """Tell whether parts stand together far more often than by chance, at each of their seams."""
        together, words, tokens = self._joined[parts], self._words, self.tokens
        seams = ((parts[0], parts[1:]), (parts[-1], parts[:-1])) if len(parts) > 2 else ((parts[0], parts[1:]),)  # noqa: PLR2004  a pair has one seam
        for one, rest in seams:
            others = words[rest[0]] if len(rest) == 1 else self._joined[rest]
            if not others or log2(together * tokens / (words[one] * others)) < _LEAST_PMI:
                return False
        return True


def _neighbours(folded: str, names: Sequence[str], words: Sequence[Span]) -> Iterable[tuple[str, ...]]:
    """Yield two and three words that follow each other and might be a term.

    Nothing stands between them but a space between Latin and Chinese, which some write and others don't.
    """
    joint = [is_joint(name) for name in names]
    for i, name in enumerate(names):
        if joint[i]:
            continue
        length = len(name)
        for j in (i + 1, i + 2):
            if j >= len(names) or joint[j] or not _meet(folded, words[j - 1], words[j]):
                break
            length += len(names[j])
            if length > LONGEST:
                break
            yield tuple(names[i : j + 1])


def _meet(folded: str, before: Span, after: Span) -> bool:
    if before.end == after.start:
        return True
    border = _MIXED.match(folded, before.end)
    return border is not None and border.end() == after.start and folded[before.end] != "\n"


def _is_term(word: str) -> bool:
    return says_something(word) and (len(word) <= LONGEST or word.isascii())


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def branching(neighbours: Counter[str]) -> float:
    """Return the entropy, in bits, of what stands beside a term."""
    total = neighbours.total()
    return -sum(n / total * log2(n / total) for n in neighbours.values()) if total else 0.0
