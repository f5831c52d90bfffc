"""What is laid under findings, and what changed there since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import msgspec

from coder.model.finding import ChosenQuotation, SignOff
from coder.model.journal.moment import read_limits
from coder.record.moments import limits_of, replicas
from coder.record.reader import Reader

_decode_turns = msgspec.json.Decoder(list[tuple[int, int, int, str | None]]).decode


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


def names_coding(reader: Reader, codes: Collection[str], tails: Collection[str]) -> bool:
    """Tell whether the id of a coding of these codes ends in one of these digits."""
    marks = ", ".join("?" * len(codes))
    asked = f"SELECT EXISTS (SELECT 1 FROM coding WHERE code IN ({marks}) AND substr(id, -?) = ?)"
    return any(reader.execute(asked, (*codes, len(tail), tail)).fetchone()[0] for tail in tails)


def coded_with(reader: Reader, codings: Collection[str], codes: Collection[str]) -> dict[str, str]:
    """Return those of some codings that stand and have one of these codes, each with its transcript."""
    asked = "SELECT id, transcript, code FROM coding WHERE id = ?"
    rows = (reader.execute(asked, (key,)).fetchone() for key in codings)
    return {row[0]: row[1] for row in rows if row is not None and row[2] in codes}


def labels(reader: Reader) -> dict[str, list[str]]:
    """Return the labels of each transcript's voices, in the order of their numbers."""
    rows = reader.execute("SELECT id, speakers FROM transcript")
    return {key: [name for name, _role in msgspec.json.decode(speakers)] for key, speakers in rows}


def voices(reader: Reader, transcript: str) -> tuple[list[int], list[int]]:
    """Return where a transcript's turns begin, and the number of the voice in each."""
    row = reader.execute("SELECT turns FROM transcript WHERE id = ?", (transcript,)).fetchone()
    turns = _decode_turns(row[0])
    return [turn[0] for turn in turns], [turn[2] for turn in turns]


class Laid(NamedTuple):
    """A coding of some code, as far as it is asked what a finding rests on."""

    transcript: str
    start: int
    end: int
    code: str
    coder: str
    origin: str
    code_version: int


def laid(reader: Reader, codes: Collection[str], among: Collection[str] | None = None) -> Iterator[Laid]:
    """Yield the codings of these codes, transcript by transcript, of some transcripts or of all."""
    marks = ", ".join("?" * len(codes))
    where = "" if among is None else f" AND transcript IN ({', '.join('?' * len(among))})"
    rows = reader.execute(
        'SELECT transcript, start, "end", code, coder, origin, code_version FROM coding '
        f"WHERE code IN ({marks}){where} ORDER BY transcript",
        (*codes, *(among or ())),
    )
    return map(Laid._make, rows)
