"""Bringing a study's cases to what their file says."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from coder.model.codebook import Case
from coder.record.proof.wanted_values import differences
from coder.record.study import Study


def load_cases(study: Study, cases: Sequence[Case]) -> int:
    """Bring the study's cases to what the file says, as one act; return how many changed."""
    puts = differences(study, "case", cases)
    if puts:
        study.record(puts, "cases")
    return len(puts)


def composed(name: str) -> str:
    """Return a name in composed characters: a Mac writes the same name in others."""
    return unicodedata.normalize("NFC", name)
