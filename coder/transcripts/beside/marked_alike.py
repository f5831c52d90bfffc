"""Labels in bold letters as those of all who speak: one that was not taken may be somebody's all the same."""

from __future__ import annotations

from dataclasses import replace

from coder.transcripts.labels.doubts import TAKEN, Outcome

_BOLD = "**"
_FEWEST, _NEARLY_ALL = 6, 0.9


def doubting_marked_alike(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, unsure where a label that was refused is written in bold letters as the others are."""
    if outcome.form != "colon" or _BOLD not in text:
        return outcome
    bold = [label.key for at, label in outcome.labels if _BOLD in text[at : at + label.width]]
    taken = sum(outcome.why[key] in TAKEN for key in bold)
    every = sum(outcome.why[label.key] in TAKEN for _, label in outcome.labels)
    if taken < max(_FEWEST, _NEARLY_ALL * every) or taken == len(bold):
        return outcome
    return replace(outcome, is_mixed=True)
