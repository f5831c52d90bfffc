"""How much the codes are used, counted by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coder.model.codebook import Code
from coder.model.coding import Coding, Memo
from coder.model.counting.codetree import above
from coder.model.counting.frequencies import EVERY_CODE, Frequency, frequency, summed
from coder.record.counts.code_counts import code_counts
from coder.record.counts.kept_counts import CountedStudy
from coder.record.reader import Reader


@dataclass(frozen=True, slots=True)
class CodeCount:
    """What is counted of a code with those below it: passages of the coder who looks, and codings that wait.

    `row` is its row of the frequency table; None where the code is not used.
    """

    mine: int = 0
    waiting: int = 0
    row: Frequency | None = None

    @property
    def all(self) -> int:
        """Passages, whoever coded them."""
        return self.row.passages if self.row else 0

    @property
    def cases(self) -> int:
        """Cases with the code."""
        return self.row.cases if self.row else 0


@dataclass(frozen=True, slots=True)
class CodeUse:
    """Who used a code how often, in how many transcripts."""

    codings: int
    coders: tuple[str, ...]
    transcripts: int


def counts(study: CountedStudy) -> dict[str, CodeCount]:
    """Return the counts of every code that is used and of every code above one, which merges what is below it."""
    reader = study.reader
    waiting = dict(
        reader.execute(
            "SELECT c.id, count(*) FROM code c JOIN coding k ON k.code = c.id "
            "WHERE c.version > 1 AND k.code_version < c.version GROUP BY c.id"
        )
    )
    case_of = dict(reader.execute('SELECT id, "case" FROM transcript'))
    in_all = len(set(case_of.values()))
    codes = {code.id: code for code in reader.all(Code)}
    late: Counter[str] = Counter()
    for code, number in waiting.items():
        late.update(dict.fromkeys(above(codes.values(), code), number))
    return {
        key: CodeCount(
            mine=tally.coders[study.coder],
            waiting=late[key],
            row=frequency(codes[key], tally, case_of, {}, in_all),
        )
        for key, tally in summed(code_counts(study)).items()
        if key != EVERY_CODE
    }


def use_of(reader: Reader, code: str) -> CodeUse:
    """Return how much one code is used."""
    rows = reader.execute(
        "SELECT coder, transcript, count(*) FROM coding WHERE code = ? GROUP BY transcript, coder", (code,)
    ).fetchall()
    coders = tuple(sorted({row[0] for row in rows}))
    return CodeUse(sum(row[2] for row in rows), coders, len({row[1] for row in rows}))


def codings_of(reader: Reader, code: str) -> list[Coding]:
    """Return the codings of a code, by transcript and place."""
    return reader.select(Coding, 'WHERE code = ? ORDER BY transcript, start, "end", id', (code,))


def waiting_codings(reader: Reader, code: str | None = None) -> list[Coding]:
    """Return the codings made under an older definition than their code has now, of one code or of all."""
    where = "WHERE code_version < (SELECT version FROM code c WHERE c.id = coding.code) {only} ORDER BY {order}"
    order = 'code, transcript, start, "end", id'
    if code is None:
        return reader.select(
            Coding,
            "WHERE code IN (SELECT id FROM code WHERE version > 1) AND "
            + where.format(only="", order=order).removeprefix("WHERE "),
        )
    return reader.select(Coding, where.format(only="AND code = ?", order=order), (code,))


def coding_at(reader: Reader, coding: Coding, code: str) -> Coding | None:
    """Return the coding that puts `code` on the same words by the same coder, if there is one."""
    found: list[Any] = reader.select(
        Coding,
        'WHERE code = ? AND transcript = ? AND coder = ? AND start = ? AND "end" = ? AND id != ?',
        (code, coding.transcript, coding.coder, coding.start, coding.end, coding.id),
    )
    return found[0] if found else None


def memos_on_codings(reader: Reader, code: str) -> list[Memo]:
    """Return the memos on the codings of a code."""
    return reader.select(Memo, "WHERE target IN (SELECT id FROM coding WHERE code = ?) ORDER BY id", (code,))


def memos_on(reader: Reader, kind: str, target: str) -> list[Memo]:
    """Return the memos on one thing."""
    return reader.select(Memo, "WHERE target_kind = ? AND target = ? ORDER BY id", (kind, target))


def count_codings(reader: Reader, codes: Sequence[str]) -> int:
    """Return how many codings the codes have."""
    marks = ", ".join("?" * len(codes))
    count: int = reader.execute(f"SELECT count(*) FROM coding WHERE code IN ({marks})", tuple(codes)).fetchone()[0]
    return count
