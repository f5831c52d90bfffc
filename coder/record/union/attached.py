"""The copy of the other file beside a study's own tables, for as long as rows are taken from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import NamedTuple

from coder.record.file.database import address, connect
from coder.record.file.writing import transaction
from coder.record.kind import encode_json
from coder.record.reader import Reader
from coder.record.study import Study
from coder.record.union import incoming, taking_in
from coder.record.union.acts_anew import trace_anew
from coder.record.union.incoming import Diverged, Span
from coder.record.union.source import Source
from coder.record.union.taking_in import TakenIn
from coder.record.union.withheld_rows import FOR, can_fill, fill_in, is_blind_in, made_for, withheld_rows, withhold


class Offer(NamedTuple):
    """What the other file has that this one lacks: rows by replica, and replicas that are two.

    `here` counts the rows that are here already.
    """

    spans: list[Span]
    diverged: list[Diverged]
    here: int


class Texts(NamedTuple):
    """The text that a transcript had in this file and in the other, by hash, before they were brought together."""

    transcript: str
    ours: str
    theirs: str


@contextmanager
def attached(study: Study, source: Source) -> Iterator[None]:
    """Hold the copy of the other file beside the study's tables, under the name `theirs`."""
    connection = study.connection
    connection.execute("ATTACH ? AS theirs", (address(source.path, read_only=True),))
    try:
        yield
    finally:
        connection.execute("DETACH theirs")


def leave_out(study: Study, source: Source) -> None:
    """Take out of the other file's copy what this one was made without, while its coder codes blind."""
    coder = made_for(study.connection)
    if not coder:
        return
    with attached(study, source):
        is_blind = is_blind_in(study.connection, coder, ("main", "theirs"))
    if is_blind:
        with closing(connect(source.path)) as copy, transaction(copy):
            withhold(copy, coder)


def fills(study: Study) -> bool:
    """Tell whether the attached file holds what was withheld here, and the coder may see it."""
    coder = made_for(study.connection)
    return not (coder and is_blind_in(study.connection, coder)) and can_fill(study.connection)


def fill(study: Study) -> int:
    """Fill in what was withheld, and return how many objects came by it.

    It was withheld from a coder who codes blind no longer, or came here through the copy of one who does.
    """
    if not fills(study):
        return 0
    objects, acts = set[str](), set[str]()
    for found in fill_in(study.connection):
        taking_in.fold_anew(study.connection, found.objects)
        objects.update(key for _kind, key in found.objects)
        acts |= found.acts
    trace_anew(study.connection, acts)
    if not withheld_rows(study.connection):
        study.connection.execute("DELETE FROM main.meta WHERE key = ?", (FOR,))
    return len(objects)


def offer(study: Study, source: Source) -> Offer:
    """Return what the attached file has that this one lacks."""
    spans, diverged = incoming.compare(study.connection, source.since)
    held = study.connection.execute("SELECT count(*) FROM theirs.change").fetchone()[0]
    return Offer(spans, diverged, held - sum(span.last - span.after for span in spans))


def take(study: Study, found: Offer) -> TakenIn:
    """Take in what the attached file offers, within a transaction."""
    proof = incoming.Proof(study.connection, incoming.steps(study.connection))
    return taking_in.take_in(study.connection, found.spans, proof)


def texts_apart(study: Study, source: Source) -> list[Texts]:
    """Return the transcripts whose text is another in the two files; asked before rows are taken in.

    What a file of changes does not tell was in the other file as it is here until the moment after which it begins.
    """
    ours, theirs = _last_texts(study.connection, "main"), _last_texts(study.connection, "theirs")
    if source.since:
        theirs = {**_last_texts(study.connection, "main", source.since), **theirs}
    return [Texts(key, text, theirs[key]) for key, text in ours.items() if theirs.get(key, text) != text]


def _last_texts(connection: sqlite3.Connection, schema: str, since: Mapping[str, int] | None = None) -> dict[str, str]:
    query = (
        f"SELECT key, json_extract(after, '$.text_hash'), replica, seq FROM {schema}.change "
        "WHERE kind = 'transcript' AND after IS NOT NULL ORDER BY clock, replica"
    )
    rows = connection.execute(query).fetchall()
    return {key: text for key, text, replica, seq in rows if since is None or seq <= since.get(replica, 0)}


def dangling(reader: Reader) -> list[tuple[str, str]]:
    """Return what objects refer to and is not there, by kind and id."""
    found: dict[tuple[str, str], None] = {}
    for table, rowid, parent, number in reader.execute("PRAGMA main.foreign_key_check").fetchall():
        columns = reader.execute(f'PRAGMA main.foreign_key_list("{table}")').fetchall()
        column = next(row[3] for row in columns if row[0] == number)
        query = f'SELECT "{column}" FROM main."{table}" WHERE rowid = ?'
        found[parent, str(reader.execute(query, (rowid,)).fetchone()[0])] = None
    return list(found)


def last_image(reader: Reader, kind: str, key: str) -> str | None:
    """Return what an object was before it was removed, None where no row says."""
    row = reader.execute(
        "SELECT after FROM change WHERE kind = ? AND key = ? AND after IS NOT NULL "
        "ORDER BY clock DESC, replica DESC LIMIT 1",
        (kind, key),
    ).fetchone()
    return str(row[0]) if row else None


def last_rows(reader: Reader, keys: list[str]) -> dict[str, tuple[str, int]]:
    """Return replica and number of the last row on each of these objects."""
    rows = reader.execute(
        "SELECT key, replica, seq FROM change WHERE key IN (SELECT value FROM json_each(:keys)) "
        "ORDER BY clock, replica",
        {"keys": encode_json(keys).decode()},
    )
    return {key: (replica, seq) for key, replica, seq in rows}


def bring_signatures_alone(study: Study) -> None:
    """Bring in signatures of a copy that has no new row."""
    taking_in.bring_signatures(study.connection)
