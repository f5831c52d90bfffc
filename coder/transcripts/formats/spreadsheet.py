"""Transcripts in tables, CSV and Excel: a row a turn, with a column of speakers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.i18n import _
from coder.model.text import Source
from coder.transcripts.packages import check_package, refusing_damage
from coder.transcripts.script import Script
from coder.transcripts.tables import pieces_of_table

_MOST_ROWS = 100_000


class SpreadsheetImporter:
    """Reads the first sheet that has a column of speakers and one of what they say."""

    name = "table"
    suffixes = (".csv", ".tsv", ".xlsx")
    only_named = True

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        if data.startswith(b"PK"):
            check_package(path, data, _("this is not an Excel workbook (.xlsx), or it is cut off"))
            with refusing_damage(path):
                sheets, encoding = _sheets(data), "ooxml"
        else:
            raw, encoding = decode(data, path)
            sheets = [_rows(raw)]
        for rows in sheets:
            kept = [row for row in _even(rows) if any(row)]
            pieces = pieces_of_table([[cell.split("\n") for cell in row] for row in kept]) if kept else []
            if any(piece.speaker for piece in pieces):
                return Script(pieces).source(encoding, self.name)
        raise InputError(
            Problem(path, 1, _("no column of this table holds speakers")),
            _("Give the columns a first row with names such as speaker, time, text."),
        )


def _rows(raw: str) -> list[list[str]]:
    lines = raw.lstrip("\ufeff")
    head = lines[:4096]
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    try:
        return [row for row, _at in zip(reader, range(_MOST_ROWS), strict=False)]
    except csv.Error:
        return []


def _sheets(data: bytes) -> list[list[list[str]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [
        [
            ["" if cell is None else str(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True, max_row=_MOST_ROWS)
        ]
        for sheet in book.worksheets
    ]


def _even(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows with as many cells each as the columns that hold anything."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    return [[cell.strip() for cell in row[:width]] + [""] * (width - len(row)) for row in rows]
