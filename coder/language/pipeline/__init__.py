"""A spaCy pipeline on the program's own words, sentences and keywords, for whoever goes on from there in Python.

The program itself needs none of it, so spaCy is imported when a pipeline is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coder.model.codebook import Code
from coder.model.project import OpenTranscript

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def blank(codes: Iterable[Code] = ()) -> Language:
    """Return a Chinese pipeline with our tokenizer, turns, sentences, and the matches of these codes' keywords."""
    import spacy

    from coder.language.pipeline import codebook, sentences, tokenizer, turns

    entries = codebook.entries(codes)
    words = [word for entry in entries for word in entry["keywords"]]
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME, "terms": words}}})
    nlp.add_pipe(turns.NAME)
    nlp.add_pipe(sentences.NAME)
    nlp.add_pipe(codebook.NAME, config={"codes": entries})
    return nlp


def read(nlp: Language, transcript: OpenTranscript) -> Doc:
    """Return a transcript as a document that knows its turns, after the whole pipeline."""
    from coder.language.pipeline.turns import give_turns

    doc = nlp.tokenizer(transcript.text)  # spaCy's limit of a million characters is for parsers
    give_turns(doc, transcript.turns)
    return nlp(doc)
