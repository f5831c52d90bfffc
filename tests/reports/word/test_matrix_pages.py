"""Rows of a matrix stay whole, but none leaves a large part of the page before it empty."""

import pytest
from docx.oxml.ns import qn

from coder.model.matrix import Heading
from coder.model.reporting.report import CellReport, MatrixReport, TextPiece
from coder.reports.word.matrix_pages import lay_matrix
from coder.reports.word.paper import open_paper, turn


def row(name: str, characters: int) -> tuple[Heading, tuple[CellReport, ...]]:
    cell = CellReport(row=name, column="c", quotations=(), summary=(TextPiece("談" * characters),))
    return Heading(id=name, title=name), (cell,)


@pytest.mark.parametrize(("lengths", "whole"), [((100, 230), [True, False]), ((200, 230), [True, True])])
def test_a_row_is_parted_where_more_than_a_third_of_a_page_would_stay_empty(lengths, whole):
    headings, cells = zip(*(row(f"row {at}", length) for at, length in enumerate(lengths)), strict=True)
    document = open_paper(None)
    turn(document, landscape=True)
    columns = tuple(Heading(id=f"c{at}", title=f"Column {at}") for at in range(6))
    rows = tuple(tuple(one[0] for _column in columns) for one in cells)
    lay_matrix(document, MatrixReport(name="Job", rows=headings, columns=columns, cells=rows))
    found = [r._tr.trPr is not None and r._tr.trPr.find(qn("w:cantSplit")) is not None for r in document.tables[0].rows]
    assert found[1:] == whole
