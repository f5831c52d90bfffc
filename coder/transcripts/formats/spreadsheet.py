"""Transcripts in tables, CSV, Excel and OpenDocument: a row a turn, with a column of speakers."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coder.errors import InputError, Problem
from coder.files.encoding import decode
from coder.files.sheet_paths import is_called, sheet_of
from coder.i18n import _, listed
from coder.model.names.shell_words import shell_word
from coder.model.read_transcript import Source
from coder.transcripts.content_kind import suffix_of
from coder.transcripts.cues import Cue, clock, source_of
from coder.transcripts.document_pieces import worded
from coder.transcripts.formats.opendocument_sheets import OpenSheet, open_sheets
from coder.transcripts.formats.workbook_cells import Book, Row, book_of, hidden_columns, rows_of
from coder.transcripts.formats.workbook_parts import SheetParts, parts_of, workbook_in
from coder.transcripts.packages import check_package, refusing_damage, save_again
from coder.transcripts.remarks import AT, around, mark, unmarked, with_remarks
from coder.transcripts.script import Script
from coder.transcripts.table_kind import TableKind, kind_of, recorded
from coder.transcripts.tables import pieces_of_table

_MOST_ROWS = 100_000
_MOST_IN_A_WORKBOOK = 50_000
_MOST_FORMATTED = 150_000
_SPEECH = frozenset({TableKind.TURNS, TableKind.CUES})


class CellComment(NamedTuple):
    """A comment, and the row and column of the sheet that it is on; None for a cell beside those that are filled."""

    row: int | None
    column: int | None
    words: str


class Sheet(NamedTuple):
    """What a sheet shows: its rows that hold a word, all as long, what of it is hidden, and comments."""

    name: str
    rows: list[list[str]]
    left_out: tuple[str, ...] = ()
    comments: tuple[CellComment, ...] = ()


class Tables(NamedTuple):
    """The sheets that a file shows, how it is stored, and the names of its hidden sheets."""

    sheets: list[Sheet]
    encoding: str
    hidden: tuple[str, ...] = ()

    def left_out_beside(self, read: Sheet) -> tuple[str, ...]:
        """Return what of the file is left out where one sheet is read."""
        others = [sheet for sheet in self.sheets if sheet is not read and sheet.rows]
        apart = [sheet.name for sheet in others if kind_of(sheet.rows) is not TableKind.NEITHER]
        named = {
            _("hidden sheets: {names}"): self.hidden,
            _("other sheets, each imported by coder import FILE --sheet NAME: {names}"): apart,
            _("other sheets, without speakers or answers: {names}"): [
                sheet.name for sheet in others if sheet.name not in apart
            ],
        }
        return (*read.left_out, *(words.format(names=listed(names)) for words, names in named.items() if names))

    @property
    def speaking(self) -> tuple[Sheet, ...]:
        """Return the sheets of turns."""
        return tuple(sheet for sheet in self.sheets if kind_of(sheet.rows) in _SPEECH)


class SpreadsheetImporter:
    """Reads the first sheet that has a column of speakers and one of what they say; nothing of it that is hidden."""

    name = "table"
    suffixes = (".csv", ".tsv", ".xlsx", ".ods")
    only_named = True

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        tables = picked(path, data)
        if len(several := tables.speaking) > 1:
            raise _several(path, [sheet.name for sheet in several])
        for sheet in tables.sheets:
            kind = kind_of(sheet.rows)
            if kind in _SPEECH:
                return self._source(sheet, kind, tables)
            if kind is not TableKind.NEITHER:
                raise _of_cases(path, kind)
        hint = _("Give the columns a first row with names such as speaker, time, text.")
        if tables.hidden or any(sheet.left_out for sheet in tables.sheets):
            hint = _("Part of it is hidden and not read: show it, and save it again, if it is wanted.")
        raise InputError(Problem(path, 1, _("no column of this table holds speakers")), hint)

    def _source(self, sheet: Sheet, kind: TableKind, tables: Tables) -> Source:
        def read(rows: list[list[str]]) -> Source:
            left_out = tables.left_out_beside(sheet)
            if kind is TableKind.CUES:
                return source_of(_cues(rows), tables.encoding, self.name, left_out)
            pieces = pieces_of_table(worded([cell.split("\n") for cell in row] for row in rows))
            if goes_on := sum(bool(piece.cells and piece.words and not piece.speaker) for piece in pieces):
                told = _("the speaker in rows that name none, taken from the row above: {count}")
                left_out = (*left_out, told.format(count=goes_on))
            return Script(pieces).source(tables.encoding, self.name, left_out, told=True)

        source = read(sheet.rows)
        if not sheet.comments:
            return source
        return with_remarks(source, read(_marked(sheet)).text, {at: one.words for at, one in enumerate(sheet.comments)})


def _marked(sheet: Sheet) -> list[list[str]]:
    """Return the rows with each comment marked on its cell, and in the rest of the row for a cell that is not read."""
    rows = [list(row) for row in sheet.rows]
    for number, comment in enumerate(sheet.comments):
        if comment.row is not None:
            rows[comment.row] = [
                around(cell, [number]) if at == comment.column else cell and mark(AT, number) + cell
                for at, cell in enumerate(rows[comment.row])
            ]
    return rows


def _cues(rows: list[list[str]]) -> list[Cue]:
    """Return a table of speech recognition as cues; whole numbers are thousandths of seconds."""
    titles, *body = rows
    time, words = recorded(list(map(unmarked, titles))) or (0, 0)
    times = [unmarked(row[time]) for row in body]
    return [
        Cue(clock(int(at) // 1000) if at.isdecimal() else at or None, "", row[words])
        for at, row in zip(times, body, strict=True)
        if row[words]
    ]


def _of_cases(path: Path, kind: TableKind) -> InputError:
    if kind is TableKind.CASES:
        message = _("is a survey, of which each row is a case of its own")
        return InputError(Problem(path, 1, message), _("Import it by the command: coder import FILE"))
    message = _("it is unclear whether each row is a turn or a case")
    hint = _("Title the columns of turns speaker and text; of a survey say what the answers are by --answers COLUMN.")
    return InputError(Problem(path, 1, message), hint)


def _several(path: Path, names: Sequence[str]) -> InputError:
    message = _("several sheets hold speech: {names}").format(names=listed(names))
    hint = _("Say which by --sheet NAME; coder import {file} --each-sheet makes each a transcript.")
    hint = hint.format(file=shell_word(str(path)))
    return InputError(Problem(path, 0, message), hint)


def picked(path: Path, data: bytes) -> Tables:
    """Return the sheets of a table; where the path addresses one of them, that one alone."""
    file, name = sheet_of(path)
    tables = tables_of(file, data)
    if not name:
        return tables
    found = [sheet for sheet in tables.sheets if is_called(sheet.name, name)]
    if not found:
        message = _("has no sheet {name} that is shown").format(name=name)
        there = listed(sheet.name for sheet in tables.sheets) or "—"
        raise InputError(Problem(file, 0, message), _("sheets: {names}").format(names=there))
    return Tables(found, tables.encoding)


def tables_of(path: Path, data: bytes) -> Tables:
    """Return the sheets of a table, and what of them is hidden."""
    if data.startswith(b"PK"):
        check_package(path, data, _no_workbook())
        with refusing_damage(path):
            return _open_workbook(path, data) if suffix_of(data) == ".ods" else _workbook(path, data)
    raw, encoding = decode(data, path)
    rows = _rows(raw)
    if len(rows) > _MOST_ROWS:
        raise _too_many(path, _MOST_ROWS)
    return Tables([Sheet("", [row for row in _even(rows) if any(row)])], encoding)


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


def _workbook(path: Path, data: bytes) -> Tables:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        part = workbook_in(container)
        if part is None:
            raise InputError(Problem(path, 0, _no_workbook()), save_again())
        book = book_of(container, part)
        told = list(parts_of(container, part))
        sheets = [
            _shown(_filled(path, container, one, book), hidden_columns(container, one.part), one)
            for one in told
            if not one.is_hidden
        ]
    return Tables(sheets, "ooxml", tuple(one.name for one in told if one.is_hidden))


def _open_workbook(path: Path, data: bytes) -> Tables:
    found = open_sheets(path, data)
    if any(len(sheet.rows) > _MOST_IN_A_WORKBOOK for sheet in found):
        raise _too_many(path, _MOST_IN_A_WORKBOOK)
    sheets = [_open_sheet(sheet) for sheet in found if not sheet.is_hidden]
    return Tables(sheets, "odf", tuple(sheet.name for sheet in found if sheet.is_hidden))


def _open_sheet(sheet: OpenSheet) -> Sheet:
    used = sorted({at for row in sheet.rows for at in row})
    columns = [at for at in used if at not in sheet.hidden_columns]
    lines = {number: [row.get(at, "") for at in columns] for number, row in enumerate(sheet.rows)}
    kept = [number for number, cells in lines.items() if any(cells)]
    places = {number: at for at, number in enumerate(kept)}
    shown = {column: at for at, column in enumerate(columns)}
    comments = tuple(
        CellComment(places.get(row), shown.get(column), words)
        for row, column, words in sheet.comments
        if column not in sheet.hidden_columns
    )
    left_out = _hidden_parts(sheet.hidden_rows, len(used) - len(columns))
    return Sheet(sheet.name, [lines[number] for number in kept], tuple(left_out), comments)


def _hidden_parts(rows: int, columns: int) -> list[str]:
    counts = {_("hidden rows: {count}"): rows, _("hidden columns: {count}"): columns}
    return [words.format(count=count) for words, count in counts.items() if count]


def _no_workbook() -> str:
    return _("this is not a workbook (.xlsx, .ods), or it is cut off")


def _filled(path: Path, container: zipfile.ZipFile, sheet: SheetParts, book: Book) -> list[Row]:
    """Return the rows that hold anything: in many sheets formatted rows reach far down."""
    kept = []
    for number, row in enumerate(rows_of(container, sheet.part, book)):
        if row.cells or row.struck:
            kept.append(row)
        if len(kept) > _MOST_IN_A_WORKBOOK or number > _MOST_FORMATTED:
            raise _too_many(path, _MOST_IN_A_WORKBOOK)
    return kept


def _shown(filled: Sequence[Row], hidden: Sequence[tuple[int, int]], parts: SheetParts) -> Sheet:
    """Return a sheet without its hidden rows and columns, and how many of these hold words."""
    rows = [row for row in filled if not row.is_hidden]
    gone = {row.number for row in filled if row.is_hidden}
    used = sorted({at for row in rows for at in row.cells})
    columns = [at for at in used if not _is_within(at + 1, hidden)]
    written = ((row.number, [row.cells.get(at, "") for at in columns]) for row in rows)
    kept = [(number, cells) for number, cells in written if any(cells)]
    lines = {number: at for at, (number, _cells) in enumerate(kept)}
    places = {column + 1: at for at, column in enumerate(columns)}
    comments = tuple(
        CellComment(lines.get(row), places.get(column), words)
        for (row, column), said in sorted(parts.comments.items())
        if row not in gone and not _is_within(column, hidden)
        for words in said
    )
    left_out = _hidden_parts(len(filled) - len(rows), len(used) - len(columns))
    left_out += [_("struck-out text")] if any(row.struck for row in rows) else []
    return Sheet(parts.name, [cells for _number, cells in kept], tuple(left_out), comments)


def _is_within(column: int, runs: Sequence[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in runs)


def _even(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows with as many cells each as the columns that hold anything."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    return [[cell.strip() for cell in row[:width]] + [""] * (width - len(row)) for row in rows]
