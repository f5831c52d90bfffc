"""Codings made elsewhere, as rows of a CSV file that quote the words they code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coder.domain.text import LineIndex, Span, normalise
from coder.errors import InputError, Problem
from coder.i18n import _
from coder.importers.encoding import decode

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
    text = _text(path)
    rows = _rows(path, text)
    first, header = next(rows, (1, []))
    columns = [name.strip().casefold() for name in header]
    _check_header(path, first, columns)
    return [_coding(path, line, columns, cells) for line, cells in rows if any(map(str.strip, cells))]


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), path)[0].removeprefix("\ufeff")
    except FileNotFoundError:
        raise InputError(Problem(path, 0, _("is not there")), _("check the name")) from None
    except OSError as error:
        message = _("cannot be read: {why}").format(why=error.strerror or error)
        raise InputError(Problem(path, 0, message), _("check the name and its permissions")) from error
    except InputError as error:
        if error.problem.line:
            raise
        # What `decode` advises for the whole file is meant for transcripts.
        raise InputError(error.problem, _header_hint()) from None


def _header_hint() -> str:
    return _("The first line must be: {columns}").format(columns=",".join(_REQUIRED + _OPTIONAL))


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it begins on; Excel writes semicolons or tabs for some locales."""
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("this is not valid CSV: {reason}").format(reason=error)
        hint = _('Put quotes with commas or line ends in "…" and double each " inside.')
        raise InputError(Problem(path, line, message), hint) from None


def _check_header(path: Path, line: int, columns: list[str]) -> None:
    unknown = [name for name in columns if name not in _REQUIRED + _OPTIONAL]
    missing = [name for name in _REQUIRED if name not in columns]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    for names, message in (
        (missing, _("columns are missing: {names}")),
        (unknown, _("unknown columns: {names}")),
        (twice, _("columns stand twice: {names}")),
    ):
        if names:
            written = ", ".join(name or '""' for name in names)
            raise InputError(Problem(path, line, message.format(names=written)), _header_hint())


def _coding(path: Path, line: int, columns: list[str], cells: list[str]) -> CodingRow:
    if len(cells) != len(columns):
        message = _("the row has {found} cells, the header {wanted}").format(found=len(cells), wanted=len(columns))
        raise InputError(Problem(path, line, message), _('Is a quote with a comma not in "…"?'))
    values = {name: normalise(cell.strip()) for name, cell in zip(columns, cells, strict=True)}
    empty = [name for name in _REQUIRED if not values[name]]
    if empty:
        message = _("{column} is empty").format(column=", ".join(empty))
        raise InputError(Problem(path, line, message), _("Fill it in, or remove the row."))
    number = _line_number(path, line, values.pop("line"))
    _check_values(path, line, values)
    given = {name: value for name, value in values.items() if value}
    return CodingRow(path=path, row_line=line, line=number, **given)


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
