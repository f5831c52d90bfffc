"""The framework matrix: rows and columns chosen among cases, themes and codes; a cell is what was coded with both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, NamedTuple, Protocol, TypeVar

from coder.i18n import pick
from coder.model.intervals import Spanned, meetings

CASES, THEMES = "cases", "themes"
"""What an axis may be besides a theme or facet, whose id stands for the codes under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A framework matrix of the study; `rows` and `columns` are `cases`, `themes`, or the id of a theme or facet."""

    id: str
    name: str
    rows: str
    columns: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSummary:
    """What the lead wrote into a cell, and its English; `evidence` tells which passages it was written on."""

    id: str
    text: str
    evidence: str
    by: str
    at: str
    text_en: str = ""

    @property
    def words(self) -> str:
        """Text in the interface language."""
        return pick(self.text, self.text_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEntry:
    """A cell of `codebook/matrices.yaml`: the ids of its row and column, and what the lead writes of it."""

    row: str
    column: str
    summary: str
    summary_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatricesFile:
    """`codebook/matrices.yaml`: what stands in the cells of the framework matrices."""

    cells: tuple[CellEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A row or column: a case, or the codes whose passages it holds."""

    id: str
    title: str
    case: str | None = None
    codes: frozenset[str] = frozenset()


class Coded(Spanned, Protocol):
    """A coding as the matrix reads it."""

    @property
    def code(self) -> str:
        """The code's id."""
        ...

    @property
    def id(self) -> str:
        """The coding's id."""
        ...


C = TypeVar("C", bound=Coded)


class CellPassage(NamedTuple, Generic[C]):
    """Words coded with both of a cell's headings, cited by one of the codings on them."""

    start: int
    end: int
    coding: C


def cell_id(row: str, column: str) -> str:
    """Return the name of a cell."""
    return f"{row}|{column}"


def passages(
    rows: Sequence[Heading], columns: Sequence[Heading], case: str, codings: Iterable[C]
) -> dict[str, list[CellPassage[C]]]:
    """Return the passages of one transcript by cell, in order of place, the same words once.

    Of two codes, the words that both cover; of a case and a code, the code's own passages. The column's coding is
    cited, the row's where the column is a case.
    """
    ordered = sorted(codings, key=lambda c: (c.start, c.end, c.id))
    found: dict[str, dict[tuple[int, int], CellPassage[C]]] = {}

    def put(row: Heading, column: Heading, start: int, end: int, coding: C) -> None:
        found.setdefault(cell_id(row.id, column.id), {}).setdefault((start, end), CellPassage(start, end, coding))

    here_rows = [h for h in rows if h.case is not None and h.case == case]
    here_columns = [h for h in columns if h.case is not None and h.case == case]
    by_row = {code: h for h in rows for code in h.codes}
    by_column = {code: h for h in columns for code in h.codes}
    of_rows = [c for c in ordered if c.code in by_row]
    of_columns = [c for c in ordered if c.code in by_column]
    for coding in of_columns:
        for row in here_rows:
            put(row, by_column[coding.code], coding.start, coding.end, coding)
    for coding in of_rows:
        for column in here_columns:
            put(by_row[coding.code], column, coding.start, coding.end, coding)
    for one, other in meetings(of_rows, of_columns):
        row, column = by_row[one.code], by_column[other.code]
        put(row, column, max(one.start, other.start), min(one.end, other.end), other)
    return {cell: sorted(by_place.values(), key=lambda p: p[:2]) for cell, by_place in found.items()}


def fingerprint(quotes: Iterable[tuple[str, str]]) -> str:
    """Return what tells one set of passages, each with its case, from another; their order does not matter."""
    return sha256("\x1e".join(sorted("\x1f".join(quote) for quote in quotes)).encode()).hexdigest()[:32]
