"""Our words as spaCy's tokens.

Tokens are words, runs of one mark (`……`), newlines, and white space that spaCy doesn't keep with the token before it.
The document's text is the text, always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from coder.language.borders import WordBorders
from coder.language.dictionary import shared
from coder.language.pipeline.serialization import Kept
from coder.language.words import Segmenter, borders_by

NAME = "coder.Words.v1"
_BORDERS = "coder.borders"
_OTHER = re.compile(r"\n|[^\S\n]+|(\S)\1*")


class Words(Kept):
    """Cuts texts into words; the study's terms are one token where word borders stand at both their ends."""

    def __init__(self, vocab: Vocab, terms: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self._restore(list(terms))

    def __call__(self, text: str) -> Doc:
        """Return the text as a document."""
        borders = borders_by(shared(), text)
        words, spaces = _tokens(text, self._segmenter.joined(text, borders))
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[_BORDERS] = borders.to_bytes()
        return doc

    def _state(self) -> Any:
        return self._terms

    def _restore(self, state: Any) -> None:
        self._terms = list(state)
        self._segmenter = Segmenter(self._terms)


def create_words(terms: list[str] | None = None) -> Callable[[Language], Words]:
    """Return what makes the tokenizer of a pipeline; `terms` are a study's words, such as its keywords."""

    def make(nlp: Language) -> Words:
        return Words(nlp.vocab, terms or ())

    return make


registry.tokenizers(NAME, func=create_words)


def borders_in(doc: Doc) -> WordBorders:
    """Return the word borders of a document: those that our tokenizer found, else those of its tokens."""
    if data := doc.user_data.get(_BORDERS):
        return WordBorders.from_bytes(data)
    return WordBorders.of(len(doc.text), ((t.idx, t.idx + len(t)) for t in doc))


def _tokens(text: str, words: Iterable[tuple[int, int]]) -> tuple[list[str], list[bool]]:
    """Return the tokens, and after which of them a space stands."""
    made: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in chain(words, [(len(text), len(text))]):
        for run in _runs(text, at, start):
            rest = run
            if run[0] == " " and made:
                spaces[-1] = True
                rest = run[1:]
            if rest:
                made.append(rest)
                spaces.append(False)
        if end > start:
            made.append(text[start:end])
            spaces.append(False)
        at = end
    return made, spaces


def _runs(text: str, start: int, end: int) -> Iterator[str]:
    return (match[0] for match in _OTHER.finditer(text, start, end)) if start < end else iter(())
