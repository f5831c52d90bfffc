"""Short rounds in the suite, whole ones on demand: `CODER_TEST_LONG=1` (as `make test-long` sets it) asks for the whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import product
from typing import TypeVar

LONG = bool(os.environ.get("CODER_TEST_LONG"))
A = TypeVar("A")
B = TypeVar("B")


def pairs(cases: Iterable[A], choices: Sequence[B]) -> list[tuple[A, B]]:
    """Return every case with every choice; in a short round each case with one, in turn."""
    if LONG:
        return list(product(cases, choices))
    return [(case, choices[number % len(choices)]) for number, case in enumerate(cases)]


def some(cases: Sequence[A], one_in: int) -> Sequence[A]:
    """Return every case; in a short round the first of each `one_in`."""
    return cases if LONG else cases[::one_in]


def examples(whole: int) -> int:
    """Return how many examples a property is tried with: a fifth in a short round, at least three."""
    return whole if LONG else max(3, whole // 5)


SMALL, WIDE = (80, 24), (120, 40)
SIZES = (SMALL, WIDE) if LONG else (SMALL,)
"""Sizes of the terminal that a story is played at; what is played at no size of its own is played wide."""
