"""Where nothing is suggested: the chance of any code at all on a passage, and the level that it has to reach."""

from __future__ import annotations

import numpy as np

from coder.language.learning.chance import Array, any_of, least_shown
from coder.language.learning.trial import Trial

_LOSS = 0.01
"""How much of the recall per passage may be lost for quiet."""


def any_in(trial: Trial, chances: Array) -> Array:
    """Return for each row of a trial the chance of any code on its passage."""
    _numbers, passages = np.unique(trial.passages, return_inverse=True)
    return any_of(chances, passages, len(_numbers))[passages]


def gate_of(trial: Trial, chances: Array) -> float | None:
    """Return the level that the chance of any code has to reach, by a trial and the chances that its rows were given.

    It is the highest at which hardly less is recalled per passage than without a gate: behind one the codes' own
    cut-offs are lower, so what is lost on quiet passages is won on the others. None if all passages are coded, or none.
    """
    _numbers, passages = np.unique(trial.passages, return_inverse=True)
    number = len(_numbers)
    codes = np.bincount(passages, weights=trial.right, minlength=number)
    coded = codes > 0
    if coded.all() or not coded.any():
        return None
    together = any_of(chances, passages, number)[coded]

    def recalls(*, gate: bool | None) -> Array:
        shown = chances >= least_shown(trial.with_keyword, None if gate is None else np.full(len(chances), gate))
        hits = np.bincount(passages[shown], weights=trial.right[shown], minlength=number)
        found: Array = hits[coded] / codes[coded]
        return found

    order = np.argsort(-together)
    closed, opened = recalls(gate=False)[order], recalls(gate=True)[order]
    won = np.cumsum(opened) + closed.sum() - np.cumsum(closed)
    enough = np.flatnonzero(won >= recalls(gate=None).sum() - _LOSS * len(order))
    return float(together[order[enough[0]]]) if len(enough) else None
