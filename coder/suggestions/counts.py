"""How many suggestions wait in each transcript, counted beside whatever else goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coder.language.keyword_suggestions import suggest_by_parts
from coder.language.keywords import KeywordMatcher
from coder.record.study import Study
from coder.suggestions.undecided import openness
from coder.suggestions.word_borders import kept_borders

if TYPE_CHECKING:
    from coder.language.learning.model import Model


def open_suggestions_by_transcript(
    path: Path, coder: str, matcher: KeywordMatcher, keys: Sequence[str], model: Model | None = None
) -> Iterator[tuple[str, int] | None]:
    """Yield transcript id and number of suggestions without the coder's verdict; None between, to take breath.

    They are the model's suggestions, those of the keywords alone where there is none.

    Reads through a connection of its own, so that a thread may run it.
    """
    if model is not None:
        from coder.suggestions.study_model import offers
    with Study.open(path, coder) as study:
        for key in keys:
            document = study.transcript(key)
            is_open = openness(document, coder)
            count = 0
            borders = kept_borders(study.reader, document.info.text_hash, document.text)
            parts = (
                offers(model, document, borders)
                if model
                else suggest_by_parts(document.info.id, document.text, document.turns, matcher, borders)
            )
            for part in parts:
                count += sum(is_open(s.span, s.code, s.evidence) for s in part)
                yield None
            yield key, count
