"""Rows of the journal: what they hold, how they are hashed and how an act is turned round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from coder.model.erasure import content_since

GENESIS = "0" * 64
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Change(NamedTuple):
    """One row of the journal.

    `before` and `after` are whole canonical JSON images of the object (None: it is not there).
    `act` is `verb#id`; all changes of one act share it. `reverts` names the act that this one undoes.
    """

    replica: str
    seq: int
    clock: int
    at: str
    coder: str
    act: str
    kind: str
    key: str
    before: str | None
    after: str | None
    reverts: str | None
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class ActSummary:
    """One act in the history: who did what, when, and over how many rows."""

    act: str
    replica: str
    first_seq: int
    last_seq: int
    coder: str
    at: str
    kinds: tuple[str, ...]
    reverts: str | None
    reverted_by: str | None

    @property
    def verb(self) -> str:
        """What was done, as the act names it."""
        return self.act.rpartition("#")[0]

    @property
    def rows(self) -> int:
        """How many changes the act holds."""
        return self.last_seq - self.first_seq + 1


def canonical(value: object) -> str:
    """Return the JSON of `value` with sorted keys and no spaces: the form that is hashed."""
    return _encode(value)


def change_hash(fields: Sequence[object]) -> str:
    """Return the SHA-256 of the canonical JSON of a row's fields, `replica` to `prev`."""
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def check_chain(
    changes: Iterable[Change], erased: Mapping[tuple[str, int], Mapping[str, str]] = MappingProxyType({})
) -> Iterable[str]:
    """Yield a sentence for each row that breaks its replica's chain; rows come by replica and seq.

    `erased` says of the rows that withdrawals rewrote which hash of content followed which.
    """
    for replica, rows in groupby(changes, key=lambda c: c.replica):
        prev, seq = GENESIS, 0
        for row in rows:
            seq += 1
            if row.seq != seq:
                yield f"journal {replica}: row {seq} is missing, found {row.seq}"
                seq = row.seq
            if row.prev != prev:
                yield f"journal {replica} #{row.seq}: does not follow the row before it"
            expected = change_hash(
                [
                    row.replica,
                    row.seq,
                    row.clock,
                    row.at,
                    row.coder,
                    row.act,
                    row.kind,
                    row.key,
                    row.before,
                    row.after,
                    row.reverts,
                    row.prev,
                ]
            )
            if content_since(row.hash, erased.get((row.replica, row.seq), {})) != expected:
                yield f"journal {replica} #{row.seq}: content does not match its hash"
            prev = row.hash
