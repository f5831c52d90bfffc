"""What all labels of a text tell together: which are the points of a list, and who alone answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coder.model.names.speaker_labels import Label, clause_like_name, role_of
from coder.model.text import Role
from coder.transcripts.labels.doubts import FULL_NAME

_OFTEN = 3


def items(labels: Sequence[Label], counts: Counter[str]) -> frozenset[str]:
    """Return the labels that stand behind a number or a dash alone, where most do not: what a speaker lists."""
    numbered = Counter([label.key for label in labels if label.numbered])
    if numbered.total() * 2 > len(labels):
        return frozenset()
    return frozenset(key for key, count in numbered.items() if count == counts[key] < _OFTEN)


def who_answers(labels: Sequence[Label]) -> str:
    """Return the name of who answers, at length, one question: two labels are all, and the first one asks."""
    if len(labels) != 2 or role_of(labels[0].key, frozenset()) is not Role.INTERVIEWER:  # noqa: PLR2004
        return ""
    name, key = labels[1].name, labels[1].key
    return key if clause_like_name(name, key) or FULL_NAME.fullmatch(name) else ""
