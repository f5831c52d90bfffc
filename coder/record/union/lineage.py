"""The life of one object in several replicas: which rows nobody built on, and what they have in common.

A row that nobody built on is an end. Where an object has several ends whose images differ, people changed it without
knowing of each other. All of this is computed from the rows alone, in whichever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from coder.record.chain import parents_of


class Step(NamedTuple):
    """A row as one step of an object's life."""

    clock: int
    replica: str
    seq: int
    coder: str
    at: str
    act: str
    parent: str
    hash: str
    after: str | None
    reverts: str | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """An object that stands apart: its ends, the one that holds first, and the image that all of them come from.

    `base` is None where they have none in common: it was made more than once.
    """

    kind: str
    key: str
    base: str | None
    ends: tuple[Step, ...]

    @property
    def holds(self) -> Step:
        """The end whose image stands in the table."""
        return self.ends[0]


def ends_of(steps: Iterable[Step]) -> list[Step]:
    """Return the rows that nobody built on, the greatest by clock and replica first."""
    standing: dict[str, Step] = {}
    known = sorted(steps)
    named = {parent for step in known for parent in parents_of(step.parent)}
    for step in known:
        if step.hash not in named:
            standing[step.hash] = step
    return list(standing.values())[::-1]


def apart(kind: str, key: str, steps: Sequence[Step]) -> Apart | None:
    """Return how an object stands apart; None where its ends agree.

    Where an end only goes on from an image that another end passed through, nothing is apart: copies of one study
    whose chains were computed anew apart from each other know the same images by other rows.
    """
    steps = _standing(steps)
    ends = ends_of(steps)
    if all(one.after == two.after for one, two in pairwise(ends)):
        return None
    by_hash = {step.hash: step for step in steps}
    lines = [_line(end, by_hash) for end in ends]
    common = set.intersection(*map(set, lines))
    if common:
        newest = max((by_hash[one] for one in common), default=None)
        return Apart(kind, key, newest.after if newest else None, _different(ends))
    passed = [{by_hash[one].after for one in line} for line in lines]
    shared = set.intersection(*passed)
    if ends[0].after not in shared and any(end.after in shared for end in ends[1:]):
        left = [end for end in ends if end.after not in shared]
        if len(_different(left)) == 1:
            return None
    images = [step for step in sorted(steps) if step.after in shared]
    return Apart(kind, key, images[-1].after if images else None, _different(ends))


def _standing(steps: Sequence[Step]) -> list[Step]:
    """Return the rows without settlements that were taken back, nor what took them back: what they settled is open.

    What was built on such a row was built on the image that held before it. A redo settles as the settlement did.
    """
    known = sorted(steps)
    settling = {step.act: step for step in known if len(parents_of(step.parent)) > 1}
    if not settling:
        return known
    by_hash = {step.hash: step for step in known}
    taken_back: dict[str, Step] = {}
    again: dict[str, list[str]] = {}
    stands_for: dict[str, str] = {}
    for step in known:
        if (settled := taken_back.get(step.reverts or "")) is not None:
            by_hash[step.hash] = settling[step.act] = step._replace(parent=settled.parent)
            again.setdefault(settled.hash, []).append(step.hash)
        elif (settled := settling.get(step.reverts or "")) is not None:
            held = max((by_hash[one] for one in parents_of(settled.parent) if one in by_hash), default=None)
            if held is not None and held.after == step.after:
                taken_back[step.act] = settled
                gone = (settled.hash, step.hash, *again.pop(settled.hash, ()))
                stands_for |= dict.fromkeys(gone, held.hash)
    left = [by_hash[step.hash] for step in known if step.hash not in stands_for]
    return [step._replace(parent="+".join(_resolved(step.parent, stands_for))) for step in left]


def _resolved(parent: str, stands_for: dict[str, str]) -> list[str]:
    found = []
    for one in parents_of(parent):
        place = one
        while place in stands_for:
            place = stands_for[place]
        found.append(place)
    return list(dict.fromkeys(found))


def _different(ends: Sequence[Step]) -> tuple[Step, ...]:
    """Return the ends whose images differ, of equal ones the first."""
    found: dict[str | None, Step] = {}
    for end in ends:
        found.setdefault(end.after, end)
    return tuple(found.values())


def _line(end: Step, by_hash: dict[str, Step]) -> dict[str, None]:
    """Return the hashes of a row and of all that it was built on."""
    found: dict[str, None] = {}
    waiting = [end.hash]
    while waiting:
        one = waiting.pop()
        if one not in found and one in by_hash:
            found[one] = None
            waiting += parents_of(by_hash[one].parent)
    return found
