"""Sheets of a workbook: tables whose texts stay texts, with the notice on every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, isfinite
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from coder.files.cells import fit, looks_like_formula, too_long, utf16_cut, utf16_length, xml_text
from coder.i18n import _
from coder.model.counting.column import Column as Declared
from coder.model.counting.column import told
from coder.reports.xlsx.quotation_order import Place

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from coder.reports.xlsx.linked_sheet import LinkedSheet

R = TypeVar("R")
Kind = Literal["text", "long", "count", "number", "share", "aside"]
ROWS = 1_048_576
LINE_HEIGHT = 16
TITLE_HEIGHT = 26
_HEADER_UNITS = 240
_A4 = 9
_RICH = ("<r>", "</r>")
_MOST_LINES = 25
"""Excel shows no row higher than 409 points."""
_SLACK = 1.06
"""Words do not break where the column ends."""


class Linked(NamedTuple):
    """A number that leads to rows of a sheet."""

    value: int
    to: Place


Value = str | int | float | Linked | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: heading, width in characters, what its cells hold."""

    title: str
    width: float
    kind: Kind = "text"


def sheet_columns(columns: Iterable[Declared[Any]]) -> list[Column]:
    """Return declared columns as columns of a sheet."""
    return [Column(column.label, column.width, column.kind) for column in columns]


def sheet_row(columns: Iterable[Declared[R]], row: R) -> list[Value]:
    """Return what declared columns show of a row."""
    return [_shown(column.for_people(row)) for column in columns]


def _shown(value: object) -> Value:
    """Return a value as a cell holds it: several texts in one are set apart by commas."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    return told(value) if isinstance(value, tuple | bool) else None


class Styles:
    """The formats of a workbook; those in `quoted` keep a text a text when a person edits it."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.notice = book.add_format({"bold": True, "font_color": "#B00020"})
        header = {
            "bold": True,
            "text_wrap": True,
            "bg_color": "#E8EEF4",
            "bottom": 1,
            "valign": "vcenter",
            "quote_prefix": True,
        }
        self.header = book.add_format(header)
        self.number_header = book.add_format(header | {"align": "right"})
        self.aside_header = book.add_format(header | {"align": "left", "indent": 1})
        # What stands beside a text of several lines stands beside its first.
        top = {"valign": "top"}
        self.columns: dict[Kind, Format] = {
            "text": book.add_format(top),
            "long": book.add_format(top | {"text_wrap": True}),
            "count": book.add_format(top | {"num_format": "#,##0"}),
            "number": book.add_format(top),
            "share": book.add_format(top | {"num_format": "0%"}),
            "aside": book.add_format(top | {"align": "left", "indent": 1}),
        }
        self.link = book.add_format({"font_color": "#1F4E9E", "underline": 1, "num_format": "#,##0"} | top)
        self.text_link = book.add_format({"font_color": "#1F4E9E", "underline": 1, "quote_prefix": True} | top)
        self.fact = book.add_format({"num_format": "#,##0", "align": "left"})
        self.theme = book.add_format({"bold": True, "bg_color": "#E8EDF2"})
        self.empty = book.add_format({"bg_color": "#EDEDED", "font_color": "#595959"} | top)
        self.stale = book.add_format({"bg_color": "#FFF2CC", "text_wrap": True, "quote_prefix": True} | top)
        quoted = book.add_format({"quote_prefix": True} | top)
        self.quoted: dict[Kind, Format] = dict.fromkeys(self.columns, quoted)
        self.quoted["aside"] = book.add_format({"quote_prefix": True, "align": "left", "indent": 1} | top)
        self.quoted["long"] = book.add_format({"quote_prefix": True, "text_wrap": True} | top)

    def heading(self, kind: Kind) -> Format:
        """Return the format of a column's heading, which stands over its cells."""
        if kind in {"count", "number", "share"}:
            return self.number_header
        return self.aside_header if kind == "aside" else self.header


