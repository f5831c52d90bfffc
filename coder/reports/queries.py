"""Reading the record: the whole, piece by piece, to be packed; and what the method section is made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coder.model.coding import Coding
from coder.record.kinds import KINDS, kind
from coder.record.reader import Reader
from coder.record.texts import get_text


class Proof(NamedTuple):
    """A row of the journal that bears something out: where it stands, when and by whom it was written, in which act."""

    replica: str
    seq: int
    at: str
    coder: str
    act: str

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the journal."""
        return self.replica, self.seq


class Row(NamedTuple):
    """A change as the journal holds it; `before` and `after` are images, None where there was nothing."""

    replica: str
    seq: int
    clock: int
    at: str
    coder: str
    kind: str
    key: str
    before: str | None
    after: str | None
    act: str

    @property
    def proof(self) -> Proof:
        """What it bears out a sentence with."""
        return Proof(self.replica, self.seq, self.at, self.coder, self.act)


def rows_of(reader: Reader, kinds: Sequence[str]) -> list[Row]:
    """Return the changes of some kinds of objects in the order in which they were made."""
    marks = ", ".join("?" * len(kinds))
    found = reader.execute(
        "SELECT replica, seq, clock, at, coder, kind, key, before, after, act FROM change "
        f"WHERE kind IN ({marks}) ORDER BY clock, replica, seq",
        tuple(kinds),
    )
    return [Row._make(row) for row in found]


def first_coding(reader: Reader) -> tuple[int, str] | None:
    """Return clock and time of the first coding; None where nobody coded."""
    found = reader.execute("SELECT clock, at FROM change WHERE kind = 'coding' ORDER BY clock LIMIT 1").fetchone()
    return None if found is None else (found[0], found[1])


def codings_made(reader: Reader, coder: str, since: int, until: int | None) -> tuple[int, int]:
    """Return how many codings a coder made after a change of the journal, before another, in how many transcripts."""
    found = reader.execute(
        "SELECT count(*), count(DISTINCT json_extract(after, '$.transcript')) FROM change "
        "WHERE kind = 'coding' AND before IS NULL AND coder = ? AND clock > ? AND clock < coalesce(?, clock + 1)",
        (coder, since, until),
    ).fetchone()
    return found[0], found[1]


def made_by_origin(reader: Reader, origins: Sequence[str]) -> Iterator[Proof]:
    """Yield the rows that made codings of these origins."""
    marks = ", ".join("?" * len(origins))
    found = reader.execute(
        "SELECT replica, seq, at, coder, act FROM change WHERE kind = 'coding' AND before IS NULL "
        f"AND json_extract(after, '$.origin') IN ({marks}) ORDER BY clock, replica, seq",
        tuple(origins),
    )
    return map(Proof._make, found)


def origins(reader: Reader) -> dict[str, int]:
    """Return how many codings there are of each origin."""
    return dict(reader.execute("SELECT origin, count(*) FROM coding GROUP BY origin").fetchall())


def texts(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield every text with its hash."""
    yield from reader.execute("SELECT hash, body FROM text ORDER BY hash")


def former(reader: Reader) -> Iterator[bytes]:
    """Yield the hashes that rows had before the journal's upgrade as lines of CSV; nothing where there was none."""
    lines = reader.execute("SELECT replica, seq, hash FROM former ORDER BY replica, seq")
    yield from (f"{replica},{seq},{former}\n".encode() for replica, seq, former in lines)


def codings(reader: Reader) -> Iterator[tuple[Coding, str, str, str]]:
    """Yield every coding with its case, its transcript's name and its words; one text is held at a time."""
    rule = kind("coding")
    for key, case, name, text_hash in reader.execute(
        'SELECT id, "case", name, text_hash FROM transcript ORDER BY "case", name'
    ).fetchall():
        text = get_text(reader, text_hash)
        for row in reader.execute(f'{rule.select_whole} WHERE transcript = ? ORDER BY start, "end", id', (key,)):
            coding: Coding = rule.from_row(row)
            yield coding, case, name, text[coding.start : coding.end]


def objects(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and image of every object but codings and transcripts."""
    for name in KINDS:
        if name in {"coding", "transcript"}:
            continue
        rule = kind(name)
        for row in reader.execute(f"{rule.select_whole} ORDER BY id"):
            value = rule.from_row(row)
            yield name, value.id, rule.image(value)


def originals(reader: Reader) -> Iterator[bytes]:
    """Yield the hashes of the imported files as lines of CSV."""
    yield b"sha256,sha256_of_text\r\n"
    for row in reader.execute("SELECT hash, text_hash FROM original ORDER BY hash"):
        yield f"{row[0]},{row[1]}\r\n".encode()


def original_files(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """Yield the imported files that are not their text itself, by hash."""
    yield from reader.execute("SELECT hash, bytes FROM original WHERE bytes IS NOT NULL ORDER BY hash")


def speakers(reader: Reader) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield each transcript's case and name with its speakers, each a label and a role, in the order of speaking."""
    for case, name, told in reader.execute('SELECT "case", name, speakers FROM transcript ORDER BY "case", name'):
        yield case, name, [(label, role) for label, role in json.loads(told)]
