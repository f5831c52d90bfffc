"""Cells of the framework matrices as every format prints them: the lead's summary, then passages in words."""

from __future__ import annotations

from collections.abc import Sequence

from coder.i18n import _
from coder.model.finding import flat
from coder.model.quotation import Quotation
from coder.model.reporting.quoting import in_marks
from coder.model.reporting.report import CellReport

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
    return _first_of_each(cell.quotations, most)


def words_of_passage(q: Quotation) -> str:
    """Return a passage in its marks, on one line, with its citation."""
    return _("{words} [{citation}]").format(words=in_marks(flat(q.text)), citation=q.id)


def more_in(cell: CellReport, shown: Sequence[Quotation]) -> str:
    """Return how many passages of a cell are not printed, empty where all are."""
    more = len(cell.quotations) - len(shown)
    return _("and {count} more passages").format(count=more) if more else ""


def _first_of_each(quotations: Sequence[Quotation], most: int) -> list[Quotation]:
    heard: dict[str, int] = {}
    turns = []
    for at, quotation in enumerate(quotations):
        heard[quotation.case] = heard.get(quotation.case, 0) + 1
        turns.append((heard[quotation.case], at))
    return [quotations[at] for at in sorted(at for _turn, at in sorted(turns)[:most])]
