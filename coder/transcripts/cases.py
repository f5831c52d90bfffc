"""Bringing a study's cases to what their file says."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from coder.model.codebook import Attribute, Case
from coder.model.values.case_attribute import as_kept
from coder.record.proof.wanted_values import differences
from coder.record.study import Study


def load_cases(study: Study, cases: Sequence[Case], attributes: Sequence[Attribute] = ()) -> int:
    """Bring the study's cases and their attributes to what the file says, as one act; return how many changed."""
    puts = [
        *differences(study, "attribute", attributes),
        *differences(study, "case", as_kept(study.project(), cases, attributes)),
    ]
    if puts:
        study.record(puts, "cases")
    return len(puts)


def composed(name: str) -> str:
    """Return a name in composed characters: a Mac writes the same name in others."""
    return unicodedata.normalize("NFC", name)
