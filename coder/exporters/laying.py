"""Quotations in the codebook's order: a million of them must not stay in memory while they are sorted."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import NamedTuple

import msgspec

from coder.domain.codebook import Code
from coder.domain.report import Quotation

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Quotation).decode


class Place(NamedTuple):
    """A row of a sheet, counted from 0."""

    sheet: str
    row: int


@dataclass(slots=True)
class Laid:
    """Where the first quotation of each code and case stands, and how many there are."""

    first: dict[tuple[str, str], Place] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, quotation: Quotation, place: Place) -> None:
        """Take a quotation into account that stands at `place`."""
        key = quotation.code, quotation.case
        self.counts[key] += 1
        for each in (key, (quotation.code, "")):
            self.first.setdefault(each, place)

    def place(self, codes: Sequence[str], case: str = "") -> Place | None:
        """Return where the first quotation of one of the codes stands, of a case or of all."""
        return next((self.first[code, case] for code in codes if (code, case) in self.first), None)

    def count(self, codes: Sequence[str], cases: Iterable[str]) -> int:
        """Return how many codings the codes have in the cases."""
        return sum(self.counts[code, case] for case in cases for code in codes)


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
