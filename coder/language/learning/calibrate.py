"""Chances and cut-offs from how the model does on transcripts that it has not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from coder.language.learning.chance import Array, Chances, cut_off, expected, fit
from coder.language.learning.gate import any_in, gate_of
from coder.language.learning.model import Example, Model, Rows, Stretch
from coder.language.learning.trial import Trial, joined, tried


@dataclass(frozen=True, slots=True)
class Probe:
    """A passage whose codes are known: where it stands, the keywords in it, and what coders made of it."""

    text: str
    stretch: Stretch
    rows: Rows
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fold:
    """What is left out together: the examples of a transcript, and its passages to try the model on."""

    examples: tuple[Example, ...]
    probes: tuple[Probe, ...]


def try_out(model: Model, folds: Iterable[Fold], breathe: Callable[[], None]) -> Trial:
    """Leave each fold out, look at its passages, and learn it again; the model ends as it began."""
    seen: list[Trial] = []
    for number, fold in enumerate(folds):
        for example in fold.examples:
            model.learn(example, -1)
            breathe()
        for probe in fold.probes:
            codes = {model.index[code] for code in probe.codes if code in model.index}
            seen.append(tried(model.look(probe.text, probe.stretch, probe.rows), codes, number, len(seen)))
            breathe()
        for example in fold.examples:
            model.learn(example)
            breathe()
    return joined(seen)


def calibrate(model: Model, folds: Iterable[Fold], breathe: Callable[[], None]) -> None:
    """Set the model's chances and its gate by a trial, and the cut-offs of codes by the precisions wished for them."""
    trial = try_out(model, folds, breathe)
    beginning = expected(model.passages)
    chances = fit(trial.rows, trial.right, beginning) if len(trial.right) else beginning
    model.chances = chances
    breathe()
    model.gate = gate_of(trial, chances.of_rows(trial.rows))
    model.cuts = cuts(model, trial, {c.id: c.precision for c in model.codes if c.precision is not None})


def cuts(model: Model, trial: Trial, wished: Mapping[str, float]) -> dict[str, float]:
    """Return the cut-off of each code with a wished precision, by chances that were fitted without the fold."""
    if not wished:
        return {}
    said = unseen_chances(trial, expected(model.passages))
    by_code: dict[int, tuple[list[float], list[bool]]] = defaultdict(lambda: ([], []))
    for code, chance, was_right in zip(trial.codes.tolist(), said.tolist(), trial.right.tolist(), strict=True):
        by_code[int(code)][0].append(chance)
        by_code[int(code)][1].append(bool(was_right))
    return {code: cut_off(*by_code[model.index[code]], share) for code, share in wished.items()}


def unseen_chances(trial: Trial, beginning: Chances) -> Array:
    """Return the chance of each row under weights that were fitted on the other folds."""
    said: Array = np.zeros(len(trial.right))
    for number in np.unique(trial.folds):
        inside = trial.folds == number
        said[inside] = fit(trial.rows[~inside], trial.right[~inside], beginning).of_rows(trial.rows[inside])
    return said


@dataclass(frozen=True, slots=True)
class Unseen:
    """For each row of a trial what would have been said by the other folds alone.

    `chances` of the codes, the chance of `anything` on the passage, and the `level` of the gate; 0 without one.
    """

    chances: Array
    anything: Array
    level: Array


def unseen(trial: Trial, beginning: Chances) -> Unseen:
    """Return chances and gates by weights that were fitted on the other folds."""
    said = unseen_chances(trial, beginning)
    level = np.zeros(len(said))
    for number in np.unique(trial.folds):
        others = trial.where(trial.folds != number)
        weights = fit(others.rows, others.right, beginning)
        level[trial.folds == number] = gate_of(others, weights.of_rows(others.rows)) or 0.0
    return Unseen(said, any_in(trial, said), level)
