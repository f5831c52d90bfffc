"""What is not there any more: the row of the journal that removed what somebody asks for by id, name or citation."""

from __future__ import annotations

from collections.abc import Iterator

from coder.model.identity import parse_quote_id
from coder.model.journal.change import Change
from coder.model.project import TranscriptRecord
from coder.record.chain import COLUMNS
from coder.record.kinds import KINDS, kind
from coder.record.reader import Reader

_NAMED = ("transcript", "code", "case", "coder", "finding", "recommendation", "figure", "matrix", "sample", "alias")
"""The kinds that people ask for by name; they are looked for in this order."""

_REMOVED = (
    f"SELECT {COLUMNS} FROM change c WHERE after IS NULL AND {{}} AND NOT EXISTS "
    "(SELECT 1 FROM change l WHERE l.key = c.key AND l.kind = c.kind AND (l.clock, l.replica) > (c.clock, c.replica)) "
    "ORDER BY clock DESC, replica DESC"
)


def removal(reader: Reader, asked: str) -> Change | None:
    """Return the row that removed what `asked` names, the newest where there are several; None where there is none.

    It is asked for by its id, by the citation of a coding, or by its name as it was when it was removed.
    """
    for found in (_by_key(reader, asked), _cited(reader, asked), _by_name(reader, asked)):
        for change in found:
            return change
    return None


def _rows(reader: Reader, where: str, *values: object) -> Iterator[Change]:
    for row in reader.execute(_REMOVED.format(where), values).fetchall():
        change = Change(*row)
        if change.kind in KINDS:
            yield change


def _by_key(reader: Reader, asked: str) -> Iterator[Change]:
    return _rows(reader, "key = ?", asked)


def _cited(reader: Reader, asked: str) -> Iterator[Change]:
    parsed = parse_quote_id(asked)
    if parsed is None:
        return
    case, line, tail = parsed
    rule = kind("coding")
    for change in _rows(reader, "kind = 'coding' AND substr(key, -?) = ?", len(tail), tail):
        images = reader.execute("SELECT before FROM change WHERE key = ? AND before IS NOT NULL", (change.key,))
        were = [rule.from_image(image) for (image,) in images]
        if any(one.line == line and case in _cases(reader, one.transcript) for one in were):
            yield change


def _cases(reader: Reader, transcript: str) -> set[str]:
    """Return the cases in which a transcript ever was."""
    rule = kind("transcript")
    rows = reader.execute("SELECT after FROM change WHERE key = ? AND kind = 'transcript'", (transcript,))
    records: list[TranscriptRecord] = [rule.from_image(image) for (image,) in rows if image]
    return {record.case for record in records}


def _by_name(reader: Reader, asked: str) -> Iterator[Change]:
    for name in _NAMED:
        rule = kind(name)
        for change in _rows(reader, "kind = ?", name):
            value = rule.from_image(change.before or "")
            if asked in {rule.called(value), getattr(value, "name", None), getattr(value, "title", None)}:
                yield change
