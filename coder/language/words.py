"""The words of a stretch of text, as a person would select them by a double click.

Until jieba's dictionary is loaded, which takes a second, a look at the characters alone answers: the known words of
Taiwan and of the study, every other Chinese character by itself. Nobody waits.

The dictionary is the same for every study. What a study adds are joints: words that the dictionary cut and that
together are one of its terms become one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from coder.language.borders import WordBorders
from coder.language.dictionary import Dictionary, shared, taiwan_words
from coder.language.fold import fold
from coder.language.pieces import pieces
from coder.model.text import Span

_LONGEST_TERM = 8
_WORDS_A_BREATH = 100
# A keyword with one of these in it is a phrase (找不到人), not a word.
_PHRASE = re.compile(r"[不没沒的了是在有很会會要能到就也都太想]")
_TERM = re.compile(rf"[\u3400-\u9fff]{{2,{_LONGEST_TERM}}}")


def terms(keywords: Iterable[str]) -> list[str]:
    """Return the keywords of a codebook that are words: Chinese, two to eight characters, no phrases."""
    return [word for word in dict.fromkeys(keywords) if _TERM.fullmatch(word) and not _PHRASE.search(word)]


def _go_on() -> None:
    """Take no breath."""


class Segmenter:
    """Finds words; knows a study's terms. Safe to ask from any thread at any time."""

    def __init__(self, keywords: Iterable[str] = ()) -> None:
        self._dictionary: Dictionary | None = None
        self.learn(keywords)

    @property
    def ready(self) -> bool:
        """Whether the dictionary is loaded."""
        return self._dictionary is not None

    def warm(self, breathe: Callable[[], None] | None = None) -> None:
        """Load the dictionary: about a second, for a thread of its own; `breathe` is called every few milliseconds."""
        self._dictionary = shared(breathe) if breathe else shared()

    def learn(self, keywords: Iterable[str]) -> None:
        """Take these keywords for the study's, in place of those before."""
        known = terms(keywords)
        self._joints = _Joints(known)
        self._known = _known(known)

    def words(self, text: str, start: int, end: int) -> list[Span]:
        """Return the words of `text[start:end]`; white space and punctuation between words belong to none."""
        return [Span(*word) for word in self._words(text, start, end)]

    def word_at(self, text: str, offset: int, start: int, end: int) -> Span | None:
        """Return the word of `text[start:end]` that holds `offset`; None on white space and punctuation."""
        return next((Span(*word) for word in self._words(text, start, end) if word[0] <= offset < word[1]), None)

    def share(self, folded: str) -> float:
        """Return a folded word's share of general language; 0 where it is not known, or the dictionary not loaded."""
        return self._dictionary.share(folded) if self._dictionary is not None else 0.0

    def borders(self, text: str, breathe: Callable[[], None] = _go_on) -> WordBorders | None:
        """Return the borders of the dictionary's words in the whole text, None until the dictionary is loaded.

        `breathe` is called each millisecond or so.
        """
        return borders_by(self._dictionary, text, breathe) if self._dictionary else None

    def joined(self, text: str, borders: WordBorders) -> Iterator[tuple[int, int]]:
        """Yield start and end of the words of a text whose borders are known, the study's terms joined."""
        return self._joints.join(text, borders.words(text))

    def _words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        dictionary = self._dictionary
        if dictionary is None:
            return _cut(text, start, end, self._known.findall)
        return self._joints.join(text, _cut(text, start, end, dictionary.cut))


def borders_by(dictionary: Dictionary, text: str, breathe: Callable[[], None] = _go_on) -> WordBorders:
    """Return the borders of a dictionary's words in a whole text."""
    return WordBorders.of(len(text), _slowly(_cut(text, 0, len(text), dictionary.cut), breathe))


def _slowly(words: Iterable[tuple[int, int]], breathe: Callable[[], None]) -> Iterator[tuple[int, int]]:
    for number, word in enumerate(words):
        if number % _WORDS_A_BREATH == 0:
            breathe()
        yield word


def _cut(text: str, start: int, end: int, cut_folded: Callable[[str], list[str]]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the words; the cutting of a run of Chinese depends on that run alone."""
    for first, last, han in pieces(text, start, end):
        if not han:
            yield first, last
            continue
        at = first
        for word in cut_folded(fold(text[first:last])):
            behind = at + len(word)
            yield at, behind
            at = behind


class _Joints:
    """A study's terms, met where the borders of words stand at both their ends."""

    def __init__(self, words: Sequence[str]) -> None:
        self._terms = frozenset(map(fold, words))
        self._openings = frozenset(term[0] for term in self._terms)

    def join(self, text: str, words: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the words, those that together are a term as one, the longest term first."""
        if not self._terms:
            yield from words
            return
        waiting: list[tuple[int, int]] = []
        for word in words:
            while waiting and (waiting[-1][1] != word[0] or word[1] - waiting[0][0] > _LONGEST_TERM):
                yield self._take(text, waiting)
            if waiting or fold(text[word[0]]) in self._openings:
                waiting.append(word)
            else:
                yield word
        while waiting:
            yield self._take(text, waiting)

    def _take(self, text: str, waiting: list[tuple[int, int]]) -> tuple[int, int]:
        """Take the longest term that begins with the first of the words, else that word alone."""
        start = waiting[0][0]
        for count in range(len(waiting), 1, -1):
            end = waiting[count - 1][1]
            if fold(text[start:end]) in self._terms:
                del waiting[:count]
                return start, end
        return waiting.pop(0)


def _known(words: list[str]) -> re.Pattern[str]:
    """Return a pattern for one known word, the longest, or any one character."""
    known = sorted({fold(word) for word in (*taiwan_words(), *words)}, key=lambda word: (-len(word), word))
    return re.compile("|".join([*map(re.escape, known), "."]), re.DOTALL)
