"""Sheets of a workbook: tables whose texts stay texts, with the notice on every sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, isfinite
from typing import TYPE_CHECKING, Literal, NamedTuple

from coder.exporters.cells import Lookup, fit, looks_like_formula, too_long, utf16_cut, utf16_length, xml_text
from coder.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from coder.exporters.excel.linked import LinkedSheet

Kind = Literal["text", "long", "link", "count", "number", "share", "tally", "aside", "fact"]
Plain = str | int | float | None
Fill = Literal["", "group", "empty", "stale"]


class Linked(NamedTuple):
    """A cell that leads to a place in the workbook (`place` empty: nowhere), or stands out by its fill."""

    value: Plain
    place: str = ""
    fill: Fill = ""


Value = Plain | Linked
ROWS = 1_048_576
LINE_HEIGHT = 16
TITLE_HEIGHT = 26
_HEADER_UNITS = 240
_A4 = 9
_RICH = ("<r>", "</r>")
_SLACK = 1.06  # words do not break where the column ends
_MOST_LINES, _HEADER_LINES = 25, 6
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_UNITS = 31
_LINK = {"font_color": "#0B4F9E", "underline": 1}
_RIGHT: dict[str, object] = {"align": "right", "indent": 1}
_KINDS: dict[Kind, dict[str, object]] = {
    "text": {},
    "long": {"text_wrap": True},
    "link": {**_LINK, "text_wrap": True},
    "count": {"num_format": '#,##0;-#,##0;"–"', **_RIGHT},
    "number": _RIGHT,
    "share": {"num_format": "0.0%", **_RIGHT},
    "tally": {"num_format": '#,##0;-#,##0;"–"', "align": "center"},
    "aside": {"indent": 1},
    "fact": {"num_format": "#,##0", "align": "left"},
}
_NUMBERS = frozenset({"count", "number", "share", "tally"})
_FILLS: dict[Fill, dict[str, object]] = {
    "": {},
    "group": {"bold": True, "bg_color": "#F1F4F8"},
    "empty": {"bg_color": "#E3E3E3", "font_color": "#595959"},
    "stale": {"bg_color": "#FFE2A8"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: heading, width in characters, what its cells hold."""

    title: str
    width: float
    kind: Kind = "text"


class Styles:
    """The formats of a workbook, each made when it is first needed."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({"bold": True, "font_size": 12})
        self.notice = book.add_format({"bold": True, "font_color": "#B00020"})
        header = {"bold": True, "text_wrap": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "vcenter"}
        self._headers: Lookup[tuple[Kind, bool], Format] = Lookup(
            lambda key: book.add_format(_KINDS[key[0]] | header | ({"quote_prefix": True} if key[1] else {}))
        )
        self.columns: dict[Kind, Format | None] = {
            kind: book.add_format(look) if look else None for kind, look in _KINDS.items()
        }
        self._cells: Lookup[tuple[Kind, Fill, bool, bool], Format] = Lookup(
            lambda key: book.add_format(
                _KINDS[key[0]] | _FILLS[key[1]] | (_LINK if key[2] else {}) | ({"quote_prefix": True} if key[3] else {})
            )
        )

    def cell(self, kind: Kind, fill: Fill = "", *, linked: bool = False, quoted: bool = False) -> Format:
        """Return the format of a cell; a `quoted` one keeps its text a text when a person edits it."""
        return self._cells[kind, fill, linked, quoted]

    def header(self, kind: Kind, *, quoted: bool) -> Format:
        """Return the format of a column's heading, set as its numbers are."""
        return self._headers[kind if kind in _NUMBERS else "text", quoted]


