"""Every occurrence of every keyword of a codebook in a text, found by its characters."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation

from coder.errors import CoderError
from coder.language.alphabet import Alphabet
from coder.language.fold import fold
from coder.language.keyword_patterns import Gapped, words_of
from coder.language.spellings import spellings
from coder.language.weights import base_weight, weight_of_length
from coder.model.codebook import Code, Variant
from coder.model.keyword import check, is_pattern

Hit: TypeAlias = tuple[int, int, int]
_Users: TypeAlias = dict[str, tuple[int, ...]]

_ASCII_WORD = "0123456789abcdefghijklmnopqrstuvwxyz"
_WIDE = {i: i + 0xFEE0 for i in range(0x21, 0x7F)}
_PLURAL = frozenset("sSｓＳ")
_WORD = frozenset(
    [*_ASCII_WORD, *_ASCII_WORD.upper(), *_ASCII_WORD.translate(_WIDE), *_ASCII_WORD.upper().translate(_WIDE)]
    + [chr(i) for i in range(0xC0, 0x250) if chr(i).isalpha()]
)
_DFA_LIMIT = 5_000  # characters of keywords; beyond it the fastest automaton takes too much memory


class KeywordMatcher:
    """The keywords and exclusions of the codes in use, compiled once for any number of texts.

    Each is looked for in all its spellings (`spellings`); one that is a pattern (`domain/keyword`) by its words.
    """

    def __init__(self, codes: Sequence[Code], variants: Sequence[Variant] = ()) -> None:
        self.codes = tuple(codes)
        active = [(i, c) for i, c in enumerate(codes) if c.level == "code" and not c.archived]
        uses = _users(_plain(active, variants, attrgetter("keywords")))
        bans = _users(_plain(active, variants, attrgetter("exclude")))
        words = list(dict.fromkeys([*uses, *bans]))
        gapped = [(i, word) for i, c in active for word in c.keywords if _is_gapped(word)]
        banned = [(i, word) for i, c in active for word in c.exclude if _is_gapped(word)]
        self._alphabet = Alphabet(_written(active, variants))
        self._gapped = [(i, Gapped(word, variants, self._alphabet.spell)) for i, word in gapped]
        self._gapped_bans = [(i, Gapped(word, variants, self._alphabet.spell)) for i, word in banned]
        self._automaton = _automaton([self._alphabet.spell(word) for word in words])
        self._uses = [uses.get(word, ()) for word in words]
        self._bans = {k: bans[word] for k, word in enumerate(words) if word in bans}
        self._latin = {k: border for k, word in enumerate(words) if any(border := _borders(word))}
        self._weights = {word: base_weight(word) / len(users) for word, users in uses.items()}

    def matches(self, text: str) -> list[Hit]:
        """Return code index, start and end of every occurrence of a keyword, in the order of their ends."""
        spelt = self._alphabet.respell(text)
        found = self._automaton.find_matches_as_indexes(spelt, overlapping=True) if self._automaton else []
        latin, uses = self._latin, self._uses
        if latin:
            found = [h for h in found if h[0] not in latin or _stands_alone(text, h, latin[h[0]])]
        hits = [(code, start, end) for k, start, end in found for code in uses[k]]
        if self._gapped:
            hits += [(code, *span) for code, gapped in self._gapped for span in gapped.matches(spelt)]
            hits = sorted(dict.fromkeys(hits), key=itemgetter(2, 1))
        return self._allowed(hits, found, spelt) if self._bans or self._gapped_bans else hits

    def weight(self, word: str) -> float:
        """Return how much an occurrence of a keyword, written as `word`, speaks for each of its codes."""
        weight = self._weights.get(word)
        if weight is None:
            weight = self._weights.get(fold(word))
            self._weights[word] = weight = self._weight_of_gapped(word) if weight is None else weight
        return weight

    def _weight_of_gapped(self, word: str) -> float:
        """Return the weight of words that a pattern found, by how many characters of it stand for themselves."""
        spelt = self._alphabet.respell(word)
        users = [gapped for _code, gapped in self._gapped if gapped.fits(spelt)]
        return max((weight_of_length(g.characters) for g in users), default=weight_of_length(1)) / max(1, len(users))

    def _allowed(self, hits: list[Hit], found: list[Hit], spelt: str) -> list[Hit]:
        bans = self._bans
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for code, gapped in self._gapped_bans:
            spans[code] += gapped.matches(spelt)
        for k, start, end in found:
            for code in bans.get(k, ()):
                spans[code].append((start, end))
        cover = {code: _Cover(banned) for code, banned in spans.items()}
        return [h for h in hits if h[0] not in cover or not cover[h[0]].holds(h[1], h[2])]


class _Cover:
    """Spans of one text that are asked whether one of them holds another span."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def _is_gapped(keyword: str) -> bool:
    """Tell whether a keyword is a pattern; one that is written wrongly is taken as it stands."""
    try:
        check(keyword)
    except CoderError:
        return False
    return is_pattern(keyword)


def _plain(
    active: Iterable[tuple[int, Code]], variants: Sequence[Variant], words: Callable[[Code], Iterable[str]]
) -> Iterator[tuple[str, int]]:
    """Yield each spelling of the keywords that are no patterns, with the code's index."""
    for i, code in active:
        for word in words(code):
            if not _is_gapped(word):
                yield from ((form, i) for form in spellings(word, variants))


def _written(active: Iterable[tuple[int, Code]], variants: Sequence[Variant]) -> Iterator[str]:
    """Yield everything that keywords and exclusions are written with."""
    for _i, code in active:
        for word in (*code.keywords, *code.exclude):
            yield from words_of(word, variants) if _is_gapped(word) else spellings(word, variants)


def _users(uses: Iterable[tuple[str, int]]) -> _Users:
    """Return for each folded word the codes that name it, each once."""
    users: dict[str, dict[int, None]] = defaultdict(dict)
    for word, code in uses:
        if word.strip() and (folded := fold(word.strip())).strip():
            users[folded][code] = None
    return {word: tuple(codes) for word, codes in users.items()}


def _automaton(spelled: list[str]) -> AhoCorasick | None:
    if not spelled:
        return None
    small = sum(map(len, spelled)) <= _DFA_LIMIT
    return AhoCorasick(spelled, implementation=Implementation.DFA if small else None)


def _borders(word: str) -> tuple[bool, bool]:
    """Tell whether a word border has to stand before and behind a folded keyword."""
    return word[0] in _WORD, word[-1] in _WORD


def _stands_alone(text: str, hit: Hit, borders: tuple[bool, bool]) -> bool:
    _, start, end = hit
    if borders[0] and start and text[start - 1] in _WORD:
        return False
    if not borders[1] or text[end : end + 1] not in _WORD:
        return True
    return text[end] in _PLURAL and text[end + 1 : end + 2] not in _WORD
