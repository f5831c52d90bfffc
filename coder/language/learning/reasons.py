"""Why a suggestion is made: the words that speak for it, in log-odds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from coder.language.learning.grams import gram_places
from coder.model.coding import Evidence
from coder.model.text import Span

Words = Callable[[str, int, int], Iterable[Span]]

_MOST = 3
_LEAST = 0.15
_LEAST_SHARE = 0.12


def spoken_for(
    text: str, start: int, end: int, shares: Mapping[str, float], words: Words, keywords: Sequence[Evidence] = ()
) -> tuple[Evidence, ...]:
    """Return the words of `text[start:end]` that speak for a code, in the text's order.

    `shares` is what each n-gram adds; it is parted evenly among the places where the n-gram stands and among its
    characters there, and summed up by word, since n-grams alone read badly. Keywords are always among the words.
    """
    weights = _by_character(text[start:end], shares)
    named = [
        Evidence(k.word, k.start, k.end, round(k.weight + sum(weights[max(0, k.start - start) : k.end - start]), 2))
        for k in keywords
    ]
    learnt = []
    for word in words(text, start, end):
        if any(k.start < word.end and word.start < k.end for k in keywords):
            continue
        weight = sum(weights[word.start - start : word.end - start])
        if weight >= _LEAST and (word.end - word.start > 1 or text[word.start].isdigit()):
            learnt.append(Evidence(text[word.start : word.end], word.start, word.end, round(weight, 2)))
    learnt.sort(key=lambda e: (-e.weight, e.start))
    whole = sum(e.weight for e in learnt) + sum(max(0.0, e.weight) for e in named)
    chosen = [e for e in learnt[:_MOST] if e.weight >= _LEAST_SHARE * whole]
    return tuple(sorted([*named, *(chosen or ([] if named else learnt[:1]))], key=lambda e: e.start))


def _by_character(text: str, shares: Mapping[str, float]) -> list[float]:
    places: dict[str, list[tuple[int, int]]] = {}
    for gram, start, end in gram_places(text):
        if gram in shares:
            places.setdefault(gram, []).append((start, end))
    weights = [0.0] * len(text)
    for gram, spans in places.items():
        each = shares[gram] / (len(spans) * len(gram))
        for start, end in spans:
            for at in range(start, end):
                weights[at] += each
    return weights
