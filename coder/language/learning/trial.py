"""What was seen on passages that were left out, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from coder.language.learning.chance import FEATURES, Array, Mask, features

if TYPE_CHECKING:
    from coder.language.learning.model import Look


@dataclass(frozen=True, slots=True)
class Trial:
    """A row for each code on each passage tried: its features and outcome, and what it is of.

    `with_keyword` says whether a keyword of the code stands in the passage.
    """

    rows: Array
    right: Array
    codes: Array
    folds: Array
    passages: Array
    with_keyword: Mask

    def where(self, inside: Mask) -> Trial:
        """Return the rows that are inside."""
        return Trial(*(getattr(self, field.name)[inside] for field in fields(self)))


def tried(look: Look, codes: Collection[int], fold: int, passage: int) -> Trial:
    """Return what a model saw in a passage that has these codes, a row for each code that it knows something of."""
    known = np.flatnonzero(np.isfinite(look.likeness.score))
    return Trial(
        rows=features(look.keywords, look.likeness.score, look.likeness.cosine, look.length),
        right=np.array([int(i) in codes for i in known], dtype=np.float64),
        codes=known.astype(np.float64),
        folds=np.full(len(known), float(fold)),
        passages=np.full(len(known), float(passage)),
        with_keyword=np.array([int(i) in look.rows for i in known], dtype=np.bool_),
    )


def joined(trials: Sequence[Trial]) -> Trial:
    """Return the rows of several trials as one."""
    if not trials:
        none = np.zeros(0)
        return Trial(np.zeros((0, FEATURES)), none, none, none, none, np.zeros(0, dtype=np.bool_))
    return Trial(*(np.concatenate([getattr(trial, field.name) for trial in trials]) for field in fields(Trial)))
