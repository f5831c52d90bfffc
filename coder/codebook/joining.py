"""A code written in two windows at once: what each changed, and what both did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from coder.model import written_apart
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
    "definition_en",
    "when_to_use_en",
    "when_not_en",
)
_ONE_VALUE = frozenset({"name", "name_en", "color", "precision"})


def clashes(read: Code, mine: Code, theirs: Code) -> tuple[str, ...]:
    """Return the fields that both wrote, and not alike."""
    return written_apart.clashes(_fields(read), _fields(mine), _fields(theirs), _WRITTEN)


def joined(read: Code, mine: Code, theirs: Code, which: Literal["mine", "theirs", "both"] = "mine") -> Code:
    """Return their code with what I changed; `which` says whose words hold where both changed a field."""
    values = written_apart.joined(_fields(read), _fields(mine), _fields(theirs), _ONE_VALUE, which)
    return replace(theirs, **values)


def words_of(code: Code, fields: Sequence[tuple[str, str]]) -> str:
    """Return some fields of a code as text to be read, each a name and a label."""
    return written_apart.words_of(_fields(code), fields)


def _fields(code: Code) -> dict[str, Any]:
    return {name: getattr(code, name) for name in _WRITTEN}
