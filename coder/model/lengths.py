"""How long names and texts may be: what is longer is a file pasted into the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

NAME = 200
"""Characters of a name or title."""
LINE = 2_000
"""Characters of a line that one types."""
TEXT = 100_000
"""Characters of a text that one writes."""

_OWN = {("Alias", "name"): LINE}
"""What is redacted may be a whole sentence."""
_NAMES = frozenset({"name", "name_en", "title", "title_en", "alias"})


@cache
def _limits(cls: Any) -> tuple[tuple[str, int], ...]:
    names = [f.name for f in fields(cls)] if is_dataclass(cls) else []
    return tuple((name, _OWN.get((cls.__name__, name), NAME if name in _NAMES else TEXT)) for name in names)


def _class_of(value: Any) -> Any:
    return type(value)


def too_long(before: object, after: object) -> Iterator[tuple[int, int]]:
    """Yield length and limit of the fields of an object that are too long; what stood before may."""
    for name, most in _limits(_class_of(after)):
        value = getattr(after, name)
        if isinstance(value, str) and len(value) > most and value != getattr(before, name, None):
            yield len(value), most
