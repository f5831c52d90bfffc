"""Where the characters of one text stand in another: blocks of equal words, found in nearly linear time.

First whole lines that stand once in both texts, then runs of characters that do, and only in what is small and
left over the longest equal words. Lines that were moved are found at their new place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple, TypeAlias

# Equal words between two changes that are shorter than this stand there by chance as often as not.
_ISLAND = 4
_GRAMS = (24, 8)
_SMALL = 160_000  # product of two lengths up to which every pair of characters may be looked at
_LINES, _CHARACTERS = 0, len(_GRAMS) + 1
_MOVED = 6


class Block(NamedTuple):
    """`size` characters that stand at `old` in the one text and at `new` in the other."""

    old: int
    new: int
    size: int

    @property
    def shift(self) -> int:
        """How far the characters went."""
        return self.new - self.old


class Gap(NamedTuple):
    """Parts of two texts that are still to be compared, from the line level on or from a finer one."""

    old: int
    old_end: int
    new: int
    new_end: int
    level: int


Compare: TypeAlias = Callable[[str, str, Gap], tuple[list[Block], list[Gap]]]


def align(old: str, new: str) -> tuple[Block, ...]:
    """Return the blocks of equal characters, in the order of the old text; none shares a character with another."""
    if old == new:
        return (Block(0, 0, len(old)),) if old else ()
    lines, gaps = _followed(_by_lines, old, new, [Gap(0, len(old), 0, len(new), _LINES)])
    moved = _moved(old, new, lines)
    runs, _gaps = _followed(_by_characters, old, new, gaps)
    blocks = _joined([*lines, *moved, *_apart(runs, moved)])
    return tuple(b for b in blocks if b.size >= _ISLAND or _at_an_end(b, len(old), len(new)))


def _followed(compare: Compare, old: str, new: str, gaps: Sequence[Gap]) -> tuple[list[Block], list[Gap]]:
    """Compare parts until nothing is left to be compared so; return what was found and what needs a finer look."""
    blocks: list[Block] = []
    finer: list[Gap] = []
    waiting = list(gaps)
    while waiting:
        gap = waiting.pop()
        if gap.old == gap.old_end or gap.new == gap.new_end:
            continue
        if gap.level != _LINES and compare is _by_lines:
            finer.append(gap)
            continue
        found, left = compare(old, new, gap)
        blocks += found
        waiting += left
    return blocks, finer


def _apart(blocks: Iterable[Block], moved: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks without the characters that belong to moved lines."""
    here = [(b.old, b.old + b.size) for b in moved]
    there = [(b.new, b.new + b.size) for b in moved]
    for block in blocks:
        taken = [(max(0, s - block.old), e - block.old) for s, e in here]
        taken += [(max(0, s - block.new), e - block.new) for s, e in there]
        at = 0
        for start, end in [*sorted(t for t in taken if t[1] > 0 and t[0] < block.size), (block.size, block.size)]:
            if start > at:
                yield Block(block.old + at, block.new + at, start - at)
            at = max(at, end)


