"""Codings made elsewhere, as rows of a CSV file that quote the words they code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.cells import unguard
from coder.files.csv_rows import CsvRow, columns_in, read_rows
from coder.i18n import _, listed
from coder.model.coding import ORIGINS, Evidence
from coder.model.counting.column import columns_of
from coder.model.counting.table_columns import passage_columns, quotation_columns
from coder.model.text import LineIndex, Span
from coder.model.values.numerals import whole_number

_REQUIRED = ("transcript", "line", "quote", "code", "coder")
_OPTIONAL = ("at", "origin", "memo", "occurrence", "evidence")
_OWN = ("quote_id", "transcript", "line", "text", "start", "end", "codings")
_BORDERS = re.compile(r"(\S+) (.+?) (\d+)-(\d+) \[([^\]]*)\](?:; |$)")
_EVIDENCE = re.compile(r"(.+?) (\d{1,12})-(\d{1,12}) (-?[\d.]+(?:e-?\d+)?)(?: \[([^\]]*)\])?(?:; |$)", re.DOTALL)
_NEARBY = 2
_EXCERPT = 40
_AROUND = 8
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """One coding of the file; `row_line` is the line of the CSV that it begins on.

    `occurrence` says which of several equal quotes is meant, counted from 1. Our own files of quotations have in `span`
    the place of the coding, and in `within` that of the passage whose words are quoted.
    """

    path: Path
    row_line: int
    transcript: str
    line: int
    quote: str
    code: str
    coder: str
    at: str = ""
    origin: str = "import"
    memo: str = ""
    evidence: tuple[Evidence, ...] = ()
    occurrence: int = 0
    span: Span | None = None
    within: Span | None = None


def read_codings(path: Path) -> list[CodingRow]:
    """Return the codings in the CSV file at `path`, which may be one of our own files of quotations."""
    if {"quote_id", "codings"} <= set(columns_in(path, _REQUIRED, _OPTIONAL)):
        known = {c.name for c in columns_of(quotation_columns({}), "csv")}
        known |= {c.name for c in columns_of(passage_columns({}), "csv")}
        rows = read_rows(path, _OWN, sorted(known - set(_OWN)))
        return [coding for row in rows for coding in _codings_of_passage(path, row)]
    return [_coding(path, row) for row in read_rows(path, _REQUIRED, _OPTIONAL)]


def _codings_of_passage(path: Path, row: CsvRow) -> Iterator[CodingRow]:
    """Yield the codings of a passage, each with its own code, coder and borders."""
    values = {name: unguard(value) for name, value in row.values.items()}
    origin = values.get("origin", "")
    whole = _span(path, row.line, values["start"], values["end"])
    found = _BORDERS.findall(values["codings"])
    if not found:
        message = _("codings is “{value}”").format(value=values["codings"])
        raise InputError(Problem(path, row.line, message), _("Leave the file as coder wrote it."))
    evidence = _evidence(path, row.line, values.get("evidence", ""))
    for code, coder, start, end, citation in found:
        yield CodingRow(
            path=path,
            row_line=row.line,
            transcript=values["transcript"],
            line=_line_number(path, row.line, values["line"]),
            quote=values["text"],
            code=code,
            coder=coder,
            at=values.get("at", ""),
            origin=origin if origin in ORIGINS else "import",
            evidence=tuple(word for cited, word in evidence if cited == citation),
            span=_span(path, row.line, start, end),
            within=whole,
        )


def _evidence(path: Path, line: int, written: str) -> list[tuple[str, Evidence]]:
    """Return the words of a cell that spoke for codings, each with the citation of its coding."""
    found, at = [], 0
    while at < len(written):
        match = _EVIDENCE.match(written, at)
        if match is None:
            message = _("evidence is “{value}”").format(value=_excerpt(written[at:]))
            hint = _("Write each word with its place in the text and its weight: word 120-122 0.8; next 130-133 0.5")
            raise InputError(Problem(path, line, message), hint)
        word, start, end, weight, citation = match.groups()
        found.append((citation or "", Evidence(word, int(start), int(end), float(weight))))
        at = match.end()
    return found


def _span(path: Path, line: int, start: str, end: str) -> Span:
    first, last = whole_number(start), whole_number(end)
    if first is not None and last is not None and first < last:
        return Span(first, last)
    message = _("“{start}–{end}” is not a place in a text").format(start=start, end=end)
    raise InputError(Problem(path, line, message), _("Leave the file as coder wrote it."))


def _coding(path: Path, row: CsvRow) -> CodingRow:
    values = dict(row.values)
    number = _line_number(path, row.line, values.pop("line"))
    written = values.pop("occurrence", "0")
    if (occurrence := whole_number(written)) is None:
        message = _("occurrence is “{value}”, not a number").format(value=written)
        raise InputError(Problem(path, row.line, message), _("Count the quotes in the line from 1."))
    _check_values(path, row.line, values)
    return CodingRow(
        path=path,
        row_line=row.line,
        transcript=values["transcript"],
        line=number,
        quote=values["quote"],
        code=values["code"],
        coder=values["coder"],
        at=values.get("at", ""),
        origin=values.get("origin", "import"),
        memo=values.get("memo", ""),
        evidence=tuple(word for _cited, word in _evidence(path, row.line, values.get("evidence", ""))),
        occurrence=occurrence,
    )


def _line_number(path: Path, line: int, written: str) -> int:
    if (number := whole_number(written, 1)) is not None:
        return number
    message = _("line is “{value}”, not a line number").format(value=written)
    raise InputError(Problem(path, line, message), _("Write the number of the quote's line, counted from 1."))


def _check_values(path: Path, line: int, values: dict[str, str]) -> None:
    origin, at = values.get("origin", ""), values.get("at", "")
    if origin and origin not in ORIGINS:
        message = _("origin is “{value}”").format(value=origin)
        raise InputError(Problem(path, line, message), _("Write one of: {names}").format(names=listed(ORIGINS)))
    try:
        datetime.fromisoformat(at or "2000-01-01")
    except ValueError:
        message = _("at is “{value}”, not a time").format(value=at)
        raise InputError(Problem(path, line, message), _("Write it as 2025-03-01T14:30:00+08:00.")) from None


def place(row: CodingRow, text: str, line_index: LineIndex) -> Span:
    """Return the span of the row's quote, which begins in its line or else at most two lines off.

    Where several are equal the row must say which; a place that a file of ours names must still have its words.
    """
    if row.span is not None:
        return _placed(row, row.span, text)
    found = _occurrences(row, text, line_index)
    if not found:
        raise _misplaced(row, text, line_index)
    if row.occurrence > len(found) or (len(found) > 1 and not row.occurrence):
        raise _ambiguous(row, found, text, line_index)
    at = found[max(0, row.occurrence - 1)]
    return Span(at, at + len(row.quote))


def _placed(row: CodingRow, span: Span, text: str) -> Span:
    whole = row.within or span
    if whole.start <= span.start and span.end <= whole.end and text[whole.start : whole.end].strip() == row.quote:
        return span
    message = _("the words at {start}–{end} of {transcript} are not “{quote}”").format(
        start=whole.start, end=whole.end, transcript=row.transcript, quote=_excerpt(row.quote)
    )
    hint = _("Write the file again from a study with this text, with --identified if names are replaced in it.")
    raise InputError(Problem(row.path, row.row_line, message), hint)


def _occurrences(row: CodingRow, text: str, line_index: LineIndex) -> list[int]:
    """Return where the quote begins in its line, else in the lines around it."""
    last = len(line_index.starts)
    for off in (0, _NEARBY):
        first, final = max(1, row.line - off), min(last, row.line + off)
        if first > final:
            continue
        start, end = line_index.span_of(first).start, line_index.span_of(final).end
        found = []
        at = text.find(row.quote, start)
        while 0 <= at < end:
            found.append(at)
            at = text.find(row.quote, at + 1)
        if found:
            return found
    return []


def _ambiguous(row: CodingRow, found: list[int], text: str, line_index: LineIndex) -> InputError:
    shown = "; ".join(
        f"{number} " + _("line {line}").format(line=line_index.line_of(at)) + f" “{_context(text, at, len(row.quote))}”"
        for number, at in enumerate(found[:_SHOWN], 1)
    )
    message = _("“{quote}” stands {count} times near line {line} of {transcript}: {places}").format(
        quote=_excerpt(row.quote), count=len(found), line=row.line, transcript=row.transcript, places=shown
    )
    hint = _("Say which in a column occurrence, by its number here, or quote more words.")
    return InputError(Problem(row.path, row.row_line, message), hint)


def _context(text: str, at: int, length: int) -> str:
    before, after = text[max(0, at - _AROUND) : at], text[at + length : at + length + _AROUND]
    return " ".join(f"{before}[{_excerpt(text[at : at + length])}]{after}".split())


def _misplaced(row: CodingRow, text: str, line_index: LineIndex) -> InputError:
    count = len(line_index.starts)
    if row.line > count:
        message = _("{transcript} has {count} lines, none numbered {line}").format(
            transcript=row.transcript, count=count, line=row.line
        )
    else:
        line = line_index.span_of(row.line)
        message = _("“{quote}” is not in line {line} of {transcript}, which has “{found}”").format(
            quote=_excerpt(row.quote), line=row.line, transcript=row.transcript,
            found=_excerpt(text[line.start : line.end]),
        )  # fmt: skip
    at = text.find(row.quote)
    if at >= 0:
        hint = _("The quote is in line {line}: correct the number.").format(line=line_index.line_of(at))
    else:
        hint = _("Copy the quote from the transcript, character for character.")
    return InputError(Problem(row.path, row.row_line, message), hint)


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
