"""Words before a colon that only a broken line or an open quote brings to the beginning of a line: nobody's labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from coder.model.names.speaker_labels import Label, clause_like_name
from coder.model.names.speakers import Why
from coder.transcripts.labels.doubts import TAKEN, Outcome

_SELDOM = 3
_HARDLY = 0.1
_REACH = 400
_QUOTES = (("「", "」"), ("『", "』"), ("“", "”"))


_APART, _BROKEN, _QUOTED = "apart", "broken", "quoted"
"""Where a label stands."""


def without_cut_sentences(text: str, outcome: Outcome) -> Outcome:
    """Return what was found without labels that stand seldom, each time in the midst of a sentence or of a quote.

    What begins with a capital or is Chinese may be somebody's name all the same: then a person is asked.
    """
    seldom = {key for key, reason in outcome.why.items() if reason in {Why.FORM, Why.REPEATS}}
    seldom = {key for key in seldom if outcome.counts[key] <= _SELDOM}
    if not seldom or outcome.form != "colon":
        return outcome
    stands = _stands(text, outcome.labels, seldom)
    cut = {key for key, those in stands.items() if _APART not in those}
    if not cut:
        return outcome
    others = [at for at, label in outcome.labels if label.key not in cut]
    if not others or sum(_is_broken(text, at) for at in others) > _HARDLY * len(others):
        return outcome
    quoted = {key for key in cut if _QUOTED in stands[key]}
    words = {label.key for _, label in outcome.labels if label.key in cut and label.name[0].islower()}
    gone = quoted | words
    why = {key: Why.ONCE if key in gone else reason for key, reason in outcome.why.items()}
    accepted = sum(why[label.key] in TAKEN for _, label in outcome.labels)
    return replace(outcome, why=why, accepted=accepted, is_mixed=outcome.is_mixed or cut != words - quoted)


def _stands(text: str, labels: Sequence[tuple[int, Label]], seldom: Collection[str]) -> dict[str, set[str]]:
    """Return how the labels that stand seldom stand, by their keys."""
    found: dict[str, set[str]] = {key: set() for key in seldom}
    first = start = labels[0][0]
    for at, label in labels:
        if label.key not in seldom:
            start = at
            continue
        near = text[max(start, at - _REACH) : at]
        is_quoted = any(one in near and near.rfind(one) > near.rfind(other) for one, other in _QUOTES)
        is_broken = first < at and _is_broken(text, at) and not clause_like_name(label.name, label.key)
        found[label.key].add(_QUOTED if is_quoted else _BROKEN if is_broken else _APART)
    return found


def _is_broken(text: str, at: int) -> bool:
    """Tell whether the line right above ends amid a sentence: in a letter or a comma."""
    above = text[max(0, at - 2) : max(0, at - 1)]
    return text[at - 1 : at] == "\n" and (above.isalpha() or above in {",", "，", "、"})
