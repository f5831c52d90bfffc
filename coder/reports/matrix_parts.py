"""Cells of the framework matrices as every format prints them: the lead's summary, then passages in words."""

from __future__ import annotations

from collections.abc import Sequence

from coder.i18n import _
from coder.model.finding import flat
from coder.model.quotation import Quotation
from coder.model.reporting.first_passages import FirstOfEach
from coder.model.reporting.quoting import in_marks
from coder.model.reporting.report import CellReport, MatrixReport

ON_PAPER, MOST_IN_CELL = 2, 12
"""How many passages of a cell stand in words in print, and on a page of the web at most."""


def empty_cell() -> str:
    """Return what stands in a cell without any passage."""
    return _("(no passage)")


def stale_cell() -> str:
    """Return what stands over a summary whose passages changed since."""
    return _("its passages changed since the summary was written")


def shown_in(cell: CellReport, most: int = ON_PAPER) -> list[Quotation]:
    """Return the passages of a cell that are printed in words, in their order: one of each case before a second."""
    first = FirstOfEach(most)
    first.add(cell.quotations)
    return first.quotations


def words_of_passage(q: Quotation) -> str:
    """Return a passage in its marks, on one line, with its citation."""
    return _("{words} [{citation}]").format(words=in_marks(flat(q.text)), citation=q.id)


def more_in(cell: CellReport, shown: Sequence[Quotation]) -> str:
    """Return how many passages of a cell are not printed, empty where all are."""
    more = len(cell.quotations) + cell.more - len(shown)
    return _("and {count} more passages").format(count=more) if more else ""


def rows_left(matrix: MatrixReport) -> str:
    """Return how many rows of a large matrix are not printed, empty where all are."""
    return _("and {count} more rows").format(count=matrix.more_rows) if matrix.more_rows else ""
