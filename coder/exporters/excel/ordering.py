"""Quotations in the order of their codes, however many: what memory should not hold lies in a file meanwhile."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO

from coder.domain.report import Quotation

HELD = 20_000
"""Quotations held in memory."""


def by_code(quotations: Iterable[Quotation], order: Mapping[str, int]) -> Iterator[Quotation]:
    """Yield the quotations code by code, in their own order within each; codes without a place in `order` come last."""
    buckets: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    pieces: dict[str, list[int]] = defaultdict(list)
    with TemporaryFile(prefix="coder-") as file:
        held = 0
        for q in quotations:
            # Only plain tuples are marshalled, which is the fastest way to and from a file.
            buckets[q.code].append(tuple(q))
            held += 1
            if held == HELD:
                _spill(file, buckets, pieces)
                held = 0
        for code in sorted({*buckets, *pieces}, key=lambda code: (order.get(code, len(order)), code)):
            for offset in pieces.get(code, ()):
                file.seek(offset)
                yield from map(Quotation._make, marshal.load(file))  # noqa: S302
            yield from map(Quotation._make, buckets.get(code, ()))


def _spill(file: IO[bytes], buckets: dict[str, list[tuple[object, ...]]], pieces: dict[str, list[int]]) -> None:
    for code, rows in buckets.items():
        pieces[code].append(file.tell())
        marshal.dump(rows, file)
    buckets.clear()
