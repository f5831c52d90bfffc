"""What becomes of an object that was changed apart: joined field by field where its kind allows it, else asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from coder.record.kind import Kind, encode_json
from coder.record.union.lineage import Apart

REMOVED = "-"
"""Stands for a field where an object was removed on one side and changed on the other."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What the ends of an object come to: the image, and the fields over which people must be asked.

    In these fields the image has what holds first.
    """

    image: str | None
    asked: tuple[str, ...]


def join(rule: Kind, one: Apart) -> Joined:
    """Return what the ends of an object come to by the rule of its kind."""
    base: dict[str, Any] | None = json.loads(one.base) if one.base is not None else None
    images = [json.loads(end.after) if end.after is not None else None for end in one.ends]
    if one.base is None and any(image is None for image in images):
        return Joined(one.holds.after, (REMOVED,))
    changed = [image for image in images if not _same(rule, image, base)]
    if any(image is None for image in changed):
        alone = len(changed) == 1
        return Joined(None if alone else one.holds.after, () if alone else (REMOVED,))
    held = [image for image in changed or images if image is not None]
    if not rule.by_field:
        apart = sorted({name for other in held[1:] for name in _apart(rule, held[0], other)})
        return Joined(encode_json(held[0]).decode(), tuple(apart))
    fields = {name: _field(rule, name, base, held) for name in rule.columns}
    asked = tuple(name for name, (_value, is_asked) in fields.items() if is_asked)
    # Fields of an image that the class does not know yet are kept as they are.
    image = {**held[0], **{name: value for name, (value, _asked) in fields.items() if name in held[0]}}
    return Joined(encode_json(image).decode(), asked)


def _same(rule: Kind, image: dict[str, Any] | None, base: dict[str, Any] | None) -> bool:
    if image is None or base is None:
        return image is base
    return not _apart(rule, image, base, quiet=False)


def _apart(rule: Kind, one: dict[str, Any], other: dict[str, Any], *, quiet: bool = True) -> list[str]:
    left_out = rule.quiet if quiet else frozenset()
    return [name for name in one if name not in left_out and one[name] != other.get(name)]


def _field(rule: Kind, name: str, base: dict[str, Any] | None, held: Sequence[dict[str, Any]]) -> tuple[Any, bool]:
    """Return what a field comes to, and whether people must be asked over it."""
    found = [image.get(name) for image in held]
    if base is None:
        if name in rule.gathers:
            return _gathered(None, found)
        return found[0], name not in rule.quiet and any(value != found[0] for value in found)
    changed = [value for value in found if value != base.get(name)]
    if not changed:
        return base.get(name), False
    if name in rule.gathers:
        return _gathered(base.get(name), found)
    return changed[0], name not in rule.quiet and any(value != changed[0] for value in changed)


def _gathered(base: Any, found: Sequence[Any]) -> tuple[Any, bool]:
    """Return what stands of several texts after all that was added and removed on any side, and what is asked."""
    if any(isinstance(value, dict) for value in found):
        return _named(base or {}, [value or {} for value in found])
    gone = {entry for entry in base or () if any(entry not in (value or ()) for value in found)}
    added = _each(value or () for value in found)
    return [entry for entry in added if entry not in gone], False


def _named(before: dict[str, str], found: Sequence[dict[str, str]]) -> tuple[dict[str, str], bool]:
    """Return texts by name, and whether people must be asked, for one was set to different texts."""
    joined: dict[str, str] = {}
    is_asked = False
    for name in _each(found):
        changed = [value for one in found if (value := one.get(name)) != before.get(name)]
        value = changed[0] if changed else before.get(name)
        is_asked = is_asked or any(other != value for other in changed)
        if value is not None:
            joined[name] = value
    return joined, is_asked


def _each(found: Iterable[Iterable[str]]) -> dict[str, None]:
    return {entry: None for value in found for entry in value}
