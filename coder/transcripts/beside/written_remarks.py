"""Lines of whoever wrote down the talk, as 研究者註：… or one fact above it: nobody says them, and speech goes on."""

from __future__ import annotations

from dataclasses import replace

from coder.model.names.label_words import MAYBE_REMARK, REMARK
from coder.model.names.speaker_labels import SPEECH, STAGE, Label, Marks
from coder.model.names.speakers import Why
from coder.transcripts.beside.front_matter import RECORD
from coder.transcripts.labels.doubts import TAKEN, Outcome


def without_written_remarks(text: str, outcome: Outcome) -> Outcome:
    """Return what was found, nobody's the lines whose label says that they are remarks; of some a person is asked."""
    outcome = _without_lone_facts(outcome)
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


def _without_lone_facts(outcome: Outcome) -> Outcome:
    """Return what was found without facts that stand alone above the first who speaks again, as Location: Taipei."""
    keys = set()
    for _, label in outcome.labels:
        if outcome.counts[label.key] > 1:
            break
        if outcome.why[label.key] in TAKEN and RECORD.fullmatch(label.key):
            keys.add(label.key)
    if not keys:
        return outcome
    why = {key: Why.ONCE if key in keys else reason for key, reason in outcome.why.items()}
    marks: Marks = [(at, STAGE if isinstance(m, Label) and m.key in keys else m) for at, m in outcome.marks]
    return replace(outcome, marks=marks, why=why, accepted=outcome.accepted - len(keys), odd=outcome.odd | keys)
