"""The numbers that Word writes before the paragraphs of a list: no part of their text, but what one reads there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.transcripts.formats.list_digits import written
from coder.transcripts.formats.word_xml import attribute, name_of


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: from where, in which digits, in which words."""

    start: int = 0
    digits: str = "decimal"
    words: str = ""
    glued: bool = False


@dataclass(slots=True)
class _List:
    """A list as paragraphs refer to it: its levels, and at which of them it begins anew."""

    counts: dict[int, int]
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts through the paragraphs of a document in their order."""

    def __init__(self, numbering: Any = None, styles: Any = None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None and self._lists else {}

    def before(self, paragraph: Any) -> str:
        """Return what stands before a paragraph's words, the gap after it included."""
        if not self._lists:
            return ""
        number, level = self._place(paragraph)
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        if level in found.restarts:
            found.counts[level] = found.restarts.pop(level) - 1
        found.counts[level] = found.counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [other for other in found.counts if other > level]:
            del found.counts[deeper]
        return _shown(found, level)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, by itself or by its style."""
        properties = _child(paragraph, "pPr")
        own = _numbered(_child(properties, "numPr"))
        style = attribute(_child(properties, "pStyle"), "val")
        by_style = self._styles.get(style, ("", None))
        number = own[0] or by_style[0]
        level = next((at for at in (own[1], by_style[1]) if at is not None), 0)
        return number, level


def _shown(found: _List, level: int) -> str:
    """Return a number as it is shown; signs before the points of a list label nothing."""
    here = found.levels[level]

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = found.levels.get(at, _Level())
        return written(found.counts.get(at, other.start), other.digits)

    words = re.sub(r"%(\d)", count, here.words)
    if not any(character.isalnum() for character in words):
        return ""
    return words if here.glued or words[-1] in "：:" else f"{words} "


def _lists(root: Any) -> dict[str, _List]:
    """Return the lists by number; lists of one kind that do not say otherwise count on together."""
    kinds, by_link = {}, {}
    for kind in root:
        if name_of(kind) == "abstractNum":
            kinds[attribute(kind, "abstractNumId")] = kind
            if link := attribute(_child(kind, "styleLink"), "val"):
                by_link[link] = kind
    levels: dict[str, dict[int, _Level]] = {}
    counts: dict[str, dict[int, int]] = {}
    found = {}
    for number in root:
        if name_of(number) != "num":
            continue
        at = attribute(_child(number, "abstractNumId"), "val")
        kind = kinds.get(at)
        kind = by_link.get(attribute(_child(kind, "numStyleLink"), "val"), kind)
        levels.setdefault(at, _levels(kind))
        own, restarts = dict(levels[at]), {}
        for override in number:
            if name_of(override) == "lvlOverride":
                level = _whole(attribute(override, "ilvl"), 0)
                own |= _levels(override)
                if start := attribute(_child(override, "startOverride"), "val"):
                    restarts[level] = _whole(start, 1)
        found[attribute(number, "numId")] = _List(counts.setdefault(at, {}), own, restarts)
    return found


def _levels(parent: Any) -> dict[int, _Level]:
    return {
        _whole(attribute(level, "ilvl"), 0): _Level(
            _whole(attribute(_child(level, "start"), "val"), 0),
            attribute(_child(level, "numFmt"), "val") or "decimal",
            attribute(_child(level, "lvlText"), "val"),
            attribute(_child(level, "suff"), "val") == "nothing",
        )
        for level in (parent if parent is not None else ())
        if name_of(level) == "lvl"
    }


def _styles(root: Any) -> Mapping[str, tuple[str, int | None]]:
    """Return list and level of each paragraph style, its own or that of the style on which it is based."""
    own, based = {}, {}
    for style in root:
        key = attribute(style, "styleId")
        own[key] = _numbered(_child(_child(style, "pPr"), "numPr"))
        based[key] = attribute(_child(style, "basedOn"), "val")
    found = {}
    for key in own:
        at, seen = key, set()
        while at in own and not own[at][0] and at not in seen:
            seen.add(at)
            at = based[at]
        if at in own and own[at][0]:
            found[key] = own[at]
    return found


def _numbered(properties: Any) -> tuple[str, int | None]:
    level = attribute(_child(properties, "ilvl"), "val")
    return attribute(_child(properties, "numId"), "val"), _whole(level, 0) if level else None


def _whole(digits: str, otherwise: int) -> int:
    return int(digits) if re.fullmatch(r"\d{1,6}", digits) else otherwise


def _child(parent: Any, name: str) -> Any:
    """Return the first child of a name, or None, also of None."""
    return next((child for child in parent if name_of(child) == name), None) if parent is not None else None
