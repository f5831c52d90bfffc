"""Passages with their words, read from the record transcript by transcript: what reports cite and tables list."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import msgspec

from coder.i18n import pick
from coder.model.coding import Evidence, evidence_words
from coder.model.counting.merged_passages import gathered
from coder.model.project import Project, TranscriptInfo
from coder.model.quotation import Border, Quotation
from coder.record.queries import speakers
from coder.record.reader import Reader
from coder.record.texts import get_text

_Row = tuple[str, int, int, int, str, str, str, str, str]
"""A coding: its id, start, end, line, code, coder, time, origin, and its evidence as JSON."""
_ROWS = (
    'SELECT k.id, k.start, k."end", k.line, k.code, k.coder, k.at, k.origin, k.evidence FROM coding k '
    'WHERE k.transcript = ? {condition} ORDER BY k.start, k."end", k.id'
)
_place = itemgetter(1, 2, 5)
_decode_evidence = msgspec.json.Decoder(tuple[Evidence, ...]).decode


def _by_place(quotation: Quotation) -> tuple[int, int, str]:
    return quotation.start, -quotation.end, quotation.code


def passages(
    reader: Reader, study: Project, where: str = "", args: tuple[Any, ...] = (), *, over_codes: bool = False
) -> Iterator[list[Quotation]]:
    """Yield the passages of each transcript that has any, by place: of each code apart, or merged over all codes.

    `where` is a condition on the coding `k`. Each transcript is read once, however many codings it has.
    """
    codes, cases = {c.id: pick(c.name, c.name_en) for c in study.codes}, {c.id: c.title for c in study.cases}
    query = _ROWS.format(condition=f"AND {where}" if where else "")
    for info in study.transcripts:
        if found := reader.execute(query, (info.id, *args)).fetchall():
            groups = _grouped(found, over_codes=over_codes)
            made = _quoted(reader, info, groups, codes, cases.get(info.case, info.case))
            yield sorted(made, key=_by_place)


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


def _quoted(
    reader: Reader, info: TranscriptInfo, groups: Iterator[list[_Row]], codes: dict[str, str], case_name: str
) -> Iterator[Quotation]:
    """Yield a quotation for each passage of a transcript: plain tuples, for a large study has a million of them."""
    text, (starts, spoke) = get_text(reader, info.text_hash), speakers(reader, info.id)
    case, name, synthetic, lines, make = info.case, info.name, info.synthetic, text.count, tuple.__new__
    for codings in groups:
        key, start, end, line, code, _coder, at, origin, _words = codings[0]
        borders: list[Border] = []
        coders: dict[str, None] = {}
        evidence: list[str] = []
        for one, begin, until, row, of, coder, _at, _origin, words in codings:
            citation = f"{case}-{row}-{one[-4:]}"
            borders.append(make(Border, (one, citation, of, coder, begin, until)))
            coders[coder] = None
            end = max(end, until)
            if words != "[]":
                evidence += evidence_words(_decode_evidence(words), citation)
        yield make(
            Quotation,
            (
                borders[0].citation,
                key,
                case,
                case_name,
                name,
                line,
                line + lines("\n", start, end - 1),
                spoke[bisect_right(starts, start) - 1],
                code,
                codes.get(code, code),
                tuple(coders),
                text[start:end],
                start,
                end,
                at,
                origin,
                synthetic,
                tuple(borders),
                tuple(evidence),
            ),
        )
