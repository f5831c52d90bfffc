"""What stands on a transcript's text, and what a corrected text lost."""

from __future__ import annotations

from coder.model.displaced import Displaced
from coder.model.project import TranscriptRecord
from coder.record.kinds import kind
from coder.record.moments import limits_at
from coder.record.reader import Reader


def text_hash_of(reader: Reader, transcript: str) -> str | None:
    """Return the hash of a transcript's text of now, None where the transcript is gone."""
    row = reader.execute("SELECT text_hash FROM transcript WHERE id = ?", (transcript,)).fetchone()
    return None if row is None else str(row[0])


def texts_known(reader: Reader) -> dict[str, str]:
    """Return the name of the transcript that each text is or was, by the text's hash; older revisions too."""
    rows = reader.execute(
        "SELECT json_extract(c.after, '$.text_hash'), t.name FROM transcript t CROSS JOIN change c "
        "ON c.key = t.id AND c.kind = 'transcript' AND c.after IS NOT NULL"
    )
    return dict(rows.fetchall())


def lost(reader: Reader, transcript: str | None = None) -> list[Displaced]:
    """Return the lost anchors of one transcript or of all, in the order in which they were lost."""
    if transcript is None:
        return reader.all(Displaced)
    return reader.select(Displaced, "WHERE transcript = ? ORDER BY rowid", (transcript,))


def lost_codings(reader: Reader) -> dict[str, Displaced]:
    """Return by id the codings that wait for a place."""
    return {one.id: one for one in reader.select(Displaced, "WHERE coding != 'null'")}


def revisions(reader: Reader, transcript: str) -> dict[int, TranscriptRecord]:
    """Return each revision of a transcript by its number, as it last was."""
    rows = reader.execute(
        "SELECT after FROM change WHERE kind = 'transcript' AND key = ? AND after IS NOT NULL ORDER BY clock, replica",
        (transcript,),
    )
    images = (kind("transcript").from_image(row[0]) for row in rows)
    return {record.revision: record for record in images}


def texts_at(reader: Reader, clock: int) -> dict[str, str]:
    """Return the text's hash, right after the row with a clock, of each transcript that has another by now."""
    query = (
        "SELECT clock, key, json_extract(before, '$.text_hash') FROM change "
        "WHERE replica = ? AND seq > ? AND kind = 'transcript' AND before IS NOT NULL"
    )
    rows = [row for begun in limits_at(reader, clock).items() for row in reader.execute(query, begun)]
    # Of several changes the one that came first knows what was there.
    then = {key: text for _clock, key, text in sorted(rows, reverse=True)}
    return {key: text for key, text in then.items() if text_hash_of(reader, key) != text}


def codings_ending(reader: Reader, case: str, tail: str) -> list[str]:
    """Return the ids of a case's codings, lost ones too, that end in these digits."""
    rows = reader.execute(
        "SELECT k.id FROM (SELECT id, transcript FROM coding UNION ALL "
        "SELECT id, transcript FROM lost WHERE coding != 'null') k JOIN transcript t ON t.id = k.transcript "
        'WHERE t."case" = ? AND substr(k.id, -?) = ? ORDER BY k.id',
        (case, len(tail), tail),
    )
    return [row[0] for row in rows]


def revision_when_made(reader: Reader, coding: str, transcript: str) -> int:
    """Return the number of the revision on which a coding was made, by the journal."""
    row = reader.execute(
        "SELECT json_extract(t.after, '$.revision') FROM change t WHERE t.key = :transcript AND t.kind = 'transcript' "
        "AND t.after IS NOT NULL AND t.clock < "
        "(SELECT min(c.clock) FROM change c WHERE c.key = :key AND c.kind = 'coding') "
        "ORDER BY t.clock DESC, t.replica DESC LIMIT 1",
        {"transcript": transcript, "key": coding},
    ).fetchone()
    return int(row[0]) if row else 1


def text_when(reader: Reader, transcript: str, name: str, image: str, key: str) -> str | None:
    """Return the hash of the text that a transcript had when an object first was as its image says."""
    row = reader.execute(
        "SELECT json_extract(t.after, '$.text_hash') FROM change t WHERE t.key = :transcript AND t.kind = 'transcript' "
        "AND t.after IS NOT NULL AND t.clock <= "
        "(SELECT min(c.clock) FROM change c WHERE c.key = :key AND c.kind = :kind AND c.after = :image) "
        "ORDER BY t.clock DESC, t.replica DESC LIMIT 1",
        {"transcript": transcript, "key": key, "kind": name, "image": image},
    ).fetchone()
    return str(row[0]) if row else None
