"""The sheets of an OpenDocument workbook (.ods), as LibreOffice writes them: the rows that are shown, and comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coder.transcripts.formats.opendocument import attribute_of, parts_in, tag_of

_HIDDEN = frozenset({"collapse", "filter"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_MOST_REPEATED = 1_000
"""So often a filled row or cell is written once for all; a program fills the rest of a sheet with empty ones."""


class OpenSheet(NamedTuple):
    """A sheet: its filled cells by row and column, comments by the place of their cell, and what of it is hidden."""

    name: str
    rows: list[dict[int, str]]
    comments: list[tuple[int, int, str]]
    hidden_rows: int = 0
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


def open_sheets(path: Path, data: bytes) -> list[OpenSheet]:
    """Return the sheets of a workbook; raises `InputError` where it is protected or holds too much."""
    root = parts_in(path, data)[0]
    unshown = {
        attribute_of(style, "name")
        for style in root.iter()
        if tag_of(style) == "style"
        and any(attribute_of(part, "display") == "false" for part in style if tag_of(part) == "table-properties")
    }
    return [
        _sheet(table, is_hidden=attribute_of(table, "style-name") in unshown)
        for table in root.iter()
        if tag_of(table) == "table"
    ]


def _sheet(table: Any, *, is_hidden: bool) -> OpenSheet:
    rows: list[dict[int, str]] = []
    comments: list[tuple[int, int, str]] = []
    hidden = 0
    for row in (element for element in table.iter() if tag_of(element) == "table-row"):
        cells, said = _cells(row)
        if not cells and not said:
            continue
        if attribute_of(row, "visibility") in _HIDDEN:
            hidden += 1
            continue
        comments += [(len(rows), at, words) for at, words in said]
        rows += [cells] * _times(row, "number-rows-repeated")
    return OpenSheet(attribute_of(table, "name"), rows, comments, hidden, _hidden_columns(table), is_hidden)


def _cells(row: Any) -> tuple[dict[int, str], list[tuple[int, str]]]:
    """Return what a row's cells hold by their columns, and the comments on them."""
    cells: dict[int, str] = {}
    comments: list[tuple[int, str]] = []
    column = 0
    for cell in row:
        if tag_of(cell) not in _CELLS:
            continue
        words = "\n".join(_words(part) for part in cell if tag_of(part) == "p").strip()
        repeated = _times(cell, "number-columns-repeated", most=None if not words else _MOST_REPEATED)
        cells |= dict.fromkeys(range(column, column + repeated), words) if words else {}
        notes = (part for part in cell if tag_of(part) == "annotation")
        comments += [(column, said) for note in notes if (said := "\n".join(_paragraphs(note)).strip())]
        column += repeated
    return cells, comments


def _paragraphs(note: Any) -> Iterator[str]:
    return (_words(part) for part in note.iter() if tag_of(part) == "p")


def _words(paragraph: Any) -> str:
    """Return the words of a paragraph, with its line breaks, tabs and runs of spaces."""
    said = [paragraph.text or ""]
    for part in paragraph:
        tag = tag_of(part)
        if tag == "s":
            said.append(" " * _times(part, "c"))
        elif tag in {"line-break", "tab"}:
            said.append("\n" if tag == "line-break" else "\t")
        elif tag != "annotation":
            said.append(_words(part))
        said.append(part.tail or "")
    return "".join(said)


def _hidden_columns(table: Any) -> frozenset[int]:
    found: set[int] = set()
    column = 0
    for one in (element for element in table.iter() if tag_of(element) == "table-column"):
        repeated = _times(one, "number-columns-repeated")
        if attribute_of(one, "visibility") in _HIDDEN:
            found |= set(range(column, column + repeated))
        column += repeated
    return frozenset(found)


def _times(element: Any, name: str, most: int | None = _MOST_REPEATED) -> int:
    told = attribute_of(element, name)
    count = int(told) if told.isdecimal() and len(told) <= 7 else 1  # noqa: PLR2004  as many as columns or rows can be
    return max(1, count if most is None else min(count, most))
