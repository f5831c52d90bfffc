"""Reading the tables into the domain's values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import msgspec

from coder.errors import NotFoundError
from coder.i18n import _, pick
from coder.model.codebook import Attribute, Case, Code, Figure, Finding, Recommendation, Source, Variant
from coder.model.coding import Coding, Decision, Evidence, Memo
from coder.model.counting.frequencies import Coded
from coder.model.counting.speech import Speech
from coder.model.people import Coder
from coder.model.project import OpenTranscript, Progress, Project, StudyTitle, TranscriptInfo, TranscriptRecord
from coder.model.study_setting import ORDERS, ids_of
from coder.model.text import Role
from coder.model.values.numerals import whole_number
from coder.record import settings
from coder.record.reader import Reader
from coder.record.texts import get_text, turn_table, unpack_turns

Told = TypeVar("Told", Finding, Recommendation)

_INFO = (
    'SELECT id, "case", name, revision, text_hash, original_hash, source, encoding, format, chars, lines, '
    "speech_lines, synthetic, at FROM transcript"
)
_BEYOND = 10**18
"""More than any number that is read."""
_decode_evidence = msgspec.json.Decoder(tuple[Evidence, ...]).decode


def transcripts(reader: Reader) -> tuple[TranscriptInfo, ...]:
    """Return every transcript without its turns, by case and name."""
    fields = (
        "id",
        "case",
        "name",
        "revision",
        "text_hash",
        "original_hash",
        "source",
        "encoding",
        "format",
        "chars",
        "lines",
        "speech_lines",
        "synthetic",
        "at",
    )
    found = [
        TranscriptInfo(**{**dict(zip(fields, row, strict=True)), "synthetic": bool(row[12])})
        for row in reader.execute(_INFO)
    ]
    return tuple(sorted(found, key=lambda t: (natural(t.case), natural(t.name))))


def natural(text: str) -> list[tuple[int, str]]:
    """Return a sort key in which F2 comes before F10."""
    return [_rank(part) for part in re.split(r"(\d+)", text) if part]


def _rank(part: str) -> tuple[int, str]:
    """Return where words or digits stand; digits too many to be read stand behind all numbers, the longest last."""
    if (number := whole_number(part)) is not None:
        return number, ""
    digits = part.lstrip("0")
    return (_BEYOND + len(digits), digits) if part.isdecimal() else (-1, part)


def project(reader: Reader, head: str) -> Project:
    """Return the study as a frozen value."""
    study = reader.one(StudyTitle, "study")
    cases = reader.all(Case)
    codes = reader.all(Code, "position", "id")
    coders = reader.all(Coder)
    return Project(
        title=pick(study.title, study.title_en) if study else "",
        codes=tuple(codes),
        cases=tuple(sorted(cases, key=lambda c: natural(c.id))),
        transcripts=transcripts(reader),
        findings=_in_order(reader, Finding, "finding"),
        recommendations=_in_order(reader, Recommendation, "recommendation"),
        figures=tuple(reader.all(Figure)),
        sources=tuple(reader.all(Source)),
        coders={c.id: c.name for c in coders},
        blind=frozenset(c.id for c in coders if c.blind),
        roles={c.id: c.role for c in coders if c.role},
        variants=tuple(reader.select(Variant, "ORDER BY id")),
        attributes=tuple(reader.all(Attribute, "id")),
        head=head,
    )


def _in_order(reader: Reader, cls: type[Told], kind: str) -> tuple[Told, ...]:
    held = {entry.id: entry for entry in reader.all(cls)}
    return tuple(held[key] for key in told_order(reader, kind, held))


def told_order(reader: Reader, kind: str, keys: Iterable[str]) -> list[str]:
    """Return ids of findings or recommendations as the lead orders them; the others follow by their ids."""
    wanted = {key: at for at, key in enumerate(ids_of(settings.value(reader, ORDERS[kind])))}
    return sorted(keys, key=lambda key: (wanted.get(key, len(wanted)), natural(key)))


def progress(reader: Reader, coder: str, among: Collection[str] | None = None) -> dict[str, Progress]:
    """Return how far each transcript (of those `among`) is coded; `lines_coded` and `mine` are the coder's own.

    The last coder is whose newest coding is the youngest; all but that coding's time is read from an index.
    """
    result: dict[str, Progress] = {}
    newest: dict[str, tuple[str, int]] = {}
    where = "" if among is None else f"WHERE transcript IN ({', '.join('?' * len(among))}) "
    rows = reader.execute(
        "SELECT p.transcript, p.coder, p.codings, p.lines, p.newest, k.at FROM ("
        "SELECT transcript, coder, count(*) codings, count(DISTINCT line) lines, max(rowid) newest "
        f"FROM coding {where}GROUP BY transcript, coder) p JOIN coding k ON k.rowid = p.newest",
        tuple(among or ()),
    )
    for transcript, who, codings, lines, number, at in rows:
        old = result.get(transcript, Progress())
        mine, last = who == coder, (at, number) > newest.get(transcript, ("", 0))
        if last:
            newest[transcript] = (at, number)
        result[transcript] = Progress(
            codings=old.codings + codings,
            mine=codings if mine else old.mine,
            lines_coded=lines if mine else old.lines_coded,
            last_coder=who if last else old.last_coder,
        )
    return result


def open_transcript(reader: Reader, key: str) -> OpenTranscript:
    """Return a transcript with its text, turns, codings, memos and decisions."""
    record = reader.one(TranscriptRecord, key)
    if record is None:
        raise NotFoundError(_("no transcript {key}").format(key=key), _("coder transcripts lists them"), asked=[key])
    info = next(t for t in transcripts(reader) if t.id == key)
    codings, memos, decisions = overlay(reader, key)
    return OpenTranscript(
        info=info,
        text=get_text(reader, record.text_hash),
        turns=unpack_turns(record),
        codings=codings,
        memos=memos,
        decisions=decisions,
    )


def open_bare(reader: Reader, info: TranscriptInfo) -> OpenTranscript:
    """Return a transcript with its text and turns alone."""
    record = reader.require(TranscriptRecord, info.id)
    return OpenTranscript(info=info, text=get_text(reader, info.text_hash), turns=unpack_turns(record))


def count_waiting(reader: Reader, coder: str, among: Collection[str] | None = None) -> dict[str, int]:
    """Return how many codings of a coder were made under an older version of their code, by transcript."""
    # Without statistics SQLite would scan every coding; CROSS JOIN holds the few changed codes as the outer loop.
    where = "" if among is None else f" AND k.transcript IN ({', '.join('?' * len(among))})"
    query = (
        "SELECT k.transcript, count(*) FROM code c CROSS JOIN coding k ON k.code = c.id "
        f"WHERE c.version > 1 AND k.code_version < c.version AND k.coder = ?{where} GROUP BY k.transcript"
    )
    return dict(reader.execute(query, (coder, *(among or ()))))


def count_opened(reader: Reader) -> int:
    """Return how many transcripts the lead opened to blind coders."""
    return int(reader.execute("SELECT count(*) FROM opening").fetchone()[0])


def opened(reader: Reader) -> tuple[str, ...]:
    """Return the transcripts that the lead opened to blind coders."""
    return tuple(row[0] for row in reader.execute("SELECT transcript FROM opening"))


def has_worked(reader: Reader, transcript: str, coder: str) -> bool:
    """Tell whether a coder has coded or decided anything in a transcript."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM coding WHERE transcript = :transcript AND coder = :coder) "
        "OR EXISTS (SELECT 1 FROM decision WHERE transcript = :transcript AND coder = :coder)"
    )
    return bool(reader.execute(query, {"transcript": transcript, "coder": coder}).fetchone()[0])


