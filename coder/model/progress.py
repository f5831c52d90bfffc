"""How far a long piece of work has come."""

from __future__ import annotations

from collections.abc import Callable

Advance = Callable[[int], None]


def quiet(_done: int) -> None:
    """Report progress to nobody."""
