"""What a query found, in its order: the passages of each transcript lie packed until one of them is looked at."""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, overload

import msgspec

from coder.model.counting.code_expression import Found, Sort, case_ranks, sort_key
from coder.model.counting.totals import Adding

_OPEN = 16
"""Transcripts whose passages lie open: neighbours in the list mostly come from the same one."""
_decode = msgspec.msgpack.Decoder(list[Found]).decode


@dataclass(frozen=True, slots=True)
class Packed:
    """The passages of one transcript: where each begins and ends, what it sorts by, all coders, and the rest packed."""

    transcript: str
    spans: array[int]
    keys: tuple[Any, ...]
    coders: frozenset[str]
    data: bytes

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self.spans) // 2

    @classmethod
    def of(cls, found: Sequence[Found], sort: Sort) -> Packed:
        """Pack the passages of one transcript, by place; there is at least one."""
        key = sort_key(sort)
        return cls(
            transcript=found[0].transcript,
            spans=array("Q", chain.from_iterable(one[:2] for one in found)),
            keys=tuple(map(key, found)) if key else (),
            coders=frozenset(coder for one in found for coder in one.coders),
            data=zlib.compress(msgspec.msgpack.encode(found), 1),
        )

    def cut(self, most: int, sort: Sort) -> Packed:
        """Return the first of the passages alone."""
        return self if self.count <= most else Packed.of(self.opened()[:most], sort)

    def opened(self) -> list[Found]:
        """Return the passages."""
        return _decode(zlib.decompress(self.data))


class FoundList(Sequence[Found]):
    """Passages in the order that a query asks for; a million of them take little more than their ids."""

    def __init__(
        self, parts: Iterable[Packed] = (), sort: Sort = "place", case_of: Mapping[str, str] | None = None
    ) -> None:
        self.parts = tuple(parts)
        self._which, self._at = _ordered(self.parts, sort, case_of or {})
        self._opened: Callable[[int], list[Found]] = lru_cache(_OPEN)(lambda which: self.parts[which].opened())

    def __len__(self) -> int:
        return len(self._which)

    @overload
    def __getitem__(self, index: int) -> Found: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Found]: ...
    def __getitem__(self, index: int | slice) -> Found | Sequence[Found]:
        """Return a passage by its place in the list."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._opened(self._which[index])[self._at[index]]

    def place_of(self, wanted: Found) -> int | None:
        """Return where a passage stands, else the first that has one of its codings."""
        ids, places = {coding.id for coding in wanted.codings}, self._places(wanted.transcript)
        same = (i for i in places if self[i].key == wanted.key)
        shared = (i for i in places if any(coding.id in ids for coding in self[i].codings))
        return next(chain(same, shared), None)

    def place_over(self, transcript: str, start: int, end: int) -> int | None:
        """Return where the first passage stands that shares words with these."""
        places = self._places(transcript)
        return next((i for i in places if self[i].start < end and start < self[i].end), None)

    def _places(self, transcript: str) -> list[int]:
        of_it = {which for which, part in enumerate(self.parts) if part.transcript == transcript}
        return [i for i, which in enumerate(self._which) if which in of_it]

    def added(self) -> Adding:
        """Return what the passages add up from."""
        adding = Adding()
        for part in self.parts:
            adding.add_spans(part.transcript, zip(part.spans[::2], part.spans[1::2], strict=True), part.coders)
        return adding


def _ordered(parts: Sequence[Packed], sort: Sort, case_of: Mapping[str, str]) -> tuple[array[int], array[int]]:
    """Return transcript and place in it of each passage, in order; ties stay as they came."""
    places: Iterable[tuple[int, int]] = ((which, at) for which, part in enumerate(parts) for at in range(part.count))
    if sort == "case":
        counts = Counter[str]()
        for part in parts:
            counts[case_of.get(part.transcript, "")] += part.count
        ranks = case_ranks(counts)
        places = sorted(places, key=lambda p: ranks[case_of.get(parts[p[0]].transcript, "")])
    elif sort_key(sort) is not None:
        places = sorted(places, key=lambda p: parts[p[0]].keys[p[1]])
    flat = array("I", chain.from_iterable(places))
    return flat[::2], flat[1::2]