def overlay(reader: Reader, key: str) -> tuple[tuple[Coding, ...], tuple[Memo, ...], tuple[Decision, ...]]:
    """Return what people have laid on a transcript, in the text's order."""
    place = 'ORDER BY start, "end" DESC, id'
    codings = reader.select(Coding, f"WHERE transcript = ? {place}", (key,))
    memos = reader.select(
        Memo,
        "WHERE target = ? OR target IN (SELECT id FROM coding WHERE transcript = ?) ORDER BY at",
        (key, key),
    )
    decisions = reader.select(Decision, f"WHERE transcript = ? {place}", (key,))
    return tuple(codings), tuple(memos), tuple(decisions)


def all_memos(reader: Reader) -> tuple[list[Memo], dict[str, Coding]]:
    """Return every memo, the newest first, and by id the codings that memos are on."""
    memos = reader.select(Memo, "ORDER BY at DESC, rowid DESC")
    codings = reader.select(Coding, "WHERE id IN (SELECT target FROM memo WHERE target_kind = 'coding')")
    return memos, {c.id: c for c in codings}


def closed_texts(reader: Reader) -> dict[str, str]:
    """Return the transcripts whose adjudication is closed, each with the hash of the text that it was closed on."""
    return dict(reader.execute("SELECT transcript, text_hash FROM closing"))


