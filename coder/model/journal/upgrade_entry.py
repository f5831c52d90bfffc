"""The upgrade of an older study's journal to salted commitments: what its chain was before, and whether it held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """One replica's chain, computed anew: `rows` and `head` of the chain before.

    `digest` is the SHA-256 over the hashes that the rows had, as `former_digest` gives it. `broken` are the sentences
    on what was wrong with that chain: they stand for as long as the study does.
    """

    id: str
    replica: str
    rows: int
    head: str
    digest: str
    broken: tuple[str, ...]
    at: str

    @property
    def title(self) -> str:
        """The replica's name with the number of its rows."""
        return f"{self.replica} #{self.rows}"


def former_digest(hashes: Iterable[tuple[int, str]]) -> str:
    """Return the SHA-256 over numbers and former hashes of a replica's rows, by number."""
    told = sha256()
    for seq, former in hashes:
        told.update(f"{seq} {former}\n".encode())
    return told.hexdigest()
