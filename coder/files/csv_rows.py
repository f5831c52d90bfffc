"""Rows of a CSV file with named columns; what is wrong is an error that names its line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from coder.errors import InputError, Problem
from coder.files.plain_text import read_decoded
from coder.i18n import _, listed
from coder.model.text import normalise

_LARGEST = 200_000_000
_MOST_TOLD, _LONGEST_TOLD = 12, 80


class CsvRow(NamedTuple):
    """A row: the line of the file that it begins on, and its cells that are not empty, by column."""

    line: int
    values: dict[str, str]


def read_rows(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> list[CsvRow]:
    """Return the rows of the CSV file at `path`, whose first line names its columns in any order."""
    wanted = _wanted(required, optional)
    rows = _rows(path, read_decoded(path, _LARGEST, wanted))
    first, header = next(rows, (1, []))
    columns = [name.strip().casefold() for name in header]
    _check_header(path, first, columns, required, optional, wanted)
    return [_row(path, line, columns, cells, required) for line, cells in rows if any(map(str.strip, cells))]


def columns_in(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> list[str]:
    """Return the names in the first line of the CSV file at `path`, which is expected to have these columns."""
    _line, header = next(_rows(path, read_decoded(path, _LARGEST, _wanted(required, optional))), (1, []))
    return [name.strip().casefold() for name in header]


def _wanted(required: Sequence[str], optional: Sequence[str]) -> str:
    return _("The first line must be: {columns}").format(columns=",".join([*required, *optional]))


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


def _check_header(
    path: Path, line: int, columns: list[str], required: Sequence[str], optional: Sequence[str], wanted: str
) -> None:
    known, found = {*required, *optional}, set(columns)
    unknown = [name for name in dict.fromkeys(columns) if name not in known]
    missing = [name for name in required if name not in found]
    twice = repeated(columns)
    for names, message in (
        (missing, _("columns are missing: {names}")),
        (unknown, _("unknown columns: {names}")),
        (twice, _("columns stand twice: {names}")),
    ):
        if names:
            raise InputError(Problem(path, line, message.format(names=few(names))), wanted)


def repeated(names: Sequence[str]) -> list[str]:
    """Return the names that stand more than once, in the order of the alphabet."""
    return sorted(name for name, times in Counter(names).items() if times > 1)


def few(names: Sequence[str]) -> str:
    """Return the first names of a message, and how many more there are: a file may hold a million."""
    told = listed(name[:_LONGEST_TOLD] or '""' for name in names[:_MOST_TOLD])
    return told + (_(" and {count} more").format(count=len(names) - _MOST_TOLD) if len(names) > _MOST_TOLD else "")


def _row(path: Path, line: int, columns: list[str], cells: list[str], required: Sequence[str]) -> CsvRow:
    if len(cells) != len(columns):
        message = _("the row has {found} cells, the header {wanted}").format(found=len(cells), wanted=len(columns))
        raise InputError(Problem(path, line, message), _('Is a quote with a comma not in "…"?'))
    values = {name: normalise(cell.strip()) for name, cell in zip(columns, cells, strict=True)}
    empty = [name for name in required if not values[name]]
    if empty:
        message = _("{column} is empty").format(column=listed(empty))
        raise InputError(Problem(path, line, message), _("Fill it in, or remove the row."))
    return CsvRow(line, {name: value for name, value in values.items() if value})
