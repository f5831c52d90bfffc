"""Rows of the journal: what they hold, how they are hashed and how an act is turned round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from coder.model.journal.erasure_entry import contents_since

GENESIS = "0" * 64
SALT_BYTES = 16
_SALT_DIGITS = 2 * SALT_BYTES
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Change(NamedTuple):
    """One row of the journal.

    `before` and `after` are whole canonical JSON images of the object (None: it is not there), and `parent` is the hash
    of the row whose `after` this one found (empty: no row before knew the object). `act` is `verb#id`; all changes of
    one act share it. `reverts` names the act that this one undoes. `commitment` stands for `after` in the hash, so that
    image and `salt` can be erased while row and chain stay. `parent` names several rows, joined by +, where the change
    settles what stood apart. Of a row that is withheld nothing is there but its place and its hash.
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
    salt: str
    commitment: str
    parent: str
    prev: str
    hash: str

    @property
    def is_withheld(self) -> bool:
        """Whether the row came in without what it says, for who works here may not see it."""
        return not self.kind


class Noted(NamedTuple):
    """A row of the journal by a hash that was noted somewhere."""

    replica: str
    seq: int
    clock: int
    at: str
    hash: str


@dataclass(frozen=True, slots=True)
class ActSummary:
    """One act in the history: who did what, when, and over how many rows.

    `clock` is that of its last row: acts of several replicas stand in its order.
    """

    act: str
    replica: str
    first_seq: int
    last_seq: int
    coder: str
    at: str
    kinds: tuple[str, ...]
    reverts: str | None
    reverted_by: str | None
    clock: int

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


def commit(salt: str, image: str) -> str:
    """Return the commitment to an image: the SHA-256 of its salt's bytes, then its own."""
    return hashlib.sha256(bytes.fromhex(salt) + image.encode()).hexdigest()


def is_salt(text: str) -> bool:
    """Tell whether a text is a salt as it is written: the same bytes have other spellings, which nobody wrote."""
    return len(text) == _SALT_DIGITS and text == text.lower()


def hashed(row: Change) -> tuple[object, ...]:
    """Return what the hash of a row covers: all but the images and the salt, for which the commitment stands."""
    return (*row[:8], row.reverts, row.commitment, row.parent, row.prev)


def change_hash(fields: Sequence[object]) -> str:
    """Return the SHA-256 of the canonical JSON of what is hashed of a row."""
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def check_chain(
    changes: Iterable[Change],
    erased: Mapping[tuple[str, int], Mapping[str, Collection[str]]] = MappingProxyType({}),
    encode: Callable[[object], bytes] = lambda fields: canonical(fields).encode(),
) -> Iterator[str]:
    """Yield a sentence for each row that breaks its replica's chain; rows come by replica and seq.

    `erased` says of the rows whose images withdrawals rewrote which commitment followed which. `encode` gives canonical
    JSON: who has a faster way brings it.
    """
    sha256, from_hex = hashlib.sha256, bytes.fromhex
    for replica, rows in groupby(changes, key=itemgetter(0)):
        last, number, time = GENESIS, 0, 0
        for row in rows:
            # Each row passes here, and there are hundreds of thousands: so its fields are named once.
            _, seq, clock, at, coder, act, kind, key, _, after, reverts, salt, commitment, parent, prev, digest = row
            number += 1
            if seq != number:
                yield f"journal {replica}: row {number} is missing, found {seq}"
                number = seq
            if not kind:  # withheld
                last, time = digest, clock
                continue
            if prev != last:
                yield f"journal {replica} #{seq}: does not follow the row before it"
            if clock <= time:
                yield f"journal {replica} #{seq}: its clock does not go on"
            fields = (replica, seq, clock, at, coder, act, kind, key, reverts, commitment, parent, prev)
            if digest != sha256(encode(fields)).hexdigest():
                yield f"journal {replica} #{seq}: content does not match its hash"
            fits = (
                after is not None
                and not erased
                and is_salt(salt)
                and commitment == sha256(from_hex(salt) + after.encode()).hexdigest()
            )
            if not fits and (why := _image_fault(row, erased.get((replica, seq), {}))) is not None:
                yield f"journal {replica} #{seq}: {why}"
            last, time = digest, clock


def _image_fault(row: Change, erased: Mapping[str, Collection[str]]) -> str | None:
    """Return what is wrong between a row's image and its commitment, or the one that took its place."""
    if row.after is None:
        return "it has a commitment, but no image" if row.commitment or row.salt else None
    if not is_salt(row.salt) or commit(row.salt, row.after) not in contents_since(row.commitment, erased):
        return "image does not match its commitment"
    return None
