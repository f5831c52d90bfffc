"""A withdrawal: what was erased from the record, by whom, and what each changed row of the journal is since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

Withdrawn = Literal["case", "transcript", "speaker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedText:
    """A text whose words were erased: the SHA-256 of the text of then and of the one of equal length since."""

    transcript: str
    before: str
    after: str
    chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A person's words taken out of the record for good; it holds none of them.

    `passages` counts the codings that went with the words, `rows` the rows of the journal that were rewritten, and
    `digest` is the SHA-256 of what they were and are, as `erasure_digest` gives it.
    """

    id: str
    what: Withdrawn
    target: str
    texts: tuple[ErasedText, ...]
    passages: int
    rows: int
    digest: str
    by: str
    at: str

    @property
    def title(self) -> str:
        """What was withdrawn, without a person's name."""
        return f"{self.what} {self.target}"


class ErasedRow(NamedTuple):
    """A row of the journal whose image was rewritten: the commitment before and after."""

    erasure: str
    replica: str
    seq: int
    before: str
    after: str


def erasure_digest(rows: Iterable[ErasedRow]) -> str:
    """Return the SHA-256 over the rows of one erasure, by replica and number."""
    told = sha256()
    for row in sorted(rows, key=lambda r: (r.replica, r.seq)):
        told.update(f"{row.replica} {row.seq} {row.before} {row.after}\n".encode())
    return told.hexdigest()


def contents_since(written: str, steps: Mapping[str, Collection[str]]) -> set[str]:
    """Return what a row's image may be committed to by now: where each chain of erasures ends.

    Two copies may have erased one row apart from each other.
    """
    found, waiting = set[str](), [written]
    known: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one in known:
            continue
        known.add(one)
        after = steps.get(one, ())
        waiting += after
        if not after:
            found.add(one)
    return found


def content_since(written: str, steps: Mapping[str, str]) -> str:
    """Return the commitment to a row's image by now: from what was written, erasure by erasure."""
    for _step in steps:
        written = steps.get(written, written)
    return written
