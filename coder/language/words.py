"""The words of a stretch of text, as a person would select them by a double click.

Until jieba's dictionary is loaded, which takes a second, a look at the characters alone answers: the known words of
Taiwan and of the study, every other Chinese character by itself. Nobody waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from threading import Lock

from coder.domain.text import Span
from coder.language.dictionary import Dictionary, taiwan_words
from coder.language.fold import fold
from coder.language.pieces import pieces

_LONGEST_TERM = 8
# A keyword with one of these in it is a phrase (找不到人), not a word.
_PHRASE = re.compile(r"[不没沒的了是在有很会會要能到就也都太想]")
_TERM = re.compile(rf"[\u3400-\u9fff]{{2,{_LONGEST_TERM}}}")


def terms(keywords: Iterable[str]) -> list[str]:
    """Return the keywords of a codebook that are words: Chinese, two to eight characters, no phrases."""
    return [word for word in dict.fromkeys(keywords) if _TERM.fullmatch(word) and not _PHRASE.search(word)]


class Segmenter:
    """Finds words; knows a study's terms. Safe to ask from any thread at any time."""

    def __init__(self, keywords: Iterable[str] = ()) -> None:
        self._terms = terms(keywords)
        self._dictionary: Dictionary | None = None
        self._loading = Lock()
        self._known = _known(self._terms)

    @property
    def ready(self) -> bool:
        """Whether the dictionary is loaded."""
        return self._dictionary is not None

    def warm(self) -> None:
        """Load the dictionary: about a second, for a thread of its own."""
        with self._loading:
            if self._dictionary is None:
                dictionary = Dictionary()
                dictionary.learn(self._terms)
                self._dictionary = dictionary

    def learn(self, keywords: Iterable[str]) -> None:
        """Take these keywords for the study's, in place of those before."""
        with self._loading:
            self._terms = terms(keywords)
            self._known = _known(self._terms)
            if self._dictionary is not None:
                self._dictionary.learn(self._terms)

    def words(self, text: str, start: int, end: int) -> list[Span]:
        """Return the words of `text[start:end]`; white space and punctuation between words belong to none."""
        return list(self._words(text, start, end))

    def word_at(self, text: str, offset: int, start: int, end: int) -> Span | None:
        """Return the word of `text[start:end]` that holds `offset`; None on white space and punctuation."""
        return next((word for word in self._words(text, start, end) if word.start <= offset < word.end), None)

    def share(self, folded: str) -> float:
        """Return a folded word's share of general language; 0 where it is not known, or the dictionary not loaded."""
        return self._dictionary.share(folded) if self._dictionary is not None else 0.0

    def _words(self, text: str, start: int, end: int) -> Iterator[Span]:
        dictionary = self._dictionary
        for first, last, han in pieces(text, start, end):
            if not han:
                yield Span(first, last)
                continue
            folded = fold(text[first:last])
            at = first
            for word in dictionary.cut(folded) if dictionary else self._by_characters(folded):
                yield Span(at, at + len(word))
                at += len(word)

    def _by_characters(self, folded: str) -> list[str]:
        return self._known.findall(folded)


def _known(words: list[str]) -> re.Pattern[str]:
    """Return a pattern for one known word, the longest, or any one character."""
    known = sorted({fold(word) for word in (*taiwan_words(), *words)}, key=lambda word: (-len(word), word))
    return re.compile("|".join([*map(re.escape, known), "."]), re.DOTALL)
