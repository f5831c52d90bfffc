"""Lines of whoever wrote down the talk, as 研究者註：…: nobody says them, and what stands below goes on."""

from __future__ import annotations

from dataclasses import replace

from coder.model.names.label_words import MAYBE_REMARK, REMARK
from coder.model.names.speaker_labels import SPEECH, STAGE, Marks
from coder.transcripts.doubts import TAKEN, Outcome


def without_written_remarks(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's the lines whose label says that they are remarks; of some a person is asked."""
    refused = [key for key, reason in outcome.why.items() if reason not in TAKEN]
    keys = {key for key in refused if key in MAYBE_REMARK or REMARK.fullmatch(key)}
    if not keys:
        return outcome
    remarks = {at for at, label in outcome.labels if label.key in keys}
    known = {at for at, _ in outcome.marks}
    below = {text.find("\n", at) + 1 for at in remarks} - known - {0, len(text)}
    kept: Marks = [(at, STAGE if at in remarks else mark) for at, mark in outcome.marks]
    marks = sorted([*kept, *((at, SPEECH) for at in below)], key=lambda mark: mark[0])
    return replace(outcome, marks=marks, is_mixed=outcome.is_mixed or not keys.isdisjoint(MAYBE_REMARK))
