"""The order in which coders are named."""

from __future__ import annotations

from collections.abc import Iterable


def coders_in_order(coders: Iterable[str], declared: Iterable[str]) -> tuple[str, ...]:
    """Return coders, each once, in the study's order everywhere, for another one would seem to mean something."""
    named = dict.fromkeys(coders)
    if len(named) == 1:
        return tuple(named)
    known = [coder for coder in declared if coder in named]
    return (*known, *(coder for coder in named if coder not in known))
