"""An object written in two windows at once: what each changed, and what both did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from coder.i18n import listed


def clashes(
    read: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], fields: Iterable[str]
) -> tuple[str, ...]:
    """Return the fields that both wrote, and not alike."""
    return tuple(n for n in fields if mine[n] != theirs[n] and read[n] not in (mine[n], theirs[n]))


def joined(
    read: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    one_value: Collection[str],
    which: Literal["mine", "theirs", "both"] = "mine",
) -> dict[str, Any]:
    """Return their fields with what I changed; `which` says whose words hold where both changed a field.

    Fields of one value, such as a name, are never joined out of two.
    """
    both = set(clashes(read, mine, theirs, read))
    values = dict(theirs)
    for name in read:
        if mine[name] == read[name] or (name in both and which == "theirs"):
            continue
        joins = name in both and which == "both" and name not in one_value
        values[name] = _both(mine[name], theirs[name]) if joins else mine[name]
    return values


def words_of(values: Mapping[str, Any], labels: Iterable[tuple[str, str]]) -> str:
    """Return some fields as text to be read, each a name and a label."""
    shown = ((label, values[name]) for name, label in labels)
    return "\n\n".join(f"{label}\n{listed(v) if isinstance(v, tuple) else v}" for label, v in shown)


def _both(own: object, other: object) -> object:
    if isinstance(own, tuple) and isinstance(other, tuple):
        return tuple(dict.fromkeys((*other, *own)))
    return "\n".join(str(text) for text in (other, own) if text)