class Sheets:
    """A workbook under way: opens its sheets and writes their cells."""

    def __init__(self, book: Workbook, notice: str, title: str) -> None:
        self.book = book
        self.notice = xml_text(notice)
        self.title = xml_text(title)
        self.styles = Styles(book)
        self.cut_texts = 0
        self.by_name: dict[str, LinkedSheet] = {}

    @property
    def cut_links(self) -> int:
        """Cells that could not get the link they should have."""
        return sum(sheet.left_out for sheet in self.by_name.values())

    def open(self, name: str) -> LinkedSheet:
        """Add a sheet whose printed pages carry the notice; its name is made one that Excel takes."""
        from coder.exporters.excel.linked import LinkedSheet

        name = self._free_name(name)
        sheet: LinkedSheet = self.book.add_worksheet(name, worksheet_class=LinkedSheet)
        self.by_name[name] = sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(_margin("&C", self.notice))
        sheet.set_footer(_margin("&L", self.notice or self.title, "&R&P / &N"))
        return sheet

    def _free_name(self, name: str) -> str:
        """Return a name of at most 31 letters without those that Excel forbids, unlike any other sheet's."""
        wished = " ".join(_FORBIDDEN.sub(" ", xml_text(name)).split()).strip("'") or "-"
        taken = {other.casefold() for other in self.by_name}
        for number in count(1):
            tail = f" ({number})" if number > 1 else ""
            found = utf16_cut(wished, _NAME_UNITS - len(tail)).rstrip() + tail
            if found.casefold() not in taken and found.casefold() != "history":
                return found
        raise AssertionError

    def start_table(self, sheet: LinkedSheet, columns: Sequence[Column], row: int = 0) -> None:
        """Write the columns' headings in `row`."""
        lines = max(lines_of(column.title, column.width - 2) for column in columns)
        sheet.set_row(row, max(2, min(lines, _HEADER_LINES)) * LINE_HEIGHT)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self.styles.columns[column.kind])
            self.head(sheet, row, at, column.title, column.kind)
        sheet.repeat_rows(row)

    def head(self, sheet: LinkedSheet, row: int, at: int, title: str, kind: Kind = "text") -> None:
        """Write the heading of a column."""
        text, quoted = self.text(title)
        sheet.write_string(row, at, text, self.styles.header(kind, quoted=quoted is not None))

    def write_rows(
        self, sheet: LinkedSheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], row: int = 0
    ) -> int:
        """Write `rows` under the headings in `row`, lay a filter over both, and return the last row."""
        last = row
        long = [(at, column.width) for at, column in enumerate(columns) if column.kind in {"long", "link"}]
        for last, values in enumerate(rows, row + 1):
            lines = max((lines_of(str(_plain(values[at])), width) for at, width in long), default=1)
            if lines > 1:
                sheet.set_row(last, lines * LINE_HEIGHT)
            for at, (column, value) in enumerate(zip(columns, values, strict=True)):
                self.write(sheet, last, at, value, column.kind)
        sheet.autofilter(row, 0, last, len(columns) - 1)
        return last

    def table(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> LinkedSheet:
        """Add a sheet with one table, its headings frozen, and the notice, if any, in a last column."""
        sheet = self.open(name)
        self.fill(sheet, columns, rows)
        return sheet

    def fill(
        self, sheet: LinkedSheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], frozen: int = 0
    ) -> int:
        """Write a sheet's one table, with its headings and `frozen` columns frozen; return the last row."""
        if self.notice:
            columns = [*columns, Column(_("Notice"), 24, "aside")]
            rows = ([*values, self.notice] for values in rows)
        self.start_table(sheet, columns)
        sheet.freeze_panes(1, frozen)
        return self.write_rows(sheet, columns, rows)

    def write(self, sheet: LinkedSheet, row: int, at: int, value: Value, kind: Kind = "text") -> None:
        """Write one cell: numbers as numbers, everything else as a text that is never run."""
        look: Format | None = None
        fill: Fill = ""
        linked = False
        if isinstance(value, Linked):
            value, target, fill = value
            linked = bool(target) and sheet.link(row, at, row, target)
            look = self.styles.cell(kind, fill, linked=linked)
        if isinstance(value, (int, float)) and isfinite(value):
            sheet.write_number(row, at, value, look)
        elif value not in {None, ""}:
            text, quoted = self.text(str(value), kind)
            sheet.write_string(
                row, at, text, look if quoted is None else self.styles.cell(kind, fill, linked=linked, quoted=True)
            )
        elif look is not None:
            sheet.write_blank(row, at, None, look)

    def text(self, text: str, kind: Kind = "text") -> tuple[str, Format | None]:
        """Return what a cell can hold of `text`, and the format it needs besides its column's."""
        text = xml_text(text)
        if too_long(text):
            text = fit(text, _("[cut at Excel's limit of 32,767 characters; quotes.csv has the whole text]"))
            self.cut_texts += 1
        if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
            # XlsxWriter would put such a text into the sheet's XML as it is.
            text += " "
        return text, self.styles.cell(kind, quoted=True) if looks_like_formula(text) else None


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text takes in a column, a Chinese character being two Latin ones wide."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    return min(_MOST_LINES, sum(max(1, ceil(_SLACK * columns_of(line) / width)) for line in text.split("\n")))


def columns_of(text: str) -> float:
    """Return how wide a text is, in Latin letters; by its length in UTF-8, for a million texts are measured."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2


def _plain(value: Value) -> Plain:
    return value.value if isinstance(value, Linked) else value


def _margin(place: str, text: str, rest: str = "") -> str:
    line = " ".join(text.split())
    line = utf16_cut(line, _HEADER_UNITS)
    # Escaped before the cut, a doubled "&" might be halved and command Excel.
    while utf16_length(escaped := line.replace("&", "&&")) > _HEADER_UNITS:
        line = line[:-1]
    return f"{place if line else ''}{escaped}{rest}"
