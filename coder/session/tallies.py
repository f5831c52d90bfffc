"""How many suggestions wait in each transcript, counted beside whatever else goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.language.keywords import KeywordMatcher
from coder.language.suggest import suggest_by_parts
from coder.session.proposals import openness
from coder.session.study import Study


def open_suggestions_by_transcript(
    path: Path, coder: str, matcher: KeywordMatcher, keys: Sequence[str]
) -> Iterator[tuple[str, int] | None]:
    """Yield transcript id and number of suggestions without the coder's verdict; None between, to take breath.

    Reads through a connection of its own, so that a thread may run it.
    """
    with Study.open(path, coder) as study:
        for key in keys:
            document = study.transcript(key)
            is_open = openness(document, coder)
            count = 0
            for part in suggest_by_parts(document.info.id, document.text, document.turns, matcher):
                count += sum(is_open(s.span, s.code, s.evidence) for s in part)
                yield None
            yield key, count
