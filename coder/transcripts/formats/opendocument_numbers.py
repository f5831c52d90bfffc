"""The numbers that an OpenDocument text shows before the points of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.transcripts.formats.list_digits import written

_KINDS: Mapping[str, str] = {
    "": "none", "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "taiwaneseCounting", "甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth",
    "①": "decimalEnclosedCircle",
}  # fmt: skip
"""How Word calls the digits whose first one stands for them in an OpenDocument text."""


@dataclass(frozen=True, slots=True)
class _Level:
    digits: str
    before: str
    after: str
    start: int
    shown: int


@dataclass(slots=True)
class _List:
    """A list that is being read: its style, and how far each level has counted."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Counts through the lists of a document in their order."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        for style in (e for root in roots for e in root.iter() if _name(e) in {"list-style", "outline-style"}):
            self._levels[_of(style, "name") if _name(style) == "list-style" else ""] = _levels_of(style)
        self._open: list[_List] = []
        self._last: dict[str, _List] = {}
        self._by_id: dict[str, _List] = {}
        self._outline = _List("")
        self._due = False

    def enter(self, element: Any) -> None:
        """Begin a list; one inside a point is a level of the same list unless it names a style of its own."""
        style = _of(element, "style-name") or (self._open[-1].style if self._open else "")
        if self._open:
            inner = self._open[-1] if style == self._open[-1].style else _List(style)
            inner.counts.pop(len(self._open) + 1, None)
        else:
            goes_on = self._by_id.get(_of(element, "continue-list"))
            if goes_on is None and _of(element, "continue-numbering") == "true":
                goes_on = self._last.get(style)
            inner = goes_on or _List(style)
        self._open.append(inner)
        self._last[style] = inner
        if name := _of(element, "id"):
            self._by_id[name] = inner

    def leave(self) -> None:
        """End a list."""
        self._open.pop()
        self._due = False

    def point(self, element: Any) -> None:
        """Begin a point of the list; a header has no number."""
        self._due = bool(self._open) and _name(element) == "list-item"
        if self._due:
            self._count(self._open[-1], len(self._open), _of(element, "start-value"))

    def before(self, element: Any) -> str:
        """Return what stands before a paragraph: the number of a point that begins with it, or of a heading."""
        if self._open:
            due, self._due = self._due, False
            return self._shown(self._open[-1], len(self._open)) if due else ""
        if _name(element) == "h" and (depth := _whole(_of(element, "outline-level"), 1)) in self._levels.get("", {}):
            if _of(element, "is-list-header") == "true":
                return ""
            self._count(self._outline, depth, "")
            return self._shown(self._outline, depth)
        return ""

    def _count(self, found: _List, depth: int, start: str) -> None:
        level = self._levels.get(found.style, {}).get(depth)
        first = level.start if level else 1
        found.counts[depth] = _whole(start, 1) if start else found.counts.get(depth, first - 1) + 1
        for deeper in [other for other in found.counts if other > depth]:
            del found.counts[deeper]

    def _shown(self, found: _List, depth: int) -> str:
        levels = self._levels.get(found.style, {})
        here = levels.get(depth)
        if here is None or here.digits == "none":
            return ""
        above = [at for at in range(max(1, depth - here.shown + 1), depth + 1) if at in levels]
        numbers = [written(found.counts.get(at, levels[at].start), levels[at].digits) for at in above]
        words = f"{here.before}{'.'.join(filter(None, numbers))}{here.after}".strip()
        if not any(map(str.isalnum, words)):
            return ""
        return words if words[-1] in "：:" else f"{words} "


def _levels_of(style: Any) -> dict[int, _Level]:
    return {
        _whole(_of(level, "level"), 1): _Level(
            _KINDS.get(_of(level, "num-format")[:1], "decimal"),
            _of(level, "num-prefix"),
            _of(level, "num-suffix"),
            _whole(_of(level, "start-value"), 1),
            _whole(_of(level, "display-levels"), 1),
        )
        for level in style
        if _name(level) in {"list-level-style-number", "outline-level-style"}
    }


def _whole(digits: str, otherwise: int) -> int:
    return int(digits) if re.fullmatch(r"\d{1,4}", digits) else otherwise


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _of(element: Any, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
