"""The sentences of speech as spaCy's sentences."""

from __future__ import annotations

from typing import Any

from numpy import array
from spacy.language import Language
from spacy.tokens import Doc

from coder.language.pipeline.turns import turns_of
from coder.language.segment import sentence_bounds, sentences

NAME = "coder_sentences"
_NOT = -1  # spaCy's sign for a token that starts no sentence; 0 is "not known"


@Language.factory(NAME, assigns=["token.is_sent_start", "doc.sents"])
class Sentences:
    """Sets where sentences start; a speaker's label is one by itself.

    White space goes with what it follows, at the very beginning with what follows it. A sentence that starts inside a
    token, as in a strange address, starts at the next.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        """Set the starts of sentences."""
        waiting = _starts(doc)[::-1]
        made: list[int] = []
        spoken = False
        for token in doc:
            starts = not made
            if not token.is_space:
                while waiting and waiting[-1] <= token.idx:
                    waiting.pop()
                    starts = starts or spoken
                spoken = True
            made.append(1 if starts else _NOT)
        # Each `token.is_sent_start = …` would look through the whole document for a parser's traces.
        column: Any = array(made, dtype="int64").astype("uint64").reshape(-1, 1)
        return doc.from_array(["SENT_START"], column)


def _starts(doc: Doc) -> list[int]:
    """Return the places where sentences, and turns with their labels, begin."""
    turns = turns_of(doc)
    if not turns:
        return [sentence.start for sentence in sentences(doc.text, 0, len(doc.text))]
    return sorted({turn.start for turn in turns} | {start for start, _end in sentence_bounds(doc.text, turns)})
