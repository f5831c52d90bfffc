"""What was suggested on passages left out, measured against what people coded there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coder.language.learning.calibrate import Unseen
from coder.language.learning.chance import Mask, least_shown
from coder.language.learning.trial import Trial
from coder.suggestions.quality import Shown, TradeOff

_LEVELS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Measured:
    """A trial of passages with their codes, and what was said of it by weights of other interviews."""

    trial: Trial
    said: Unseen
    truths: Sequence[frozenset[int]]

    def shown(self, level: float | None = None) -> Mask:
        """Return which rows are suggested: by the gate, or at another level of it than the one that was found."""
        said = self.said
        least = said.level if level is None else np.full(len(said.level), level)
        usual = least_shown(self.trial.with_keyword, None)
        gated = least_shown(self.trial.with_keyword, said.anything >= least)
        shown: Mask = said.chances >= np.where(least > 0, gated, usual)
        return shown

    def quality(self, shown: Mask) -> Shown:
        """Return what came of the suggestions in these rows."""
        number, right = len(self.truths), self.trial.right
        passages = self.trial.passages.astype(np.intp)
        codes = np.array([len(truth) for truth in self.truths], dtype=np.intp)
        hits = np.bincount(passages[shown], weights=right[shown], minlength=number)
        suggested = np.bincount(passages[shown], minlength=number) > 0
        coded = codes > 0
        return Shown(
            shown=int(shown.sum()),
            precision=share_of(float(hits.sum()), float(shown.sum())),
            recall=share_of(float(hits.sum()), float(right.sum())),
            recall_by_passage=share_of(float((hits[coded] / codes[coded]).sum()), float(coded.sum())),
            disturbed=share_of(float((suggested & ~coded).sum()), float((~coded).sum())),
        )

    def trade_off(self) -> tuple[TradeOff, ...]:
        """Return how noise and recall go together: what would be suggested at each level of the gate."""
        return tuple(TradeOff(level, self.quality(self.shown(level))) for level in _LEVELS)


def share_of(part: float, whole: float) -> float | None:
    """Return a share; None of nothing."""
    return part / whole if whole else None
