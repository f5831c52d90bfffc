"""What agreement reads of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from coder.model.coding import Coding
from coder.model.counting.code_expression import Mark
from coder.model.project import TranscriptInfo, TranscriptRecord
from coder.model.teamwork import Adjudication, Assignment, Place, Ruling, Settled
from coder.model.text import Turn
from coder.record.counts.code_marks import MarkReader
from coder.record.reader import Reader
from coder.record.texts import unpack_turns

_decode_settled = msgspec.json.Decoder(list[Settled]).decode


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


def marks_of(reader: Reader, transcript: str) -> list[Mark]:
    """Return all codings of a transcript in the text's order, as plain rows."""
    return sorted(MarkReader(reader, None).of(transcript), key=_in_text)


def _in_text(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.id


class Decided(NamedTuple):
    """A decision as far as the settled layer asks."""

    ruling: Ruling
    settled: list[Settled]
    by: str


def decided(reader: Reader, transcript: str) -> dict[str, Decided]:
    """Return the decisions on a transcript's codings, by the case that each is on."""
    rows = reader.execute("SELECT id, ruling, settled, by FROM adjudication WHERE transcript = ?", (transcript,))
    return {key: Decided(ruling, _decode_settled(settled), by) for key, ruling, settled, by in rows}


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
