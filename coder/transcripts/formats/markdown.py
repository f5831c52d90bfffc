"""Transcripts in Markdown, kept as written: a heading such as `### 名字：` names the speaker.

Only a table with a column of speakers is written out, a row a turn, as the tables of other formats are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from coder.files.encoding import decode
from coder.model.read_transcript import Source
from coder.model.text import normalise
from coder.transcripts.document_pieces import worded
from coder.transcripts.script import Script
from coder.transcripts.tables import pieces_of_table

_RULE = re.compile(r"\|?[ ]*:?-{1,}:?[ ]*(?:\|[ ]*:?-{1,}:?[ ]*)*\|?")
_CELL = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


class MarkdownImporter:
    """Reads Markdown whose speakers are headings or stand at the lines' starts."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        raw, encoding = decode(data, path)
        return Source(_with_tables(normalise(raw)), encoding, self.name, markdown=True)


def _with_tables(text: str) -> str:
    """Return the text, each table whose column names who speaks as lines of labelled speech."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        kept += _said(lines[at:end]) if end > at else [lines[at]]
        at = max(end, at + 1)
    return "\n".join(kept)


def _table_end(lines: Sequence[str], at: int) -> int:
    """Return where the table ends whose head is at a line, or `at` where none is."""
    if "|" not in lines[at] or at + 1 == len(lines) or "|" not in (rule := lines[at + 1].strip()):
        return at
    if not _RULE.fullmatch(rule) or len(_cells(rule)) != len(_cells(lines[at])):
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.split(bare)]
    return cells[:-1] if len(cells) > 1 and not cells[-1] and line.rstrip().endswith("|") else cells


def _said(table: Sequence[str]) -> list[str]:
    rows = [_cells(line) for line in (table[0], *table[2:])]
    if not any(rows[0]):
        del rows[0]
    if not rows:
        return list(table)
    width = max(map(len, rows))
    cells = [[_BREAK.split(cell.strip("*_")) for cell in [*row, *[""] * (width - len(row))]] for row in rows]
    pieces = pieces_of_table(worded(cells))
    if not any(piece.speaker for piece in pieces):
        return list(table)
    return Script(pieces).source("", "").text.split("\n")
