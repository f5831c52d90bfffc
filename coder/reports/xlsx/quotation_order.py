"""Quotations in the codebook's order: a million of them must not stay in memory while they are sorted."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import NamedTuple

import msgspec

from coder.model.codebook import Code
from coder.model.quotation import Quotation

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Quotation).decode


class Place(NamedTuple):
    """Rows of a sheet, counted from 0: from `row` to `last`, or `row` alone."""

    sheet: str
    row: int
    last: int = -1

    def cells(self) -> str:
        """Return how a link names the rows by their first cells."""
        rows = f"A{self.row + 1}" if self.last <= self.row else f"A{self.row + 1}:A{self.last + 1}"
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!{rows}"


@dataclass(slots=True)
class Laid:
    """Where the quotations of each code and case stand, and how many there are; those of a code stand together."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _blocks: dict[str, dict[str, list[Place]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def note(self, code: str, case: str, block: Place) -> None:
        """Take into account that rows hold quotations of a code and case."""
        self.counts[code, case] += block.last - block.row + 1
        self._blocks[code][case].append(block)

    def blocks(self, code: str) -> list[Place]:
        """Return the rows of a code's own quotations, a block a sheet."""
        return _joined(block for blocks in self._blocks.get(code, {}).values() for block in blocks)

    def place(self, codes: Sequence[str], cases: Collection[str] | None = None) -> Place | None:
        """Return where the quotations of codes stand, in some cases or in all.

        It is all of their rows where they stand together on a sheet, else the first of them.
        """
        found = _joined(
            block
            for code in codes
            for case, blocks in self._blocks.get(code, {}).items()
            if cases is None or case in cases
            for block in blocks
        )
        if not found:
            return None
        return found[0] if len(found) == 1 else found[0]._replace(last=-1)


def _joined(blocks: Iterable[Place]) -> list[Place]:
    """Return blocks in the order in which they were written, adjoining ones of a sheet as one."""
    found: list[Place] = []
    for block in sorted(blocks, key=lambda b: (len(b.sheet), b.sheet, b.row)):
        if found and found[-1].sheet == block.sheet and found[-1].last + 1 == block.row:
            found[-1] = found[-1]._replace(last=block.last)
        else:
            found.append(block)
    return found


def by_code(quotations: Iterable[Quotation], codes: Sequence[Code]) -> Iterator[Quotation]:
    """Yield quotations by code in the codebook's order, those of a code in the order that they came in.

    They wait in a file that no one else sees; what is kept in memory is a number each.
    """
    places: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    with TemporaryFile() as file:
        at = 0
        for quotation in quotations:
            data = _encode(quotation)
            places[quotation.code].extend((at, len(data)))
            at += file.write(data)
        rank = {code.id: number for number, code in enumerate(codes)}
        for code in sorted(places, key=lambda code: (rank.get(code, len(rank)), code)):
            waiting = places[code]
            for start, length in zip(waiting[::2], waiting[1::2], strict=True):
                file.seek(start)
                yield _decode(file.read(length))
