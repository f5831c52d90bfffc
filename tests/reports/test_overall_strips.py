"""The cells of a framework matrix are counted in a table of their own, before the words that stand in them."""

from dataclasses import replace

import docx
from docx.enum.section import WD_ORIENT

from coder.model.matrix import Heading
from coder.model.reporting.report import CellReport, MatrixReport
from coder.reports.outline import table_numbers
from coder.reports.overall_strips import matrix_counts
from coder.reports.word.document import WordExporter
from reports.samples import make_report

ROWS = (Heading(id="r1", title="Engineer"), Heading(id="r2", title="Adviser"))
COLUMNS = (Heading(id="c1", title="Duties"), Heading(id="c2", title="Years"))


def report(more: tuple[tuple[int, int], ...] = ((3, 0), (1, 4))):
    """GIVEN a matrix whose cells hold so many passages besides those at hand."""
    cells = tuple(
        tuple(CellReport(row=r.id, column=c.id, quotations=(), more=n) for c, n in zip(COLUMNS, counts, strict=True))
        for r, counts in zip(ROWS, more, strict=True)
    )
    return replace(
        make_report(), matrices=(MatrixReport(name="Job × Condition", rows=ROWS, columns=COLUMNS, cells=cells),)
    )


def test_each_cell_is_counted_and_shaded_by_its_share_of_the_most():
    (table,) = matrix_counts(report())
    assert [[cell.text for cell in row] for row in table.rows] == [["Engineer", "3", "0"], ["Adviser", "1", "4"]]
    assert [cell.shade for row in table.rows for cell in row[1:]] == [0.75, 0, 0.25, 1]
    numbers = table_numbers(report())
    assert numbers["matrix-0"] == numbers["all-matrix-counts-0"] + 1


def test_nothing_is_counted_where_no_cell_holds_a_passage():
    assert matrix_counts(report(((0, 0), (0, 0)))) == ()


def test_the_numbers_stand_upright_with_the_chapters_title_and_the_words_on_paper_that_lies(tmp_path):
    (path,) = WordExporter().write(report(), tmp_path)
    document = docx.Document(str(path))
    title = next(p for p in document.paragraphs if p.text == "4. Framework matrices")
    opening, caption = (docx.text.paragraph.Paragraph(p, document) for p in _two_after(title))
    assert opening.text.startswith("How many passages each cell holds: Table")
    assert all(p.paragraph_format.keep_with_next for p in (opening, caption))
    assert [s.orientation for s in document.sections][:2] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def _two_after(paragraph):
    first = paragraph._p.getnext()
    return first, first.getnext()