def _at_an_end(block: Block, old: int, new: int) -> bool:
    return block[:2] == (0, 0) or (block.old + block.size, block.new + block.size) == (old, new)


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks in order, those that go on in both texts as one."""
    joined: list[Block] = []
    for block in sorted(blocks):
        last = joined[-1] if joined else Block(0, 0, 0)
        if joined and (last.old + last.size, last.new + last.size) == block[:2]:
            joined[-1] = Block(last.old, last.new, last.size + block.size)
        else:
            joined.append(block)
    return joined


def _by_lines(old: str, new: str, gap: Gap) -> tuple[list[Block], list[Gap]]:
    """Match whole lines: those at both ends, then those that stand once in each text; again between these."""
    left, right = old[gap.old : gap.old_end].splitlines(keepends=True), new[gap.new : gap.new_end].splitlines(True)
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    pairs = [(i, i) for i in range(head)]
    inner = _rising(_pairs(left[head : len(left) - tail], right[head : len(right) - tail]))
    pairs += [(head + i, head + j) for i, j in inner]
    pairs += [(len(left) - i, len(right) - i) for i in range(tail, 0, -1)]
    starts, others = _starts(left, gap.old), _starts(right, gap.new)
    found = [Block(starts[i], others[j], len(left[i])) for i, j in pairs]
    return found, list(_between(gap, _joined(found), _LINES if inner else 1))


def _starts(lines: Sequence[str], first: int) -> list[int]:
    starts = [first]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _by_characters(old: str, new: str, gap: Gap) -> tuple[list[Block], list[Gap]]:
    """Match the characters at both ends, then runs that stand once in each part, in the end the longest ones."""
    left, right = old[gap.old : gap.old_end], new[gap.new : gap.new_end]
    head = _common(left, right)
    most = min(len(left), len(right)) - head
    tail = min(most, _common(left[::-1], right[::-1]))
    found = [Block(gap.old, gap.new, head), Block(gap.old_end - tail, gap.new_end - tail, tail)]
    found = [b for b in found if b.size]
    inner = Gap(gap.old + head, gap.old_end - tail, gap.new + head, gap.new_end - tail, gap.level)
    left, right = left[head : len(left) - tail], right[head : len(right) - tail]
    if len(left) * len(right) <= _SMALL:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        same = (Block(inner.old + a, inner.new + b, size) for a, b, size in matcher.get_matching_blocks() if size)
        return [*found, *same], []
    if gap.level >= _CHARACTERS:
        return found, []
    size = _GRAMS[gap.level - 1]
    grams = _rising(_pairs(_grams(left, size), _grams(right, size)))
    anchors = _without_overlap(Block(inner.old + i, inner.new + j, size) for i, j in grams)
    return [*found, *anchors], list(_between(inner, anchors, gap.level + 1))


def _grams(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def _without_overlap(blocks: Iterable[Block]) -> list[Block]:
    """Return rising blocks with what they share with the block before cut off, joined where they go on."""
    made: list[Block] = []
    for block in blocks:
        if made:
            last = made[-1]
            cut = max(0, last.old + last.size - block.old, last.new + last.size - block.new)
            if cut >= block.size:
                continue
            block = Block(block.old + cut, block.new + cut, block.size - cut)  # noqa: PLW2901  what is left of it
            if (last.old + last.size, last.new + last.size) == block[:2]:
                made[-1] = Block(last.old, last.new, last.size + block.size)
                continue
        made.append(block)
    return made


def _between(gap: Gap, blocks: Sequence[Block], level: int) -> Iterator[Gap]:
    ends = [Block(gap.old, gap.new, 0), *blocks, Block(gap.old_end, gap.new_end, 0)]
    for before, after in pairwise(ends):
        yield Gap(before.old + before.size, after.old, before.new + before.size, after.new, level)


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many items are equal from the start on."""
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return where items stand that are found once in each; where there are none, those found equally often."""
    here, there = Counter(left), Counter(right)
    most = 1 if any(n == 1 == there[item] for item, n in here.items()) else len(left)
    places: dict[str, list[int]] = defaultdict(list)
    for j, item in enumerate(right):
        if there[item] == here[item] <= most:
            places[item].append(j)
    order = {item: iter(found) for item, found in places.items()}
    return [(i, next(order[item])) for i, item in enumerate(left) if item in order]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs in which both numbers rise; the first ones rise already."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, (_i, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        before.append(at[length - 1] if length else -1)
        tops[length : length + 1] = [j]
        at[length : length + 1] = [k]
    chosen: list[tuple[int, int]] = []
    k = at[-1] if at else -1
    while k >= 0:
        chosen.append(pairs[k])
        k = before[k]
    return chosen[::-1]


def _moved(old: str, new: str, blocks: Sequence[Block]) -> list[Block]:
    """Return whole lines that stand once in each text and in no block of either: they went to another place."""
    here = _free_lines(old, [(b.old, b.size) for b in blocks])
    there = _free_lines(new, [(b.new, b.size) for b in blocks])
    counts = Counter(new.splitlines(keepends=True))
    first = Counter(old.splitlines(keepends=True))
    place = {line: start for start, line in there}
    return [
        Block(start, place[line], len(line))
        for start, line in here
        if line in place and first[line] == counts[line] == 1 and len(line.strip()) >= _MOVED
    ]


def _free_lines(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield start and text of each line that shares no character with what is taken."""
    spans = sorted(taken)
    k, at = 0, 0
    for line in text.splitlines(keepends=True):
        while k < len(spans) and sum(spans[k]) <= at:
            k += 1
        if k == len(spans) or spans[k][0] >= at + len(line):
            yield at, line
        at += len(line)
