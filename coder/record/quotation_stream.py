"""Codings and passages with their words, read from the record transcript by transcript: what reports cite."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain
from operator import itemgetter
from typing import Any

import msgspec

from coder.i18n import pick
from coder.model.coding import Evidence, evidence_words
from coder.model.counting.coder_order import coders_in_order
from coder.model.counting.merged_passages import gathered
from coder.model.project import Project, TranscriptInfo
from coder.model.quotation import Border, Quotation
from coder.record.queries import speakers
from coder.record.reader import Reader
from coder.record.texts import get_text

_Row = tuple[str, int, int, int, str, str, str, str, str]
"""A coding: its id, start, end, line, code, coder, time, origin, and its evidence as JSON."""
_Quoted = Callable[[list[_Row], bool], Quotation]
"""Makes a quotation of its codings, the one that cites it first; of a passage with the borders of each."""
_ROWS = (
    'SELECT k.id, k.start, k."end", k.line, k.code, k.coder, k.at, k.origin, k.evidence FROM coding k '
    'WHERE k.transcript = ? {condition} ORDER BY k.start, k."end", k.id LIMIT ?'
)
_NO_LIMIT = -1
_NO_EVIDENCE = "[]"
_place = itemgetter(1, 2, 5)
_decode_evidence = msgspec.json.Decoder(tuple[Evidence, ...]).decode


def _by_place(quotation: Quotation) -> tuple[int, int, str]:
    return quotation.start, -quotation.end, quotation.code


def quotations(
    reader: Reader, study: Project, where: str = "", args: tuple[Any, ...] = (), limit: int = _NO_LIMIT
) -> Iterator[Quotation]:
    """Yield quotations by case, transcript and place, one a coding, holding one transcript's at a time.

    `where` is a condition on the coding `k`.
    """
    for _info, found, quoted in _by_transcript(reader, study, where, args, limit):
        for row in found:
            yield quoted([row], False)


def count_quotations(reader: Reader, study: Project, where: str = "", args: tuple[Any, ...] = ()) -> int:
    """Return how many codings `quotations` would yield without a limit."""
    condition = f" AND {where}" if where else ""
    asked = f"SELECT count(*) FROM coding k WHERE k.transcript = ?{condition}"
    return sum(reader.execute(asked, (info.id, *args)).fetchone()[0] for info in study.transcripts)


def passages(
    reader: Reader, study: Project, where: str = "", args: tuple[Any, ...] = (), *, over_codes: bool = False
) -> Iterator[list[Quotation]]:
    """Yield the passages of each transcript that has any, by place: of each code apart, or merged over all codes.

    `where` is a condition on the coding `k`. Each transcript is read once, however many codings it has.
    """
    for _info, found, quoted in _by_transcript(reader, study, where, args, _NO_LIMIT):
        groups = _grouped(found, over_codes=over_codes)
        yield sorted([quoted(codings, True) for codings in groups], key=_by_place)


def _by_transcript(
    reader: Reader, study: Project, where: str, args: tuple[Any, ...], limit: int
) -> Iterator[tuple[TranscriptInfo, list[_Row], _Quoted]]:
    """Yield each transcript that has codings, its codings, and what makes quotations of them."""
    codes = {c.id: pick(c.name, c.name_en) for c in study.codes}
    cases = {c.id: c.title for c in study.cases}
    query = _ROWS.format(condition=f"AND {where}" if where else "")
    for info in study.transcripts:
        if not limit:
            return
        if found := reader.execute(query, (info.id, *args, limit)).fetchall():
            limit -= len(found) if limit > 0 else 0
            yield info, found, _quoting(reader, info, codes, cases.get(info.case, info.case), study.coders)


def _quoting(
    reader: Reader, info: TranscriptInfo, codes: dict[str, str], case_name: str, coders: Iterable[str]
) -> _Quoted:
    """Return what makes quotations of a transcript: plain tuples, for a large study has a million of them."""
    text, (starts, spoke) = get_text(reader, info.text_hash), speakers(reader, info.id)
    case, name, synthetic, lines, make = info.case, info.name, info.synthetic, text.count, tuple.__new__
    in_order = cache(partial(coders_in_order, declared=coders))  # few sets of coders stand again and again

    def quoted(codings: list[_Row], bordered: bool) -> Quotation:
        key, start, end, line, code, coder, at, origin, suggested = codings[0]
        cited = [f"{case}-{row[3]}-{row[0][-4:]}" for row in codings]
        if len(codings) > 1:
            end = max([row[2] for row in codings])
            by = in_order(tuple([row[5] for row in codings]))
            evidence = tuple(chain.from_iterable(map(_evidence, codings, cited)))
        else:  # most passages: what several need would cost as much as all the rest
            by = (coder,)
            evidence = () if suggested == _NO_EVIDENCE else _evidence(codings[0], cited[0])
        return make(
            Quotation,
            (
                cited[0],
                key,
                case,
                case_name,
                name,
                line,
                line + lines("\n", start, end - 1),
                spoke[bisect_right(starts, start) - 1],
                code,
                codes.get(code, code),
                by,
                text[start:end],
                start,
                end,
                at,
                origin,
                synthetic,
                tuple(map(_border, codings, cited)) if bordered else (),
                evidence,
            ),
        )

    return quoted


def _grouped(found: list[_Row], *, over_codes: bool) -> Iterator[list[_Row]]:
    """Yield the codings of each passage, the one that cites it first."""
    if over_codes:
        yield from gathered(found, _place)
        return
    by_code: dict[str, list[_Row]] = defaultdict(list)
    for row in found:
        by_code[row[4]].append(row)
    for codings in by_code.values():
        yield from gathered(codings, _place)


def _border(row: _Row, citation: str) -> Border:
    return tuple.__new__(Border, (row[0], citation, row[4], row[5], row[1], row[2]))


def _evidence(row: _Row, citation: str) -> tuple[str, ...]:
    """Return what spoke for a coding that was suggested."""
    return () if row[8] == _NO_EVIDENCE else evidence_words(_decode_evidence(row[8]), citation)
