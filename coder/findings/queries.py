"""What is laid under findings, and what changed there since."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from coder.model.finding import ChosenQuotation, SignOff
from coder.model.journal.moment import read_limits
from coder.record.moments import limits_of, replicas
from coder.record.queries import speakers
from coder.record.reader import Reader

Speakers = Callable[[str], tuple[Sequence[int], Sequence[str]]]
"""Tells where the turns of a transcript begin, and who speaks in each."""


def kept_speakers(reader: Reader) -> Speakers:
    """Return what tells who speaks in a transcript, and reads each but once."""

    @cache
    def told(transcript: str) -> tuple[Sequence[int], Sequence[str]]:
        starts, names = speakers(reader, transcript)
        return array("L", starts), names

    return told


class Since(NamedTuple):
    """A change under a finding: its number, what kind of thing, how (made, changed, removed), by whom and when."""

    seq: int
    kind: str
    key: str
    how: str
    coder: str
    at: str


def chosen(reader: Reader, finding: str) -> list[ChosenQuotation]:
    """Return the quotations chosen for a finding, by side and in the lead's order."""
    return reader.select(ChosenQuotation, "WHERE finding = ? ORDER BY side DESC, position, id", (finding,))


def is_withdrawn(reader: Reader, tail: str) -> bool:
    """Tell whether a coding whose id ends in these digits went with words that a participant withdrew."""
    found = reader.execute(
        "SELECT EXISTS (SELECT 1 FROM erasure) AND EXISTS (SELECT 1 FROM change WHERE kind = 'coding' "
        "AND after IS NULL AND act LIKE 'withdraw#%' AND substr(key, -?) = ?)",
        (len(tail), tail),
    )
    return bool(next(iter(found))[0])


def chosen_of(reader: Reader, coding: str) -> list[ChosenQuotation]:
    """Return how one coding was chosen, for each finding."""
    return reader.select(ChosenQuotation, "WHERE coding = ? ORDER BY id", (coding,))


def last_sign_off(reader: Reader, finding: str) -> SignOff | None:
    """Return the newest sign-off of a finding."""
    found: list[SignOff] = reader.select(SignOff, "WHERE finding = ? ORDER BY rowid DESC LIMIT 1", (finding,))
    return found[0] if found else None


def since(
    reader: Reader, sign_off: SignOff, finding: str, codes: Collection[str], coders: Collection[str] | None
) -> list[Since]:
    """Return the changes since a sign-off to codings of these codes, to the codes and to the finding itself.

    Of codings only those by `coders` (None: by all) are told, and none that a corrected transcript has only moved: its
    words, code and definition are the same.
    """
    what = (
        "clock, seq, kind, key, "
        "CASE WHEN before IS NULL THEN 'made' WHEN after IS NULL THEN 'removed' ELSE 'changed' END, coder, at"
    )
    begun = begun_at(reader, sign_off)
    query, values = _changes_under(what, finding, codes, coders)
    rows = [
        (clock, replica, *row)
        for replica in replicas(reader)
        for clock, *row in reader.execute(query, (replica, begun.get(replica, 0), *values))
    ]
    return [Since._make(row[2:]) for row in sorted(rows)]


def begun_at(reader: Reader, sign_off: SignOff) -> dict[str, int]:
    """Return the number of each replica's last change that a sign-off knew."""
    return dict(read_limits(sign_off.moment) or limits_of(reader, "signoff", sign_off.id))


def is_changed(
    reader: Reader, limits: Mapping[str, int], finding: str, codes: Collection[str], coders: Collection[str] | None
) -> bool:
    """Tell whether `since` would return anything of what came after these numbers of the replicas."""
    query, values = _changes_under("1", finding, codes, coders)
    return any(
        reader.execute(f"{query} LIMIT 1", (replica, limits.get(replica, 0), *values)).fetchone()
        for replica in replicas(reader)
    )


def _changes_under(
    what: str, finding: str, codes: Collection[str], coders: Collection[str] | None
) -> tuple[str, tuple[str, ...]]:
    """Return the query of changes under a finding, after a number of a replica, and the values that follow these."""
    marks = ", ".join("?" * len(codes))
    who = "" if coders is None else f"AND coder IN ({', '.join('?' * len(coders))})"
    of_codes = f"(json_extract(before, '$.code') IN ({marks}) OR json_extract(after, '$.code') IN ({marks}))"
    moved = " AND ".join(
        f"json_extract(before, '$.{name}') = json_extract(after, '$.{name}')"
        for name in ("code", "coder", "quote_hash", "code_version")
    )
    of_finding = "coalesce(json_extract(after, '$.finding'), json_extract(before, '$.finding')) = ?"
    query = (
        f"SELECT {what} FROM change WHERE replica = ? AND seq > ? "
        f"AND ((kind = 'coding' AND {of_codes} {who} AND NOT coalesce({moved}, 0)) "
        f"OR (kind = 'code' AND (key IN ({marks}) OR json_extract(before, '$.parent') IN ({marks}))) "
        f"OR (kind = 'finding' AND key = ?) "
        f"OR (kind = 'chosen' AND {of_finding}))"
    )
    return query, (*codes, *codes, *(coders or ()), *codes, *codes, finding, finding)


def is_adjudicated(reader: Reader) -> bool:
    """Tell whether anything was decided between coders."""
    return bool(reader.execute("SELECT EXISTS (SELECT 1 FROM adjudication)").fetchone()[0])


class Laid(NamedTuple):
    """A coding of some code, as far as it is asked what a finding rests on."""

    id: str
    transcript: str
    start: int
    end: int
    code: str
    coder: str
    origin: str
    outdated: bool


def laid(reader: Reader, codes: Collection[str]) -> Iterator[Laid]:
    """Yield the codings of these codes, transcript by transcript."""
    marks = ", ".join("?" * len(codes))
    rows = reader.execute(
        'SELECT k.id, k.transcript, k.start, k."end", k.code, k.coder, k.origin, k.code_version < c.version '
        f"FROM coding k JOIN code c ON c.id = k.code WHERE k.code IN ({marks}) ORDER BY k.transcript",
        tuple(codes),
    )
    return (Laid._make((*row[:-1], bool(row[-1]))) for row in rows)
