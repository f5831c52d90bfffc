"""Rows of another file that this one lacks: read in their order, and proven before any is taken in."""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from coder.errors import CoderError, StoreError
from coder.i18n import _
from coder.model.journal.change import GENESIS, Change, hashed, is_salt
from coder.model.journal.erasure_entry import ErasedRow, contents_since
from coder.record.chain import COLUMNS, parents_of
from coder.record.erasure.erasing import steps_by_row
from coder.record.kind import encode_json
from coder.record.kinds import KINDS

_ENDS = "SELECT replica, min(seq), max(seq) FROM {}.change GROUP BY replica"
_HASH = "SELECT hash FROM {}.change WHERE replica = ? AND seq = ?"
CHUNK = 2000
"""How many rows are held at a time."""

_HERE = "SELECT hash, clock, replica, after FROM main.change WHERE key IN (SELECT value FROM json_each(:keys))"
# What was withheld here is to be filled in from the other file: what came in may build on it.
_FILLED = (
    "SELECT t.hash, t.clock, t.replica, t.after FROM theirs.change t JOIN main.change m ON m.replica = t.replica "
    "AND m.seq = t.seq AND m.hash = t.hash WHERE m.kind = '' AND t.key IN (SELECT value FROM json_each(:keys))"
)
_NUMBERED = (
    f"SELECT {COLUMNS} FROM main.change WHERE replica = :replica AND seq IN (SELECT value FROM json_each(:numbers))"
)
_PARENTS = (_HERE, _FILLED)
"""Where the rows stand that those which come in go on from."""


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of a replica that come in: after this number, up to that one, and the hash that they go on from."""

    replica: str
    after: int
    last: int
    hash: str


@dataclass(frozen=True, slots=True)
class Diverged:
    """A replica whose rows are others in the two files, from this number on: one file was copied, and both went on."""

    replica: str
    seq: int


def compare(connection: sqlite3.Connection, since: Mapping[str, int]) -> tuple[list[Span], list[Diverged]]:
    """Return what rows the attached file `theirs` has that this one lacks, and which replicas are two.

    Raises `CoderError` where rows between are missing: a file of changes begins after what this one holds.
    """
    ours = {name: last for name, _first, last in connection.execute(_ENDS.format("main"))}
    for replica, last in since.items():
        if ours.get(replica, 0) < last:
            raise _missing(replica, ours.get(replica, 0) + 1, last)
    spans, apart = list[Span](), list[Diverged]()
    for replica, first, last in connection.execute(_ENDS.format("theirs")).fetchall():
        held = ours.get(replica, 0)
        if first > held + 1:
            raise _missing(replica, held + 1, first - 1)
        both = min(held, last)
        if both >= first and _hash(connection, "main", replica, both) != _hash(connection, "theirs", replica, both):
            apart.append(Diverged(replica, _first_apart(connection, replica, first, both)))
        elif last > held:
            spans.append(Span(replica, held, last, _hash(connection, "main", replica, held) if held else GENESIS))
    return spans, apart


def _missing(replica: str, first: int, last: int) -> CoderError:
    return CoderError(
        _("changes {first} to {last} of copy {name} are missing here").format(first=first, last=last, name=replica),
        _("ask for a file with all changes: coder changes FILE"),
    )


def _hash(connection: sqlite3.Connection, schema: str, replica: str, seq: int) -> str:
    return str(connection.execute(_HASH.format(schema), (replica, seq)).fetchone()[0])


def _first_apart(connection: sqlite3.Connection, replica: str, first: int, last: int) -> int:
    """Return the first number whose hash is another in the two files: all after it are others too."""
    while first < last:
        middle = (first + last) // 2
        if _hash(connection, "main", replica, middle) == _hash(connection, "theirs", replica, middle):
            first = middle + 1
        else:
            last = middle
    return first


def read(connection: sqlite3.Connection, span: Span) -> Iterator[Change]:
    """Yield the rows of a span in the attached file."""
    query = f"SELECT {COLUMNS} FROM theirs.change WHERE replica = ? AND seq > ? AND seq <= ? ORDER BY seq"
    return map(Change._make, connection.execute(query, (span.replica, span.after, span.last)))


def steps(connection: sqlite3.Connection) -> dict[tuple[str, int], dict[str, set[str]]]:
    """Return of the rows that withdrawals rewrote in the other file which commitment followed which."""
    rows = connection.execute("SELECT erasure, replica, seq, before, after FROM theirs.erased")
    return steps_by_row(map(ErasedRow._make, rows))


@dataclass(slots=True)
class Proof:
    """Checks rows as they come in: chain, hash, image, and that each found what its parents left.

    No row is held: of those that go on from others the numbers are noted.
    """

    connection: sqlite3.Connection
    erased: Mapping[tuple[str, int], Mapping[str, Collection[str]]]
    _open: list[tuple[str, array[int]]] = field(default_factory=list)

    def check(self, span: Span, rows: Iterable[Change]) -> Iterator[Change]:
        """Yield the rows of a span; raises `StoreError` at the first that is not as its chain says."""
        prev, seq, clock = span.hash, span.after, 0
        sha256, opened, erased = hashlib.sha256, array("q"), self.erased
        self._open.append((span.replica, opened))
        for row in rows:
            seq += 1
            if row.seq != seq or row.clock <= clock:
                raise _damaged(row, _("an earlier row is missing"))
            if not row.is_withheld:
                if row.prev != prev or sha256(encode_json(hashed(row))).hexdigest() != row.hash:
                    raise _damaged(row, _("its content does not match its hash"))
                since = erased.get((row.replica, row.seq))
                if not fits(row, contents_since(row.commitment, since) if since else {row.commitment}):
                    raise _damaged(row, _("its image does not match its commitment"))
                if row.kind not in KINDS:
                    raise StoreError(
                        _("the other file holds a kind of object that this program does not know: {kind}").format(
                            kind=row.kind
                        ),
                        _("update coder; nothing was changed"),
                    )
                if row.parent or row.before is not None:
                    opened.append(seq)
            prev, clock = row.hash, row.clock
            yield row

    def check_parents(self) -> None:
        """Hold what each row found against what its parents left, once all rows are in the journal."""
        for replica, opened in self._open:
            for numbers in _chunks(opened):
                wanted = {"replica": replica, "numbers": encode_json(numbers).decode()}
                rows = [Change._make(row) for row in self.connection.execute(_NUMBERED, wanted)]
                known = self._known(sorted({row.key for row in rows}))
                for row in rows:
                    _check_parents(row, known)

    def _known(self, keys: Sequence[str]) -> dict[str, tuple[int, str, str | None]]:
        wanted = {"keys": encode_json(keys).decode()}
        rows = [row for query in _PARENTS for row in self.connection.execute(query, wanted)]
        return {digest: (clock, replica, after) for digest, clock, replica, after in rows}


def _chunks(numbers: array[int]) -> Iterator[list[int]]:
    for at in range(0, len(numbers), CHUNK):
        yield numbers[at : at + CHUNK].tolist()


def _check_parents(row: Change, known: Mapping[str, tuple[int, str, str | None]]) -> None:
    parents = parents_of(row.parent)
    found = sorted((known[name] for name in parents if name in known), key=itemgetter(0, 1))
    if len(found) < len(parents):
        raise _damaged(row, _("the row before it is missing"))
    if (found[-1][2] if found else None) != row.before:
        raise _damaged(row, _("it does not match the object that it changed"))


def fits(row: Change, commitments: Collection[str]) -> bool:
    """Tell whether the image of a row is the one that it was committed to, by one of these commitments."""
    if row.after is None:
        return not row.commitment and not row.salt
    if not is_salt(row.salt):
        return False
    try:
        salt = bytes.fromhex(row.salt)
    except ValueError:
        return False
    return hashlib.sha256(salt + row.after.encode()).hexdigest() in commitments


def _damaged(row: Change, why: str) -> StoreError:
    return StoreError(
        _("change {number} of copy {name} in the other file is not whole: {why}").format(
            number=row.seq, name=row.replica, why=why
        ),
        _("run coder verify where it was made; nothing was changed here"),
    )
