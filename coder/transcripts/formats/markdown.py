"""Transcripts in Markdown, kept as written: a heading such as `### 名字：` names the speaker.

Only a table with a column of speakers is written out, a row a turn, as the tables of other formats are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coder.files.encoding import decode
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.document_pieces import Piece, worded
from coder.transcripts.formats.html import read_page
from coder.transcripts.formats.text_tables import RULE, TableRow, TextTable, dashed_table, grid_table
from coder.transcripts.script import Script
from coder.transcripts.speaker_columns import labelled_column
from coder.transcripts.tables import pieces_of_table

_RULE = re.compile(r"\|?[ ]*:?-{1,}:?[ ]*(?:\|[ ]*:?-{1,}:?[ ]*)*\|?")
_CELL = re.compile(r"(?<!\\)\|")
_HARD_BREAK = re.compile(r"\\$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!\"$%&'()+,\-./:;<=>?@\[\]^{}~])")
"""Signs that mean themselves; what would open a heading, a list, bold letters or a cell is kept as it is written."""
_COMMENT = re.compile(r"^\[[^\]\n]*\]: # (?:\([^\n]*\)|\"[^\n]*\")[ ]*$", re.MULTILINE)
"""A reference that nothing refers to, as comments are written where HTML is not wanted."""
_COLUMNS = re.compile(rf"^{RULE.pattern}$|^ *\+[-=:+]+\+ *$", re.MULTILINE)
_TABLE = re.compile(r"^ *<table\b", re.IGNORECASE | re.MULTILINE)
_TABLE_ENDS = re.compile(r"</table\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


class MarkdownImporter:
    """Reads Markdown whose speakers are headings or stand at the lines' starts."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        written = normalise(raw)
        shown = _shown(written)
        left_out = [_("hidden text")] if shown != written else []
        if "|" not in shown and not _COLUMNS.search(shown) and not _TABLE.search(shown):
            return Source(_plain(shown), encoding, self.name, markdown=True, left_out=tuple(left_out))
        read = Script(_pieces(path, shown)).source(encoding, self.name, left_out)
        return replace(read, labels=(), markdown=True)


def _shown(text: str) -> str:
    """Return the text without what is commented out; a comment that nothing ends goes on to the end of the text."""
    if "<!--" in text:
        parts = text.split("<!--")
        text = parts[0] + "".join(part.partition("-->")[2] for part in parts[1:])
    return _COMMENT.sub("", text) if "]: # " in text else text


def _plain(text: str) -> str:
    """Return the text without the strokes that keep signs from being marks, and those that end a line."""
    return _ESCAPED.sub(r"\1", _HARD_BREAK.sub("", text)) if "\\" in text else text


def _pieces(path: Path, text: str) -> Iterator[Piece]:
    """Yield the lines and what tables say, those that are written in HTML too."""
    at = 0
    while found := _TABLE.search(text, at):
        end = _TABLE_ENDS.search(text, found.end())
        if end is None:
            break
        if found.start() > at:
            yield from _of_lines(text[at : found.start()].removesuffix("\n"))
        page = read_page(path, f'<meta charset="utf-8">{text[found.start() : end.end()]}'.encode())
        yield from page.pieces
        yield from (Piece(told, unsaid=True) for told in sorted(page.left_out))
        at = end.end() + text.startswith("\n", end.end())
    if at < len(text):
        yield from _of_lines(text[at:])


def _of_lines(text: str) -> Iterator[Piece]:
    """Yield the lines, each table whose column names who speaks as the speech of its rows."""
    lines = text.split("\n")
    rules = [at for at, line in enumerate(lines) if RULE.fullmatch(line)]
    at = 0
    while at < len(lines):
        table = _piped(lines, at) or grid_table(lines, at) or dashed_table(lines, at, rules)
        if table is None:
            yield Piece(_plain(lines[at]))
            at += 1
        else:
            yield from _said(table)
            at = table.end


def _piped(lines: Sequence[str], at: int) -> TextTable | None:
    """Return the table of strokes whose head is at a line."""
    if "|" not in lines[at] or at + 1 == len(lines) or "|" not in (rule := lines[at + 1].strip()):
        return None
    if not _RULE.fullmatch(rule) or len(_cells(rule)) != len(_cells(lines[at])):
        return None
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = [TableRow([_BREAK.split(cell) for cell in _cells(line)], line) for line in lines[at + 2 : end]]
    head = _cells(lines[at])
    above = f"{lines[at]}\n{lines[at + 1]}"
    if any(head):
        rows.insert(0, TableRow([_BREAK.split(cell) for cell in head], above))
    elif rows:
        rows[0] = rows[0]._replace(written=f"{above}\n{rows[0].written}")
    else:
        rows = [TableRow([[""]], above)]
    return TextTable(rows, end)


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.split(bare)]
    return cells[:-1] if len(cells) > 1 and not cells[-1] and line.rstrip().endswith("|") else cells


def _said(table: TextTable) -> Iterator[Piece]:
    """Yield the rows of a table as they are understood, those of another table as they are written."""
    width = max(len(row.cells) for row in table.rows)
    cells = [
        [[_plain(line).strip("*_ ") for line in cell] for cell in [*row.cells, *[[""]] * (width - len(row.cells))]]
        for row in table.rows
    ]
    written = [_plain(row.written) for row in table.rows]
    if width == 1 and labelled_column([[words for row in cells for words in row[0]]]) is None:
        yield from (Piece(line) for row in written for line in row.split("\n"))
        return
    pieces = pieces_of_table(worded(cells))
    if all(piece.cells and not piece.row for piece in pieces) and len(pieces) == len(written):
        yield from (piece._replace(words=line) for piece, line in zip(pieces, written, strict=True))
    else:
        yield from pieces
