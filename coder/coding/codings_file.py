"""Codings made elsewhere, as rows of a CSV file that quote the words they code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.csv_rows import CsvRow, read_rows
from coder.i18n import _
from coder.model.text import LineIndex, Span

_REQUIRED = ("transcript", "line", "quote", "code", "coder")
_OPTIONAL = ("at", "origin", "memo")
_ORIGINS = ("manual", "suggestion", "bulk", "import")
_NEARBY = (0, -1, 1, -2, 2)
_EXCERPT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """One coding of the file; `row_line` is the line of the CSV that it begins on."""

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


def read_codings(path: Path) -> list[CodingRow]:
    """Return the codings in the CSV file at `path`."""
    return [_coding(path, row) for row in read_rows(path, _REQUIRED, _OPTIONAL)]


def _coding(path: Path, row: CsvRow) -> CodingRow:
    values = dict(row.values)
    number = _line_number(path, row.line, values.pop("line"))
    _check_values(path, row.line, values)
    return CodingRow(path=path, row_line=row.line, line=number, **values)


def _line_number(path: Path, line: int, written: str) -> int:
    if written.isdecimal() and len(written) < 10 and int(written):  # noqa: PLR2004  no text has that many lines
        return int(written)
    message = _("line is “{value}”, not a line number").format(value=written)
    raise InputError(Problem(path, line, message), _("Write the number of the quote's line, counted from 1."))


def _check_values(path: Path, line: int, values: dict[str, str]) -> None:
    origin, at = values.get("origin", ""), values.get("at", "")
    if origin and origin not in _ORIGINS:
        message = _("origin is “{value}”").format(value=origin)
        raise InputError(Problem(path, line, message), _("Write one of: {names}").format(names=", ".join(_ORIGINS)))
    try:
        datetime.fromisoformat(at or "2000-01-01")
    except ValueError:
        message = _("at is “{value}”, not a time").format(value=at)
        raise InputError(Problem(path, line, message), _("Write it as 2025-03-01T14:30:00+08:00.")) from None


def place(row: CodingRow, text: str, line_index: LineIndex) -> Span:
    """Return the span of the row's quote, which begins in its line or at most two lines off."""
    for off in _NEARBY:
        number = row.line + off
        if not 1 <= number <= len(line_index.starts):
            continue
        line = line_index.span_of(number)
        at = text.find(row.quote, line.start, line.end + len(row.quote) - 1)
        if at >= 0:
            return Span(at, at + len(row.quote))
    raise _misplaced(row, text, line_index)


def _misplaced(row: CodingRow, text: str, line_index: LineIndex) -> InputError:
    count = len(line_index.starts)
    if row.line > count:
        message = _("{transcript} has {count} lines, none numbered {line}").format(
            transcript=row.transcript, count=count, line=row.line
        )
    else:
        line = line_index.span_of(row.line)
        message = _("“{quote}” is not in line {line} of {transcript}, where stands “{found}”").format(
            quote=_excerpt(row.quote), line=row.line, transcript=row.transcript,
            found=_excerpt(text[line.start : line.end]),
        )  # fmt: skip
    at = text.find(row.quote)
    if at >= 0:
        hint = _("The quote stands in line {line}: correct the number.").format(line=line_index.line_of(at))
    else:
        hint = _("Copy the quote from the transcript, character for character.")
    return InputError(Problem(row.path, row.row_line, message), hint)


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
