"""Names of which a text holds only a part, for its border lies within them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coder.model.text import MIXED_BORDER

_MIXED_BORDER = re.compile(MIXED_BORDER)
_LONG, _TELLING = 6, 4
"""The least characters of a name that a border may part, and of its part that tells something."""
_MARKS = re.compile('[「」『』“”‘’"…\n]')


class Hit(NamedTuple):
    """A name in a text: where it, or a part of it, stands, and the whole name."""

    start: int
    end: int
    name: str


class CutNames:
    """Finds what a text holds of a long name at its beginning or end; names and texts are folded."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [name for name in names if len(name) >= _LONG]
        self._reach = 2 * max(map(len, self._names), default=0)
        # Most texts begin and end with nothing of the kind, and this is the faster question.
        self._runs = {name[at : at + _TELLING] for name in self._names for at in range(len(name) - _TELLING + 1)}

    def __bool__(self) -> bool:
        return bool(self._names)

    def parts(self, text: str, *, cut: bool) -> Iterator[Hit]:
        """Yield the parts of names with which a stretch of a text between marks of quoting begins or ends.

        The text's own borders may lie within a name where it was `cut` out of another, as passages are; a title is not.
        """
        start, whole = 0, len(text)
        for end in (*(match.start() for match in _MARKS.finditer(text)), whole):
            head = self._head(text, start, end) if cut or start else None
            tail = self._tail(text, start if head is None else head.end, end) if cut or end < whole else None
            yield from (hit for hit in (head, tail) if hit is not None)
            start = end + 1

    def _head(self, text: str, start: int, end: int) -> Hit | None:
        """Return the longest part of a name with which a stretch begins; all of one that lies within a name."""
        words, places = _bare(text, start, min(end, start + self._reach))
        if words[:_TELLING] not in self._runs:
            return None
        inside = [(len(words), name) for name in self._names if words in name and start + self._reach >= end]
        begun = (
            (size, name)
            for name in self._names
            for size in _sizes(name)
            if words.startswith(name[-size:]) and not _runs_on(words[size - 1 : size + 1])
        )
        size, name = max(inside or begun, default=(0, ""))
        return Hit(start, places[size - 1] + 1, name) if size else None

    def _tail(self, text: str, start: int, end: int) -> Hit | None:
        """Return the longest part of a name with which a stretch ends."""
        words, places = _bare(text, max(start, end - self._reach), end)
        if words[-_TELLING:] not in self._runs:
            return None
        found = (
            (size, name)
            for name in self._names
            for size in _sizes(name)
            if words.endswith(name[:size]) and not _runs_on(words[-size - 1 : len(words) - size + 1])
        )
        size, name = max(found, default=(0, ""))
        return Hit(places[-size], end, name) if size else None


def _sizes(name: str) -> range:
    return range(_TELLING, len(name))


def _runs_on(beside: str) -> bool:
    """Tell whether a name would begin or end inside a word of Latin letters: Microsoft is no cut of Soft & Co."""
    return len(beside) > 1 and beside.isascii() and beside.isalnum()


def _bare(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """Return a part of a text without the spaces that say nothing, and where each of its characters stands."""
    dropped = {at for match in _MIXED_BORDER.finditer(text, start, end) for at in range(*match.span())}
    places = [at for at in range(start, end) if at not in dropped]
    return "".join(text[at] for at in places), places
