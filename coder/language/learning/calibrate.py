"""Chances and cut-offs from how the model does on transcripts that it has not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coder.language.learning.chance import FEATURES, Array, Chances, cut_off, expected, features, fit
from coder.language.learning.model import Example, Model, Rows, Stretch


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


@dataclass(frozen=True, slots=True)
class Trial:
    """What was seen on the passages left out: features and outcomes in rows, and which code and fold each row is of."""

    rows: Array
    right: Array
    codes: Array
    folds: Array


def try_out(model: Model, folds: Sequence[Fold], breathe: Callable[[], None]) -> Trial:
    """Leave each fold out, look at its passages, and learn it again; the model ends as it began."""
    rows, right, codes, numbers = [], [], [], []
    for number, fold in enumerate(folds):
        for example in fold.examples:
            model.learn(example, -1)
            breathe()
        for probe in fold.probes:
            look = model.look(probe.text, probe.stretch, probe.rows)
            known = np.flatnonzero(np.isfinite(look.likeness.score))
            rows.append(features(look.keywords, look.likeness.score, look.likeness.cosine, look.length))
            right.append(np.array([model.codes[i].id in probe.codes for i in known], dtype=np.float64))
            codes.append(known.astype(np.float64))
            numbers.append(np.full(len(known), float(number)))
            breathe()
        for example in fold.examples:
            model.learn(example)
            breathe()
    if not rows:
        return Trial(np.zeros((0, FEATURES)), np.zeros(0), np.zeros(0), np.zeros(0))
    return Trial(np.concatenate(rows), np.concatenate(right), np.concatenate(codes), np.concatenate(numbers))


def calibrate(model: Model, folds: Sequence[Fold], breathe: Callable[[], None]) -> None:
    """Set the model's chances by a trial, and the cut-off of each code by the precision that is wished for it."""
    trial = try_out(model, folds, breathe)
    beginning = expected(model.passages)
    chances = fit(trial.rows, trial.right, beginning) if len(trial.right) else beginning
    model.chances = chances
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
        weights = fit(trial.rows[~inside], trial.right[~inside], beginning).weights
        said[inside] = 1 / (1 + np.exp(-np.clip(trial.rows[inside] @ weights, -30, 30)))
    return said
