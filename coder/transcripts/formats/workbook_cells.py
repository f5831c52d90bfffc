"""The cells of a workbook's sheets as Excel shows them: words without what is struck out, days, times and numbers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from coder.i18n import _
from coder.transcripts.formats.workbook_parts import attribute_of, local_name, named, parsed, relations_of
from coder.transcripts.packages import DamagedError

_ON, _OFF = frozenset(["1", "true"]), frozenset(["0", "false"])
_DIGITS = "0123456789"
_LETTERS = re.compile("[A-Za-z]{1,3}")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DAYS_IN_CHINESE = frozenset([*range(27, 37), *range(50, 59)])
"""Numbers of formats that Excel has for days and times in Chinese, Japanese and Korean alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell's style says of what it shows."""

    struck: bool = False
    is_time: bool = False
    is_span: bool = False


_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share: texts, each with whether a part of it is struck out, looks, and the first day."""

    texts: Sequence[tuple[str, bool]]
    looks: Sequence[Look]
    first_day: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the words of its filled cells by column, from 0, whether others are struck out, or all hidden."""

    number: int
    cells: Mapping[int, str]
    struck: bool = False
    is_hidden: bool = False


def book_of(container: zipfile.ZipFile, part: str) -> Book:
    """Return what the sheets of the workbook in `part` share."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    related = dict(relations_of(container, part).values())
    from_1904 = any(
        attribute_of(one, "date1904") not in {"", *_OFF} for one in named(parsed(container, part), "workbookPr")
    )
    texts = list(_texts(container, related["sharedStrings"])) if "sharedStrings" in related else []
    looks = _looks(parsed(container, related["styles"])) if "styles" in related else []
    return Book(texts, looks, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)


def rows_of(container: zipfile.ZipFile, part: str, book: Book) -> Iterator[Row]:
    """Yield the rows of a sheet that have cells."""
    number = 0
    for row in _elements(container, part, "row"):
        number = _whole(row.get("r"), number + 1)
        cells: dict[int, str] = {}
        struck, column = False, -1
        for cell in row:
            letters = (cell.get("r") or "").rstrip(_DIGITS)
            column = _column(letters) if _LETTERS.fullmatch(letters) else column + 1
            words, without = _shown(cell, book)
            struck = struck or without
            if words:
                cells[column] = words
        if len(row):
            yield Row(number, cells, struck, row.get("hidden") in _ON)


def hidden_columns(container: zipfile.ZipFile, part: str) -> tuple[tuple[int, int], ...]:
    """Return the first and the last of each run of columns that is hidden, counted from one."""
    columns = _elements(container, part, "col", before="sheetData")
    return tuple((_whole(one.get("min")), _whole(one.get("max"))) for one in columns if one.get("hidden") in _ON)


def _elements(container: zipfile.ZipFile, part: str, name: str, before: str = "") -> Iterator[Any]:
    """Yield the elements of a name up to another one, and let go of each after it was looked at."""
    from lxml import etree

    sought = (f"{{*}}{name}", f"{{*}}{before}") if before else f"{{*}}{name}"
    events = ("start", "end") if before else ("end",)
    with container.open(part) as stream:
        for event, element in etree.iterparse(stream, events, tag=sought, resolve_entities=False, no_network=True):
            if event == "start":
                if local_name(element) == before:
                    return
                continue
            yield element
            element.clear()
            if (above := element.getparent()) is not None:
                del above[:-1]


def _texts(container: zipfile.ZipFile, part: str) -> Iterator[tuple[str, bool]]:
    for element in _elements(container, part, "si"):
        yield _text(element)


def _text(element: Any) -> tuple[str, bool]:
    """Return the words of a text and whether some are struck out; how to pronounce them is no part of it."""
    words, struck = "", False
    for part in element:
        name = local_name(part)
        if name == "t":
            words += part.text or ""
        elif name == "r":
            said = "".join(one.text or "" for one in part if local_name(one) == "t")
            if said.strip() and any(_is_on(mark) for mark in named(part, "strike")):
                struck = True
            else:
                words += said
    return _unescaped(words), struck


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words


def _is_on(mark: Any) -> bool:
    return attribute_of(mark, "val") not in _OFF


def _looks(styles: Any) -> list[Look]:
    """Return what each style of cells looks like, in the order in which cells refer to them."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    codes = dict(BUILTIN_FORMATS)
    codes |= {
        _whole(attribute_of(one, "numFmtId"), -1): attribute_of(one, "formatCode") for one in named(styles, "numFmt")
    }
    fonts = [any(_is_on(mark) for mark in named(font, "strike")) for font in _below(styles, "fonts")]
    found = []
    for style in _below(styles, "cellXfs"):
        number, font = (_whole(attribute_of(style, name)) for name in ("numFmtId", "fontId"))
        is_time = is_date_format(codes.get(number)) or (number in _DAYS_IN_CHINESE and number not in codes)
        found.append(Look(0 <= font < len(fonts) and fonts[font], is_time, is_timedelta_format(codes.get(number))))
    return found


def _below(root: Any, name: str) -> list[Any]:
    return [one for parent in root if local_name(parent) == name for one in parent if local_name(one)]


def _whole(told: str | None, other: int = 0) -> int:
    """Return a whole number, another one where none is told."""
    try:
        return int(float(told or ""))
    except (ValueError, OverflowError):
        return other


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    """Return the number of a column, from 0."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return max(0, column - 1)


def _shown(cell: Any, book: Book) -> tuple[str, bool]:
    """Return what a cell shows, and whether words of it are left out because they are struck out."""
    kind = cell.get("t") or "n"
    style = _whole(cell.get("s"))
    look = book.looks[style] if 0 <= style < len(book.looks) else _PLAIN
    value, words, struck = "", "", False
    for part in cell:
        name = local_name(part)
        if name == "v":
            value = part.text or ""
        elif name == "is" and kind == "inlineStr":
            words, struck = _text(part)
    if value and kind == "s":
        number = _whole(value, -1)
        if not 0 <= number < len(book.texts):
            raise DamagedError(_("a cell names a text that the workbook does not hold"))
        words, struck = book.texts[number]
    elif value and kind != "inlineStr":
        words = _written(value, kind, look, book.first_day)
    words = words.strip()
    return ("", bool(words) or struck) if look.struck else (words, struck)


def _written(value: str, kind: str, look: Look, first_day: datetime) -> str:
    """Return a value as it is read: a day without the hour that nobody wrote, a whole number without a point."""
    if kind == "b":
        return str(value.strip() not in _OFF)
    if kind == "d":
        return value.replace("T00:00:00", "").replace("T", " ")
    if kind != "n":
        return _unescaped(value)
    try:
        number = float(value)
    except ValueError:
        return _unescaped(value)
    if look.is_time:
        return _time(number, look, first_day)
    return str(int(number)) if number.is_integer() else str(number)


def _time(number: float, look: Look, first_day: datetime) -> str:
    from openpyxl.utils.datetime import from_excel

    try:
        found = from_excel(number, first_day, timedelta=look.is_span)
    except (OverflowError, ValueError):
        return "#VALUE!"
    if isinstance(found, datetime) and not (found.hour or found.minute or found.second):
        return str(found.date())
    if isinstance(found, timedelta) and found.days > 0:
        minutes, seconds = divmod(round(found.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(found)
