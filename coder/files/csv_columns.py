"""Tables of declared columns as CSV, in UTF-8 with BOM, after RFC 4180."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO, TypeVar

from coder.files.atomic import atomic_text
from coder.files.cells import SUSPECTS, Lookup, guard
from coder.model.counting.column import SEVERAL, Column, Value, cell_of, columns_of

R = TypeVar("R")
_BOM = "\ufeff"
_CRLF = "\r\n"
_BATCH = 500
_MARK, _MARKS = '"', '""'
_TO_QUOTE = re.compile(r'[",\r\n]')


def write_table(path: Path, columns: Sequence[Column[R]], rows: Iterable[R]) -> Path:
    """Write a table into the file `path`, whole or not at all."""
    with atomic_text(path) as file:
        # The codec "utf-8-sig" would cost a Python call a row; Excel needs the mark to see UTF-8.
        file.write(_BOM)
        print_table(file, columns, rows)
    return path


def print_table(file: TextIO, columns: Sequence[Column[R]], rows: Iterable[R], end: str = _CRLF) -> None:
    """Write a table into an open file; `end` ends its lines.

    Names of columns are the same in every language. A text that a spreadsheet might run as a formula
    gets an apostrophe before it, as `coder.files.cells.guard` says; `unguard` there takes it off.
    """
    columns = columns_of(columns, "csv")
    file.write(",".join(_field(column.name) for column in columns) + end)
    file.writelines(line + end for line in _lines(columns, rows))


def _lines(columns: Sequence[Column[R]], rows: Iterable[R]) -> Iterator[str]:
    """Yield a line a row; made for a million: columns are read one after the other, some hundred rows at a time."""
    read = [_reader(column) for column in columns]
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield from map(",".join, zip(*(cells(batch) for cells in read), strict=True))


def _reader(column: Column[R]) -> Callable[[list[R]], Iterable[str]]:
    """Return what reads a column's cells of some rows: what recurs is looked up, texts that do not are just quoted."""
    value, kind = column.value, column.kind
    if column.recurs:
        known: Lookup[Value, str] = Lookup(lambda one: _field(cell_of(one, kind)))
        return lambda batch: map(known.__getitem__, map(value, batch))

    if kind == "number":
        return lambda batch: ["" if one is None else str(one) for one in map(value, batch)]

    def read(batch: list[R]) -> list[str]:
        values = [SEVERAL.join(one) if one and type(one) is tuple else one for one in map(value, batch)]
        return [
            f'"{one.replace(_MARK, _MARKS)}"'
            if type(one) is str and one[:1] not in SUSPECTS
            else _field(cell_of(one, kind))
            for one in values
        ]

    return read


def _field(value: str | float) -> str:
    """Return a value, guarded, as a field of CSV."""
    if not isinstance(value, str):
        return str(value)
    text = guard(value)
    return f'"{text.replace(_MARK, _MARKS)}"' if _TO_QUOTE.search(text) else text
