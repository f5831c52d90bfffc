"""What agreement reads of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from coder.model.coding import Coding
from coder.model.project import TranscriptInfo
from coder.model.teamwork import Adjudication, Assignment, Place
from coder.model.text import Turn
from coder.record.kinds import TranscriptRecord
from coder.record.reader import Reader
from coder.record.texts import unpack_turns


def turns(reader: Reader, transcript: str) -> tuple[Turn, ...]:
    """Return the turns of a transcript."""
    return unpack_turns(reader.require(TranscriptRecord, transcript))


def coded_starts(reader: Reader) -> dict[tuple[str, str], list[Place]]:
    """Return the spans that each coder coded, by transcript and coder, in the text's order."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for transcript, coder, start, end in reader.execute(
        'SELECT transcript, coder, start, "end" FROM coding ORDER BY start'
    ):
        found[transcript, coder].append((start, end))
    return found


def codings_of(reader: Reader, transcript: str) -> list[Coding]:
    """Return all codings of a transcript in the text's order."""
    return reader.select(Coding, 'WHERE transcript = ? ORDER BY start, "end" DESC, id', (transcript,))


def spans(reader: Reader) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield transcript, coder, code, start and end of every coding."""
    yield from reader.execute('SELECT transcript, coder, code, start, "end" FROM coding')


def adjudications(reader: Reader, transcript: str) -> list[Adjudication]:
    """Return the decisions on a transcript's codings, the newest last."""
    return reader.select(Adjudication, "WHERE transcript = ? ORDER BY at, rowid", (transcript,))


def assigned(reader: Reader, info: TranscriptInfo) -> dict[str, Sequence[Place] | None]:
    """Return who was assigned a transcript as its text stands, with the spans, None for the whole."""
    found = reader.all(Assignment, transcript=info.id)
    return {one.coder: one.spans or None for one in found if not one.spans or one.text_hash == info.text_hash}
