"""The signatures of heads as they stand in the file, and what they say of the rows below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from coder.model.journal.merkle import RootSoFar
from coder.model.journal.signing_key import HeadSignature, SigningKey
from coder.model.journal.ssh_signatures import fault
from coder.record.reader import Reader

_COLUMNS = ", ".join(HeadSignature._fields)
SignState = Literal["signed", "unsigned", "wrong"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A signature with whose it is (empty: nobody's whom the study knows) and what is wrong with it, if anything."""

    signature: HeadSignature
    coder: str
    fault: str


def all_signatures(reader: Reader) -> list[HeadSignature]:
    """Return every signature, by replica and number."""
    return [
        HeadSignature(*row) for row in reader.execute(f"SELECT {_COLUMNS} FROM signature ORDER BY replica, seq, key")
    ]


def last_signatures(reader: Reader) -> list[HeadSignature]:
    """Return the signatures of the last head of each replica that has any."""
    where = "seq = (SELECT max(seq) FROM signature s WHERE s.replica = signature.replica)"
    rows = reader.execute(f"SELECT {_COLUMNS} FROM signature WHERE {where} ORDER BY replica, key")
    return [HeadSignature(*row) for row in rows]


def keep(connection: Any, signature: HeadSignature) -> None:
    """Write a signature; one that is there already stays."""
    marks = ", ".join("?" * len(signature))
    connection.execute(f"INSERT OR IGNORE INTO signature ({_COLUMNS}) VALUES ({marks})", tuple(signature))


def check(reader: Reader) -> Iterator[Checked]:
    """Yield every signature, held against the rows below it and against the keys that coders took."""
    found = all_signatures(reader)
    keys = {one.id: one for one in reader.all(SigningKey)}
    roots = _roots(reader, found)
    for one in found:
        digest, root = roots.get((one.replica, one.seq), ("", ""))
        key = keys.get(one.key)
        wrong = _fault(one, key, digest)
        if not wrong and root != one.root:
            wrong = "root"
        yield Checked(one, key.coder if key else "", wrong)


def standing(reader: Reader) -> Standing:
    """Return how far each replica is signed, by its last signatures alone: they commit to all rows before."""
    until: dict[str, int] = {}
    wrong: dict[str, int] = {}
    last = last_signatures(reader)
    keys = {one.id: one for one in reader.all(SigningKey)} if last else {}
    for one in last:
        row = reader.execute("SELECT hash FROM change WHERE replica = ? AND seq = ?", (one.replica, one.seq)).fetchone()
        if _fault(one, keys.get(one.key), row[0] if row else ""):
            wrong[one.replica] = one.seq
        else:
            until[one.replica] = one.seq
    return Standing(until, wrong)


@dataclass(frozen=True, slots=True)
class Standing:
    """Until which row each replica is signed, and until which its signature is wrong."""

    until: Mapping[str, int]
    wrong: Mapping[str, int]

    @property
    def is_any(self) -> bool:
        """Whether the study holds a signature at all."""
        return bool(self.until or self.wrong)

    def of(self, replica: str, seq: int) -> SignState:
        """Return what is known of a row."""
        if seq <= self.until.get(replica, 0):
            return "signed"
        return "wrong" if seq <= self.wrong.get(replica, 0) else "unsigned"


def _fault(one: HeadSignature, key: SigningKey | None, digest: str) -> str:
    """Return what is wrong with a signature, but for the root: `key`, `row`, or what its armour says."""
    if key is None:
        return "key"
    if digest != one.hash:
        return "row"
    return fault(one.armour, key.public_key, one.message)


def _roots(reader: Reader, wanted: Sequence[HeadSignature]) -> dict[tuple[str, int], tuple[str, str]]:
    """Return hash of row and root over all rows until it, for the heads that were signed."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for replica in dict.fromkeys(one.replica for one in wanted):
        numbers = {one.seq for one in wanted if one.replica == replica}
        so_far = RootSoFar()
        rows = reader.execute(
            "SELECT seq, hash FROM change WHERE replica = ? AND seq <= ? ORDER BY seq", (replica, max(numbers))
        )
        for seq, digest in rows:
            so_far.add(digest)
            if seq in numbers:
                found[replica, seq] = digest, so_far.root().hex()
    return found
