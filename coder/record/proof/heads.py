"""The heads of a study's replicas, each with a Merkle root over its rows, and the proof of one row under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from coder.model.journal.change import Change, hashed
from coder.model.journal.merkle import inclusion_path, leaf_hash, root_of
from coder.record.chain import COLUMNS
from coder.record.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A replica's last row: its number and hash, and the root over the hashes of all its rows."""

    replica: str
    number: int
    hash: str
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That a row stands under a head: what its hash covers, and the hashes that lead from it to the root."""

    row: tuple[object, ...]
    hash: str
    path: tuple[str, ...]
    head: Head


def heads(reader: Reader) -> list[Head]:
    """Return the head of each replica, by its name."""
    found = []
    rows = reader.execute("SELECT replica, seq, hash FROM change ORDER BY replica, seq")
    for replica, group in groupby(rows, key=itemgetter(0)):
        last: list[Any] = [0, ""]
        root = root_of(_leaves(group, last))
        found.append(Head(replica=replica, number=last[0], hash=last[1], root=root.hex()))
    return found


def _leaves(rows: Iterator[tuple[str, int, str]], last: list[Any]) -> Iterator[bytes]:
    for _replica, seq, digest in rows:
        last[:] = seq, digest
        yield leaf_hash(bytes.fromhex(digest))


def prove(reader: Reader, replica: str, number: int) -> Proof | None:
    """Return the proof of a replica's row by its number, None where it has no such row."""
    found = reader.execute(f"SELECT {COLUMNS} FROM change WHERE replica = ? AND seq = ?", (replica, number)).fetchone()
    if found is None:
        return None
    digests = reader.execute("SELECT hash FROM change WHERE replica = ? ORDER BY seq", (replica,))
    leaves = [leaf_hash(bytes.fromhex(digest)) for (digest,) in digests]
    row = Change(*found)
    head = next(one for one in heads(reader) if one.replica == replica)
    path = tuple(one.hex() for one in inclusion_path(leaves, number - 1))
    return Proof(row=hashed(row), hash=row.hash, path=path, head=head)
