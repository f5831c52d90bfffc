"""Tables in Word are parted where they would leave the foot of a page empty, but never from their head or their note."""

import docx
import pytest

from coder.reports.word.table_layout import lay_table


@pytest.mark.parametrize(("rows", "parted"), [(4, []), (9, [2, 3, 4, 5, 6, 7])])
def test_only_a_table_of_a_few_lines_stays_on_one_page(rows, parted):
    document = docx.Document()
    lay_table(document, ("Case", "Passages"), [(f"Firm {number}", str(number)) for number in range(rows)])
    table = document.tables[0]
    loose = [not row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert [number for number, is_loose in enumerate(loose) if is_loose] == parted


def test_the_heads_of_an_even_table_do_not_break_within_a_number():
    document = docx.Document()
    heads = ("Transcript", *map(str, range(1, 11)))
    lay_table(document, heads, [("a long name of a transcript " * 4, *["0"] * 10)], even=True)
    widths = [column.width.cm for column in document.tables[0].columns]
    assert min(widths[1:]) >= 0.88  # two bold digits of nine points
    assert max(widths[1:]) - min(widths[1:]) < 0.01


def test_heads_of_numbers_that_would_break_run_upwards_in_columns_that_hold_them():
    """GIVEN the cases of a heat map, called by long English words."""
    names = ("Industry-Academia Council", "CommonWealth Magazine", "Venture Capital Association", "AI Academy") * 2
    document = docx.Document()
    lay_table(document, ("Theme", *names), [("Talent-competition gap", *["12"] * 8)], even=True)
    head, row = document.tables[0].rows
    turned = ["btLr" in cell._tc.xml for cell in head.cells]
    assert turned == [False, *[True] * 8]
    assert head.height.cm > 4
    assert not any("btLr" in cell._tc.xml for cell in row.cells)


def test_a_table_on_one_page_is_parted_nowhere():
    document = docx.Document()
    lay_table(document, ("Job", "Passages"), [(f"Job {n}", "1") for n in range(12)], on_one_page=True)
    assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows)
