"""Tables of declared columns as Markdown, and what the line below a quotation tells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from coder.files.markdown_text import escape
from coder.model.counting.column import Column, columns_of

R = TypeVar("R")


def headings(columns: Iterable[Column[R]]) -> list[str]:
    """Return the headings of columns."""
    return [escape(column.label) for column in columns]


def cells(columns: Iterable[Column[R]], row: R) -> list[str]:
    """Return the cells of a row."""
    return [escape(column.text(row)) for column in columns]


def left_of(columns: Sequence[Column[R]]) -> int:
    """Return how many columns, from the first, hold words."""
    return next((at for at, column in enumerate(columns) if column.kind not in {"text", "long"}), len(columns))


def source(columns: Iterable[Column[R]], row: R, without: Collection[str] = ()) -> str:
    """Return the line below a quotation, but for the columns `without` that stand above it."""
    parts = (column.below_quotation(row) for column in columns_of(columns, "markdown") if column.name not in without)
    return " · ".join(escape(part) for part in parts if part)
