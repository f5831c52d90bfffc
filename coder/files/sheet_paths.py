"""Sheets of a workbook, addressed as if they lay in it: `talks.xlsx/Firm A`. No sheet's name holds a stroke."""

from __future__ import annotations

import unicodedata
from pathlib import Path

WORKBOOKS = (".xlsx", ".ods")


def sheet_of(path: Path) -> tuple[Path, str]:
    """Return the file of a path, and the sheet where one of a workbook is addressed, else nothing."""
    parts = path.parts
    if len(parts) < 2 or not parts[-2].lower().endswith(WORKBOOKS):  # noqa: PLR2004  a workbook and its sheet
        return path, ""
    book = path.parent
    if book.suffix.lower() in WORKBOOKS and book.is_file():
        return book, path.name
    return path, ""


def name_of(path: Path) -> str:
    """Return the name of a file, of a sheet behind that of its workbook."""
    file, sheet = sheet_of(path)
    return _composed(f"{file.name}/{sheet}" if sheet else file.name)


def stem_of(path: Path) -> str:
    """Return what a transcript of a file or a sheet is called."""
    file, sheet = sheet_of(path)
    return _composed(f"{file.stem}-{sheet}" if sheet else file.stem)


def is_called(name: str, wanted: str) -> bool:
    """Tell whether a sheet has the wanted name; a Mac writes the same name in other characters."""
    return _composed(name) == _composed(wanted)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
