"""Names that a report may not print, and those that stand in their place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from coder.model.names.cut_names import CutNames, Hit
from coder.model.text import MIXED_BORDER, Span

NameKind = Literal["firm", "person", "place", "redacted", "other"]
_MIXED_BORDER = re.compile(MIXED_BORDER)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name, and what is printed in its place."""

    id: str
    name: str
    alias: str
    kind: str
    by: str
    at: str


class Replaced(NamedTuple):
    """A text with its names replaced; `place` gives the new place of an old one."""

    text: str
    place: Callable[[int], int]


class Replacer:
    """Replaces names wherever they stand, longer ones first; Latin names as whole words.

    `fold` is the spelling in which they are compared, character by character: capitals, widths and variants (臺, 台)
    of a name are the name. A space where Latin and Chinese meet may be there or not: `AI 人才` is `AI人才`.
    """

    def __init__(self, names: Mapping[str, str], fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._names = {self.key(name): alias for name, alias in names.items() if name}
        ordered = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, ordered))) if ordered else None
        # The longest piece of each name, which stands in a text wherever the name does.
        self._pieces = {max(_MIXED_BORDER.split(name), key=len) for name in ordered}
        self._cut = CutNames(ordered)

    def __bool__(self) -> bool:
        return self._pattern is not None

    def key(self, name: str) -> str:
        """Return what all spellings of a name have in common."""
        return _MIXED_BORDER.sub("", self._fold(name))

    def text(self, text: str, *, cut: bool = False) -> str:
        """Return a text with its names replaced; one that was `cut` out of another may begin or end within a name."""
        return self.mapped(text, cut=cut).text

    def places(self, text: str) -> list[Span]:
        """Return where names stand whole in a text, in its order."""
        return [Span(*match.span()) for match in self._found(text)]

    def counts(self, text: str) -> Counter[str]:
        """Return how often each name stands in a text, by its `key`."""
        return Counter(_MIXED_BORDER.sub("", match[0]) for match in self._found(text))

    def mapped(self, text: str, *, cut: bool = False) -> Replaced:
        """Return a text with its names replaced, and where its places are now; one inside a name goes to its start.

        A passage may begin or end within a name: what it holds of a long one is replaced too.
        """
        hits = self._hits(text, cut=cut)
        if not hits:
            return Replaced(text, lambda at: at)
        parts: list[str] = []
        olds, news, shift, last = [0], [0], 0, 0
        inside: list[tuple[int, int]] = []
        for start, end, name in hits:
            alias = self._names[name]
            parts += [text[last:start], alias]
            inside.append((start, end))
            shift += len(alias) - (end - start)
            last = end
            olds.append(last)
            news.append(last + shift)
        starts = [start for start, _end in inside]

        def place(at: int) -> int:
            found = bisect_right(starts, at) - 1
            if found >= 0 and inside[found][0] < at < inside[found][1]:
                at = inside[found][0]
            before = bisect_right(olds, at) - 1
            return news[before] + at - olds[before]

        return Replaced("".join([*parts, text[last:]]), place)

    def _hits(self, text: str, *, cut: bool) -> list[Hit]:
        """Return the names in a text, and the parts of names that its borders and marks of quoting cut."""
        found = [Hit(*match.span(), _MIXED_BORDER.sub("", match[0])) for match in self._found(text)]
        if not self._cut:
            return found
        parts = self._cut.parts(self._fold(text), cut=cut)
        apart = [one for one in parts if not any(one.start < hit.end and hit.start < one.end for hit in found)]
        return sorted([*found, *apart])

    def _found(self, text: str) -> list[re.Match[str]]:
        """Return the names in a text, by their places in its folded spelling."""
        if self._pattern is None:
            return []
        folded = self._fold(text)
        # Most texts hold no name, and this is the faster question.
        return list(self._pattern.finditer(folded)) if any(piece in folded for piece in self._pieces) else []


def _pattern(name: str) -> str:
    before = r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    behind = r"(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return before + "[- ]?".join(map(re.escape, _MIXED_BORDER.split(name))) + behind