def totals(reader: Reader) -> tuple[int, int]:
    """Return how many codings and transcripts there are, of everybody."""
    query = "SELECT (SELECT count(*) FROM main.coding), (SELECT count(*) FROM main.transcript)"
    codings, transcripts = reader.execute(query).fetchone()
    return codings, transcripts


def codings_by_coder(reader: Reader) -> dict[str, tuple[int, int]]:
    """Return how many codings each coder made, and in how many transcripts."""
    rows = reader.execute("SELECT coder, count(*), count(DISTINCT transcript) FROM coding GROUP BY coder")
    return {coder: (codings, transcripts) for coder, codings, transcripts in rows}


def coded(reader: Reader) -> Iterator[Coded]:
    """Yield the codings as they are counted, transcript by transcript."""
    rows = reader.execute('SELECT transcript, code, start, "end", coder FROM coding ORDER BY transcript')
    return map(Coded._make, rows)


def coded_in(reader: Reader, transcripts: Collection[str]) -> Iterator[Coded]:
    """Yield the codings of these transcripts as they are counted, transcript by transcript."""
    marks = ", ".join("?" * len(transcripts))
    asked = (
        f'SELECT transcript, code, start, "end", coder FROM coding WHERE transcript IN ({marks}) ORDER BY transcript'
    )
    return map(Coded._make, reader.execute(asked, tuple(transcripts)))


def speech(reader: Reader, transcripts: Iterable[str] | None = None) -> dict[str, Speech]:
    """Return where respondents speak in each transcript, read from the turns' short form, which takes a tenth.

    `transcripts` limits it to some.
    """
    asked = "SELECT id, chars, speakers, turns FROM transcript"
    if transcripts is None:
        rows: Iterable[tuple[str, int, bytes, bytes]] = reader.execute(asked)
    else:
        rows = (reader.execute(f"{asked} WHERE id = ?", (key,)).fetchone() for key in transcripts)
    found: dict[str, Speech] = {}
    for key, chars, speakers, turns in rows:
        told = {at for at, (_name, role) in enumerate(msgspec.json.decode(speakers)) if role == Role.RESPONDENT}
        short = msgspec.json.decode(turns)
        ends = [turn[0] for turn in short[1:]] + [chars]
        found[key] = Speech((turn[1], end) for turn, end in zip(short, ends, strict=True) if turn[2] in told)
    return found


def speakers(reader: Reader, transcript: str) -> tuple[list[int], list[str]]:
    """Return where a transcript's turns begin and who speaks in each."""
    table = turn_table(reader, transcript)
    return table.starts, [name for name, _role in table.voices]


def find_codings(reader: Reader, case: str, line: int, tail: str) -> list[str]:
    """Return the ids of the codings that a citation names; one, unless four digits fall together."""
    rows = reader.execute(
        'SELECT k.id FROM coding k JOIN transcript t ON t.id = k.transcript WHERE t."case" = ? AND k.line = ? '
        "AND substr(k.id, -?) = ?",
        (case, line, len(tail), tail),
    )
    return [row[0] for row in rows]


def coders_alike(reader: Reader, coding: str) -> tuple[str, ...]:
    """Return who put the code of a coding on exactly its words, the earliest first."""
    query = (
        "SELECT o.coder FROM coding k JOIN coding o "
        'ON o.code = k.code AND o.transcript = k.transcript AND o.start = k.start AND o."end" = k."end" '
        "WHERE k.id = ? ORDER BY o.at, o.id"
    )
    return tuple(dict.fromkeys(coder for (coder,) in reader.execute(query, (coding,))))
