"""What came into a matrix's cell, and what went, since its summary was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from coder.findings.matrix_cells import CellOutline, Matrices
from coder.model.journal.moment import limits_text
from coder.model.matrix import Matrix
from coder.model.quotation import Quotation
from coder.record.moments import limits_after
from coder.record.past_study import open_past
from coder.record.study import Study


@dataclass(frozen=True, slots=True)
class CellChange:
    """The passages that a cell has and had not when its summary was written, and those that it had then alone."""

    came: tuple[Quotation, ...] = ()
    went: tuple[Quotation, ...] = ()


def since_written(study: Study, matrix: Matrix, cell: CellOutline) -> CellChange:
    """Return what came and went in a cell since its summary was written; the past is read from the journal."""
    limits = limits_after(study.reader, "cell", cell.key)
    if not limits:
        return CellChange()
    with open_past(study.path, study.coder, limits_text(limits)) as then:
        before = Matrices(then).cell(matrix, cell).quotations
    now = Matrices(study).cell(matrix, cell).quotations
    return CellChange(_beyond(now, before), _beyond(before, now))


def _beyond(some: tuple[Quotation, ...], others: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """Return those whose case and words are not among the others; what only moved in its text is no change."""
    left = Counter((q.case, q.text) for q in others)
    beyond = []
    for quote in some:
        words = quote.case, quote.text
        if left[words]:
            left[words] -= 1
        else:
            beyond.append(quote)
    return tuple(beyond)
