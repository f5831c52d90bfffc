"""Titles and headings that look like names: what stands once, with nothing said under it, is nobody's label."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from coder.model.names.speaker_labels import STAGE, Label, Marks
from coder.model.names.speakers import Why
from coder.transcripts.doubts import TAKEN, Outcome


def without_silent_labels(text: str, outcome: Outcome) -> Outcome:
    """Return what was found without labels that stand once and have another label right below them."""
    once = {key for key, count in outcome.counts.items() if count == 1 and outcome.why[key] is Why.FORM}
    if not once:
        return outcome
    silent = {
        at
        for (at, mark), (below, other) in pairwise(outcome.marks)
        if isinstance(mark, Label)
        and isinstance(other, Label)
        and mark.key in once
        and not text[at + mark.width : below].strip()
    }
    if not silent:
        return outcome
    keys = {mark.key for at, mark in outcome.marks if at in silent and isinstance(mark, Label)}
    why = {key: Why.ONCE if key in keys else reason for key, reason in outcome.why.items()}
    marks: Marks = [(at, STAGE if at in silent else mark) for at, mark in outcome.marks]
    accepted = sum(isinstance(mark, Label) and why[mark.key] in TAKEN for _, mark in marks)
    return replace(outcome, marks=marks, why=why, accepted=accepted, odd=outcome.odd | keys)
