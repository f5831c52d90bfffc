"""Texts and originals: content-addressed, frozen, searched by plain scan."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from coder.errors import NotFoundError, StoreError
from coder.i18n import _
from coder.model.project import TranscriptInfo, TranscriptRecord
from coder.model.text import LineIndex, Role, Turn, contains_synthetic_notice, digest
from coder.record.reader import Reader

if TYPE_CHECKING:
    from coder.model.read_transcript import ReadTranscript

_decode_turns = msgspec.json.Decoder(list[tuple[int, int, int, str | None]]).decode


class TurnTable(NamedTuple):
    """The turns of a transcript, as lists beside each other: starts, where speech begins, who speaks in which role."""

    starts: list[int]
    bodies: list[int]
    voices: list[tuple[str, Role]]


def describe(
    read: ReadTranscript, data: bytes, *, case: str, name: str, source: str, at: str, synthetic: bool
) -> TranscriptRecord:
    """Return the record of a freshly read transcript; its id comes from its text."""
    text_bytes = read.text.encode()
    text_hash = digest(text_bytes)
    speakers: dict[tuple[str, Role], int] = {}
    turns = []
    for start, body, _end, speaker, role, time in read.turns:
        who = -1
        if speaker or role is not Role.NONE:
            who = speakers.setdefault((speaker, role), len(speakers))
        turns.append((start, body, who, time))
    return TranscriptRecord(
        id=text_hash[:12],
        case=case,
        name=name,
        revision=1,
        text_hash=text_hash,
        original_hash=text_hash if data == text_bytes else digest(data),
        source=source,
        encoding=read.encoding,
        format=read.format,
        chars=len(read.text),
        lines=read.text.count("\n") + (not read.text.endswith("\n")),
        speech_lines=_speech_lines(read),
        synthetic=synthetic or contains_synthetic_notice(read.text),
        at=at,
        speakers=tuple((name, str(role)) for name, role in speakers),
        turns=tuple(turns),
    )


def _speech_lines(read: ReadTranscript) -> int:
    """Count the lines on which a respondent's words stand."""
    count, text = 0, read.text
    for _start, body, end, _speaker, role, _time in read.turns:
        if role is Role.RESPONDENT and end > body:
            one_line = text.find("\n", body, end - 1) < 0
            count += 1 if one_line else sum(map(bool, map(str.strip, text[body:end].split("\n"))))
    return count


def unpack_turns(record: TranscriptRecord) -> tuple[Turn, ...]:
    """Return the turns of a stored transcript."""
    roles = {str(role): role for role in Role}
    ends = [turn[0] for turn in record.turns[1:]] + [record.chars]
    return tuple(
        Turn(
            start,
            body,
            end,
            "" if who < 0 else record.speakers[who][0],
            Role.NONE if who < 0 else roles[record.speakers[who][1]],
            time,
        )
        for (start, body, who, time), end in zip(record.turns, ends, strict=True)
    )


def put_text(connection: sqlite3.Connection, record: TranscriptRecord, text: str, data: bytes) -> None:
    """Store a text and its original bytes; bytes that are the text in UTF-8 are not kept twice."""
    connection.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (record.text_hash, text))
    kept = None if record.original_hash == record.text_hash else data
    connection.execute(
        "INSERT OR IGNORE INTO original VALUES (?, ?, ?)", (record.original_hash, record.text_hash, kept)
    )


def get_text(reader: Reader, text_hash: str) -> str:
    """Return a text; raises `StoreError` where it is gone."""
    row = reader.execute("SELECT body FROM text WHERE hash = ?", (text_hash,)).fetchone()
    if row is None:
        raise StoreError(
            _("the text {hash} is missing from the study").format(hash=text_hash[:12]), _("restore the last backup")
        )
    return str(row[0])


def get_original(reader: Reader, original_hash: str) -> bytes:
    """Return the bytes of an imported file as they were."""
    row = reader.execute("SELECT bytes, text_hash FROM original WHERE hash = ?", (original_hash,)).fetchone()
    if row is None:
        raise StoreError(_("the original {hash} is missing from the study").format(hash=original_hash[:12]))
    return get_text(reader, row[1]).encode() if row[0] is None else bytes(row[0])


def turn_table(reader: Reader, transcript: str) -> TurnTable:
    """Return where a transcript's turns begin, where their speech begins, and who speaks.

    Raises `NotFoundError` where another window has removed the transcript.
    """
    row = reader.execute("SELECT turns, speakers FROM transcript WHERE id = ?", (transcript,)).fetchone()
    if row is None:
        raise NotFoundError(_("nothing is called {name}").format(name=transcript), asked=[transcript])
    turns = _decode_turns(row[0])
    speakers = [(name, Role(role)) for name, role in msgspec.json.decode(row[1])]
    nobody = ("", Role.NONE)
    return TurnTable(
        [turn[0] for turn in turns],
        [turn[1] for turn in turns],
        [nobody if turn[2] < 0 else speakers[turn[2]] for turn in turns],
    )


def standing(reader: Reader, transcript: str) -> list[tuple[int, int, str, str]]:
    """Return start, end, code and coder of every coding on a transcript, in the text's order."""
    order = 'SELECT start, "end", code, coder FROM coding WHERE transcript = ? ORDER BY start, "end", code, coder'
    return reader.execute(order, (transcript,)).fetchall()


def line_index(reader: Reader, info: TranscriptInfo) -> LineIndex:
    """Return the line numbers of a transcript's text."""
    return LineIndex(get_text(reader, info.text_hash))
