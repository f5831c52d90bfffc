"""A code written in two windows at once: what each changed, and what both did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from coder.i18n import listed
from coder.model.codebook import Code

_WRITTEN = (
    "name",
    "name_en",
    "color",
    "definition",
    "when_to_use",
    "when_not",
    "example",
    "keywords",
    "exclude",
    "precision",
)
_ONE_VALUE = frozenset({"name", "name_en", "color", "precision"})


def clashes(read: Code, mine: Code, theirs: Code) -> tuple[str, ...]:
    """Return the fields that both wrote, and not alike."""
    return tuple(
        name
        for name in _WRITTEN
        if getattr(mine, name) != getattr(theirs, name)
        and getattr(read, name) not in (getattr(mine, name), getattr(theirs, name))
    )


def joined(read: Code, mine: Code, theirs: Code, which: Literal["mine", "theirs", "both"] = "mine") -> Code:
    """Return their code with what I changed; `which` says whose words hold where both changed a field."""
    both = set(clashes(read, mine, theirs))
    values: dict[str, object] = {}
    for name in _WRITTEN:
        own, other = getattr(mine, name), getattr(theirs, name)
        if own == getattr(read, name) or (name in both and which == "theirs"):
            continue
        values[name] = _both(own, other) if name in both and which == "both" and name not in _ONE_VALUE else own
    return replace(theirs, **values)  # type: ignore[arg-type]


def words_of(code: Code, fields: Sequence[tuple[str, str]]) -> str:
    """Return some fields of a code as text to be read, each a name and a label."""
    shown = ((label, getattr(code, name)) for name, label in fields)
    return "\n\n".join(f"{label}\n{listed(v) if isinstance(v, tuple) else v}" for label, v in shown)


def _both(own: object, other: object) -> object:
    if isinstance(own, tuple) and isinstance(other, tuple):
        return tuple(dict.fromkeys((*other, *own)))
    return "\n".join(str(text) for text in (other, own) if text)
