"""A corrected text beside the one before it: where spans went, and which lost their words.

A span is carried only onto exactly its own words; any other is lost and waits for a person, who is shown the
likeliest place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property

from coder.model.text import Span
from coder.transcripts.alignment import Block, align

_NEIGHBOURS = 4
_SPARE = 40
_SLACK = 6
_LEAST_EXACT = 2
_LEAST_LIKE = 0.4
_SIGNS = re.compile(r"[\W_]+")


class Mapping:
    """From the offsets of one text to those of another."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.blocks = align(old, new)
        self._starts = [block.old for block in self.blocks]

    def carry(self, span: Span) -> Span | None:
        """Return where the words of a span stand in the new text, None where the span lost them.

        Where equal words stand side by side and some were added or taken away, it cannot be told which; then the
        span goes on with the text behind it or before it.
        """
        if not 0 <= span.start < span.end <= len(self.old):
            return None
        at = bisect_right(self._starts, span.start) - 1
        if at >= 0 and span.end <= self.blocks[at].old + self.blocks[at].size:
            shift = self.blocks[at].shift
            return Span(span.start + shift, span.end + shift)
        near = (self._beside(span, block) for block in self._around(at))
        return next((found for found in near if found is not None), None)

    def _around(self, at: int) -> Iterator[Block]:
        """Yield the blocks near the one with index `at`, those behind first, and the texts' ends."""
        yield from self.blocks[at + 1 : at + 1 + _NEIGHBOURS]
        yield from reversed(self.blocks[max(0, at + 1 - _NEIGHBOURS) : at + 1])
        yield Block(len(self.old), len(self.new), 0)
        yield Block(0, 0, 0)

    def _beside(self, span: Span, block: Block) -> Span | None:
        """Return the span moved with a block, if the text from the one to the other is the same in both texts."""
        start, end = min(span.start, block.old), max(span.end, block.old + block.size)
        if start + block.shift < 0 or end + block.shift > len(self.new):
            return None
        first, last = (span.start, max(span.end, block.old)) if span.start < block.old else (block.old, span.end)
        if self.old[first:last] != self.new[first + block.shift : last + block.shift]:
            return None
        return Span(span.start + block.shift, span.end + block.shift)

    def near(self, offset: int) -> int:
        """Return the place in the new text that is nearest to one in the old."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0
        block = self.blocks[at]
        return block.new + min(offset - block.old, block.size)

    def likeliest(self, span: Span) -> Span | None:
        """Return the words that most likely stand for those of a lost span: where they stand again, else the like."""
        words = self.old[span.start : span.end]
        expected = self.near(span.start)
        if len(words) >= _LEAST_EXACT and (exact := self._nearest(words, expected)) is not None:
            return exact
        start, end = self._room(span)
        signs = self.old[span.start - 1 : span.start] if span.start else "", self.old[span.end : span.end + 1]
        return _likest(words, signs, self.new, start, end)

    def _nearest(self, words: str, expected: int) -> Span | None:
        behind = self.new.find(words, expected)
        before = self.new.rfind(words, 0, expected + len(words))
        found = [at for at in (behind, before) if at >= 0]
        if not found:
            return None
        at = min(found, key=lambda place: abs(place - expected))
        return Span(at, at + len(words))

    def _room(self, span: Span) -> tuple[int, int]:
        """Return the part of the new text that took the place of a span's words."""
        at = bisect_right(self._starts, span.start) - 1
        start = self.near(span.start)
        last = bisect_right(self._starts, span.end - 1) - 1
        if last >= 0 and span.end <= self.blocks[last].old + self.blocks[last].size:
            end = span.end + self.blocks[last].shift
        elif last + 1 < len(self.blocks):
            end = self.blocks[last + 1].new
        else:
            end = len(self.new)
        if at + 1 < len(self.blocks) and end <= start:
            end = self.blocks[at + 1].new
        return start, max(start, min(end, start + 4 * (span.end - span.start) + _SPARE))

    @cached_property
    def alike(self) -> float:
        """The share of lines that both texts have, signs and spaces left out: 1 for the same, 0 for nothing shared."""
        left, right = _bare_lines(self.old), _bare_lines(self.new)
        most = max(left.total(), right.total())
        return (left & right).total() / most if most else 1.0

    @cached_property
    def changed_lines(self) -> tuple[int, int]:
        """How many lines of the old text are not in the new one as they were, and how many of the new are new."""
        left, right = Counter(self.old.splitlines()), Counter(self.new.splitlines())
        return (left - right).total(), (right - left).total()


def _bare_lines(text: str) -> Counter[str]:
    bare = (_SIGNS.sub("", line) for line in text.splitlines())
    return Counter(line for line in bare if line)


def _likest(words: str, signs: tuple[str, str], text: str, start: int, end: int) -> Span | None:
    """Return the part of `text[start:end]` that is most like the words, if it is like them at all.

    `signs` stood before and behind the words; where the words' edge was rewritten, they bound what took its place.
    """
    room = text[start:end]
    blocks = [b for b in SequenceMatcher(None, words, room, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    tail = len(words) - last.a - last.size
    # Without such a sign what was rewritten took as much room as before.
    begin = max(0, first.b - first.a)
    finish = min(len(room), last.b + last.size + tail)
    if first.a and signs[0]:
        sign = room.rfind(signs[0], max(0, begin - first.a - _SLACK), first.b)
        begin = sign + 1 if sign >= 0 else begin
    if tail and signs[1]:
        sign = room.find(signs[1], last.b + last.size, finish + tail + _SLACK)
        finish = sign if sign >= 0 else finish
    found = room[begin:finish]
    lead, trail = len(found) - len(found.lstrip()), len(found) - len(found.rstrip())
    if SequenceMatcher(None, words, found, autojunk=False).ratio() < _LEAST_LIKE or lead == len(found):
        return None
    return Span(start + begin + lead, start + finish - trail)