class Sheets:
    """A workbook under way: opens its sheets and writes their cells."""

    def __init__(self, book: Workbook, notice: str, title: str) -> None:
        self.book = book
        self.notice = xml_text(notice)
        self.title = xml_text(title)
        self.styles = Styles(book)
        self.cut_texts = 0

    def open(self, name: str) -> LinkedSheet:
        """Add a sheet whose printed pages carry the notice."""
        from coder.reports.xlsx.linked_sheet import LinkedSheet

        sheet: LinkedSheet = self.book.add_worksheet(name, worksheet_class=LinkedSheet)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(_margin("&C", self.notice))
        sheet.set_footer(_margin("&L", self.notice or self.title, "&R&P / &N"))
        return sheet

    def start_table(self, sheet: LinkedSheet, columns: Sequence[Column], row: int = 0) -> None:
        """Write the columns' headings in `row`."""
        sheet.set_row(row, 2 * LINE_HEIGHT)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self.styles.columns[column.kind])
            sheet.write_string(row, at, xml_text(column.title), self.styles.heading(column.kind))
        sheet.repeat_rows(row)

    def write_rows(
        self, sheet: LinkedSheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], row: int = 0
    ) -> None:
        """Write `rows` under the headings in `row` and lay a filter over both; a text too long for its column wraps."""
        last = row
        for last, values in enumerate(rows, row + 1):
            lines = [
                lines_of(value, column.width) if column.kind in {"text", "long"} and isinstance(value, str) else 1
                for column, value in zip(columns, values, strict=True)
            ]
            if max(lines, default=1) > 1:
                sheet.set_row(last, max(lines) * LINE_HEIGHT)
            for at, (column, value) in enumerate(zip(columns, values, strict=True)):
                self.write(sheet, last, at, value, "long" if lines[at] > 1 else column.kind)
        sheet.autofilter(row, 0, last, len(columns) - 1)

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        frozen: int = 0,
        sheet: LinkedSheet | None = None,
    ) -> None:
        """Write a sheet with one table, its headings and `frozen` columns kept in view, the notice in a last column."""
        if self.notice:
            columns = [*columns, Column(_("Notice"), 24, "aside")]
            noted = ([*values, self.notice] for values in rows)
            # A table without rows says it too, where nothing else would.
            first = next(noted, [*[None] * (len(columns) - 1), self.notice])
            rows = chain([first], noted)
        sheet = sheet or self.open(name)
        self.start_table(sheet, columns)
        sheet.freeze_panes(1, frozen)
        self.write_rows(sheet, columns, rows)

    def write(self, sheet: LinkedSheet, row: int, at: int, value: Value, kind: Kind = "text") -> None:
        """Write one cell: numbers as numbers, everything else as a text that is never run."""
        if isinstance(value, Linked):
            linked = sheet.link(row, at, row, value.to.cells())
            sheet.write_number(row, at, value.value, self.styles.link if linked else None)
        elif isinstance(value, (int, float)) and isfinite(value):
            sheet.write_number(row, at, value)
        elif value not in {None, ""}:
            words, own = self.text(str(value), kind)
            sheet.write_string(row, at, words, own or (self.styles.columns["long"] if kind == "long" else None))

    def text(self, text: str, kind: Kind = "text") -> tuple[str, Format | None]:
        """Return what a cell can hold of `text`, and the format it needs besides its column's."""
        text = xml_text(text)
        if too_long(text):
            text = fit(text, _("[cut at Excel's limit of 32,767 characters; quotes.csv has the whole text]"))
            self.cut_texts += 1
        if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
            # XlsxWriter would put such a text into the sheet's XML as it is.
            text += " "
        return text, self.styles.quoted[kind] if looks_like_formula(text) else None


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text takes in a column, as far as Excel shows them."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    wide = map(columns_of, text.split("\n"))
    return min(_MOST_LINES, sum(1 if line <= width else ceil(_SLACK * line / width) for line in wide))


def columns_of(text: str) -> float:
    """Return how wide a text is in Latin letters, a Chinese one being two; by its length in UTF-8, which is quick."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2


def _margin(place: str, text: str, rest: str = "") -> str:
    line = " ".join(text.split())
    line = utf16_cut(line, _HEADER_UNITS)
    # Escaped before the cut, a doubled "&" might be halved and command Excel.
    while utf16_length(escaped := line.replace("&", "&&")) > _HEADER_UNITS:
        line = line[:-1]
    return f"{place if line else ''}{escaped}{rest}"
