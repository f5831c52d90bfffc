"""The memory of the C library of GNU: one heap for all threads, and what is free in it given back to the system.

Other C libraries keep little, and are left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_ARENA_MAX = -8
"""The parameter of `mallopt` that says how many heaps there may be (mallopt(3), M_ARENA_MAX)."""


def share_one_heap() -> None:
    """Let all threads take memory from one heap.

    Each thread would else have one of its own, and keep in it for ever the pages that its work touched once.
    """
    if (call := _function("mallopt")) is not None:
        call(_ARENA_MAX, 1)


def give_back() -> None:
    """Hand freed memory back to the system: a model that was replaced would else leave its pages behind each time."""
    if (call := _function("malloc_trim")) is not None:
        call(0)


@cache
def _function(name: str) -> Callable[..., int] | None:
    import ctypes

    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):
        return None
    return found
