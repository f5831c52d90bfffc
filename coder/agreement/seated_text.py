"""Transcripts as agreement sees them. Without arrays: the list of transcripts asks for them when the program starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_CODERS = 62
"""Coders are bits of a number."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A transcript as agreement sees it: the spans that may be units, and what each coder was to code and finished.

    `seats` names a coder by index, with the spans that were assigned, None for the whole transcript.
    """

    id: str
    length: int
    spans: Spans
    seats: tuple[tuple[int, Spans | None], ...]
