"""Transcripts in tables, CSV and Excel: a row a turn, with a column of speakers."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.transcripts.cues import Cue, clock, source_of
from coder.transcripts.document_pieces import worded
from coder.transcripts.packages import check_package, refusing_damage
from coder.transcripts.script import Script
from coder.transcripts.table_kind import TableKind, kind_of, recorded
from coder.transcripts.tables import pieces_of_table

_MOST_ROWS = 100_000
_MOST_IN_A_WORKBOOK = 50_000
_MOST_FORMATTED = 150_000
_LAST_ROW = 1_048_576


class SpreadsheetImporter:
    """Reads the first sheet that has a column of speakers and one of what they say."""

    name = "table"
    suffixes = (".csv", ".tsv", ".xlsx")
    only_named = True

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        sheets, encoding = sheets_of(path, data)
        for rows in sheets:
            kind = kind_of(rows)
            if kind is TableKind.TURNS:
                pieces = pieces_of_table(worded([cell.split("\n") for cell in row] for row in rows))
                return Script(pieces).source(encoding, self.name, told=True)
            if kind is TableKind.CUES:
                return source_of(_cues(rows), encoding, self.name)
            if kind is not TableKind.NEITHER:
                raise _of_cases(path, kind)
        raise InputError(
            Problem(path, 1, _("no column of this table holds speakers")),
            _("Give the columns a first row with names such as speaker, time, text."),
        )


def _cues(rows: list[list[str]]) -> list[Cue]:
    """Return a table of speech recognition as cues; whole numbers are thousandths of seconds."""
    titles, *body = rows
    time, words = recorded(titles) or (0, 0)
    return [
        Cue(clock(int(row[time]) // 1000) if row[time].isdecimal() else row[time] or None, "", row[words])
        for row in body
        if row[words]
    ]


def _of_cases(path: Path, kind: TableKind) -> InputError:
    if kind is TableKind.CASES:
        message = _("is a survey, of which each row is a case of its own")
        return InputError(Problem(path, 1, message), _("Import it by the command: coder import FILE"))
    message = _("it is unclear whether each row is a turn or a case")
    hint = _("Title the columns of turns speaker and text; of a survey say what the answers are by --answers COLUMN.")
    return InputError(Problem(path, 1, message), hint)


def sheets_of(path: Path, data: bytes) -> tuple[list[list[list[str]]], str]:
    """Return the sheets of a table as rows of equal length, rows without a word left out, and how it was stored."""
    if data.startswith(b"PK"):
        check_package(path, data, _("this is not an Excel workbook (.xlsx), or it is cut off"))
        with refusing_damage(path):
            sheets, encoding = _sheets(path, data), "ooxml"
    else:
        raw, encoding = decode(data, path)
        sheets = [_rows(raw)]
        if len(sheets[0]) > _MOST_ROWS:
            raise _too_many(path, _MOST_ROWS)
    return [[row for row in _even(rows) if any(row)] for rows in sheets], encoding


def _too_many(path: Path, most: int) -> InputError:
    message = _("has more than {most} rows").format(most=most)
    return InputError(Problem(path, most, message), _("Split it, and add the parts."))


def _rows(raw: str) -> list[list[str]]:
    lines = raw.lstrip("\ufeff")
    head = lines[:4096]
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    try:
        return [row for row, _at in zip(reader, range(_MOST_ROWS + 1), strict=False)]
    except csv.Error:
        return []


def _sheets(path: Path, data: bytes) -> list[list[list[str]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [_filled(path, sheet) for sheet in book.worksheets]


def _filled(path: Path, sheet: Any) -> list[list[str]]:
    """Return the rows that hold anything: in many sheets formatted rows without a word reach far down."""
    sheet.reset_dimensions()  # rows that are missing have no cells, rather than as many as the sheet says it is wide
    there = (row for row in sheet.iter_rows(values_only=True, max_row=_LAST_ROW) if row)
    kept = []
    for number, row in enumerate(there):
        cells = [_written(cell) for cell in row]
        if any(cells):
            kept.append(cells)
        if len(kept) > _MOST_IN_A_WORKBOOK or number > _MOST_FORMATTED:
            raise _too_many(path, _MOST_IN_A_WORKBOOK)
    return kept


def _written(cell: object) -> str:
    """Return what a cell shows: nothing, a day without the hour that nobody wrote, a whole number without a point."""
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return str(cell.date())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _even(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows with as many cells each as the columns that hold anything."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    return [[cell.strip() for cell in row[:width]] + [""] * (width - len(row)) for row in rows]
