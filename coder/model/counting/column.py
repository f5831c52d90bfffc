"""A column of a table, declared once and read by every format that writes the table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, Literal, TypeVar

from coder.i18n import listed

R = TypeVar("R")
Value = str | int | float | bool | tuple[str, ...] | None
Kind = Literal["text", "long", "count", "number", "share"]
Format = Literal["csv", "json", "xlsx", "markdown", "terminal", "docx", "html"]

DATA: frozenset[Format] = frozenset({"csv", "json", "xlsx"})
"""Formats that are read by programs, or sorted and filtered."""
PAGE: frozenset[Format] = frozenset({"markdown", "terminal", "docx", "html"})
"""Formats that are read by people on a page, where room is scarce."""
EVERYWHERE = DATA | PAGE
SEVERAL = "; "
"""What stands between several values in one cell."""
_PLACES = 4
_HALF = 0.5 + 1e-9
"""A half is rounded up, as people do, also where a division ends just below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """A column: its name in files, its heading for people, and what a row has in it.

    `name` is the same in every language; `path` is where the value stands in JSON, else under the name. `value` is for
    programs, `shown` for people, as names instead of ids. `said` is how the value is told in the line below a
    quotation, where it is not its heading and what is shown.

    A text is private: reports replace the names in it. `safe` declares of a column that it reads nothing but
    ids and words of the program, which must stay as they are; `field` is then the field of the row that it reads.
    `recurs` tells that many rows have the same text in it.
    """

    name: str
    label: str
    value: Callable[[R], Value]
    shown: Callable[[R], Value] | None = None
    said: Callable[[R], str] | None = None
    field: str = ""
    safe: bool = False
    kind: Kind = "text"
    width: float = 14
    where: frozenset[Format] = EVERYWHERE
    path: tuple[str, ...] = ()
    recurs: bool = False

    def for_people(self, row: R) -> Value:
        """Return what a page or a sheet shows of a row."""
        return self.value(row) if self.shown is None else self.shown(row)

    def text(self, row: R) -> str:
        """Return what a page shows of a row, as a text."""
        return told(self.for_people(row), self.kind)

    def below_quotation(self, row: R) -> str:
        """Return what the line below a quotation tells of a row, nothing where there is nothing."""
        if self.said is not None:
            return self.said(row)
        text = self.text(row)
        return f"{self.label}: {text}" if text else ""


def field(name: str, of: str = "", **changes: Any) -> dict[str, Any]:
    """Return the arguments of a column that reads one field of its rows, called `name` or `of`."""
    return {"name": name, "field": of or name, "value": attrgetter(of or name), **changes}


def columns_of(columns: Iterable[Column[R]], form: Format) -> list[Column[R]]:
    """Return the columns that a format has."""
    return [column for column in columns if form in column.where]


def safe_fields(columns: Iterable[Column[Any]]) -> frozenset[str]:
    """Return the fields of a row whose texts stay as they are; all others are private."""
    return frozenset(column.field for column in columns if column.safe and column.field)


def cell_of(value: Value, kind: Kind = "text") -> str | int | float:
    """Return a value as a cell of CSV: several in one are set apart by semicolons."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEVERAL.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _rounded(value, kind)


def as_json(columns: Iterable[Column[R]], row: R) -> dict[str, Any]:
    """Return a row as an object of JSON."""
    found: dict[str, Any] = {}
    for column in columns:
        *above, last = column.path or (column.name,)
        inner = found
        for name in above:
            inner = inner.setdefault(name, {})
        value = column.value(row)
        inner[last] = value if value is None or isinstance(value, bool | tuple) else _rounded(value, column.kind)
    return found


def told(value: Value, kind: Kind = "text") -> str:
    """Return a value in words: a share in percent, a number with commas, several texts apart."""
    if value is None:
        return "—" if kind == "share" else ""
    if isinstance(value, tuple):
        return listed(value)
    if isinstance(value, bool):
        return "✓" if value else ""
    if kind == "share" and not isinstance(value, str):
        return f"{percent_of(value)}%"
    return f"{value:,}" if isinstance(value, int) and kind == "count" else str(value)


def percent_of(share: float) -> int:
    """Return a share in percent without decimals, for the counts are small; five of eight are 63."""
    return math.floor(100 * share + _HALF)


def numbers_of(columns: Iterable[Column[R]]) -> list[int]:
    """Return which columns hold numbers, counted from the first."""
    return [at for at, column in enumerate(columns) if column.kind not in {"text", "long"}]


def _rounded(value: str | float, kind: Kind) -> str | int | float:
    return round(value, _PLACES) if kind == "share" and isinstance(value, float) else value
