"""Counting over many rows beside the screen's own thread: keys come first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_BREATH = 2000
Value = TypeVar("Value")


def breathing(values: Iterable[Value], breathe: Callable[[], None], each: int = _BREATH) -> Iterator[Value]:
    """Yield the values, calling `breathe` before each so many of them."""
    for number, value in enumerate(values):
        if number % each == 0:
            breathe()
        yield value
