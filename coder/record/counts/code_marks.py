"""Reading codings for retrieval: of some codes, in one transcript, as plain rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from coder.model.coding import Evidence
from coder.model.counting.code_expression import Mark
from coder.model.counting.passage import Note
from coder.model.project import TranscriptInfo
from coder.model.text import LineIndex
from coder.record.reader import Reader
from coder.record.texts import get_text

_decode_evidence = msgspec.json.Decoder(tuple[Evidence, ...]).decode
_MARKS = 'SELECT start, "end", code, id, coder, line, at, origin, transcript FROM coding WHERE transcript = ?'
_decode_turns = msgspec.json.Decoder(list[tuple[int, int, int, str | None]]).decode


class MarkReader:
    """Reads the codings of some codes (None: of all) that pass the filters which the database can apply.

    `since` and `until` are ISO 8601 with a zone: made at the first or later, and before the second.
    """

    def __init__(
        self,
        reader: Reader,
        codes: Collection[str] | None,
        coders: Collection[str] = (),
        origins: Collection[str] = (),
        since: str = "",
        until: str = "",
    ) -> None:
        self._reader = reader
        conditions: list[str] = []
        self._args: list[str] = []
        for column, values in (("code", codes), ("coder", coders or None), ("origin", origins or None)):
            if values is not None:
                conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
                self._args += sorted(values)
        for sign, moment in ((">=", since), ("<", until)):
            if moment:
                conditions.append(f"julianday(at) {sign} julianday(?)")
                self._args.append(moment)
        self._query = " AND ".join([_MARKS, *conditions])

    def of(self, transcript: str) -> list[Mark]:
        """Return the codings in one transcript, in no order."""
        return list(map(Mark._make, self._reader.execute(self._query, (transcript, *self._args))))


@dataclass(frozen=True, slots=True)
class Script:
    """A transcript's text, with its lines and with who speaks where."""

    text: str
    lines: LineIndex
    turn_starts: list[int]
    speakers: list[tuple[str, str]]

    def voices(self, start: int, end: int) -> tuple[tuple[str, str], ...]:
        """Return who speaks in `start:end`, name and role, each once."""
        first, last = bisect_right(self.turn_starts, start) - 1, bisect_right(self.turn_starts, end - 1)
        return tuple(dict.fromkeys(self.speakers[max(0, first) : last]))


def script(reader: Reader, info: TranscriptInfo) -> Script:
    """Return a transcript's text and turns."""
    text = get_text(reader, info.text_hash)
    return Script(text, LineIndex(text), *turns(reader, info.id))


def turns(reader: Reader, transcript: str) -> tuple[list[int], list[tuple[str, str]]]:
    """Return where a transcript's turns begin, and who speaks in each, name and role."""
    row = reader.execute("SELECT turns, speakers FROM transcript WHERE id = ?", (transcript,)).fetchone()
    found, speakers = _decode_turns(row[0]), msgspec.json.decode(row[1], type=list[tuple[str, str]])
    return [turn[0] for turn in found], [speakers[turn[2]] if turn[2] >= 0 else ("", "none") for turn in found]


def evidence(reader: Reader, transcript: str) -> dict[str, tuple[Evidence, ...]]:
    """Return what spoke for the codings of a transcript that were suggested, by the coding's id."""
    query = "SELECT id, evidence FROM coding WHERE transcript = ? AND evidence != '[]'"
    return {key: _decode_evidence(found) for key, found in reader.execute(query, (transcript,))}


def notes(reader: Reader, transcript: str) -> dict[str, list[Note]]:
    """Return the memos on a transcript's codings, by coding, in the order they were written."""
    rows = reader.execute(
        "SELECT m.target, m.coder, m.text FROM memo m JOIN coding k ON k.id = m.target "
        "WHERE m.target_kind = 'coding' AND k.transcript = ? ORDER BY m.at, m.id",
        (transcript,),
    )
    found: dict[str, list[Note]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(Note._make(row))
    return found


def noted(reader: Reader) -> frozenset[str]:
    """Return the ids of all codings with a memo."""
    return frozenset(row[0] for row in reader.execute("SELECT target FROM memo WHERE target_kind = 'coding'"))
