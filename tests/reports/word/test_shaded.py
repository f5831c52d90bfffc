"""Numbers of heat maps are readable on each of their shades, in Word, in HTML on light and dark, and in the workbook."""

from __future__ import annotations

import re
from importlib.resources import files

import docx
import pytest

from coder.model.reporting.overall_table import Cell, OverallTable
from coder.reports.word.shaded import lay_shaded, tint
from coder.reports.xlsx.looks import DARK
from coder.tui.frame.palette import contrast

ENOUGH = 4.5


@pytest.mark.parametrize("share", [n / 20 for n in range(21)])
def test_numbers_in_word_are_readable_on_each_shade(share):
    assert contrast("#000000", f"#{tint(share)}") >= ENOUGH


def test_numbers_in_the_workbook_are_readable_on_the_darkest():
    assert contrast("#000000", DARK) >= ENOUGH


def test_numbers_on_the_page_are_readable_on_each_shade_on_light_and_dark():
    style = (files("coder.reports.web") / "style.css").read_text("utf-8")
    grounds, texts = re.findall(r"--ground: (#\w+)", style), re.findall(r"--text: (#\w+)", style)
    shades = re.findall(r"\.h\d+ \{ background: rgb\((\d+) (\d+) (\d+) / (\d+)%\)", style)
    assert (len(grounds), len(shades)) == (2, 11)
    for ground, text in zip(grounds, texts, strict=True):
        for *color, share in shades:
            laid = _over([int(part) for part in color], ground, int(share) / 100)
            assert contrast(_long(text), laid) >= ENOUGH, (ground, share)


def _over(color, ground, share):
    below = [int(_long(ground)[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(
        f"{round(share * one + (1 - share) * other):02x}" for one, other in zip(color, below, strict=True)
    )


def _long(color):
    return color if len(color) > 4 else "#" + "".join(2 * part for part in color[1:])


def test_properties_of_a_cell_stand_in_the_order_that_word_asks_for():
    document = docx.Document()
    head = ("Theme", *("Venture Capital Association", "CommonWealth Magazine") * 5)
    row = (Cell("Gap"), *(Cell("1", 0.5) for _name in head[1:]))
    one = OverallTable(mark="cases", caption="", head=head, rows=(row,), note="")
    lay_shaded(document, one, lambda _paragraph, _mark: None)
    order = ["tcW", "shd", "textDirection", "vAlign"]
    found = [[child.tag.split("}")[1] for child in cell._tc.tcPr] for r in document.tables[0].rows for cell in r.cells]
    assert all(names == [name for name in order if name in names] for names in found)
    assert {name for names in found for name in names} == set(order)
